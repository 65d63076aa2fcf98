/** A practice's storage in memory: for the sample, which keeps nothing, and for tests. */
import { MemoryAnchors } from '#lib/ledger/anchor.ts';
import type { DeviceId, FolderId } from '#lib/page/ids.ts';
import { MemoryPracticeFiles } from '#lib/shelf/memory-practice-files.ts';
import { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import { newId } from '#lib/vault/random.ts';
import type { Storage } from './practice.ts';

/** Every shelf that was asked for can be looked at in `shelves`. */
export function memoryStorage(): Storage & { readonly shelves: ReadonlyMap<string, MemoryShelf> } {
	const shelves = new Map<FolderId, MemoryShelf>();
	return {
		shelves,
		files: new MemoryPracticeFiles(),
		shelfOf(folder) {
			const shelf = shelves.get(folder) ?? new MemoryShelf(folder);
			shelves.set(folder, shelf);
			return shelf;
		},
		anchors: new MemoryAnchors(),
		device: newId<DeviceId>()
	};
}

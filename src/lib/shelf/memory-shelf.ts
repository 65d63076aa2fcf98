/** A shelf in memory: for the sample practice, which stores nothing, and for tests. */
import type { FolderId } from '#lib/page/ids.ts';
import {
	emptyHead,
	follows,
	type Commit,
	type Committed,
	type Head,
	type SealedBlob,
	type Shelf,
	type StoredEvent
} from './shelf.ts';

/** Keeps copies and hands out copies, as a database does. */
export class MemoryShelf implements Shelf {
	readonly folder: FolderId;
	readonly #events: StoredEvent[] = [];
	readonly #blobs = new Map<string, Uint8Array<ArrayBuffer>>();
	readonly #listed = new Set<string>();
	readonly #removed = new Set<string>();
	readonly #kept = new Map<string, Uint8Array<ArrayBuffer>>();

	constructor(folder: FolderId) {
		this.folder = folder;
	}

	head(): Promise<Head> {
		return Promise.resolve(this.#head());
	}

	commit({ event, put = [], remove = [] }: Commit): Promise<Committed> {
		if (!follows(event, this.#head())) return Promise.resolve({ ok: false, why: 'behind' });
		this.#events.push({ ...event, bytes: event.bytes.slice() });
		for (const blob of put) this.#put(blob);
		for (const id of remove) {
			this.#blobs.delete(id);
			this.#listed.delete(id);
			this.#removed.add(id);
		}
		return Promise.resolve({ ok: true });
	}

	event(n: number): Promise<StoredEvent | undefined> {
		const event = this.#events[n - 1];
		return Promise.resolve(event && { ...event, bytes: event.bytes.slice() });
	}

	async *events(after = 0): AsyncGenerator<StoredEvent, void> {
		for (let n = after + 1; ; n++) {
			const event = await this.event(n);
			if (!event) return;
			yield event;
		}
	}

	blob(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return Promise.resolve(this.#blobs.get(id)?.slice());
	}

	has(id: string): Promise<boolean> {
		return Promise.resolve(this.#blobs.has(id));
	}

	blobIds(): Promise<string[]> {
		return Promise.resolve([...this.#blobs.keys()].sort());
	}

	listedIds(): Promise<string[]> {
		return Promise.resolve([...this.#listed].sort());
	}

	removedIds(): Promise<string[]> {
		return Promise.resolve([...this.#removed].sort());
	}

	lists(id: string): Promise<boolean> {
		return Promise.resolve(this.#listed.has(id));
	}

	mend(blob: SealedBlob): Promise<Committed> {
		this.#put(blob);
		return Promise.resolve({ ok: true });
	}

	keep(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Committed> {
		this.#kept.set(name, bytes.slice());
		return Promise.resolve({ ok: true });
	}

	kept(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return Promise.resolve(this.#kept.get(name)?.slice());
	}

	/** Nothing to let go of: what it holds stays for the next reader, as on disk. */
	close(): void {
		return;
	}

	destroy(): Promise<void> {
		this.#events.length = 0;
		this.#blobs.clear();
		this.#listed.clear();
		this.#removed.clear();
		this.#kept.clear();
		return Promise.resolve();
	}

	#put({ id, bytes }: SealedBlob): void {
		this.#blobs.set(id, bytes.slice());
		this.#listed.add(id);
	}

	#head(): Head {
		const last = this.#events.at(-1);
		return last ? { n: last.n, hash: last.hash } : emptyHead;
	}
}

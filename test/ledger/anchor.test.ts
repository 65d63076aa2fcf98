import { expect, test } from 'vitest';
import { compareAnchor, MemoryAnchors, StoredAnchors, type Anchors } from '#lib/ledger/anchor.ts';
import type { FolderId } from '#lib/page/ids.ts';
import { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import { newId } from '#lib/vault/random.ts';
import { eventNumber, hashNumber } from '../shelf/shelf-contract.ts';

const folder = newId<FolderId>();

async function shelfOf(events: number): Promise<MemoryShelf> {
	const shelf = new MemoryShelf(folder);
	for (let n = 1; n <= events; n++) await shelf.commit({ event: eventNumber(n, 1) });
	return shelf;
}

function storage(): Storage {
	const entries = new Map<string, string>();
	return {
		getItem: (key: string) => entries.get(key) ?? null,
		setItem: (key: string, value: string) => void entries.set(key, value),
		removeItem: (key: string) => void entries.delete(key)
	} as Storage;
}

test.each([
	['nothing at all', 0, undefined, 'agrees'],
	['events whose anchor was cleared', 3, undefined, 'ahead'],
	['the same head', 3, { n: 3, hash: hashNumber(3) }, 'agrees'],
	['a crash before the anchor was written', 3, { n: 2, hash: hashNumber(2) }, 'ahead'],
	['lost events', 2, { n: 3, hash: hashNumber(3) }, 'behind'],
	['a database that is empty as on the first day', 0, { n: 3, hash: hashNumber(3) }, 'behind'],
	['another chain of the same length', 3, { n: 3, hash: hashNumber(8) }, 'fork'],
	['another, longer chain', 4, { n: 3, hash: hashNumber(8) }, 'fork']
] as const)('%s', async (_, events, anchor, finding) => {
	expect(await compareAnchor(await shelfOf(events), anchor)).toBe(finding);
});

test.each<[string, () => Anchors]>([
	['in memory', () => new MemoryAnchors()],
	['in storage', () => new StoredAnchors(storage())]
])('an anchor %s only ever moves on, unless it is replaced', (_, make) => {
	const anchors = make();
	expect(anchors.read(folder)).toBeUndefined();
	anchors.raise(folder, { n: 2, hash: hashNumber(2) });
	anchors.raise(folder, { n: 1, hash: hashNumber(1) });
	expect(anchors.read(folder)).toEqual({ n: 2, hash: hashNumber(2) });
	anchors.replace(folder, { n: 1, hash: hashNumber(1) });
	expect(anchors.read(folder)).toEqual({ n: 1, hash: hashNumber(1) });
	anchors.replace(folder, undefined);
	expect(anchors.read(folder)).toBeUndefined();
});

test('storage that is blocked, full or holds nonsense never stops an event', () => {
	const blocked = () => {
		throw new DOMException('', 'SecurityError');
	};
	const anchors = new StoredAnchors({ getItem: blocked, setItem: blocked, removeItem: blocked });
	anchors.raise(folder, { n: 1, hash: hashNumber(1) });
	expect(anchors.read(folder)).toBeUndefined();
	const odd = storage();
	odd.setItem(`cc-anchor-${folder}`, '3 not-a-hash');
	expect(new StoredAnchors(odd).read(folder)).toBeUndefined();
});

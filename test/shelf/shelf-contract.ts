/** What every shelf promises; run on the memory shelf in Node and on the Dexie shelf in Chromium. */
import { describe, expect, test } from 'vitest';
import type { FolderId } from '#lib/page/ids.ts';
import { emptyHead, noHash, type Shelf, type StoredEvent } from '#lib/shelf/shelf.ts';
import { newId } from '#lib/vault/random.ts';

export function hashNumber(n: number): string {
	return n === 0 ? noHash : n.toString(16).padStart(64, '0');
}

export function eventNumber(n: number, size = 700): StoredEvent {
	return {
		n,
		prev: hashNumber(n - 1),
		hash: hashNumber(n),
		bytes: new Uint8Array(size).fill(n % 256)
	};
}

/** Collects a shelf's events. */
export async function allEvents(shelf: Shelf, after?: number): Promise<StoredEvent[]> {
	const found: StoredEvent[] = [];
	for await (const event of shelf.events(after)) found.push(event);
	return found;
}

const bytes = Uint8Array.of(1, 2, 3);

export function shelfContract(name: string, make: (folder: FolderId) => Shelf): void {
	async function withShelf(use: (shelf: Shelf) => Promise<void>): Promise<void> {
		const shelf = make(newId<FolderId>());
		try {
			await use(shelf);
		} finally {
			await shelf.destroy();
		}
	}

	describe(`a ${name} shelf`, () => {
		test('a new shelf is empty and says so', () =>
			withShelf(async (shelf) => {
				expect(await shelf.head()).toEqual(emptyHead);
				expect(await allEvents(shelf)).toEqual([]);
				expect(await shelf.event(1)).toBeUndefined();
				expect(await shelf.blob('ab')).toBeUndefined();
				expect(await shelf.has('ab')).toBe(false);
				expect(await shelf.kept('snapshot')).toBeUndefined();
			}));

		test('an event and its blobs come back as they were stored', () =>
			withShelf(async (shelf) => {
				expect(await shelf.commit({ event: eventNumber(1), put: [{ id: 'ab', bytes }] })).toEqual({
					ok: true
				});
				expect(await shelf.head()).toEqual({ n: 1, hash: hashNumber(1) });
				expect(await shelf.event(1)).toEqual(eventNumber(1));
				expect(await shelf.blob('ab')).toEqual(bytes);
				expect(await shelf.has('ab')).toBe(true);
				expect(await shelf.blobIds()).toEqual(['ab']);
				expect(await shelf.listedIds()).toEqual(['ab']);
			}));

		test('an event may remove blobs that an earlier one brought', () =>
			withShelf(async (shelf) => {
				await shelf.commit({ event: eventNumber(1), put: [{ id: 'ab', bytes }] });
				await shelf.commit({ event: eventNumber(2), remove: ['ab', 'not-there'] });
				expect(await shelf.blobIds()).toEqual([]);
				expect(await shelf.listedIds()).toEqual([]);
				expect(await shelf.removedIds()).toContain('ab');
				expect(await shelf.lists('ab')).toBe(false);
			}));

		test('a piece that is put back is listed again', () =>
			withShelf(async (shelf) => {
				expect(await shelf.mend({ id: 'ab', bytes })).toEqual({ ok: true });
				expect(await shelf.listedIds()).toEqual(['ab']);
				expect(await shelf.lists('ab')).toBe(true);
			}));

		test.each([
			['the same number again', eventNumber(1)],
			['a number left out', eventNumber(3)],
			['another chain', { ...eventNumber(2), prev: hashNumber(9) }]
		])('%s is behind, and nothing of it is stored', (_, event) =>
			withShelf(async (shelf) => {
				await shelf.commit({ event: eventNumber(1) });
				expect(await shelf.commit({ event, put: [{ id: 'cd', bytes }] })).toEqual({
					ok: false,
					why: 'behind'
				});
				expect(await shelf.head()).toEqual({ n: 1, hash: hashNumber(1) });
				expect(await shelf.has('cd')).toBe(false);
			})
		);

		test('of two writers at once, one is told that it is behind', () =>
			withShelf(async (shelf) => {
				const answers = await Promise.all([
					shelf.commit({ event: eventNumber(1) }),
					shelf.commit({ event: eventNumber(1) })
				]);
				expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
				expect(await allEvents(shelf)).toHaveLength(1);
			}));

		test('450 events are read in order, from any place', () =>
			withShelf(async (shelf) => {
				for (let n = 1; n <= 450; n++) await shelf.commit({ event: eventNumber(n, 8) });
				const all = await allEvents(shelf);
				expect(all.map(({ n }) => n)).toEqual(Array.from({ length: 450 }, (_, at) => at + 1));
				expect((await allEvents(shelf, 250)).map(({ n }) => n)).toEqual(
					all.slice(250).map(({ n }) => n)
				);
				expect(await allEvents(shelf, 450)).toEqual([]);
			}));

		test('what was handed in or out can be changed without changing what is stored', () =>
			withShelf(async (shelf) => {
				const mine = bytes.slice();
				await shelf.commit({ event: eventNumber(1), put: [{ id: 'ab', bytes: mine }] });
				mine.fill(0);
				(await shelf.blob('ab'))?.fill(9);
				expect(await shelf.blob('ab')).toEqual(bytes);
			}));

		test('the newest thing kept under a name replaces the one before', () =>
			withShelf(async (shelf) => {
				await shelf.keep('snapshot', Uint8Array.of(9));
				await shelf.keep('snapshot', bytes);
				expect(await shelf.kept('snapshot')).toEqual(bytes);
			}));
	});
}

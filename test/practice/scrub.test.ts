import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, ensureDate } from '#lib/page/date.ts';
import { due, mend, piecesIn, round, scrub, turnsSince, type Flaw } from '#lib/practice/scrub.ts';
import type { FolderId } from '#lib/page/ids.ts';
import { MemoryShelf } from '#lib/shelf/memory-shelf.ts';
import { eventNumber } from '../shelf/shelf-contract.ts';
import { newId } from '#lib/vault/random.ts';

const day = fc.integer({ min: 0, max: 12_000 }).map((n) => addDays(ensureDate('2020-01-01'), n));
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const many = fc
	.array(hash, { minLength: 301, maxLength: 400 })
	.map((hashes) => hashes.map((sha256) => ({ sha256 })));

describe('whose turn it is', () => {
	test('thirty days in a row look at every piece, each once', () => {
		fc.assert(
			fc.property(day, many, (first, pieces) => {
				const seen = Array.from({ length: round }, (_, i) => {
					const today = addDays(first, i);
					return due(pieces, turnsSince(addDays(today, -1), today));
				}).flat();
				expect(seen).toHaveLength(pieces.length);
				expect(new Set(seen)).toEqual(new Set(pieces));
			})
		);
	});

	test('days on which the desk stayed shut are made up for', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 1, max: 90 }), (last, gap) => {
				const today = addDays(last, gap);
				expect(turnsSince(last, today).size).toBe(Math.min(gap, round));
			})
		);
	});

	test('a small folder is looked at whole every day', () => {
		const pieces = Array.from({ length: 300 }, (_, i) => ({ sha256: String(i).padStart(64, '0') }));
		expect(due(pieces, new Set([0]))).toEqual(pieces);
	});

	test('a clock that was set back asks for no turn twice', () => {
		expect(turnsSince(ensureDate('2026-03-04'), ensureDate('2026-03-01')).size).toBe(0);
	});
});

test('bytes that are not what the name says are never put back', async () => {
	const shelf = new MemoryShelf(newId<FolderId>());
	const flaws = [{ sha256: 'a'.repeat(64), why: 'missing' }] as const;
	expect(await mend(shelf, flaws, () => Promise.resolve(Uint8Array.of(1, 2, 3)))).toBe(0);
	expect(await shelf.blobIds()).toEqual([]);
});

test('of a locked folder, a piece that storage lost is missed, and one that was taken out is not', async () => {
	const lost = 'a'.repeat(64);
	class Losing extends MemoryShelf {
		override blob(id: string): ReturnType<MemoryShelf['blob']> {
			return id === lost ? Promise.resolve(undefined) : super.blob(id);
		}
	}
	const shelf = new Losing(newId<FolderId>());
	const put = [lost, 'b'.repeat(64)].map((id) => ({ id, bytes: Uint8Array.of(1) }));
	await shelf.commit({ event: eventNumber(1), put });
	const pieces = await piecesIn({ shelf });
	await shelf.commit({ event: eventNumber(2), remove: ['b'.repeat(64)] });
	const found: Flaw[] = [];
	for await (const flaw of scrub({ shelf }, pieces)) if (flaw) found.push(flaw);
	expect(found).toEqual([{ sha256: lost, why: 'missing' }]);
});

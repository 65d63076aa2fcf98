import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { borrowed, lend, piecesOf, type Pieces } from '#lib/thread/lent-bytes.ts';
import { readAhead } from '#lib/thread/read-ahead.ts';
import { remembered } from '#lib/thread/remembered.ts';

const file = Uint8Array.from({ length: 5_000_000 }, (_, at) => (at * 7919) >> 5);

/** Counts what is asked of the source. */
function watched(source: Pieces): { readonly asked: [number, number][]; readonly pieces: Pieces } {
	const asked: [number, number][] = [];
	return {
		asked,
		pieces: {
			length: source.length,
			read(from, to) {
				asked.push([from, to]);
				return source.read(from, to);
			}
		}
	};
}

describe('lent bytes', () => {
	it('are read in the other thread and stay where they are', async () => {
		const { lent, end } = lend(file);
		const pieces = borrowed(lent);
		expect(pieces.length).toBe(file.length);
		const read = await Promise.all([pieces.read(10, 20), pieces.read(0, 3), pieces.read(7, 7)]);
		expect(read).toEqual([file.slice(10, 20), file.slice(0, 3), new Uint8Array()]);
		expect(file).toHaveLength(5_000_000);
		end();
	});
});

describe('reading ahead', () => {
	const place = fc.nat(file.length);

	it('gives the very bytes, whatever is asked in whatever order', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(place, fc.constantFrom(100, 70_000, 1_500_000)), { maxLength: 12 }),
				async (wanted) => {
					const pieces = readAhead(piecesOf(file));
					const ranges = wanted.map(([from, size]) => [from, Math.min(from + size, file.length)]);
					const read = await Promise.all(ranges.map(([from = 0, to = 0]) => pieces.read(from, to)));
					for (const [at, [from, to]] of ranges.entries()) {
						expect(Buffer.compare(read[at] ?? new Uint8Array(), file.subarray(from, to))).toBe(0);
					}
				}
			),
			{ numRuns: 40 }
		);
	});

	it('asks for what comes after a large piece, once, and for nothing after a small one', async () => {
		const { asked, pieces } = watched(piecesOf(file));
		const ahead = readAhead(pieces);
		await ahead.read(4_000_000, 4_000_100);
		expect(asked).toEqual([[4_000_000, 4_000_100]]);
		await ahead.read(0, 400_000);
		await ahead.read(400_000, 403_000);
		await ahead.read(403_000, 800_000);
		expect(asked.slice(1).map(([from]) => from)).toEqual([0, 400_000, 1_448_576]);
	});

	it('asks for nothing a second time when small pieces are wanted far ahead, and then the large ones between', async () => {
		const { asked, pieces } = watched(piecesOf(file));
		const ahead = readAhead(pieces);
		for (let from = 0; from < 4_000_000; from += 400_000) {
			await ahead.read(
				Math.min(from + 1_200_000, 4_400_000),
				Math.min(from + 1_208_000, 4_408_000)
			);
			await ahead.read(from, from + 400_000);
		}
		const large = asked.filter(([from, to]) => to - from >= 65_536);
		expect(large.every(([from], at) => at === 0 || from >= (large[at - 1]?.[1] ?? 0))).toBe(true);
		expect(large.length).toBeGreaterThan(3);
	});
});

describe('remembering small pieces', () => {
	const size = 8192;
	const places = fc.array(
		fc.nat(600).map((at) => at * size),
		{ minLength: 1, maxLength: 60 }
	);

	it('gives the very bytes, and asks for a small piece once', async () => {
		await fc.assert(
			fc.asyncProperty(places, async (wanted) => {
				const { asked, pieces } = watched(piecesOf(file));
				const memory = remembered(pieces);
				for (const from of wanted) {
					const bytes = await memory.read(from, from + size);
					expect(Buffer.compare(bytes, file.subarray(from, from + size))).toBe(0);
					// Whoever asked may do with it as they like.
					bytes.fill(0);
				}
				expect(asked).toHaveLength(new Set(wanted).size);
			}),
			{ numRuns: 30 }
		);
	});

	it('asks again for a large piece, and for a small one that was forgotten', async () => {
		const { asked, pieces } = watched(piecesOf(file));
		const memory = remembered(pieces);
		await memory.read(0, 400_000);
		await memory.read(0, 400_000);
		expect(asked).toHaveLength(2);
		asked.length = 0;
		// More than it holds, from the beginning to the end: the first is gone by then.
		const all = Array.from({ length: 600 }, (_, at) => at * size);
		for (const from of all) await memory.read(from, from + size);
		await memory.read(599 * size, 600 * size);
		expect(asked).toHaveLength(600);
		await memory.read(0, size);
		expect(asked).toHaveLength(601);
	});
});

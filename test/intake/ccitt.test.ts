import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unpackCcitt } from '#lib/imaging/ccitt.ts';
import { pack, type Dots } from './fax-writer.ts';

const form = (kind: 'rows' | 'group3' | 'group4') =>
	({ kind, twoDimensional: false, lowBitFirst: false }) as const;

function dotsOf(data: Uint8Array, width: number, height: number): Dots {
	const rowBytes = Math.ceil(width / 8);
	return Array.from({ length: height }, (_, y) =>
		Array.from(
			{ length: width },
			(__, x) => ((data[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
		)
	);
}

/** Rows of runs, so that long codes and vertical modes occur, not only noise. */
const pages = fc
	.tuple(
		fc.integer({ min: 1, max: 3000 }),
		fc.array(fc.array(fc.nat(700), { maxLength: 9 }), { minLength: 1, maxLength: 6 })
	)
	.map(([width, rows]) =>
		rows.map((runs) => {
			const row = runs.flatMap((length, n) => Array.from({ length }, () => n % 2)).slice(0, width);
			return [...row, ...Array.from({ length: width - row.length }, () => 0)];
		})
	);

test.each(['rows', 'group3', 'group4'] as const)(
	'%s: what a fax packs comes out the same',
	(kind) => {
		fc.assert(
			fc.property(pages, (rows) => {
				const width = rows[0]?.length ?? 0;
				const { data, goodRows } = unpackCcitt(pack(rows, kind), width, rows.length, form(kind));
				expect(goodRows).toBe(rows.length);
				expect(dotsOf(data, width, rows.length)).toEqual(rows);
			}),
			{ numRuns: 60 }
		);
	}
);

test('bytes whose first dot is the lowest bit', () => {
	const rows = [[0, 0, 1, 1, 1, 0, 1, 0, 0, 1]];
	const packed = pack(rows, 'group4').map((byte) =>
		Number.parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2)
	);
	const { data } = unpackCcitt(packed, 10, 1, { ...form('group4'), lowBitFirst: true });
	expect(dotsOf(data, 10, 1)).toEqual(rows);
});

test('a group 3 row that was lost costs that row, not the page', () => {
	const row = Array.from({ length: 64 }, (_, n) => (n > 20 && n < 40 ? 1 : 0));
	const packed = pack([row, row, row, row], 'group3');
	packed[7] = 0xff;
	const { data, goodRows } = unpackCcitt(packed, 64, 4, form('group3'));
	expect(goodRows).toBeLessThan(4);
	expect(dotsOf(data, 64, 4)).toContainEqual(row);
});

test('noise ends, and says how much was good', () => {
	fc.assert(
		fc.property(
			fc.uint8Array({ maxLength: 400 }),
			fc.constantFrom('rows', 'group3', 'group4'),
			(bytes, kind) => {
				const { data, goodRows } = unpackCcitt(bytes, 200, 50, form(kind));
				expect(data).toHaveLength(25 * 50);
				expect(goodRows).toBeLessThanOrEqual(50);
			}
		),
		{ numRuns: 500 }
	);
});

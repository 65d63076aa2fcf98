/** Bands over the private lines of a page: every word is on one side, whole, however the paper leaned. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rect } from '#lib/page/reading.ts';
import { turnedRect } from '#lib/page/upright.ts';
import { bandsOver, type PlacedLine } from '#lib/ui/bands.ts';
import { isLineCovered, regionsFor, tickLine, type Region } from '#lib/ui/regions.ts';

const page = { width: 1700, height: 2200 };

/** Lines of words one under the other on paper that leans by so many degrees. */
function paper(lengths: readonly number[], gap: number, degrees: number): readonly PlacedLine[] {
	const slope = Math.tan((degrees * Math.PI) / 180);
	return lengths.map((count, i) => {
		const words = Array.from({ length: count }, (_, w) => {
			const x = 150 + w * 140;
			const y = Math.round(200 + i * (34 + gap) + x * slope);
			return { rect: { x, y, width: 120, height: 32 } };
		});
		const ys = words.map(({ rect }) => rect.y);
		const top = Math.min(...ys);
		const rect = { x: 150, y: top, width: count * 140, height: Math.max(...ys) + 32 - top };
		return { rect, words };
	});
}

const wordsOf = (lines: readonly PlacedLine[], isPrivate: readonly boolean[], side: boolean) =>
	lines.flatMap(({ words = [] }, i) =>
		isPrivate[i] === side ? words.map(({ rect }) => rect) : []
	);

const shared = (a: Rect, b: Rect) =>
	Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
	Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const under = (rect: Rect, bands: readonly Rect[]) =>
	bands.reduce((sum, band) => sum + shared(rect, band), 0);

const someLines = fc
	.array(fc.record({ words: fc.integer({ min: 1, max: 10 }), isPrivate: fc.boolean() }), {
		minLength: 1,
		maxLength: 30
	})
	.filter((lines) => lines.some(({ isPrivate }) => isPrivate));
const lean = fc.double({ min: -2.2, max: 2.2, noNaN: true });
const gap = fc.integer({ min: 14, max: 30 });

describe('private bands', () => {
	it('hold every private word whole and touch no word for the chart', () => {
		fc.assert(
			fc.property(someLines, gap, lean, (given_, white, degrees) => {
				const lines = paper(
					given_.map(({ words }) => words),
					white,
					degrees
				);
				const sides = given_.map(({ isPrivate }) => isPrivate);
				const bands = bandsOver(lines, sides, page) ?? [];
				for (const word of wordsOf(lines, sides, true)) {
					expect(under(word, bands)).toBe(word.width * word.height);
				}
				for (const word of wordsOf(lines, sides, false)) expect(under(word, bands)).toBe(0);
			})
		);
	});

	it('never overlap and stay on the page', () => {
		fc.assert(
			fc.property(someLines, gap, lean, (given_, white, degrees) => {
				const lines = paper(
					given_.map(({ words }) => words),
					white,
					degrees
				);
				const bands =
					bandsOver(
						lines,
						given_.map(({ isPrivate }) => isPrivate),
						page
					) ?? [];
				bands.forEach((band, i) => {
					expect(bands.slice(i + 1).reduce((sum, other) => sum + shared(band, other), 0)).toBe(0);
					expect(shared(band, { x: 0, y: 0, ...page })).toBe(band.width * band.height);
				});
			})
		);
	});

	it('leave no white between two private lines, nor beside and under the last', () => {
		const lines = paper([8, 8, 8, 8], 200, 0);
		expect(bandsOver(lines, [false, true, true, true], page)).toEqual([
			{ x: 0, y: 333, width: 1700, height: 1867 }
		]);
	});

	it('cover a private word whole where handwriting runs into the line below', () => {
		const [above, below] = [200, 225].map((y) => ({ x: 100, y, width: 900, height: 34 }));
		if (!above || !below) throw new Error('two lines');
		const bands = bandsOver([{ rect: above }, { rect: below }], [true, false], page) ?? [];
		expect(under(above, bands)).toBe(above.width * above.height);
		expect(under(below, bands)).toBeLessThan((below.width * below.height) / 3);
	});

	it('are few: one for loose lines, and no more than the lean needs', () => {
		const sides = [false, false, true, true, true, false];
		expect(bandsOver(paper([9, 9, 9, 9, 9, 9], 20, 0), sides, page)).toHaveLength(1);
		expect(bandsOver(paper([9, 9, 9, 9, 9, 9], 20, 1.1), sides, page)?.length).toBeLessThan(5);
	});

	it('are not tried where the sides stand beside one another, or the page lies on its side', () => {
		const left = [0, 1, 2].map((i) => ({
			rect: { x: 100, y: 200 + i * 60, width: 600, height: 34 }
		}));
		const right = left.map(({ rect }) => ({ rect: { ...rect, x: 900 } }));
		const sides = [false, false, false, true, true, true];
		expect(bandsOver([...left, ...right], sides, page)).toBeUndefined();
		const lying = paper([9, 9], 30, 0).map(({ rect }) => ({ rect: turnedRect(rect, 90, page) }));
		expect(bandsOver(lying, [true, false], { width: 2200, height: 1700 })).toBeUndefined();
	});
});

describe('ticking a line', () => {
	const sidesOf = (lines: readonly PlacedLine[], regions: readonly Region[]) =>
		lines.map((line) => isLineCovered(line, regions));

	it('changes the side of that line alone, on paper that leans, too', () => {
		fc.assert(
			fc.property(someLines, gap, lean, fc.nat(), (given_, white, degrees, pick) => {
				const lines = paper(
					given_.map(({ words }) => words),
					white,
					degrees
				);
				const sides = given_.map(({ isPrivate }) => isPrivate);
				const at = pick % lines.length;
				const regions = regionsFor(lines, sides, page) ?? [];
				expect(sidesOf(lines, regions)).toEqual(sides);
				const ticked = tickLine(regions, lines, at, page);
				expect(sidesOf(lines, ticked)).toEqual(sides.map((side, i) => (i === at ? !side : side)));
				expect(new Set(ticked.map(({ id }) => id)).size).toBe(ticked.length);
			})
		);
	});

	it('keeps what was drawn by hand', () => {
		const lines = paper([8, 8, 8, 8], 20, 0);
		const drawn = { id: 7, rect: { x: 900, y: 1500, width: 300, height: 200 } };
		expect(tickLine([drawn], lines, 1, page)).toContainEqual(drawn);
	});

	it('frees a line from what was drawn over it', () => {
		const lines = paper([8, 8, 8, 8], 20, 0);
		const drawn = { id: 1, rect: { x: 0, y: 0, width: 1700, height: 2200 } };
		expect(sidesOf(lines, tickLine([drawn], lines, 2, page))).toEqual([true, true, false, true]);
	});
});

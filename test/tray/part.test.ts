import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Reading, ReadLine, Rect } from '#lib/page/reading.ts';
import { boundsOf, readingWithout } from '#lib/page/reading-without.ts';
import { regionsOver } from '#lib/tray/part.ts';

const width = 400;
const height = 600;

const rects: fc.Arbitrary<Rect> = fc
	.tuple(
		fc.nat(width - 2),
		fc.nat(height - 2),
		fc.double({ min: 0, max: 1, noNaN: true }),
		fc.double({ min: 0, max: 1, noNaN: true })
	)
	.map(([x, y, w, h]) => ({
		x,
		y,
		width: 1 + Math.floor(w * (width - x - 1)),
		height: 1 + Math.floor(h * (height - y - 1))
	}));

const lines: fc.Arbitrary<ReadLine> = fc
	.array(
		fc.record({
			text: fc.stringMatching(/^[a-z]{1,8}$/),
			rect: rects,
			confidence: fc.double({ min: 0, max: 1, noNaN: true })
		}),
		{ minLength: 1, maxLength: 6 }
	)
	.map((words) => ({
		words,
		text: words.map(({ text }) => text).join(' '),
		confidence: 0.5,
		rect: boundsOf(words.map(({ rect }) => rect)) ?? { x: 0, y: 0, width: 0, height: 0 }
	}));

const readings: fc.Arbitrary<Reading> = fc.array(lines, { maxLength: 8 }).map((all) => ({
	...{
		lines: all,
		width,
		height,
		blank: 'no',
		rotated: 0,
		turn: 0,
		skewDegrees: 0,
		confidence: 0.5
	},
	text: all.map(({ text }) => text).join('\n')
}));

/** Whether two rectangles share a pixel, counted pixel by pixel along both sides. */
function share(a: Rect, b: Rect): boolean {
	const meet = (from: number, length: number, other: number, long: number): boolean =>
		Math.min(from + length, other + long) > Math.max(from, other);
	return meet(a.x, a.width, b.x, b.width) && meet(a.y, a.height, b.y, b.height);
}

describe('what is left of the words', () => {
	test('holds every word that no region touches and none that one does', () => {
		fc.assert(
			fc.property(readings, fc.array(rects, { maxLength: 4 }), (reading, regions) => {
				const all = reading.lines.flatMap(({ words }) => words);
				const left = readingWithout(reading, regions);
				const kept = left.lines.flatMap(({ words }) => words);
				expect(kept).toEqual(all.filter(({ rect }) => !regions.some((one) => share(rect, one))));
				expect(left.text).toBe(left.lines.map(({ text }) => text).join('\n'));
				// A line's text and frame say no more than its words do.
				for (const line of left.lines) {
					expect(line.text).toBe(line.words.map(({ text }) => text).join(' '));
					expect(line.rect).toEqual(boundsOf(line.words.map(({ rect }) => rect)));
				}
			})
		);
	});

	it('of a page that is wholly private is nothing', () => {
		const rect = { x: 10, y: 10, width: 30, height: 10 };
		const word = { text: 'dream', rect, confidence: 0.9 };
		const line = { text: 'dream', rect, words: [word], confidence: 0.9 };
		const reading: Reading = {
			...{ text: 'dream', lines: [line], confidence: 0.9, blank: 'no', rotated: 0, turn: 0 },
			...{ skewDegrees: 0, width, height }
		};
		const left = readingWithout(reading, [{ x: 0, y: 0, width, height }]);
		expect(left).toMatchObject({ text: '', lines: [], confidence: 0 });
	});
});

test('regions over lines lie on the page and cover the lines', () => {
	fc.assert(
		fc.property(readings, fc.array(fc.nat(7)), (reading, chosen) => {
			const wanted = new Set(chosen);
			const regions = regionsOver(reading, wanted);
			const covered = reading.lines.filter((_, index) => wanted.has(index));
			expect(regions).toHaveLength(covered.length);
			for (const [i, region] of regions.entries()) {
				const { rect } = covered[i] ?? { rect: region };
				expect(Math.min(region.x, region.y)).toBeGreaterThanOrEqual(0);
				expect(region.x + region.width).toBeLessThanOrEqual(width);
				expect(region.y + region.height).toBeLessThanOrEqual(height);
				expect(boundsOf([region, rect])).toEqual(region);
			}
			// So the words of those lines are gone with them.
			const left = readingWithout(reading, regions).lines.flatMap(({ words }) => words);
			for (const { words } of covered) for (const word of words) expect(left).not.toContain(word);
		})
	);
});

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { boundsOf } from '#lib/page/reading-without.ts';
import type { Reading, Rect, Rotation } from '#lib/page/reading.ts';
import { coveredFor, redactedReading } from '#lib/page/redaction.ts';
import { readingAt } from '#lib/page/upright.ts';

const width = 400;
const height = 300;
const sheet = { width, height };

/** Words of eight letters, each its own, in lines of words: the way a page is set. */
const readings: fc.Arbitrary<Reading> = fc
	.array(fc.array(fc.integer({ min: 20, max: 60 }), { minLength: 1, maxLength: 5 }), {
		minLength: 1,
		maxLength: 8
	})
	.map((rows) => {
		let n = 0;
		const lines = rows.map((widths, row) => {
			let x = 10;
			const words = widths.map((w) => {
				const rect = { x, y: 10 + row * 34, width: w, height: 16 };
				x += w + 8;
				return {
					text: `word${String(n++).padStart(4, '0')}`,
					rect,
					confidence: 0.5 + (n % 5) / 10
				};
			});
			const rect = boundsOf(words.map((word) => word.rect)) ?? { x, y: 0, width: 0, height: 0 };
			return { words, rect, confidence: 0.7, text: words.map(({ text }) => text).join(' ') };
		});
		return {
			...{ lines, width, height, blank: 'no', rotated: 0, turn: 0, skewDegrees: 0.4 },
			...{ confidence: 0.7, text: lines.map(({ text }) => text).join('\n') }
		};
	});

const rects: fc.Arbitrary<Rect> = fc.record({
	x: fc.double({ min: -10, max: width, noNaN: true }),
	y: fc.double({ min: -10, max: height, noNaN: true }),
	width: fc.double({ min: 0.2, max: width, noNaN: true }),
	height: fc.double({ min: 0.2, max: 60, noNaN: true })
});
const marks = fc.array(rects, { minLength: 1, maxLength: 4 });

const wordsOf = ({ lines }: Pick<Reading, 'lines'>) => lines.flatMap(({ words }) => words);

/** Whether a point lies in any of them. */
const isIn = (x: number, y: number, all: readonly Rect[]): boolean =>
	all.some((r) => x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height);

describe('what is burned', () => {
	test('lies on the sheet in whole pixels and holds every drawn pixel', () => {
		fc.assert(
			fc.property(readings, marks, (reading, drawn) => {
				const covered = coveredFor(drawn, reading, sheet);
				for (const { x, y, width: w, height: h } of covered) {
					expect([x, y, w, h].every(Number.isInteger)).toBe(true);
					expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
					expect(x + w).toBeLessThanOrEqual(width);
					expect(y + h).toBeLessThanOrEqual(height);
				}
				for (const { x, y, width: w, height: h } of drawn) {
					for (const [px, py] of [
						[x, y],
						[x + w * 0.99, y + h * 0.99],
						[x + w / 2, y + h / 2]
					] as const) {
						const onSheet = px >= 0 && py >= 0 && px < width && py < height;
						expect(!onSheet || isIn(px, py, covered)).toBe(true);
					}
				}
			})
		);
	});

	it.each([
		['half of a word is the word whole', { x: 70, y: 12, width: 20, height: 12 }, ['Sam']],
		[
			'a hair of the next word is that word too',
			{ x: 12, y: 12, width: 54, height: 10 },
			['Ann', 'Sam']
		],
		['the tails of a line is not that line', { x: 40, y: 24, width: 20, height: 8 }, []],
		['the gap between words is neither', { x: 61, y: 12, width: 3, height: 10 }, []]
	])('of %s', (_does, rect, whole) => {
		const words = ['Ann', 'Sam', 'Lee'].map((text, i) => ({
			...{ text, confidence: 0.9 },
			rect: { x: 10 + 55 * i, y: 10, width: 50, height: 16 }
		}));
		const box = { x: 10, y: 10, width: 160, height: 16 };
		const line = { words, text: 'Ann Sam Lee', confidence: 0.9, rect: box };
		const covered = coveredFor([rect], { lines: [line] }, sheet);
		const under = words.filter(({ rect: r }) =>
			covered.some(
				(c) => boundsOf([c, r])?.width === c.width && boundsOf([c, r])?.height === c.height
			)
		);
		expect(under.map(({ text }) => text)).toEqual(whole);
	});
});

describe('the words of a redacted copy', () => {
	const turns = fc.constantFrom<Rotation>(0, 90, 180, 270);

	test('hold nothing of a covered word, and every other word as it was read', () => {
		fc.assert(
			fc.property(readings, marks, turns, (page, drawn, turn) => {
				const stood = readingAt(page, turn);
				const covered = coveredFor(drawn, stood, stood);
				const copy = redactedReading(page, covered, turn);
				const touched = wordsOf(stood).filter(({ rect: r }) =>
					covered.some(
						(c) =>
							Math.min(r.x + r.width, c.x + c.width) > Math.max(r.x, c.x) &&
							Math.min(r.y + r.height, c.y + c.height) > Math.max(r.y, c.y)
					)
				);
				for (const { text } of touched) {
					expect(JSON.stringify(copy)).not.toContain(text);
				}
				const kept = wordsOf(stood).filter((word) => !touched.includes(word));
				expect(wordsOf(copy)).toEqual(kept);
				expect(copy.text).toBe(copy.lines.map(({ text }) => text).join('\n'));
				expect([copy.turn, copy.rotated, copy.width]).toEqual([0, 0, stood.width]);
			})
		);
	});
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turned, turnedBack, type Reading, type Rotation } from '#lib/page/reading.ts';
import { readingAt, turnedRect, turnedSize } from '#lib/page/upright.ts';

const size = { width: 60, height: 100 };
const rect = { x: 10, y: 20, width: 30, height: 5 };
const turns = fc.constantFrom<Rotation>(0, 90, 180, 270);
const word = { text: 'Seen', rect, confidence: 0.9 };
const reading: Reading = {
	text: 'Seen',
	lines: [{ text: 'Seen', rect, confidence: 0.9, words: [word] }],
	confidence: 0.9,
	blank: 'no',
	rotated: 0,
	turn: 0,
	skewDegrees: 0.5,
	...size
};

describe('a rectangle on a turned picture', () => {
	it.each([
		[0, rect],
		[90, { x: 75, y: 10, width: 5, height: 30 }],
		[180, { x: 20, y: 75, width: 30, height: 5 }],
		[270, { x: 20, y: 20, width: 5, height: 30 }]
	] as const)('by %i° stands where the paper under it went', (by, expected) => {
		expect(turnedRect(rect, by, size)).toEqual(expected);
	});

	it('is the same turned twice as turned once by both, and turned back where it was', () => {
		fc.assert(
			fc.property(turns, turns, (first, then) => {
				const twice = turnedRect(turnedRect(rect, first, size), then, turnedSize(size, first));
				expect(twice).toEqual(turnedRect(rect, turned(first, then), size));
				const back = turnedRect(
					turnedRect(rect, first, size),
					turnedBack(first),
					turnedSize(size, first)
				);
				expect(back).toEqual(rect);
			})
		);
	});
});

describe('a reading', () => {
	it('goes with its picture to any turn and back, and keeps its words', () => {
		fc.assert(
			fc.property(turns, turns, (first, then) => {
				const moved = readingAt(readingAt(reading, first), then);
				expect(moved).toEqual(readingAt(reading, then));
				expect(moved).toMatchObject({ turn: then, text: 'Seen', ...turnedSize(size, then) });
				expect(moved.lines[0]?.words[0]?.rect).toEqual(moved.lines[0]?.rect);
				expect(readingAt(moved, 0)).toEqual(reading);
			})
		);
	});

	it('from before pages were turned stands at 0', () => {
		const { turn: _, ...old } = reading;
		expect(readingAt(old as Reading, 0)).toBe(old);
		expect(readingAt(old as Reading, 90).lines[0]?.rect).toEqual(turnedRect(rect, 90, size));
	});
});

/** The numbers under the viewer and the region editor: zoom, marks, regions, keys on paper, spans of time. */
import fc from 'fast-check';
import { expect, test, describe } from 'vitest';
import { confidenceWord } from '#lib/ui/fate-words.ts';
import { fingerprintWords, keyGroups } from '#lib/ui/kit.ts';
import { timeLeftWords } from '#lib/ui/moments.ts';
import { between, coverLine, freeLine, isCovered, within, type Region } from '#lib/ui/regions.ts';
import { amidst, keepUnder, onPicture, scaleOf, stepped } from '#lib/ui/zoom.ts';

const sheet = { width: 850, height: 1100 };
const stage = { width: 600, height: 500 };
const aRect = fc.record({
	x: fc.integer({ min: 0, max: 700 }),
	y: fc.integer({ min: 0, max: 1000 }),
	width: fc.integer({ min: 20, max: 400 }),
	height: fc.integer({ min: 12, max: 60 })
});
const someRegions = fc
	.array(aRect, { maxLength: 5 })
	.map((rects): Region[] => rects.map((rect, i) => ({ id: i + 1, rect: within(rect, sheet) })));

describe('zoom', () => {
	test('a page is first seen whole', () => {
		const scale = scaleOf('page', sheet, stage);
		expect(sheet.height * scale).toBeCloseTo(500, -2);
		expect(sheet.height * scale).toBeLessThan(500);
		expect(sheet.width * scale).toBeLessThanOrEqual(600);
	});

	test('a page is looked at where its writing is, whatever the order of its lines', () => {
		const lineAt = (y: number) => ({ rect: { x: 100, y, width: 300, height: 20 } });
		expect(amidst([60, 20, 1000].map(lineAt))).toEqual({ x: 250, y: 70 });
		expect(amidst([20, 1000].map(lineAt))).toEqual({ x: 250, y: 30 });
		expect(amidst([])).toBeUndefined();
	});

	test('smaller than whole is whole', () => {
		expect(stepped(scaleOf('page', sheet, stage), -1, sheet, stage)).toBe('page');
		expect(scaleOf(0.001, sheet, stage)).toBe(scaleOf('page', sheet, stage));
	});

	test('the spot under the pointer stays under it', () => {
		const spot = fc.record({
			x: fc.integer({ min: 0, max: 600 }),
			y: fc.integer({ min: 0, max: 500 })
		});
		const scale = fc.double({ min: 0.1, max: 8, noNaN: true });
		fc.assert(
			fc.property(spot, spot, scale, scale, (at, scroll, from, to) => {
				const before = onPicture(at, scroll, from);
				const after = onPicture(at, keepUnder(at, scroll, from, to), to);
				expect(after.x).toBeCloseTo(before.x, 4);
				expect(after.y).toBeCloseTo(before.y, 4);
			})
		);
	});
});

describe('regions', () => {
	test('a ticked line is private, whatever was there before', () => {
		fc.assert(
			fc.property(someRegions, aRect, (regions, rect) => {
				const line = within(rect, sheet);
				expect(isCovered(line, coverLine(regions, line, sheet))).toBe(true);
			})
		);
	});

	test('an unticked line is wholly free', () => {
		fc.assert(
			fc.property(someRegions, aRect, (regions, rect) => {
				const line = within(rect, sheet);
				const left = freeLine(coverLine(regions, line, sheet), line, sheet);
				expect(isCovered(line, left)).toBe(false);
				expect(new Set(left.map(({ id }) => id)).size).toBe(left.length);
			})
		);
	});

	test('freeing one line of a drawn block leaves those above and below it private', () => {
		const [above, line, below] = [100, 150, 200].map((y) => ({ x: 50, y, width: 300, height: 30 }));
		if (!above || !line || !below) throw new Error('three lines');
		const drawn = [{ id: 1, rect: between({ x: 400, y: 240 }, { x: 40, y: 90 }) }];
		const left = freeLine(drawn, line, sheet);
		expect([above, line, below].map((rect) => isCovered(rect, left))).toEqual([true, false, true]);
	});

	test('a region never leaves the sheet', () => {
		const any = fc.record({
			x: fc.integer({ min: -3000, max: 3000 }),
			y: fc.integer({ min: -3000, max: 3000 }),
			width: fc.integer({ min: -50, max: 3000 }),
			height: fc.integer({ min: -50, max: 3000 })
		});
		fc.assert(
			fc.property(any, (rect) => {
				const kept = within(rect, sheet);
				expect(kept.x >= 0 && kept.x + kept.width <= sheet.width && kept.width > 0).toBe(true);
				expect(kept.y >= 0 && kept.y + kept.height <= sheet.height && kept.height > 0).toBe(true);
			})
		);
	});
});

test.each([
	['progress', 0.95, 'likely'],
	['psychotherapy', 0.7, 'probably'],
	['mixed', 0.4, "can't tell"],
	['unsure', 0.99, "can't tell"]
] as const)('%s at %d is said as "%s"', (kind, confidence, word) => {
	expect(confidenceWord(kind, confidence)).toBe(word);
});

test.each([
	[2, 'a moment left'],
	[33, 'about 40 seconds left'],
	[61, 'about a minute left'],
	[1220, 'about 20 minutes left'],
	[5400, 'about 1.5 hours left'],
	[Infinity, 'time left not known yet']
])('%d seconds are said as "%s"', (seconds, words) => {
	expect(timeLeftWords(seconds)).toBe(words);
});

test('a recovery key copied group by group is the key', () => {
	const secret = `AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33`;
	const { prefix, rows } = keyGroups(secret.toLowerCase());
	expect(prefix + rows.flat().join('')).toBe(secret);
	expect(rows.every((row) => row.length <= 5)).toBe(true);
});

test('a fingerprint is read in groups of four, half of it', () => {
	expect(fingerprintWords('3b9ac1f07d52e84466aa0c15d2f981e7ffff'.padEnd(64, '0'))).toBe(
		'3b9a c1f0 7d52 e844 66aa 0c15 d2f9 81e7'
	);
});

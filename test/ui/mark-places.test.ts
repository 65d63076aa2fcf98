/** Signs of marked lines: before their lines, in order, and never one over another. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rect } from '#lib/page/reading.ts';
import { turnedRect, turnedSize } from '#lib/page/upright.ts';
import { signPlaces, signSize } from '#lib/ui/mark-places.ts';

const page = { width: 1700, height: 2200 };
const aLine: fc.Arbitrary<Rect> = fc.record({
	x: fc.integer({ min: 0, max: 900 }),
	y: fc.integer({ min: 0, max: 2150 }),
	width: fc.integer({ min: 200, max: 800 }),
	height: fc.integer({ min: 20, max: 50 })
});
const lines = fc.array(aLine, { minLength: 1, maxLength: 7 });
/** From a page on a phone to eight times that. */
const scale = fc.double({ min: 0.12, max: 1, noNaN: true });

function overlapping(places: readonly { x: number; y: number }[]): number {
	return places.flatMap((a, i) =>
		places
			.slice(i + 1)
			.filter((b) => Math.abs(a.x - b.x) < signSize && Math.abs(a.y - b.y) < signSize)
	).length;
}

describe('the signs of marked lines', () => {
	it('never lie over one another, whichever way the page lies', () => {
		fc.assert(
			fc.property(lines, scale, fc.constantFrom(0, 90, 180, 270), (rects, size, turn) => {
				const turned = rects.map((rect) => turnedRect(rect, turn as 0 | 90, page));
				expect(overlapping(signPlaces(turned, size, turnedSize(page, turn as 0 | 90)))).toBe(0);
			})
		);
	});

	it('stay on the picture from top to bottom', () => {
		fc.assert(
			fc.property(lines, scale, (rects, size) => {
				for (const { y } of signPlaces(rects, size, page)) {
					expect(y).toBeGreaterThanOrEqual(0);
					expect(y + signSize).toBeLessThanOrEqual(page.height * size + 1e-6);
				}
			})
		);
	});

	it('stand at the middle of their lines where there is room', () => {
		const rects = [300, 900, 1500].map((y) => ({ x: 200, y, width: 900, height: 40 }));
		const places = signPlaces(rects, 0.5, page);
		expect(places.map(({ y }) => y + signSize / 2)).toEqual([160, 460, 760]);
		expect(places.map(({ x }) => x)).toEqual([67, 67, 67]);
	});

	it('stand above their lines on a page that lies on its side', () => {
		const rects = [300, 900].map((y) =>
			turnedRect({ x: 200, y, width: 900, height: 40 }, 90, page)
		);
		for (const [i, place] of signPlaces(rects, 0.5, turnedSize(page, 90)).entries()) {
			expect(place.y).toBe((rects[i]?.y ?? 0) * 0.5 - 9 - signSize);
		}
	});

	it('share the room evenly where lines crowd', () => {
		const rects = [1000, 1030].map((y) => ({ x: 200, y, width: 900, height: 28 }));
		const [first, second] = signPlaces(rects, 0.15, page);
		const middle = ((first?.y ?? 0) + (second?.y ?? 0) + signSize) / 2;
		expect(middle).toBeCloseTo(1029 * 0.15, 5);
		expect((second?.y ?? 0) - (first?.y ?? 0)).toBe(27);
	});
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureOf, type Gray } from '#lib/imaging/picture.ts';
import { encodePgm } from '#lib/imaging/pgm.ts';
import { maxReadingPixels, prepareForReading } from '#lib/imaging/prepare.ts';
import { turn } from '#lib/imaging/turn.ts';
import { DrawnPage } from '../support/drawn.ts';

/** The box around everything darker than half. */
function darkBox({ width, height, data }: Gray): {
	x: number;
	y: number;
	width: number;
	height: number;
} {
	let [left, top, right, bottom] = [width, height, 0, 0];
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			if ((data[y * width + x] ?? 255) >= 128) continue;
			[left, top] = [Math.min(left, x), Math.min(top, y)];
			[right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
		}
	}
	return { x: left, y: top, width: right - left, height: bottom - top };
}

describe('the copy for reading', () => {
	it('is level, whichever way the page leaned', () => {
		for (const degrees of [-2.5, 1.8]) {
			const leaning = turn(new DrawnPage().print(20).gray, degrees);
			const { gray, skewDegrees } = prepareForReading(pictureOf(leaning), 200);
			expect(Math.abs(skewDegrees - degrees)).toBeLessThan(0.3);
			expect(Math.abs(prepareForReading(pictureOf(gray), 200).skewDegrees)).toBeLessThan(0.3);
		}
	});

	it('never has more pixels than the reader bears', () => {
		const wide = pictureOf(new DrawnPage({ width: 30, height: 12 }).print(20).gray);
		const { gray, dpi } = prepareForReading(wide, 100);
		expect(gray.width * gray.height).toBeLessThanOrEqual(maxReadingPixels);
		expect(dpi).toBeLessThanOrEqual(200);
	});

	it('has even paper under a shadow, and the print still on it', () => {
		const page = new DrawnPage({ paper: 250 }).print(5).shadow(120);
		const { gray } = prepareForReading(pictureOf(page.gray), 200);
		const corner = gray.data[Math.round(gray.height * 0.9) * gray.width + 20] ?? 0;
		expect(corner).toBeGreaterThan(230);
		expect(darkBox(gray).width).toBeGreaterThan(gray.width * 0.7);
	});

	it('maps every rectangle back to where its ink lies on the upright picture', () => {
		const place = fc.record({
			dpi: fc.constantFrom(100, 150, 200, 300),
			degrees: fc.double({ min: -3, max: 3, noNaN: true }),
			x: fc.double({ min: 0.5, max: 2, noNaN: true }),
			y: fc.double({ min: 0.5, max: 3, noNaN: true })
		});
		fc.assert(
			fc.property(place, ({ dpi, degrees, x, y }) => {
				const sheet = new DrawnPage({ width: 4, height: 4 }).box(x, y, 0.4, 0.1, 0).gray;
				const picture = pictureOf(turn(sheet, degrees));
				const { gray, toPicture } = prepareForReading(picture, dpi);
				const found = toPicture(darkBox(gray));
				const truth = darkBox(turn(sheet, degrees));
				const slack = 3 + (200 / dpi) * 2;
				expect(found.x).toBeLessThanOrEqual(truth.x + slack);
				expect(found.y).toBeLessThanOrEqual(truth.y + slack);
				expect(found.x + found.width).toBeGreaterThanOrEqual(truth.x + truth.width - slack);
				expect(found.y + found.height).toBeGreaterThanOrEqual(truth.y + truth.height - slack);
				// A leaning box needs a larger one around it, but not a larger one than that.
				expect(found.width).toBeLessThanOrEqual(truth.width + 16 + slack * 2);
				expect(found.height).toBeLessThanOrEqual(truth.height + 16 + slack * 2);
				expect(found.x + found.width).toBeLessThanOrEqual(picture.width);
				expect(found.y + found.height).toBeLessThanOrEqual(picture.height);
			}),
			{ numRuns: 8 }
		);
	});
});

it('a PGM is its header and its pixels', () => {
	const file = encodePgm({ width: 3, height: 2, data: Uint8Array.from([0, 1, 2, 253, 254, 255]) });
	expect(new TextDecoder().decode(file.subarray(0, 11))).toBe('P5\n3 2\n255\n');
	expect([...file.subarray(11)]).toEqual([0, 1, 2, 253, 254, 255]);
});

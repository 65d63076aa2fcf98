import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closing } from '#lib/imaging/background.ts';
import { joined, rectThrough, through, unmoved, type Affine } from '#lib/imaging/affine.ts';
import { grayOf, pictureOf, type Gray, type Picture } from '#lib/imaging/picture.ts';
import { redact } from '#lib/imaging/redact.ts';
import { scaleTo } from '#lib/imaging/scale.ts';
import { differenceOf, signatureOf } from '#lib/imaging/signature.ts';
import { thumbnailOf } from '#lib/imaging/thumbnail.ts';
import { DrawnPage } from '../support/drawn.ts';

const grays = fc
	.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }))
	.chain(([width, height]) =>
		fc
			.uint8Array({ minLength: width * height, maxLength: width * height })
			.map((values): Gray => ({ width, height, data: Uint8Array.from(values) }))
	);

const mean = (values: Iterable<number>): number => {
	const all = [...values];
	return all.reduce((sum, value) => sum + value, 0) / all.length;
};

describe('grey', () => {
	it.each([
		['white', [255, 255, 255], 255],
		['black', [0, 0, 0], 0],
		['red', [255, 0, 0], 76],
		['green', [0, 255, 0], 150],
		['blue', [0, 0, 255], 29]
	] as const)('of %s', (_, rgb, gray) => {
		const data = Uint8ClampedArray.from([...rgb, 255]);
		expect(grayOf({ width: 1, height: 1, data }).data[0]).toBe(gray);
	});

	it('survives the way to colour and back', () => {
		fc.assert(
			fc.property(grays, (gray) => {
				expect(grayOf(pictureOf(gray))).toEqual(gray);
			})
		);
	});
});

describe('making smaller', () => {
	it('keeps the shape and the mean grey', () => {
		fc.assert(
			fc.property(grays, fc.integer({ min: 1, max: 24 }), (gray, edge) => {
				const small = scaleTo(gray, edge);
				expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(
					Math.max(edge, 1, Math.min(edge, Math.max(gray.width, gray.height)))
				);
				expect(Math.abs(mean(small.data) - mean(gray.data))).toBeLessThan(1);
			})
		);
	});

	it('is the same for a picture as for its greys', () => {
		const gray = new DrawnPage({ width: 1, height: 1.5 }).print(3, {
			top: 0.3,
			left: 0.1,
			right: 0.9
		}).gray;
		const small = grayOf(scaleTo(pictureOf(gray), 77));
		expect(small).toEqual(scaleTo(gray, 77));
		expect(thumbnailOf(pictureOf(gray), 50)).toMatchObject({ width: 33, height: 50 });
	});
});

describe('closing', () => {
	const near = (
		radius: number,
		x: number,
		y: number,
		value: (x: number, y: number) => number
	): number[] => {
		const values: number[] = [];
		for (let dy = -radius; dy <= radius; dy++) {
			for (let dx = -radius; dx <= radius; dx++) values.push(value(x + dx, y + dy));
		}
		return values;
	};
	/** The definition, pixel by pixel, on a sheet that goes on beyond its border as it ends there. */
	const naive = ({ width, height, data }: Gray, radius: number): number[] => {
		const inside = (n: number, length: number): number => Math.min(length - 1, Math.max(0, n));
		const paper = (x: number, y: number): number =>
			data[inside(y, height) * width + inside(x, width)] ?? 0;
		const filled = (x: number, y: number): number => Math.max(...near(radius, x, y, paper));
		return Array.from(data, (_, i) =>
			Math.min(...near(radius, i % width, Math.floor(i / width), filled))
		);
	};

	it('is what its definition says, at every size', () => {
		fc.assert(
			fc.property(grays, fc.integer({ min: 2, max: 5 }), (gray, window) => {
				const radius = Math.floor(window / 2);
				expect([...closing(gray, window).data]).toEqual(naive(gray, radius));
			}),
			{ numRuns: 20 }
		);
	});
});

describe('redaction', () => {
	const page = (): Picture => pictureOf(new DrawnPage({ width: 1, height: 1 }).noise(60).gray);

	it('leaves the same pixels whatever was under it, and the rest alone', () => {
		const rect = { x: 20.4, y: 30.6, width: 50, height: 12 };
		const [before, other] = [
			page(),
			pictureOf(new DrawnPage({ width: 1, height: 1, paper: 0 }).gray)
		];
		const [a, b] = [redact(before, [rect]).data, redact(other, [rect]).data];
		let [shining, changed] = [0, 0];
		for (let i = 0; i < a.length; i++) {
			const [x, y] = [(i >> 2) % 200, Math.floor((i >> 2) / 200)];
			const inside = x >= 20 && x < 71 && y >= 30 && y < 43;
			if (inside && a[i] !== b[i]) shining++;
			if (!inside && a[i] !== before.data[i]) changed++;
		}
		expect({ shining, changed }).toEqual({ shining: 0, changed: 0 });
		expect(a[(36 * 200 + 40) * 4]).toBe(255);
		expect(a[(30 * 200 + 20) * 4]).toBe(128);
	});

	it('does not touch the picture it was given', () => {
		const picture = page();
		const before = picture.data.slice();
		redact(picture, [{ x: -5, y: -5, width: 1000, height: 1000 }]);
		expect(picture.data).toEqual(before);
	});
});

describe('signatures', () => {
	it('of a page and its smaller copy are near, of another page far', () => {
		const page = pictureOf(new DrawnPage({ width: 4, height: 5 }).disk(1, 1, 1).gray);
		const other = pictureOf(new DrawnPage({ width: 4, height: 5 }).disk(3, 4, 1).gray);
		const signature = signatureOf(page);
		expect(signature).toHaveLength(1024);
		expect(differenceOf(signature, signatureOf(scaleTo(page, 300)))).toBeLessThan(0.01);
		expect(differenceOf(signature, signatureOf(other))).toBeGreaterThan(0.05);
	});

	it('of black and white differ by one, of the same by nothing', () => {
		const [black, white] = [0, 255].map((paper) =>
			signatureOf(pictureOf(new DrawnPage({ width: 0.2, height: 0.1, paper }).gray))
		);
		expect(differenceOf(black ?? new Uint8Array(), white ?? new Uint8Array())).toBe(1);
		expect(differenceOf(white ?? new Uint8Array(), white ?? new Uint8Array())).toBe(0);
	});
});

describe('maps between pictures', () => {
	const number = fc.double({ min: -3, max: 3, noNaN: true });
	const maps = fc.tuple(number, number, number, number, number, number) as fc.Arbitrary<Affine>;

	it('joined are one after the other', () => {
		fc.assert(
			fc.property(maps, maps, number, number, (first, then, x, y) => {
				const [atOnceX, atOnceY] = through(joined(first, then), x, y);
				const [stepX, stepY] = through(then, ...through(first, x, y));
				expect(atOnceX).toBeCloseTo(stepX);
				expect(atOnceY).toBeCloseTo(stepY);
			})
		);
	});

	it('leave a rectangle in place when they move nothing, and inside the picture always', () => {
		const rect = { x: 3, y: 4, width: 10, height: 20 };
		expect(rectThrough(unmoved, rect, { width: 50, height: 50 })).toEqual(rect);
		expect(rectThrough(unmoved, rect, { width: 8, height: 8 })).toEqual({
			x: 3,
			y: 4,
			width: 5,
			height: 4
		});
	});
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterLook, nothingSeen } from '#lib/camera/steady.ts';
import { refined } from '#lib/camera/refine.ts';
import { flatSize, flatten, isSheetLike, mapped, ontoCorners } from '#lib/imaging/perspective.ts';
import { grayOf, maxPixels, type Picture } from '#lib/imaging/picture.ts';
import { wholeFrame, type Corners } from '#lib/page/corners.ts';
import { drawnSheet, farthestOff, heldAt, photographed } from './photo.ts';

const photo = { width: 600, height: 800 };
const poses = fc
	.record({
		turn: fc.integer({ min: -30, max: 30 }),
		tip: fc.integer({ min: 0, max: 30 }),
		size: fc.double({ min: 0.5, max: 0.75, noNaN: true })
	})
	.map((pose) => heldAt(photo, pose));

/** Mean difference of grey levels. */
function apart(a: Picture, b: Picture): number {
	const [x, y] = [grayOf(a).data, grayOf(b).data];
	return x.reduce((sum, value, i) => sum + Math.abs(value - (y[i] ?? 0)), 0) / x.length;
}

describe('flattening', () => {
	it('maps the sheet’s corners onto the photograph’s', () => {
		fc.assert(
			fc.property(poses, (corners) => {
				const onto = ontoCorners(corners, { width: 85, height: 110 });
				const ends = wholeFrame({ width: 85, height: 110 });
				for (const [i, end] of ends.entries()) {
					const at = onto && mapped(onto, end);
					expect(at?.x).toBeCloseTo(corners[i]?.x ?? NaN, 6);
					expect(at?.y).toBeCloseTo(corners[i]?.y ?? NaN, 6);
				}
			})
		);
	});

	it('gives a letter sheet the proportions of letter paper, however it was held', () => {
		fc.assert(
			fc.property(poses, (corners) => {
				const { width, height } = flatSize(corners, photo);
				expect(height / width).toBeGreaterThan((11 / 8.5) * 0.9);
				expect(height / width).toBeLessThan((11 / 8.5) * 1.1);
			})
		);
	});

	it('never draws more than 60 million pixels', () => {
		const size = { width: 30_000, height: 20_000 };
		const { width, height } = flatSize(wholeFrame(size), size);
		expect(width * height).toBeLessThanOrEqual(maxPixels);
	});

	it('recovers the sheet that was photographed', () => {
		const smooth = shaded(340, 440);
		fc.assert(
			fc.property(poses, (corners) => {
				const taken = photographed(smooth, { photo, corners, desk: [90, 70, 50] });
				const flat = flatten(taken, corners, smooth);
				expect(flat && apart(flat, smooth)).toBeLessThan(3);
			}),
			{ numRuns: 6 }
		);
	});

	it.each<[string, Corners]>([
		['crossed sides', [p(0, 0), p(100, 100), p(100, 0), p(0, 100)]],
		['a corner pushed in', [p(0, 0), p(100, 0), p(20, 20), p(0, 100)]],
		['three in a row', [p(0, 0), p(50, 0), p(100, 0), p(0, 100)]],
		['one point', [p(5, 5), p(5, 5), p(5, 5), p(5, 5)]]
	])('refuses %s', (_, corners) => {
		const picture = drawnSheet(1, 100);
		expect(isSheetLike(corners, picture)).toBe(false);
		expect(flatten(picture, corners, { width: 10, height: 10 })).toBeUndefined();
	});
});

describe('refining', () => {
	it('moves rough corners onto the edges of the paper', () => {
		const corners = heldAt(photo, { turn: 5, tip: 15, size: 0.7 });
		const taken = photographed(drawnSheet(2, 340), {
			photo,
			corners,
			desk: [90, 70, 50],
			noise: 3
		});
		const rough = corners.map(({ x, y }, i) => p(x + (i % 2 ? -4 : 5), y - 4)) as never;
		expect(farthestOff(refined(grayOf(taken), rough), corners, photo)).toBeLessThan(0.002);
	});

	it('leaves corners where they are when there are no edges', () => {
		const corners = heldAt(photo, { turn: 5, tip: 15, size: 0.7 });
		const bare = { ...photo, data: new Uint8Array(photo.width * photo.height).fill(200) };
		expect(farthestOff(refined(bare, corners), corners, photo)).toBeLessThan(1e-9);
	});
});

describe('the outline over the live picture', () => {
	const frame = wholeFrame({ width: 1, height: 1 });

	it('is called sure or doubtful as the latest look found it', () => {
		const doubtful = afterLook(nothingSeen, { corners: frame, doubtful: true });
		expect(doubtful.doubtful).toBe(true);
		expect(afterLook(doubtful, undefined).doubtful).toBe(true);
		expect(afterLook(doubtful, { corners: frame, doubtful: false }).doubtful).toBe(false);
	});

	it('outlasts two missed looks, and goes after the third', () => {
		const seen = afterLook(nothingSeen, { corners: frame, doubtful: false });
		const twice = afterLook(afterLook(seen, undefined), undefined);
		expect(twice.corners).toEqual(seen.corners);
		expect(afterLook(twice, undefined)).toEqual(nothingSeen);
	});
});

function p(x: number, y: number): { x: number; y: number } {
	return { x, y };
}

/** Waves of grey that a photograph of fewer pixels still holds. */
function shaded(width: number, height: number): Picture {
	const data = new Uint8ClampedArray(width * height * 4).fill(255);
	for (let y = 0, at = 0; y < height; y++)
		for (let x = 0; x < width; x++, at += 4)
			data.fill(140 + 60 * Math.sin(x / 17) + 50 * Math.cos(y / 23), at, at + 3);
	return { width, height, data };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Picture } from '#lib/imaging/picture.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import type { Rotation } from '#lib/page/reading.ts';
import { turnedRect } from '#lib/page/upright.ts';

/** Every pixel another, so that none can stand in for its neighbour. */
function numbered(width: number, height: number): Picture {
	const data = new Uint8ClampedArray(width * height * 4);
	for (let i = 0; i < width * height; i++) data.set([i & 255, i >> 8, 7, 255], i * 4);
	return { width, height, data };
}

function pixel({ width, data }: Picture, x: number, y: number): readonly number[] {
	return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

describe('a picture turned by quarters', () => {
	it('has every pixel where a rectangle around it goes', () => {
		const side = fc.integer({ min: 1, max: 20 });
		const turns = fc.constantFrom<Rotation>(0, 90, 180, 270);
		fc.assert(
			fc.property(side, side, turns, (width, height, by) => {
				const picture = numbered(width, height);
				const turned = turnedPicture(picture, by);
				for (let y = 0; y < height; y++) {
					for (let x = 0; x < width; x++) {
						const at = turnedRect({ x, y, width: 1, height: 1 }, by, picture);
						expect(pixel(turned, at.x, at.y)).toEqual(pixel(picture, x, y));
					}
				}
			})
		);
	});

	it('comes out of pixels that lie at any place of their memory', () => {
		const { data } = numbered(3, 2);
		const shifted = new Uint8ClampedArray(data.length + 1);
		shifted.set(data, 1);
		const odd = { width: 3, height: 2, data: shifted.subarray(1) };
		expect(turnedPicture(odd, 90)).toEqual(turnedPicture(numbered(3, 2), 90));
	});
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { encodeTwoTonePng } from '#lib/intake/two-tone-png.ts';

test('black and white come out as they went in, at any size', async () => {
	const sizes = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }), fc.nat());
	await fc.assert(
		fc.asyncProperty(sizes, async ([width, height, seed]) => {
			const data = new Uint8ClampedArray(width * height * 4).fill(255);
			for (let n = 0; n < width * height; n += 1) {
				if ((((n + 1) * (seed + 7)) >> 2) % 3 === 0) data.fill(0, n * 4, n * 4 + 3);
			}
			const picture = { width, height, data };
			const png = await encodeTwoTonePng(picture);
			expect(await sharpCodec.decode(png, 'image/png')).toEqual(picture);
		}),
		{ numRuns: 60 }
	);
});

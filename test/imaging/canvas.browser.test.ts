import { describe, expect, it } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { DamagedPicture, TooLargePicture } from '#lib/imaging/codec.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import { redactedCopy } from '#lib/imaging/redacted-copy.ts';
import { differenceOf, signatureOf } from '#lib/imaging/signature.ts';
import { storedFor, withExif } from '../support/exif.ts';

const upright = { width: 64, height: 48 };
const shade = (x: number, y: number): number => (y < 24 ? (x < 32 ? 0 : 90) : x < 32 ? 170 : 255);

function painted(width: number, height: number, value: (x: number, y: number) => number): Picture {
	const data = new Uint8ClampedArray(width * height * 4).fill(255);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++)
			data.fill(value(x, y), (y * width + x) * 4, (y * width + x) * 4 + 3);
	}
	return { width, height, data };
}

const cases = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((orientation) =>
	[true, false].map((little) => ({ orientation, little }))
);

it.each(cases)('a browser shows $orientation upright, little-endian $little', async (exif) => {
	const { width, height, source } = storedFor(exif.orientation, upright);
	const stored = painted(width, height, (x, y) => shade(...source(x, y)));
	const file = withExif(await canvasCodec.encodeJpeg(stored, 0.95), exif);
	const shown = await canvasCodec.decode(file, 'image/jpeg');
	expect(shown).toMatchObject(upright);
	const wanted = signatureOf(painted(upright.width, upright.height, shade));
	expect(differenceOf(signatureOf(shown), wanted)).toBeLessThan(0.02);
});

describe('decoding in a browser', () => {
	it('gives back what was encoded without loss', async () => {
		const picture = painted(64, 48, shade);
		const png = await canvasCodec.encodePng(picture);
		expect((await canvasCodec.decode(png, 'image/png')).data).toEqual(picture.data);
	});

	it('makes a picture smaller on request, never larger', async () => {
		const png = await canvasCodec.encodePng(painted(64, 48, shade));
		expect(await canvasCodec.decode(png, 'image/png', { maxEdge: 32 })).toMatchObject({
			width: 32,
			height: 24
		});
		expect(await canvasCodec.decode(png, 'image/png', { maxEdge: 500 })).toMatchObject(upright);
	});

	it('refuses a bomb by its header', async () => {
		const png = await canvasCodec.encodePng(painted(8, 8, shade));
		new DataView(png.buffer).setUint32(16, 60_001);
		new DataView(png.buffer).setUint32(20, 1_000);
		await expect(canvasCodec.decode(png, 'image/png')).rejects.toThrow(TooLargePicture);
	});

	it.each([0, 0.01, 0.3, 0.6, 0.99])('refuses a JPEG cut to %f of its length', async (share) => {
		const jpeg = await canvasCodec.encodeJpeg(painted(64, 48, shade));
		await expect(
			canvasCodec.decode(jpeg.slice(0, jpeg.length * share), 'image/jpeg')
		).rejects.toThrow(DamagedPicture);
	});

	it('refuses bytes that only begin like a picture', async () => {
		const jpeg = await canvasCodec.encodeJpeg(painted(64, 48, shade));
		jpeg.fill(0xff, 30, jpeg.length - 30);
		await expect(canvasCodec.decode(jpeg, 'image/jpeg')).rejects.toMatchObject({ why: 'damaged' });
	});
});

it.each(['image/png', 'image/jpeg'] as const)(
	'a browser burns black into %s, and into nothing else of it',
	async (mediaType) => {
		const picture = painted(96, 64, () => 200);
		const bytes =
			mediaType === 'image/png'
				? await canvasCodec.encodePng(picture)
				: await canvasCodec.encodeJpeg(picture);
		const rects = [{ x: 16, y: 16, width: 32, height: 16 }];
		const copy = await redactedCopy(canvasCodec, bytes, mediaType, { rects, turn: 90, ink: 'bar' });
		expect(copy.mediaType).toBe(mediaType);
		const after = await canvasCodec.decode(copy.picture, copy.mediaType);
		expect(after).toMatchObject({ width: 64, height: 96 });
		const at = (x: number, y: number) => after.data[(y * 64 + x) * 4] ?? 0;
		expect([at(17, 17), at(46, 30)].every((value) => value < 12)).toBe(true);
		expect([at(4, 4), at(60, 60), at(30, 50)].every((value) => Math.abs(value - 200) < 6)).toBe(
			true
		);
	}
);

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { DamagedPicture, TooLargePicture } from '#lib/imaging/codec.ts';
import { pictureFacts } from '#lib/imaging/dimensions.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { differenceOf, signatureOf } from '#lib/imaging/signature.ts';
import { storedFor, withExif } from '../support/exif.ts';

/** Four quarters of different grey: no turn or mirror image of it looks like it. */
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

describe('a picture lying in any of the eight ways', () => {
	const cases = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((orientation) =>
		[true, false].map((little) => ({ orientation, little }))
	);
	it.each(cases)('comes out upright: $orientation, little-endian $little', async (exif) => {
		const { width, height, source } = storedFor(exif.orientation, upright);
		const stored = painted(width, height, (x, y) => shade(...source(x, y)));
		const file = withExif(await sharpCodec.encodeJpeg(stored, 0.95), exif);
		const shown = await sharpCodec.decode(file, 'image/jpeg');
		expect(shown).toMatchObject(upright);
		const wanted = signatureOf(painted(upright.width, upright.height, shade));
		expect(differenceOf(signatureOf(shown), wanted)).toBeLessThan(0.02);
	});
});

describe('decoding', () => {
	it('lays transparency on white paper', async () => {
		const clear = { width: 4, height: 4, channels: 4, background: '#0000' } as const;
		const png = await sharp({ create: clear }).png().toBuffer();
		const { data } = await sharpCodec.decode(png, 'image/png');
		expect(new Set(data)).toEqual(new Set([255]));
	});

	it('gives four bytes a pixel for grey, palette and 16-bit pictures', async () => {
		const sheet = sharp({ create: { width: 5, height: 3, channels: 3, background: '#888' } });
		const files = [
			await sheet.clone().grayscale().png().toBuffer(),
			await sheet.clone().png({ palette: true }).toBuffer(),
			await sheet.clone().toColourspace('rgb16').png().toBuffer()
		];
		for (const file of files) {
			const { data } = await sharpCodec.decode(file, 'image/png');
			expect([...data.subarray(0, 4)]).toEqual([0x88, 0x88, 0x88, 255]);
			expect(data).toHaveLength(60);
		}
	});

	it('makes a picture smaller on request, never larger', async () => {
		const png = await sharpCodec.encodePng(painted(64, 48, shade));
		expect(await sharpCodec.decode(png, 'image/png', { maxEdge: 32 })).toMatchObject({
			width: 32,
			height: 24
		});
		expect(await sharpCodec.decode(png, 'image/png', { maxEdge: 500 })).toMatchObject(upright);
	});

	it('refuses a bomb by its header', async () => {
		const png = await sharpCodec.encodePng(painted(8, 8, shade));
		new DataView(png.buffer).setUint32(16, 60_001);
		new DataView(png.buffer).setUint32(20, 1_000);
		const refused = sharpCodec.decode(png, 'image/png');
		await expect(refused).rejects.toThrow(TooLargePicture);
		await expect(refused).rejects.toMatchObject({ why: 'too-large' });
	});

	it.each([0, 0.01, 0.3, 0.6, 0.99])('refuses a JPEG cut to %f of its length', async (share) => {
		const jpeg = await sharpCodec.encodeJpeg(painted(64, 48, shade));
		await expect(
			sharpCodec.decode(jpeg.slice(0, jpeg.length * share), 'image/jpeg')
		).rejects.toThrow(DamagedPicture);
	});

	it('refuses a picture of another kind than it is said to be', async () => {
		const png = await sharpCodec.encodePng(painted(8, 8, shade));
		await expect(sharpCodec.decode(png, 'image/jpeg')).rejects.toMatchObject({ why: 'damaged' });
	});
});

it('what it encodes carries no metadata', async () => {
	const picture = painted(64, 48, shade);
	for (const file of [await sharpCodec.encodeJpeg(picture), await sharpCodec.encodePng(picture)]) {
		const { exif, icc, xmp, hasAlpha } = await sharp(file).metadata();
		expect({ exif, icc, xmp, hasAlpha }).toEqual({
			exif: undefined,
			icc: undefined,
			xmp: undefined,
			hasAlpha: false
		});
		expect(pictureFacts(file)).toMatchObject(upright);
	}
});

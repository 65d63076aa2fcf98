/** Every kind of picture file comes out upright with the same pixels, whatever it is packed in and however it lies. */
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { storedFor, withExif } from '../support/exif.ts';
import { paper, sidesOf } from './made.ts';

const [width, height] = [64, 48];

/** Four quarters of different grey: no turn or mirror image of it looks like it. */
function shade(x: number, y: number): number {
	return y < height / 2 ? (x < width / 2 ? 0 : 90) : x < width / 2 ? 170 : 255;
}

function sheet(): Sharp {
	const pixels = new Uint8Array(width * height * 3);
	for (let n = 0; n < width * height; n += 1) {
		pixels.fill(shade(n % width, Math.floor(n / width)), n * 3, n * 3 + 3);
	}
	return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** White shows through where the sheet is clear. */
function clear(): Sharp {
	const pixels = new Uint8Array(width * height * 4);
	for (let n = 0; n < width * height; n += 1) {
		const value = shade(n % width, Math.floor(n / width));
		pixels.set([0, 0, 0, 255 - value], n * 4);
	}
	return sharp(pixels, { raw: { width, height, channels: 4 } });
}

const kinds: readonly (readonly [string, () => Sharp])[] = [
	['JPEG', () => sheet().jpeg({ quality: 95 })],
	['JPEG, progressive', () => sheet().jpeg({ quality: 95, progressive: true })],
	['JPEG, grey', () => sheet().toColourspace('b-w').jpeg({ quality: 95 })],
	['PNG', () => sheet().png()],
	['PNG, 16 bits', () => sheet().toColourspace('rgb16').png()],
	['PNG, grey of 16 bits', () => sheet().toColourspace('grey16').png()],
	['PNG, palette', () => sheet().png({ palette: true })],
	['PNG, clear where it is light', () => clear().png()],
	['WebP', () => sheet().webp({ quality: 95 })],
	['WebP, lossless', () => sheet().webp({ lossless: true })],
	['WebP, clear where it is light', () => clear().webp({ lossless: true })],
	['TIFF, LZW', () => sheet().tiff({ compression: 'lzw' })],
	['TIFF, 16 bits', () => sheet().toColourspace('rgb16').tiff({ compression: 'deflate' })],
	['TIFF, clear where it is light', () => clear().tiff({ compression: 'lzw' })]
];

async function expectSheet(bytes: Uint8Array): Promise<void> {
	const [side] = await sidesOf(Uint8Array.from(bytes));
	if (!side) throw new Error('no side');
	expect(side).toMatchObject({ width, height });
	const { data } = await sharpCodec.decode(side.bytes, side.mediaType);
	for (const [x, y] of [
		[10, 10],
		[50, 10],
		[10, 40],
		[50, 40]
	] as const) {
		expect(Math.abs((data[(y * width + x) * 4] ?? 0) - shade(x, y))).toBeLessThanOrEqual(6);
	}
}

describe('whatever it is packed in', () => {
	test.each(kinds)('%s', async (_name, make) => {
		await expectSheet(await make().toBuffer());
	});

	test('JPEG of four inks', async () => {
		const [side] = await sidesOf(paper('words-cmyk.jpg'));
		expect(side).toMatchObject({ width: 800, height: 250 });
	});

	test('a WebP that moves: its first picture', async () => {
		const frames = [await sheet().png().toBuffer(), await sheet().negate().png().toBuffer()];
		const moving = await sharp(frames, { join: { animated: true } })
			.webp({ lossless: true })
			.toBuffer();
		await expectSheet(moving);
	});
});

const lies = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((orientation) =>
	[true, false].map((little) => ({ orientation, little }))
);

describe('however it lies', () => {
	test.each(lies)('JPEG, mark $orientation, little-endian $little', async (exif) => {
		const stored = storedFor(exif.orientation, { width, height });
		const pixels = new Uint8Array(stored.width * stored.height * 3);
		for (let n = 0; n < stored.width * stored.height; n += 1) {
			const [x, y] = stored.source(n % stored.width, Math.floor(n / stored.width));
			pixels.fill(shade(x, y), n * 3, n * 3 + 3);
		}
		const raw = { width: stored.width, height: stored.height, channels: 3 as const };
		const jpeg = await sharp(pixels, { raw }).jpeg({ quality: 95 }).toBuffer();
		await expectSheet(withExif(jpeg, exif));
	});
});

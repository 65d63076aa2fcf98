import sharp, { type Sharp, type TiffOptions } from 'sharp';
import { describe, expect, test } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { unpackLzw } from '#lib/intake/lzw.ts';
import { pageAt, walkTiff } from '#lib/intake/tiff-directory.ts';
import { drawTiffPage } from '#lib/intake/tiff.ts';
import { drawing, paper, refusalsOf, sidesOf, taken } from './made.ts';
import { sizeTags, tiffOf } from './made-tiff.ts';

async function firstPage(bytes: Uint8Array) {
	const page = pageAt(bytes, walkTiff(bytes).directories[0] ?? 0);
	if (typeof page === 'string') throw new Error(page);
	const picture = await drawTiffPage(bytes, page, sharpCodec);
	if (typeof picture === 'string') throw new Error(picture);
	return picture;
}

async function rgbaOf(image: Sharp): Promise<Uint8ClampedArray> {
	const { data } = await image
		.toColourspace('srgb')
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	return new Uint8ClampedArray(data);
}

const lossless: readonly [string, TiffOptions][] = [
	['plain', { compression: 'none' }],
	['LZW', { compression: 'lzw', predictor: 'none' }],
	['LZW of differences', { compression: 'lzw', predictor: 'horizontal' }],
	['deflate', { compression: 'deflate', predictor: 'horizontal' }],
	['PackBits', { compression: 'packbits' }],
	['tiles', { compression: 'lzw', tile: true, tileWidth: 64, tileHeight: 64 }]
];

describe('pixels come out as they went in', () => {
	test.each(lossless)('%s, in colour', async (_name, options) => {
		const bytes = await drawing(150, 170).tiff(options).toBuffer();
		expect((await firstPage(bytes)).data).toEqual(await rgbaOf(sharp(bytes)));
	});

	test.each(lossless)('%s, in grey', async (_name, options) => {
		const bytes = await drawing(150, 170).toColourspace('b-w').tiff(options).toBuffer();
		expect((await firstPage(bytes)).data).toEqual(await rgbaOf(sharp(bytes)));
	});

	test('sixteen bits a sample', async () => {
		const bytes = await drawing(60, 70)
			.toColourspace('rgb16')
			.tiff({ compression: 'lzw' })
			.toBuffer();
		const ours = (await firstPage(bytes)).data;
		const theirs = await rgbaOf(drawing(60, 70));
		expect(ours.every((value, n) => Math.abs(value - (theirs[n] ?? 0)) <= 1)).toBe(true);
	});

	test('one bit a dot', async () => {
		const bytes = await drawing(61, 70)
			.toColourspace('b-w')
			.threshold(128)
			.tiff({ bitdepth: 1 })
			.toBuffer();
		expect((await firstPage(bytes)).data).toEqual(await rgbaOf(sharp(bytes)));
	});

	test('JPEG, nearly', async () => {
		const bytes = await drawing(150, 170).tiff({ compression: 'jpeg', quality: 95 }).toBuffer();
		const ours = (await firstPage(bytes)).data;
		const theirs = await rgbaOf(drawing(150, 170));
		const far = ours.filter((value, n) => Math.abs(value - (theirs[n] ?? 0)) > 24);
		expect(far.length / ours.length).toBeLessThan(0.01);
	});

	test('both byte orders', async () => {
		const strip = Uint8Array.of(0, 100, 200, 255, 50, 150);
		const tags = sizeTags(3, 2, 8, 1);
		const [little, big] = [tiffOf(strip, [tags]), tiffOf(strip, [tags], { little: false })];
		expect((await firstPage(big)).data).toEqual((await firstPage(little)).data);
	});
});

describe('pages become sides', () => {
	test('a fax of two pages, lossless: the written one and the blank one', async () => {
		const sides = await sidesOf(paper('fax-g4.tif'));
		expect(
			sides.map(({ mediaType, width, height, dpi }) => [mediaType, width, height, dpi])
		).toEqual([
			['image/png', 2550, 3300, 300],
			['image/png', 2550, 3300, 300]
		]);
		const blacks = await Promise.all(
			sides.map(async ({ bytes }) => {
				const { data } = await sharpCodec.decode(bytes, 'image/png');
				return data.filter((value, n) => n % 4 === 0 && value === 0).length;
			})
		);
		// Counted once with another reader of TIFF.
		expect(blacks).toEqual([184_793, 0]);
	});

	test('pages of several kinds in one file, in order', async () => {
		const [one, two] = await Promise.all([
			drawing(50, 60).png().toBuffer(),
			drawing(50, 60).negate().png().toBuffer()
		]);
		const bytes = await sharp([one, two], { join: { animated: true } })
			.tiff({ compression: 'lzw' })
			.toBuffer();
		expect((await sidesOf(bytes)).map(({ filePage, filePages }) => [filePage, filePages])).toEqual([
			[1, 2],
			[2, 2]
		]);
	});

	test('a page that lies on its side is stood up', async () => {
		const bytes = tiffOf(new Uint8Array(6), [
			[...sizeTags(3, 2, 8, 1), { tag: 274, type: 3, value: 6 }]
		]);
		expect((await sidesOf(bytes))[0]).toMatchObject({ width: 2, height: 3 });
	});

	test('a standard fax, 204 dots across an inch and 98 down, is not squashed', async () => {
		const tags = sizeTags(8, 4, 8, 1);
		const bytes = tiffOf(new Uint8Array(32), [
			[...tags, { tag: 282, type: 4, value: 204 }, { tag: 283, type: 4, value: 98 }]
		]);
		expect((await sidesOf(bytes))[0]).toMatchObject({ width: 8, height: 8 });
	});

	test('a smaller copy of a page is not another side', async () => {
		const tags = sizeTags(3, 2, 8, 1);
		const bytes = tiffOf(new Uint8Array(6), [tags, [...tags, { tag: 254, type: 4, value: 1 }]]);
		expect(await sidesOf(bytes)).toHaveLength(1);
	});
});

describe('what is wrong with one page or the list of pages', () => {
	test('a list that comes back to its start: its pages once, and a warning', async () => {
		const tags = sizeTags(3, 2, 8, 1);
		const found = await taken(tiffOf(new Uint8Array(6), [tags, tags], { loop: true }));
		expect(found.map((one) => (one.is === 'side' ? one.side.filePage : one.refusal.why))).toEqual([
			1,
			2,
			'damaged'
		]);
	});

	test('a page that is not all there is refused, the next goes on', async () => {
		const bytes = tiffOf(new Uint8Array(6), [sizeTags(30, 20, 8, 1), sizeTags(3, 2, 8, 1)]);
		const found = await taken(bytes);
		expect(
			found.map((one) => (one.is === 'side' ? one.side.filePage : one.refusal.filePage))
		).toEqual([1, 2]);
		expect(found[0]?.is).toBe('refused');
	});

	test('more than 2,000 pages', async () => {
		const pages = Array.from({ length: 2001 }, () => sizeTags(3, 2, 8, 1));
		expect((await refusalsOf(tiffOf(new Uint8Array(6), pages)))[0]?.why).toBe('too-many-pages');
	});

	test('fax and LZW strips that break off are damage, not white paper', async () => {
		const noise = Uint8Array.from({ length: 40 }, (_, n) => (n * 97 + 13) & 255);
		for (const packing of [2, 3, 4, 5, 8, 32773]) {
			const found = await refusalsOf(
				tiffOf(noise, [sizeTags(600, 800, packing > 4 ? 8 : 1, packing)])
			);
			expect(found).toMatchObject([{ why: 'damaged', filePage: 1 }]);
		}
	});

	test('LZW never makes more than it was asked for', () => {
		const noise = Uint8Array.from({ length: 4000 }, (_, n) => (n * 31 + (n >> 3)) & 255);
		expect(unpackLzw(noise, 100).length).toBeLessThanOrEqual(100);
	});
});

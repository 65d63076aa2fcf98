import sharp, { type JpegOptions, type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { cleanJpeg } from '#lib/imaging/jpeg-clean.ts';
import { encodeGrayJpeg } from '#lib/imaging/jpeg-encode.ts';
import { grayOf } from '#lib/imaging/picture.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { drawPage } from '../release/chart-on-paper.ts';

const { picture } = drawPage(3, { colour: true, width: 331 });
const raw = { raw: { width: picture.width, height: picture.height, channels: 4 } } as const;

function jpegOf(
	options: JpegOptions,
	change = (image: Sharp) => image
): Promise<Uint8Array<ArrayBuffer>> {
	return change(sharp(picture.data, raw).removeAlpha())
		.jpeg(options)
		.toBuffer()
		.then((bytes) => Uint8Array.from(bytes));
}

function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const text = (words: string): number[] => [...new TextEncoder().encode(words)];

describe('a stored JPEG', () => {
	it.each([
		['as libjpeg makes them', {}],
		['without thinned-out colours', { chromaSubsampling: '4:4:4' }],
		['with tables of its own', { optimiseCoding: true }],
		['at its finest', { quality: 100 }]
	] as const)('goes through with the very same pixels: %s', async (_name, options) => {
		const bytes = await jpegOf(options);
		const clean = cleanJpeg(bytes);
		if (!clean) throw new Error('not clean');
		expect(clean.facts).toEqual({ width: picture.width, height: picture.height, components: 3 });
		const [before, after] = [bytes, clean.bytes].map((one) => sharp(one).raw().toBuffer());
		expect((await after)?.equals((await before) ?? Buffer.of())).toBe(true);
		expect(cleanJpeg(clean.bytes)?.bytes).toEqual(clean.bytes);
	});

	it('goes through in grey, as one component', async () => {
		const clean = cleanJpeg(await jpegOf({}, (image) => image.grayscale().toColourspace('b-w')));
		expect(clean?.facts.components).toBe(1);
	});

	it('leaves comments, camera data, thumbnails and what follows its end behind', async () => {
		const bytes = await jpegOf({});
		const more = joined(
			bytes.subarray(0, 2),
			[0xff, 0xe1, 0, 12, ...text('Exif\0\0Dear')],
			[0xff, 0xfe, 0, 8, ...text('secret')],
			[0xff, 0xed, 0, 8, ...text('secret')],
			bytes.subarray(2),
			text('secret'),
			bytes
		);
		expect(cleanJpeg(more)?.bytes).toEqual(cleanJpeg(bytes)?.bytes);
	});

	it('leaves tables behind that no code is in', async () => {
		const bytes = await jpegOf({});
		const table = [...Array.from({ length: 16 }, (_, n) => (n === 7 ? 6 : 0)), ...text('secret')];
		const more = joined(
			bytes.subarray(0, 2),
			[0xff, 0xc4, 0, 25, 0x13, ...table],
			bytes.subarray(2)
		);
		expect(cleanJpeg(more)?.bytes).toEqual(cleanJpeg(bytes)?.bytes);
	});

	it.each(['the same again', 'one byte'])(
		'does not go through with rows below its frame: %s',
		async (what) => {
			const bytes = await jpegOf({});
			// The frame says that it is half as high: a viewer shows the upper half and stays silent about the rest.
			const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
			const half = bytes.slice();
			const height = what === 'one byte' ? picture.height : picture.height >> 1;
			half.set([height >> 8, height & 255], frame + 5);
			const end = what === 'one byte' ? [0x5a] : [];
			expect(cleanJpeg(joined(half.subarray(0, -2), end, [0xff, 0xd9]))).toBeUndefined();
		}
	);

	it.each([
		['in several scans', { progressive: true }, (image: Sharp) => image],
		['for print', {}, (image: Sharp) => image.toColourspace('cmyk')],
		['in wide colours', {}, (image: Sharp) => image.withIccProfile('p3')]
	] as const)('does not go through %s', async (_name, options, change) => {
		expect(cleanJpeg(await jpegOf(options, change))).toBeUndefined();
	});

	it.each([
		['in one byte a letter', text('sRGB IEC61966-2.1')],
		['in two bytes a letter', Array.from('sRGB', (letter) => [0, letter.charCodeAt(0)]).flat()]
	])(
		'goes through with a profile for sRGB, its name %s, and leaves it behind',
		async (_how, name) => {
			const bytes = await jpegOf({});
			const profile = [...text('ICC_PROFILE\0'), 1, 1, ...name];
			const marked = [0xff, 0xe2, 0, profile.length + 2, ...profile];
			const more = joined(bytes.subarray(0, 2), marked, bytes.subarray(2));
			expect(cleanJpeg(more)?.bytes).toEqual(cleanJpeg(bytes)?.bytes);
		}
	);

	it('comes out the same when its codes were followed before', async () => {
		const bytes = await jpegOf({});
		expect(cleanJpeg(bytes, { isFollowed: true })).toEqual(cleanJpeg(bytes));
	});

	it('does not go through cut off, or with a code changed into none', async () => {
		const bytes = await jpegOf({});
		expect(cleanJpeg(bytes.slice(0, bytes.length - 40))).toBeUndefined();
		expect(cleanJpeg(joined(bytes.slice(0, -40), bytes.slice(-2)))).toBeUndefined();
		expect(cleanJpeg(Uint8Array.of(0xff, 0xd8))).toBeUndefined();
		expect(cleanJpeg(new Uint8Array())).toBeUndefined();
	});
});

describe('our grey JPEG', () => {
	it.each([
		[331, 0.9, 2.2],
		[64, 0.6, 5],
		[9, 0.82, 4]
	])('shows what it was given, %s dots wide at %s', async (width, quality, most) => {
		const gray = grayOf(drawPage(5, { width }).picture);
		const bytes = encodeGrayJpeg(gray, quality);
		const shown = grayOf(await sharpCodec.decode(bytes, 'image/jpeg'));
		expect([shown.width, shown.height]).toEqual([gray.width, gray.height]);
		let sum = 0;
		for (const [at, value] of shown.data.entries()) sum += Math.abs(value - (gray.data[at] ?? 0));
		expect(sum / gray.data.length).toBeLessThan(most);
		expect(cleanJpeg(bytes)?.bytes).toEqual(bytes);
		expect((await sharp(bytes).metadata()).channels).toBe(1);
	});

	it('is no larger than libjpeg’s at the same quality', async () => {
		const gray = grayOf(picture);
		const theirs = await sharp(gray.data, {
			raw: { width: gray.width, height: gray.height, channels: 1 }
		})
			.jpeg({ quality: 82, optimiseCoding: false })
			.toBuffer();
		expect(encodeGrayJpeg(gray, 0.82).length).toBeLessThan(theirs.length * 1.03);
	});
});

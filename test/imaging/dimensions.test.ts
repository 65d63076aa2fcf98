import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileType, isWhole, pictureFacts } from '#lib/imaging/dimensions.ts';
import { tiffBytes, withExif, withSegment } from '../support/exif.ts';

const blankSheet = { create: { width: 30, height: 20, channels: 3, background: '#fff' } } as const;
let jpeg: Uint8Array;

beforeAll(async () => {
	jpeg = await sharp(blankSheet).jpeg().toBuffer();
});

describe('orientation', () => {
	const cases = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((orientation) =>
		[true, false].map((little) => ({ orientation, little }))
	);
	it.each(cases)('is $orientation with little-endian $little', ({ orientation, little }) => {
		const facts = pictureFacts(withExif(jpeg, { little, orientation }));
		const upright = orientation >= 5 ? { width: 20, height: 30 } : { width: 30, height: 20 };
		expect(facts).toMatchObject({ mediaType: 'image/jpeg', orientation, ...upright });
	});

	it.each([0, 9, 60_000])(
		'is upright when the mark says %i, which means nothing',
		(orientation) => {
			expect(pictureFacts(withExif(jpeg, { little: true, orientation }))?.orientation).toBe(1);
		}
	);
});

describe('dots per inch', () => {
	it.each([
		{ name: 'JFIF in inches', density: [1, 1, 44] as const, dpi: 300 },
		{ name: 'JFIF in centimetres', density: [2, 0, 118] as const, dpi: 300 },
		{ name: 'JFIF without unit', density: [0, 1, 44] as const, dpi: undefined },
		{ name: "a screen's 72", density: [1, 0, 72] as const, dpi: undefined }
	])('of $name is $dpi', ({ density: [unit, high, low], dpi }) => {
		const body = Uint8Array.from([1, 2, unit, high, low, high, low, 0, 0]);
		expect(pictureFacts(withSegment(jpeg, 0xe0, 'JFIF\0', body))?.dpi).toBe(dpi);
	});

	it.each([
		{ unit: 2, dpi: 200, found: 200 },
		{ unit: 3, dpi: 118.11, found: 300 },
		{ unit: undefined, dpi: 240, found: 240 }
	])('of EXIF with unit $unit and $dpi is $found', ({ unit, dpi, found }) => {
		const fields = { little: false, dpi, ...(unit === undefined ? {} : { unit }) };
		expect(pictureFacts(withExif(jpeg, fields))?.dpi).toBe(found);
	});

	it('of a PNG come from its pHYs chunk', async () => {
		const png = await sharp(blankSheet).withMetadata({ density: 300 }).png().toBuffer();
		expect(pictureFacts(png)).toEqual({
			mediaType: 'image/png',
			width: 30,
			height: 20,
			dpi: 300,
			orientation: 1
		});
	});
});

describe('kinds', () => {
	it.each([
		['lossy WebP', { quality: 80 }],
		['lossless WebP', { lossless: true }]
	])('%s has its size in its first chunk', async (_, options) => {
		const webp = await sharp(blankSheet).webp(options).toBuffer();
		expect(pictureFacts(webp)).toMatchObject({ mediaType: 'image/webp', width: 30, height: 20 });
	});

	it('extended WebP has its size and orientation', async () => {
		const webp = await sharp(blankSheet).withMetadata({ orientation: 6 }).webp().toBuffer();
		expect(pictureFacts(webp)).toMatchObject({ width: 20, height: 30, orientation: 6 });
	});

	it.each([true, false])('TIFF, little-endian %s', (little) => {
		const tiff = tiffBytes({ little, width: 1700, height: 2200, dpi: 200, unit: 2 });
		expect(pictureFacts(tiff)).toEqual({
			mediaType: 'image/tiff',
			width: 1700,
			height: 2200,
			dpi: 200,
			orientation: 1
		});
	});

	it('PDF is found behind a preamble, and has no size of its own', () => {
		const pdf = new TextEncoder().encode(`${'\n'.repeat(500)}%PDF-1.7\n`);
		expect(pictureFacts(pdf)).toMatchObject({ mediaType: 'application/pdf', width: 0, height: 0 });
	});

	it.each(['', 'GIF89a', '%PDX-1.4', 'RIFF....WAVE', '\u00ff\u00d8'])('%j is none', (text) => {
		expect(fileType(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toBeUndefined();
	});
});

describe('whole or cut', () => {
	it.each(['jpeg', 'png', 'webp'] as const)(
		'a %s is whole until its end is cut off',
		async (kind) => {
			const bytes = await sharp(blankSheet)[kind]().toBuffer();
			expect(isWhole(bytes)).toBe(true);
			expect(isWhole(bytes.subarray(0, bytes.length - 12))).toBe(false);
		}
	);

	it("an EXIF thumbnail's end is not the picture's end", () => {
		const cut = jpeg.subarray(0, jpeg.length - 4);
		expect(isWhole(withSegment(cut, 0xe1, 'Exif\0\0', jpeg))).toBe(false);
	});

	it('bytes after the end do no harm', () => {
		expect(isWhole(Uint8Array.from([...jpeg, 0, 0, 0]))).toBe(true);
	});
});

it('no bytes whatever make the parser throw', () => {
	const starts = [
		'\xff\xd8\xff',
		'\x89PNG\r\n\x1a\n',
		'RIFF\0\0\0\0WEBP',
		'II*\0',
		'MM\0*',
		'%PDF-'
	];
	const bytes = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }));
	fc.assert(
		fc.property(bytes, ([start, rest]) => {
			const file = Uint8Array.from([...Array.from(start, (c) => c.charCodeAt(0)), ...rest]);
			const facts = pictureFacts(file);
			expect(typeof isWhole(file)).toBe('boolean');
			expect(facts === undefined || facts.width >= 0).toBe(true);
		})
	);
});

it('no damage to a real header makes the parser throw', () => {
	const file = withExif(jpeg, { little: true, orientation: 6, dpi: 300, unit: 2 });
	fc.assert(
		fc.property(fc.nat(file.length - 1), fc.nat(255), fc.nat(file.length), (at, value, length) => {
			const hurt = file.slice(0, length);
			hurt[Math.min(at, length)] = value;
			expect(() => pictureFacts(hurt)).not.toThrow();
		})
	);
});

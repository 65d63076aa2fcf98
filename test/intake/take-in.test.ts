import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { RefusalWhy } from '#lib/intake/taken.ts';
import {
	drawing,
	jpegOf,
	paper,
	pngHead,
	refusalsOf,
	scanPdf,
	sidesOf,
	taken,
	textPdf
} from './made.ts';
import { sizeTags, tiffOf } from './made-tiff.ts';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

async function lockedPdf(): Promise<Uint8Array> {
	return textPdf(1, (pdf) => {
		pdf.encrypt({ userPassword: 'secret', ownerPassword: 'owner', permissions: {} });
	});
}

const bad: readonly [string, RefusalWhy, () => Uint8Array | Promise<Uint8Array>][] = [
	['an empty file', 'empty', () => new Uint8Array()],
	['words', 'unknown-kind', () => text('Dear Dr. Adler, enclosed please find')],
	['noise', 'unknown-kind', () => Uint8Array.from({ length: 5000 }, (_, n) => (n * 73 + 11) % 251)],
	['a JPEG cut short', 'damaged', async () => (await jpegOf(400, 500)).slice(0, 1500)],
	['a JPEG without its last byte', 'damaged', async () => (await jpegOf()).slice(0, -1)],
	[
		'a PNG cut short',
		'damaged',
		async () => (await drawing(90, 90).png().toBuffer()).subarray(0, 200)
	],
	[
		'a WebP cut short',
		'damaged',
		async () => (await drawing(90, 90).webp().toBuffer()).subarray(0, 60)
	],
	['a bomb of 100 megapixels', 'too-many-dots', () => pngHead(10_000, 10_000)],
	['a PDF cut to its head', 'damaged', async () => (await textPdf(2)).slice(0, 200)],
	['a PDF of noise', 'damaged', () => text('%PDF-1.7\nnothing that a PDF would say\n%%EOF')],
	['a locked PDF', 'locked', lockedPdf],
	['a TIFF cut before its directory', 'damaged', () => paper('fax-g4.tif').slice(0, 3000)],
	['a TIFF of a header', 'damaged', () => Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0)],
	[
		'a TIFF of 4,000 megapixels',
		'too-many-dots',
		() => tiffOf(text('x'), [sizeTags(65_000, 65_000, 1, 4)])
	],
	[
		'a TIFF packed in an odd way',
		'unknown-kind',
		() => tiffOf(text('x'), [sizeTags(9, 9, 8, 34712)])
	]
];

describe('what cannot be taken in is refused in plain words', () => {
	test.each(bad)('%s: %s', async (_name, why, make) => {
		const refusals = await refusalsOf(await make());
		expect(refusals.map((refusal) => refusal.why)).toEqual([why]);
		expect(refusals[0]?.sentence).toMatch(/^[A-Z].* .*\.$/u);
	});

	test('more than 200 MB is not looked at', async () => {
		const [refusal] = await refusalsOf(new Uint8Array(200 * 1024 * 1024 + 1));
		expect(refusal?.why).toBe('too-large');
	});

	test('a wrong password is told from none', async () => {
		const pdf = await lockedPdf();
		expect((await refusalsOf(pdf, { password: 'guess' }))[0]?.why).toBe('wrong-password');
		expect(await sidesOf(pdf, { password: 'secret' })).toHaveLength(1);
	});
});

describe('a picture file is one side, kept byte for byte', () => {
	const kinds = ['jpeg', 'png', 'webp'] as const;

	test.each(kinds)('%s', async (kind) => {
		const bytes = Uint8Array.from(await drawing(120, 160).toFormat(kind).toBuffer());
		const [side] = await sidesOf(bytes);
		expect(side).toMatchObject({ filePage: 1, filePages: 1, width: 120, height: 160 });
		expect(side?.mediaType).toBe(`image/${kind}`);
		expect(side?.bytes).toEqual(bytes);
		expect(side?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
	});

	test('its name does not matter: a JPEG called a PDF is a JPEG', async () => {
		const [side] = await sidesOf(await jpegOf());
		expect(side?.mediaType).toBe('image/jpeg');
	});

	test('its size is told upright, whatever the camera held', async () => {
		const turned = await drawing(160, 120).jpeg().withMetadata({ orientation: 6 }).toBuffer();
		expect((await sidesOf(turned))[0]).toMatchObject({ width: 120, height: 160 });
	});

	test('its density is the file’s, or a letter page’s when a camera claims 72', async () => {
		const scan = await drawing(850, 1100).jpeg().withMetadata({ density: 100 }).toBuffer();
		const photo = await drawing(2400, 3300).jpeg().withMetadata({ density: 72 }).toBuffer();
		expect((await sidesOf(scan))[0]?.dpi).toBe(100);
		expect((await sidesOf(photo))[0]?.dpi).toBe(300);
	});

	test('its thumbnail is a small JPEG', async () => {
		const [side] = await sidesOf(await jpegOf(800, 1000));
		const thumbnail = await sharpCodec.decode(side?.thumbnail ?? new Uint8Array(), 'image/jpeg');
		expect([thumbnail.width, thumbnail.height]).toEqual([256, 320]);
	});
});

test('an aborted signal stops between pages with its reason', async () => {
	const stop = new AbortController();
	stop.abort(new Error('enough'));
	await expect(taken(await scanPdf(2), { signal: stop.signal })).rejects.toThrow('enough');
});

describe('whatever a file holds, it ends in sides or refusals', () => {
	test('bytes at random behind any head', async () => {
		const heads = [
			'',
			'%PDF-1.4\n',
			'II*\0',
			'MM\0*',
			'\x89PNG\r\n\x1a\n',
			'\xff\xd8\xff\xe0',
			'RIFF'
		];
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...heads),
				fc.uint8Array({ maxLength: 300 }),
				async (head, rest) => {
					const bytes = Uint8Array.of(...Array.from(head, (c) => c.charCodeAt(0)), ...rest);
					expect((await taken(bytes)).length).toBeGreaterThan(0);
				}
			),
			{ numRuns: 150 }
		);
	});

	test('small files with a few bytes changed', async () => {
		const files = [
			await jpegOf(40, 50),
			await textPdf(1),
			await scanPdf(2),
			Uint8Array.from(await drawing(40, 50).tiff({ compression: 'lzw' }).toBuffer()),
			Uint8Array.from(await drawing(40, 50).tiff({ compression: 'jpeg' }).toBuffer()),
			Uint8Array.from(await drawing(40, 50).tiff({ compression: 'deflate' }).toBuffer())
		];
		const flips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...files), flips, async (file, changes) => {
				const bytes = file.slice();
				for (const [at, value] of changes) bytes[at % bytes.length] = value;
				expect((await taken(bytes)).length).toBeGreaterThan(0);
			}),
			{ numRuns: 150 }
		);
	});
});

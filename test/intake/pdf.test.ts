import { PDFDocument, degrees } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import type { NewSide } from '#lib/intake/taken.ts';
import { jpegOf, paper, scanPdf, sidesOf, taken, textPdf } from './made.ts';

async function pictureOf(side: NewSide | undefined): Promise<Picture> {
	if (!side) throw new Error('no side');
	return sharpCodec.decode(side.bytes, side.mediaType);
}

function redAt({ width, data }: Picture, x: number, y: number): number {
	return data[(y * width + x) * 4] ?? 0;
}

function darkShare({ data }: Picture): number {
	let dark = 0;
	for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 0) < 128) dark += 1;
	return dark / (data.length / 4);
}

describe('pages become sides', () => {
	test('every page, in order, numbered', async () => {
		const sides = await sidesOf(await textPdf(3));
		expect(sides.map(({ filePage, filePages }) => [filePage, filePages])).toEqual([
			[1, 3],
			[2, 3],
			[3, 3]
		]);
	});

	test('drawn words at 300 dots per inch', async () => {
		const [side] = await sidesOf(await textPdf(1));
		expect(side).toMatchObject({ width: 833, height: 1250, dpi: 300 });
		expect(darkShare(await pictureOf(side))).toBeGreaterThan(0.003);
	});

	test('a scan at its own density, dot for dot', async () => {
		const [side] = await sidesOf(await scanPdf(1));
		expect(side).toMatchObject({ width: 120, height: 160, mediaType: 'image/jpeg' });
	});

	// The band of the drawing is at the top, its mark at the left.
	test.each([
		[0, 120, 160, 60, 5],
		[90, 160, 120, 155, 60],
		[180, 120, 160, 60, 155],
		[270, 160, 120, 5, 60]
	])('a scan on a page rotated by %i', async (rotate, width, height, x, y) => {
		const [side] = await sidesOf(await scanPdf(1, rotate));
		expect(side).toMatchObject({ width, height });
		expect(redAt(await pictureOf(side), x, y)).toBeLessThan(90);
	});

	test('a cropped page shows what is left of it', async () => {
		const bytes = await textPdf(1, (pdf) => {
			pdf.getPage(0).setCropBox(0, 200, 200, 100);
			pdf.getPage(0).setRotation(degrees(90));
		});
		const [side] = await sidesOf(bytes);
		expect(side).toMatchObject({ width: 417, height: 833 });
		expect(darkShare(await pictureOf(side))).toBeGreaterThan(0.005);
	});

	test('a banner is drawn smaller, not refused', async () => {
		const bytes = await textPdf(1, (pdf) => {
			pdf.getPage(0).setSize(14_000, 40);
		});
		expect((await sidesOf(bytes))[0]).toMatchObject({ width: 16_000, height: 46 });
	});
});

describe('scanners’ own codecs do not come out white', () => {
	test('JPEG 2000, as large as it was scanned', async () => {
		const [side] = await sidesOf(paper('scan-jpx.pdf'));
		expect(side).toMatchObject({ width: 1700, height: 2200 });
		expect(darkShare(await pictureOf(side))).toBeGreaterThan(0.002);
	});

	test('CCITT group 4, kept lossless', async () => {
		const [side] = await sidesOf(paper('scan-ccitt.pdf'));
		expect(side).toMatchObject({ width: 1700, height: 2200, dpi: 204, mediaType: 'image/png' });
		expect(darkShare(await pictureOf(side))).toBeGreaterThan(0.01);
	});
});

describe('a page that cannot be drawn whole is refused, and the others go on', () => {
	test('a picture that does not decode', async () => {
		const pdf = await PDFDocument.create();
		const [good, bad] = [await jpegOf(), await jpegOf(121, 160)];
		for (const bytes of [good, bad, good]) {
			const page = pdf.addPage([86.4, 115.2]);
			const image = await pdf.embedJpg(bytes);
			page.drawImage(image, { x: 0, y: 0, width: 86.4, height: 115.2 });
		}
		const file = await pdf.save({ useObjectStreams: false });
		const at = Buffer.from(file).indexOf(Buffer.from(bad));
		expect(at).toBeGreaterThan(0);
		file.fill(0x41, at, at + bad.length);
		const found = await taken(file);
		expect(found.map((one) => (one.is === 'side' ? one.side.filePage : one.refusal))).toEqual([
			1,
			expect.objectContaining({ why: 'damaged', filePage: 2 }),
			3
		]);
	});

	test('a file cut short that can be rebuilt gives what it has', async () => {
		const whole = await textPdf(3);
		const cut = whole.slice(0, Buffer.from(whole).lastIndexOf('xref'));
		expect(await sidesOf(cut)).toHaveLength(3);
	});
});

/** How a scan lies on its PDF page: turned, cropped, enlarged, on odd paper, packed in new ways, or locked. */
import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { pictureFacts } from '#lib/imaging/dimensions.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { NewSide } from '#lib/intake/taken.ts';
import { lockedFile, locks } from './locked-pdfs.ts';
import { drawing, jpegOf, refusalsOf, scanPdf, sidesOf, taken, textPdf } from './made.ts';
import { imagePart, joined, latin1, pagesPdf, scanPage, type MadePage } from './made-pdf.ts';
import { otherSize } from './made-nasty.ts';
import { deflate } from './scan-codecs.ts';

const colour = '/ColorSpace /DeviceRGB /BitsPerComponent 8';

/** 120 by 160 dots at 50 to the inch. */
async function scan(entries = '', width = 172.8, height = 230.4): Promise<MadePage> {
	const image = imagePart(120, 160, `${colour} /Filter /DCTDecode`, await jpegOf());
	return scanPage(image, width, height, entries);
}

async function pictureOf(side: NewSide | undefined): Promise<Picture> {
	if (!side) throw new Error('no side');
	return sharpCodec.decode(side.bytes, side.mediaType);
}

function redAt({ width, data }: Picture, x: number, y: number): number {
	return data[(y * width + x) * 4] ?? 0;
}

/** The JPEG's bytes without a mark that was put in front of its picture. */
function body(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes).subarray(-600);
}

describe('a page of more than 60 million dots', () => {
	test('is drawn coarser, when it is words and lines', async () => {
		// 51 inches: 233 million dots at 300 to the inch.
		const bytes = pagesPdf([
			{ entries: '/MediaBox [ 0 0 3672 3672 ]', content: '0 g 400 400 1000 1000 re f' }
		]);
		const [side] = await sidesOf(bytes);
		if (!side) throw new Error('no side');
		expect(side.width * side.height).toBeLessThanOrEqual(36_000_000);
		expect(side.width * side.height).toBeGreaterThan(35_000_000);
		const picture = await pictureOf(side);
		const at = (share: number): number => Math.round(picture.width * share);
		expect(redAt(picture, at(900 / 3672), picture.height - at(900 / 3672))).toBeLessThan(20);
		expect(redAt(picture, at(0.8), at(0.2))).toBeGreaterThan(235);
	});

	test.each([
		['a scan in a scanner’s own codec', '/ColorSpace /DeviceGray /BitsPerComponent 1'],
		['a stencil', '/ImageMask true /BitsPerComponent 1']
	])('is refused with the reason, when it is %s', async (_name, entries) => {
		const rows = await deflate(new Uint8Array((10_000 / 8) * 8_000));
		const image = imagePart(10_000, 8_000, `${entries} /Filter /FlateDecode`, rows);
		const [refusal] = await refusalsOf(pagesPdf([scanPage(image, 1000, 800)]));
		expect(refusal).toMatchObject({ why: 'too-many-dots', filePage: 1 });
		expect(refusal?.sentence).toContain('more than 60 million dots');
	});

	test('is refused with the reason, when it is one JPEG', async () => {
		const jpeg = await jpegOf();
		const huge = otherSize(jpeg, 10_000, 8_000);
		const image = imagePart(10_000, 8_000, `${colour} /Filter /DCTDecode`, huge);
		const [refusal] = await refusalsOf(pagesPdf([scanPage(image, 1000, 800)]));
		expect(refusal).toMatchObject({ why: 'too-many-dots', filePage: 1 });
	});
});

describe('a page that is one JPEG is lifted, not packed again', () => {
	test('byte for byte', async () => {
		const jpeg = await jpegOf();
		const [side] = await sidesOf(await scanPdf(1));
		expect(side?.bytes).toEqual(jpeg);
		expect(side?.sha256).toBe(createHash('sha256').update(jpeg).digest('hex'));
	});

	// The band of the drawing is at the top, its mark at the left.
	test.each([
		[0, 1, 120, 160, 60, 5],
		[90, 6, 160, 120, 155, 60],
		[450, 6, 160, 120, 155, 60],
		[-90, 8, 160, 120, 5, 60],
		[180, 3, 120, 160, 60, 155],
		[-180, 3, 120, 160, 60, 155],
		[45, 1, 120, 160, 60, 5]
	])('turned by %i: the same bytes with the mark %i', async (turn, mark, width, height, x, y) => {
		const [side] = await sidesOf(pagesPdf([await scan(`/Rotate ${String(turn)}`)]));
		expect(side).toMatchObject({ width, height, dpi: 50 });
		expect(body(side?.bytes ?? new Uint8Array())).toEqual(body(await jpegOf()));
		expect(pictureFacts(side?.bytes ?? new Uint8Array())?.orientation).toBe(mark);
		expect(redAt(await pictureOf(side), x, y)).toBeLessThan(90);
	});

	test('a turn that all pages inherit', async () => {
		const [side] = await sidesOf(pagesPdf([await scan()], '/Rotate 270'));
		expect(side).toMatchObject({ width: 160, height: 120 });
	});

	test('points larger than usual', async () => {
		const [side] = await sidesOf(pagesPdf([await scan('/UserUnit 0.5', 345.6, 460.8)]));
		expect(side).toMatchObject({ width: 120, height: 160, dpi: 50 });
		expect(side?.bytes).toEqual(await jpegOf());
	});

	test('a picture that is stretched is drawn, so that dots are square', async () => {
		const [side] = await sidesOf(pagesPdf([await scan('', 172.8, 115.2)]));
		expect((side?.width ?? 0) / (side?.height ?? 1)).toBeCloseTo(1.5, 1);
	});

	test('a JPEG that says itself how it lies is not turned twice', async () => {
		const jpeg = await drawing(120, 160).jpeg().withMetadata({ orientation: 6 }).toBuffer();
		const image = imagePart(120, 160, `${colour} /Filter /DCTDecode`, Uint8Array.from(jpeg));
		const [side] = await sidesOf(pagesPdf([scanPage(image, 172.8, 230.4)]));
		expect(side).toMatchObject({ width: 120, height: 160 });
		expect(redAt(await pictureOf(side), 60, 5)).toBeLessThan(90);
	});

	test('ink over it keeps it from being lifted', async () => {
		const page = await scan();
		const inked = `${page.content as string} 0 0 0 rg 20 20 40 40 re f`;
		const [side] = await sidesOf(pagesPdf([{ ...page, content: inked }]));
		expect(redAt(await pictureOf(side), 28, 132)).toBeLessThan(60);
	});

	test('a stamp that lies over it as a note does too', async () => {
		const form = {
			text: '/Type /XObject /Subtype /Form /BBox [ 0 0 20 20 ]',
			data: latin1('0 0 20 20 re f')
		};
		const note =
			'/Annots [ << /Type /Annot /Subtype /Stamp /F 4 /Rect [ 20 20 60 60 ] /AP << /N {1} >> >> ]';
		const page = await scan();
		const withForm = { ...page, parts: [...(page.parts ?? []), form] };
		// The page is object 3, its content 4, its picture 5, the form 6.
		const entries = `${page.entries ?? ''} ${note.replace('{1}', '6 0 R')}`;
		const [side] = await sidesOf(pagesPdf([{ ...withForm, entries }]));
		expect(redAt(await pictureOf(side), 28, 132)).toBeLessThan(60);
	});
});

describe('crop boxes and odd paper', () => {
	test('a crop away from the corner shows that part only', async () => {
		// The dark band of the drawing is the top eighth: 14.4 points.
		const page = await scan('/CropBox [ 40 60 160 180 ]');
		const [side] = await sidesOf(pagesPdf([page]));
		expect(side).toMatchObject({ width: 83, height: 83 });
		expect(redAt(await pictureOf(side), 40, 5)).toBeGreaterThan(200);
	});

	test('a page whose corner is not at zero', async () => {
		const page = await scan();
		const moved = {
			...page,
			entries: '/MediaBox [ -50 100 122.8 330.4 ]',
			content: 'q 172.8 0 0 230.4 -50 100 cm /Im0 Do Q'
		};
		const [side] = await sidesOf(pagesPdf([moved]));
		expect(side?.bytes).toEqual(await jpegOf());
	});

	test.each([
		['a receipt', 120, 900],
		['a ledger sheet on its side', 1224, 792],
		['a business card', 252, 144]
	])('%s keeps its shape', async (_name, width, height) => {
		const [side] = await sidesOf(pagesPdf([await scan('', width, height)]));
		expect((side?.width ?? 0) / (side?.height ?? 1)).toBeCloseTo(width / height, 1);
	});

	test('typed words beside a scan are drawn at 300 dots per inch', async () => {
		const page = await scan();
		const font = '/Font << /F0 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>';
		const content = `${page.content as string} BT /F0 20 Tf 20 20 Td (Faxed) Tj ET`;
		const resources = `${page.resources ?? ''} ${font}`;
		const [side] = await sidesOf(pagesPdf([{ ...page, content, resources }]));
		expect(side).toMatchObject({ width: 720, height: 960, dpi: 300 });
		const { data } = await pictureOf(side);
		expect(data.filter((value, n) => n % 4 === 0 && value < 100).length).toBeGreaterThan(2000);
	});
});

describe('a page with a broken font is drawn when the scan on it is whole', () => {
	const gray = '/ColorSpace /DeviceGray /BitsPerComponent 8';
	const fonts: readonly (readonly [string, string, string])[] = [
		['a font that is not there', '', '(x) Tj'],
		['an encoding that makes no sense', '/Encoding 7', '(x) Tj'],
		['words before any font', '', '(x) Tj'],
		[
			'a file of noise',
			'/FontDescriptor << /Type /FontDescriptor /FontName /A /Flags 4 /FontFile2 {1} >>',
			'(x) Tj'
		]
	];

	async function flatePage(font: string, content: string): Promise<MadePage> {
		const pixels = new Uint8Array(120 * 160).fill(250);
		pixels.fill(20, 0, 120 * 20);
		const image = imagePart(120, 160, `${gray} /Filter /FlateDecode`, await deflate(pixels));
		const page = scanPage(image, 86.4, 115.2);
		const resources = `/XObject << /Im0 {0} >> /Font << /F0 << /Type /Font /Subtype /TrueType /BaseFont /A ${font} >> >>`;
		const noise = Uint8Array.from({ length: 400 }, (_, n) => (n * 97) & 255);
		return {
			...page,
			content: `${page.content as string} ${content}`,
			resources,
			parts: [image, { text: '', data: noise }]
		};
	}

	test.each(fonts)('%s', async (name, font, show) => {
		const set =
			name === 'words before any font'
				? ''
				: name === 'a font that is not there'
					? '/F9 9 Tf'
					: '/F0 9 Tf';
		const [side] = await sidesOf(pagesPdf([await flatePage(font, `BT 3 Tr ${set} ${show} ET`)]));
		const picture = await pictureOf(side);
		expect(redAt(picture, picture.width >> 1, 3)).toBeLessThan(60);
	});

	test('a page of nothing but words in such a font is refused, not shown empty', async () => {
		const page = await flatePage('/Encoding 7', '');
		const words = { ...page, content: 'BT /F0 9 Tf 20 20 Td (Sleep improved) Tj ET' };
		expect((await refusalsOf(pagesPdf([words])))[0]).toMatchObject({ why: 'damaged', filePage: 1 });
	});

	test('a layer that is missing beside it is not passed over', async () => {
		const page = await flatePage(
			'/Encoding 7',
			'BT 3 Tr /F0 9 Tf (x) Tj ET q 80 0 0 100 0 0 cm /Im7 Do Q'
		);
		expect((await refusalsOf(pagesPdf([page])))[0]).toMatchObject({ why: 'damaged', filePage: 1 });
	});
});

describe('locked files', () => {
	test.each(locks)('%s', async (kind) => {
		const bytes = lockedFile(kind);
		expect((await refusalsOf(bytes))[0]?.why).toBe('locked');
		expect((await refusalsOf(bytes, { password: 'guess' }))[0]?.why).toBe('wrong-password');
		const [side] = await sidesOf(bytes, { password: 'secret' });
		expect(redAt(await pictureOf(side), 41, 41)).toBeLessThan(60);
	});

	test('a file that only its owner may change opens without a word', async () => {
		const bytes = await textPdf(1, (pdf) => {
			pdf.encrypt({ userPassword: '', ownerPassword: 'owner', permissions: {} });
		});
		expect(await sidesOf(bytes)).toHaveLength(1);
	});
});

describe('a file that was cut off', () => {
	/** `pages` scans in order, the list of pages at the end, as a scanner writes them. */
	async function long(pages: number): Promise<{ bytes: Uint8Array; ends: number[] }> {
		const jpegs = await Promise.all(Array.from({ length: pages }, (_, n) => jpegOf(120, 160 + n)));
		const parts: (Uint8Array | string)[] = ['%PDF-1.4\n'];
		const ends: number[] = [];
		for (const [n, jpeg] of jpegs.entries()) {
			const number = 10 + n * 3;
			const high = 160 + n;
			const entries = `/Type /XObject /Subtype /Image /Width 120 /Height ${String(high)} ${colour} /Filter /DCTDecode`;
			parts.push(
				`${String(number)} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 120 ${String(high)} ] /Contents ${String(number + 1)} 0 R /Resources << /XObject << /I ${String(number + 2)} 0 R >> >> >>\nendobj\n`,
				`${String(number + 1)} 0 obj\n<< /Length 30 >>\nstream\n${`120 0 0 ${String(high)} 0 0 cm /I Do`.padEnd(30)}\nendstream\nendobj\n`,
				`${String(number + 2)} 0 obj\n<< ${entries} /Length ${String(jpeg.length)} >>\nstream\n`,
				jpeg,
				'\nendstream\nendobj\n'
			);
			ends.push(joined(parts).length);
		}
		const kids = jpegs.map((_, n) => `${String(10 + n * 3)} 0 R`).join(' ');
		parts.push(
			`2 0 obj\n<< /Type /Pages /Count ${String(pages)} /Kids [ ${kids} ] >>\nendobj\n`,
			'1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
			'trailer\n<< /Size 99 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n'
		);
		return { bytes: joined(parts), ends };
	}

	test('in its fourth page gives three, and says so', async () => {
		const { bytes, ends } = await long(5);
		const found = await taken(bytes.slice(0, (ends[2] ?? 0) + 700));
		expect(found.slice(0, 3).map((one) => one.is === 'side' && one.side.height)).toEqual([
			160, 161, 162
		]);
		expect(found.slice(3)).toMatchObject([
			{
				is: 'refused',
				refusal: {
					why: 'damaged',
					sentence: expect.stringMatching(
						/cut off after page 3; the first 3 pages were read/u
					) as string
				}
			}
		]);
	});

	test('in its first page gives none, and says so', async () => {
		const { bytes } = await long(2);
		const [refusal, ...more] = await refusalsOf(bytes.slice(0, 900));
		expect(refusal?.sentence).toMatch(/cut off before its first page ends/u);
		expect(more).toEqual([]);
	});

	test('behind its list of pages is whole', async () => {
		const { bytes } = await long(3);
		const cut = bytes.slice(0, Buffer.from(bytes).indexOf('trailer'));
		expect(await sidesOf(cut)).toHaveLength(3);
	});

	test('a page in the middle whose picture is cut is refused alone', async () => {
		const { bytes, ends } = await long(3);
		// The end mark of the second JPEG, with some of the picture before it.
		const end = (ends[1] ?? 0) - '\nendstream\nendobj\n'.length;
		const hurt = bytes.slice().fill(0, end - 40, end);
		const found = await taken(hurt);
		expect(found.map((one) => (one.is === 'side' ? one.side.filePage : one.refusal))).toEqual([
			1,
			expect.objectContaining({ why: 'damaged', filePage: 2 }),
			3
		]);
	});

	test('packed in object streams, its pages are found too', async () => {
		const pdf = await PDFDocument.create();
		for (let n = 0; n < 3; n += 1) {
			const image = await pdf.embedJpg(await jpegOf(120, 160 + n));
			pdf.addPage([86.4, 115.2]).drawImage(image, { x: 0, y: 0, width: 86.4, height: 115.2 });
		}
		const bytes = await pdf.save();
		const cut = bytes.slice(0, Buffer.from(bytes).lastIndexOf('endstream') - 10);
		expect(await sidesOf(cut)).toHaveLength(3);
	});
});

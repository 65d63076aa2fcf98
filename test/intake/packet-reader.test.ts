import { PDFDocument, PDFName, PDFString, StandardFonts, rgb } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { differenceOf, signatureOf } from '#lib/imaging/signature.ts';
import {
	readPacket,
	type Found,
	type FoundDocument,
	type FoundPage
} from '#lib/intake/packet-reader.ts';
import { nodeEngine } from '#lib/intake/pdf-node.ts';
import { drawing, jpegOf, paper, textPdf } from './made.ts';

const negative = (): Promise<Uint8Array> => drawing(120, 160).negate().jpeg().toBuffer();

async function found(bytes: Uint8Array): Promise<Found[]> {
	return Array.fromAsync(readPacket(bytes, await nodeEngine()));
}

async function documentOf(bytes: Uint8Array): Promise<FoundDocument> {
	const [first] = await found(bytes);
	if (first?.is !== 'document') throw new Error('no document');
	return first.document;
}

async function pagesOf(bytes: Uint8Array): Promise<FoundPage[]> {
	return (await found(bytes)).flatMap((one) => (one.is === 'page' ? one.page : []));
}

const plain = { attachments: 0, hasScript: false, outline: [], hasForm: false, xmp: undefined };

describe('what a stranger’s program finds in the whole file', () => {
	test('a plain file holds nothing but its pages', async () => {
		expect(await documentOf(await textPdf(2))).toMatchObject({ ...plain, pages: 2 });
	});

	test('names in the information dictionary', async () => {
		const bytes = await textPdf(1, (pdf) => {
			pdf.setTitle('Packet');
			pdf.setAuthor('Ana');
		});
		expect((await documentOf(bytes)).info).toMatchObject({ Title: 'Packet', Author: 'Ana' });
	});

	test('attachments', async () => {
		const bytes = await textPdf(1, async (pdf) => {
			await pdf.attach(new Uint8Array([1, 2, 3]), 'notes.txt', { mimeType: 'text/plain' });
		});
		expect((await documentOf(bytes)).attachments).toBe(1);
	});

	test('scripts', async () => {
		const bytes = await textPdf(1, (pdf) => {
			pdf.addJavaScript('main', 'app.alert(1)');
		});
		expect((await documentOf(bytes)).hasScript).toBe(true);
	});

	test('forms', async () => {
		const bytes = await textPdf(1, (pdf) => {
			pdf.getForm().createTextField('name').addToPage(pdf.getPage(0));
		});
		expect((await documentOf(bytes)).hasForm).toBe(true);
		expect((await pagesOf(bytes))[0]?.annotations).toBe(1);
	});

	test('bookmarks at every depth', async () => {
		const bytes = await textPdf(1, (pdf) => {
			const { context } = pdf;
			const [outlines, one, two] = [context.nextRef(), context.nextRef(), context.nextRef()];
			const dest = [pdf.getPage(0).ref, PDFName.of('Fit')];
			const titled = (title: string, more: object) =>
				context.obj({ Title: PDFString.of(title), Dest: dest, ...more });
			context.assign(two, titled('Inner', { Parent: one }));
			context.assign(one, titled('Outer', { Parent: outlines, First: two, Last: two, Count: 1 }));
			context.assign(outlines, context.obj({ Type: 'Outlines', First: one, Last: one, Count: 2 }));
			pdf.catalog.set(PDFName.of('Outlines'), outlines);
		});
		expect((await documentOf(bytes)).outline).toEqual([
			{ title: 'Outer', sheet: 1, depth: 0 },
			{ title: 'Inner', sheet: 1, depth: 1 }
		]);
	});

	test('what XMP says', async () => {
		const bytes = await textPdf(1, (pdf) => {
			const xmp =
				'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Remark</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>';
			const stream = pdf.context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' });
			pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(stream));
		});
		expect((await documentOf(bytes)).xmp).toEqual({ 'dc:title': 'Remark' });
	});
});

describe('what it finds on a page', () => {
	test('words in order, seen or not, and drawings', async () => {
		const bytes = await textPdf(1, async (pdf) => {
			const font = await pdf.embedFont(StandardFonts.Helvetica);
			const page = pdf.getPage(0);
			page.drawText('hidden words', {
				x: 10,
				y: 10,
				size: 9,
				font,
				opacity: 0,
				color: rgb(1, 1, 1)
			});
			page.drawRectangle({ x: 5, y: 5, width: 50, height: 20, color: rgb(0, 0, 0) });
		});
		const [page] = await pagesOf(bytes);
		expect(page).toMatchObject({ number: 1, width: 200, height: 300, annotations: 0, drawings: 1 });
		expect(page?.words).toEqual(['Sheet', '1', 'of', 'paper', 'hidden', 'words']);
	});

	test('a picture by its signature, so that another picture in its place is noticed', async () => {
		const pdf = await PDFDocument.create();
		const jpeg = await jpegOf();
		const image = await pdf.embedJpg(jpeg);
		pdf.addPage([300, 300]).drawImage(image, { x: 10, y: 10, width: 60, height: 80 });
		const [page] = await pagesOf(await pdf.save());
		const [picture] = page?.pictures ?? [];
		expect(picture).toMatchObject({ width: 120, height: 160 });
		const planned = signatureOf(await sharpCodec.decode(jpeg, 'image/jpeg'));
		const other = signatureOf(await sharpCodec.decode(await negative(), 'image/jpeg'));
		const signature = picture?.shown?.signature ?? new Uint8Array(1024);
		expect(differenceOf(signature, planned)).toBeLessThan(0.01);
		expect(differenceOf(signature, other)).toBeGreaterThan(0.01);
	});

	test('one picture on two pages is found on both', async () => {
		const pdf = await PDFDocument.create();
		const image = await pdf.embedJpg(await jpegOf());
		for (let n = 0; n < 4; n += 1) pdf.addPage([120, 160]).drawImage(image);
		const pages = await pagesOf(await pdf.save());
		expect(pages.map(({ pictures }) => pictures.length)).toEqual([1, 1, 1, 1]);
		expect(pages.every(({ pictures }) => pictures[0]?.shown)).toBe(true);
	});

	test('black-and-white pictures too', async () => {
		const [page] = await pagesOf(paper('scan-ccitt.pdf'));
		expect(page?.pictures).toHaveLength(1);
		expect(page?.pictures[0]?.shown?.signature.some((gray) => gray < 230)).toBe(true);
	});
});

describe('a file that cannot be read', () => {
	test('is said to be', async () => {
		expect(await found(new TextEncoder().encode('no PDF'))).toEqual([
			{ is: 'unreadable', why: 'damaged' }
		]);
	});

	test('locked', async () => {
		const bytes = await textPdf(1, (pdf) => {
			pdf.encrypt({ userPassword: 'a', ownerPassword: 'b', permissions: {} });
		});
		expect(await found(bytes)).toEqual([{ is: 'unreadable', why: 'locked' }]);
	});
});

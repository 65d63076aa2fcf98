/** Builders that each break one promise: the proof must catch every one of them. */
import { inflateSync } from 'node:zlib';
import {
	PDFArray,
	PDFDict,
	PDFDocument,
	PDFHexString,
	PDFName,
	PDFNumber,
	PDFRawStream,
	PDFString,
	StandardFonts,
	type PDFRef
} from 'pdf-lib';
import { joinedBytes } from '#lib/page/bytes.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { Built } from '#lib/packet/setter.ts';
import { pictureIdOf, type PictureSheet } from '#lib/packet/sheets.ts';
import { draftPacket } from '#lib/release/packet/draft.ts';
import { hiddenWordsOf, type HiddenWord } from '#lib/packet/fold.ts';
import { jpegOf } from '#lib/packet/drawing.ts';
import { PacketWriter, type SheetPicture } from '#lib/packet/writer.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import type { ReleaseImprint } from '#lib/release/packet/papers.ts';
import type { Plan } from '#lib/release/plan.ts';
import { drawPage } from './chart-on-paper.ts';
import { imprint } from './requests.ts';

/** Opens a finished packet with pdf-lib, changes it, and saves it in the same plain form. */
export async function tampered(
	built: Built,
	change: (document: PDFDocument) => unknown
): Promise<Built> {
	const document = await PDFDocument.load(built.bytes, { updateMetadata: false });
	await change(document);
	const bytes = await document.save({ useObjectStreams: false, addDefaultPage: false });
	return { bytes: bytes, made: built.made };
}

/** A press that lets its pictures be changed on the way. */
export async function printed(
	plan: Plan,
	change: (pictures: SheetPicture[]) => SheetPicture[],
	drawn: (sheet: PictureSheet, index: number) => Promise<SheetPicture> = (_sheet, index) =>
		pictureOf(index),
	marked: ReleaseImprint = imprint
): Promise<Built> {
	const draft = draftPacket(plan, marked);
	const sheets = draft.sheets.filter((sheet) => sheet.is !== 'front');
	const own = await Promise.all(sheets.map(drawn));
	const pictures = change(own);
	const writer = await PacketWriter.begin(draft);
	const made: Built['made'][number][] = [];
	for (const [index, sheet] of draft.sheets.entries()) {
		if (sheet.is === 'front') {
			await writer.add(sheet);
			continue;
		}
		const picture = pictures[made.length];
		if (!picture) throw new Error('no picture');
		await writer.add(sheet, picture);
		made.push(await record(sheet, index + 1, picture));
	}
	return { bytes: await writer.finish(), made };
}

async function record(
	planned: PictureSheet,
	sheet: number,
	{ file, words }: SheetPicture
): Promise<Built['made'][number]> {
	const pictureSha256 = await sha256Hex(file);
	return {
		page: pictureIdOf(planned),
		sheet,
		pictureSha256,
		pictureBytes: file.length,
		words: words.length
	};
}

/** As `chartOnPaper` draws its n-th page; the plan under test has dated pages only, filed in this order. */
export async function pictureOf(n: number): Promise<SheetPicture> {
	const { picture, reading } = drawPage(1000 + n, { colour: n % 5 === 1 });
	const { file, facts } = await jpegOf(picture, sharpCodec, 0.82);
	const words = n === 2 ? [] : hiddenWordsOf(reading);
	return { file, facts, words, width: picture.width, height: picture.height };
}

const word: HiddenWord = { text: 'transference', rect: { x: 90, y: 90, width: 120, height: 18 } };

/** What a broken builder does, and the check that has to say so. */
export const breakages: readonly (readonly [
	does: string,
	check: string,
	build: (plan: Plan, built: Built) => Promise<Built>
])[] = [
	['swaps two pages', 'words', (plan) => printed(plan, ([a, b, ...rest]) => swap(a, b, rest))],
	[
		'swaps two pictures and keeps their words',
		'likeness',
		(plan) =>
			printed(plan, ([a, b, ...rest]) => {
				if (!a || !b) throw new Error('too few pages');
				return [{ ...b, words: a.words }, { ...a, words: b.words }, ...rest];
			})
	],
	[
		'shows a stranger’s page in place of a planned one',
		'likeness',
		async (plan) => {
			const other = await pictureOf(77);
			return printed(plan, ([a, ...rest]) => [{ ...other, words: a?.words ?? [] }, ...rest]);
		}
	],
	[
		'leaks a hidden word',
		'words',
		(plan) =>
			printed(plan, ([a, ...rest]) => (a ? [{ ...a, words: [...a.words, word] }, ...rest] : []))
	],
	[
		'drops a word',
		'words',
		(plan) =>
			printed(plan, ([a, ...rest]) => (a ? [{ ...a, words: a.words.slice(1) }, ...rest] : []))
	],
	[
		'leaves camera data in a picture',
		'file',
		(plan) =>
			printed(plan, ([a, ...rest]) => (a ? [{ ...a, file: withExif(a.file) }, ...rest] : []))
	],
	[
		'hides a picture behind a picture’s end',
		'file',
		(plan) =>
			printed(plan, ([a, ...rest]) =>
				a ? [{ ...a, file: joinedBytes(a.file, a.file) }, ...rest] : []
			)
	],
	[
		'says that it drew another picture',
		'streams',
		(_plan, { bytes, made }) =>
			Promise.resolve({
				bytes,
				made: made.map((page) => ({ ...page, pictureSha256: '0'.repeat(64) }))
			})
	],
	[
		'adds an empty page',
		'pages',
		(_plan, built) => tampered(built, (document) => document.addPage([612, 792]))
	],
	[
		'drops a page and leaves its picture in the file',
		'pages',
		(_plan, built) => tampered(built, (document) => document.removePage(3))
	],
	[
		'keeps a stray picture that no page shows',
		'file',
		async (_plan, built) => {
			const { file } = await pictureOf(78);
			return tampered(built, (document) =>
				document.context.register(
					document.context.stream(file, { Type: 'XObject', Subtype: 'Image', Filter: 'DCTDecode' })
				)
			);
		}
	],
	[
		'names a picture on a page without showing it',
		'file',
		async (_plan, built) => {
			const { file } = await pictureOf(78);
			return tampered(built, async (document) => {
				const image = await document.embedJpg(file);
				document.getPage(3).node.newXObject('Q', image.ref);
			});
		}
	],
	[
		'prints a word on a page',
		'words',
		(_plan, built) =>
			tampered(built, async (document) => {
				const font = await document.embedFont(StandardFonts.Helvetica);
				document.getPage(3).drawText('countertransference', { x: 200, y: 300, size: 12, font });
			})
	],
	[
		'writes a word on the cover',
		'words',
		(_plan, built) =>
			tampered(built, async (document) => {
				const font = await document.embedFont(StandardFonts.Helvetica);
				document.getPage(0).drawText('2 pages withheld', { x: 200, y: 100, size: 12, font });
			})
	],
	[
		'draws over a page',
		'extras',
		(_plan, built) =>
			tampered(built, (document) =>
				document.getPage(3).drawRectangle({ x: 100, y: 100, width: 300, height: 60 })
			)
	],
	[
		'adds an author',
		'metadata',
		(_plan, built) => tampered(built, (document) => document.setAuthor('R. Castellano'))
	],
	[
		'puts the client in the title',
		'metadata',
		(_plan, built) => tampered(built, (document) => document.setTitle('Records of Ana Nguyen'))
	],
	[
		'attaches a file',
		'extras',
		(_plan, built) =>
			tampered(built, (document) => document.attach(new Uint8Array([1, 2, 3]), 'note.txt'))
	],
	[
		'adds a script',
		'extras',
		(_plan, built) => tampered(built, (document) => document.addJavaScript('x', 'this.print()'))
	],
	[
		'adds an annotation',
		'extras',
		(_plan, built) =>
			tampered(built, (document) => {
				const note = document.context.register(
					document.context.obj({
						Type: 'Annot',
						Subtype: 'Text',
						Rect: [0, 0, 20, 20],
						Contents: PDFString.of('see the other folder')
					})
				);
				document.getPage(3).node.addAnnot(note);
			})
	],
	[
		'adds a form',
		'extras',
		(_plan, built) =>
			tampered(built, (document) => {
				const field = document.getForm().createTextField('remark');
				field.setText('private');
				field.addToPage(document.getPage(3), { x: 50, y: 300 });
			})
	],
	[
		'replaces the XMP metadata',
		'metadata',
		(_plan, built) =>
			tampered(built, ({ context, catalog }) => {
				const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>remark</a></x:xmpmeta>';
				const stream = context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' });
				catalog.set(PDFName.of('Metadata'), context.register(stream));
			})
	],
	[
		'calls a bookmark otherwise',
		'bookmarks',
		(_plan, built) =>
			tampered(built, ({ catalog }) => {
				const outline = catalog.lookup(PDFName.of('Outlines'), PDFDict);
				const item = outline.lookup(PDFName.of('First'), PDFDict);
				item.set(PDFName.of('Title'), PDFHexString.fromText('Private notes'));
			})
	],
	[
		'lets a bookmark lead to another sheet',
		'bookmarks',
		(_plan, built) =>
			tampered(built, (document) => {
				const outline = document.catalog.lookup(PDFName.of('Outlines'), PDFDict);
				const item = outline.lookup(PDFName.of('Last'), PDFDict);
				item.set(PDFName.of('Dest'), document.context.obj([document.getPage(0).ref, 'Fit']));
			})
	],
	[
		'opens a bookmark within a bookmark',
		'bookmarks',
		(_plan, built) =>
			tampered(built, ({ context, catalog }) => {
				const outline = catalog.get(PDFName.of('Outlines'));
				const first = catalog
					.lookup(PDFName.of('Outlines'), PDFDict)
					.lookup(PDFName.of('First'), PDFDict);
				const item = context.register(
					context.obj({
						Title: PDFString.of('2 pages withheld'),
						Parent: outline,
						Dest: first.get(PDFName.of('Dest'))
					})
				);
				for (const end of ['First', 'Last']) first.set(PDFName.of(end), item);
			})
	],
	[
		'calls a letter of its font otherwise',
		'file',
		(_plan, built) =>
			tampered(built, (document) => {
				const font = fontOf(document);
				const [ref, stream] = [font.get(PDFName.of('ToUnicode')), streamOf(font, 'ToUnicode')];
				const cmap = new TextDecoder().decode(inflateSync(stream.contents));
				const lie = document.context.flateStream(cmap.replace('<0021> <0040>', '<0021> <0041>'));
				document.context.assign(ref as PDFRef, lie);
			})
	],
	[
		'embeds a font with something behind its letters',
		'file',
		(_plan, built) =>
			tampered(built, (document) => {
				const [child] = fontOf(document).lookup(PDFName.of('DescendantFonts'), PDFArray).asArray();
				const descriptor = document.context
					.lookup(child, PDFDict)
					.lookup(PDFName.of('FontDescriptor'), PDFDict);
				const program = streamOf(descriptor, 'FontFile2');
				const font = inflateSync(program.contents);
				const more = document.context.flateStream(
					joinedBytes(font, new TextEncoder().encode('a remark'))
				);
				more.dict.set(PDFName.of('Length1'), PDFNumber.of(font.length));
				document.context.assign(descriptor.get(PDFName.of('FontFile2')) as PDFRef, more);
			})
	],
	[
		'replaces the colour profile',
		'file',
		(_plan, built) =>
			tampered(built, ({ context, catalog }) => {
				const intent = catalog.lookup(PDFName.of('OutputIntents'), PDFArray).lookup(0, PDFDict);
				const profile = context.flateStream('a remark', { N: 3 });
				context.assign(intent.get(PDFName.of('DestOutputProfile')) as PDFRef, profile);
			})
	],
	[
		'writes into the file’s identifier',
		'file',
		(_plan, built) =>
			tampered(built, ({ context }) => {
				const half = PDFString.of('transference ok.');
				context.trailerInfo.ID = context.obj([half, half]);
			})
	],
	[
		'crops a page so that a part of it is out of sight',
		'pages',
		(_plan, built) => tampered(built, (document) => document.getPage(3).setCropBox(0, 0, 300, 300))
	],
	[
		'appends bytes after the end',
		'file',
		(_plan, { bytes, made }) =>
			Promise.resolve({ bytes: joinedBytes(bytes, new TextEncoder().encode('\nremark')), made })
	],
	[
		'hands out half a file',
		'reading',
		(_plan, { bytes, made }) => Promise.resolve({ bytes: bytes.slice(0, 900), made })
	]
];

/** The face that the first sheet's text is set in. */
function fontOf(document: PDFDocument): PDFDict {
	const { Font } = document.getPage(0).node.normalizedEntries();
	return Font.lookup(PDFName.of('F'), PDFDict);
}

function streamOf(dict: PDFDict, key: string): PDFRawStream {
	const stream = dict.context.lookup(dict.get(PDFName.of(key)));
	if (!(stream instanceof PDFRawStream)) throw new Error(`no ${key}`);
	return stream;
}

function swap(
	a: SheetPicture | undefined,
	b: SheetPicture | undefined,
	rest: readonly SheetPicture[]
): SheetPicture[] {
	return a && b ? [b, a, ...rest] : [];
}

function withExif(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
	const exif = [0xff, 0xe1, 0, 10, ...new TextEncoder().encode('Exif\0\0Me')];
	return joinedBytes(jpeg.subarray(0, 2), Uint8Array.from(exif), jpeg.subarray(2));
}

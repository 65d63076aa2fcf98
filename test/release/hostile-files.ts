/** Files that hide something where few look: an untouched packet but for one thing, and the proof must say so. */
import { deflateSync, inflateSync } from 'node:zlib';
import {
	PDFDict,
	PDFDocument,
	PDFHexString,
	PDFName,
	PDFRawStream,
	PDFString,
	type PDFRef
} from 'pdf-lib';
import type { Built } from '#lib/packet/setter.ts';
import type { Plan } from '#lib/release/plan.ts';
import { joinedBytes } from '#lib/page/bytes.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { jpegOf } from '#lib/packet/drawing.ts';
import { identifierOf } from '#lib/packet/metadata.ts';
import { packed } from '#lib/packet/pdf-file.ts';
import { sha256Hex } from '#lib/packet/sha256.ts';
import { pictureOf, printed, tampered } from './broken-builders.ts';

export type Change = (plan: Plan, built: Built) => Promise<Built>;
type Made = (document: PDFDocument) => unknown;

/** The same file with a change to its bytes as text, one character a byte. */
export function retyped({ bytes, made }: Built, change: (text: string) => string): Built {
	const before = Buffer.from(bytes).toString('latin1');
	const text = change(before);
	if (text === before) throw new Error('nothing was changed');
	return { bytes: new Uint8Array(Buffer.from(text, 'latin1')), made };
}

/** As programs save a change: a new object, a table of its own and a trailer behind the old end (7.5.6). */
function updated(text: string): string {
	const before = /startxref\n(\d+)/.exec(text)?.[1] ?? '0';
	const root = /\/Root (\d+ 0 R)/.exec(text)?.[1] ?? '';
	const at = text.length + 1;
	const object = '900 0 obj\n(private)\nendobj\n';
	const table = `xref\n900 1\n${String(at).padStart(10, '0')} 00000 n \n`;
	const trailer = `trailer\n<< /Size 901 /Root ${root} /Prev ${before} >>\n`;
	return `${text}\n${object}${table}${trailer}startxref\n${at + object.length}\n%%EOF`;
}

const typed =
	(change: (text: string) => string): Change =>
	(_plan, built) =>
		Promise.resolve(retyped(built, change));

function onDict(
	choose: (document: PDFDocument) => PDFDict | undefined,
	key: string,
	value: Made
): Change {
	return (_plan, built) =>
		tampered(built, (document) => {
			const dict = choose(document);
			if (!dict) throw new Error('no such dictionary');
			dict.set(PDFName.of(key), document.context.obj(value(document) as never));
		});
}

const catalog = ({ catalog: dict }: PDFDocument): PDFDict => dict;
const thirdPage = (document: PDFDocument): PDFDict => document.getPage(3).node;
const holding =
	(key: string) =>
	({ context }: PDFDocument): PDFDict | undefined =>
		context
			.enumerateIndirectObjects()
			.map(([, object]) => (object instanceof PDFRawStream ? object.dict : object))
			.find(
				(object): object is PDFDict => object instanceof PDFDict && object.has(PDFName.of(key))
			);
const picture = holding('BitsPerComponent');
const font = holding('BaseFont');

function stream(text: string): Made {
	return ({ context }) => context.register(context.stream(text));
}

function onJpeg(change: (jpeg: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): Change {
	return (plan) =>
		printed(plan, ([first, ...rest]) =>
			first ? [{ ...first, file: change(first.file) }, ...rest] : []
		);
}

/** A segment right after the start mark. */
function withSegment(marker: number, text: string): Change {
	const length = text.length + 2;
	const head = Uint8Array.from([0xff, marker, length >> 8, length & 0xff]);
	const body = new TextEncoder().encode(text);
	return onJpeg((jpeg) => joinedBytes(jpeg.subarray(0, 2), head, body, jpeg.subarray(2)));
}

/** Rewrites the content of the first sheet that has it so, which the file holds compressed. */
export function inContent(change: (content: string) => string): Change {
	return (_plan, built) =>
		tampered(built, async (document) => {
			const { context } = document;
			for (const [ref, object] of context.enumerateIndirectObjects()) {
				if (!(object instanceof PDFRawStream) || object.dict.has(PDFName.of('Subtype'))) continue;
				if (!object.dict.has(PDFName.of('Filter'))) continue;
				const before = inflateSync(object.contents).toString('latin1');
				if (change(before) === before) continue;
				// Packed as ours are, so that nothing but the change is another thing.
				const after = packed(Buffer.from(change(before), 'latin1'));
				context.assign(ref, context.stream(after, { Filter: 'FlateDecode' }));
				await identify(document);
				return;
			}
			throw new Error('nothing was changed');
		});
}

/** The same content in other packed bytes: between two ways of packing there is room. */
const repacked: Change = (_plan, built) =>
	tampered(built, (document) => {
		const { node } = document.getPage(0);
		const contents = node.Contents();
		if (!(contents instanceof PDFRawStream)) throw new Error('nothing was changed');
		const again = deflateSync(inflateSync(contents.contents), { level: 1 });
		const packedAgain = document.context.stream(again, { Filter: 'FlateDecode' });
		document.context.assign(node.get(PDFName.of('Contents')) as PDFRef, packedAgain);
	});

/** A hidden font with one letter more than the pages show, sound in all else. */
const unusedLetter: Change = (_plan, built) =>
	tampered(built, (document) => {
		const { context } = document;
		const font = holding('CharProcs')(document);
		const ref = font?.get(PDFName.of('ToUnicode')) as PDFRef;
		const held = context.lookup(ref);
		if (!(held instanceof PDFRawStream)) throw new Error('nothing was changed');
		const map = inflateSync(held.contents).toString('latin1');
		const letters = Number(/(\d+) beginbfchar/.exec(map)?.[1]) + 1;
		const code = letters.toString(16).toUpperCase().padStart(2, '0');
		const longer = map
			.replace(/\d+ (?=beginbfchar)/, `${letters} `)
			.replace('\nendbfchar', `\n<${code}> <0061>\nendbfchar`);
		const after = packed(Buffer.from(longer, 'latin1'));
		context.assign(ref, context.stream(after, { Filter: 'FlateDecode' }));
		const each = <T>(value: T): T[] => Array.from({ length: letters }, () => value);
		const entries = {
			LastChar: letters,
			Widths: each(500),
			Encoding: { Type: 'Encoding', Differences: [1, ...each('n')] }
		};
		for (const [key, value] of Object.entries(entries)) {
			font?.set(PDFName.of(key), context.obj(value as never));
		}
	});

/** Gives the file the identifier that is due to what its sheets show now: that alone must not give the change away. */
async function identify(document: PDFDocument): Promise<void> {
	const shown: string[] = [];
	for (const { node } of document.getPages()) {
		const contents = node.Contents();
		const picture = node
			.Resources()
			?.lookupMaybe(PDFName.of('XObject'), PDFDict)
			?.lookup(PDFName.of('P'));
		if (!(contents instanceof PDFRawStream)) throw new Error('a sheet without content');
		const content = await sha256Hex(new Uint8Array(inflateSync(contents.contents)));
		const file =
			picture instanceof PDFRawStream ? await sha256Hex(new Uint8Array(picture.contents)) : '';
		shown.push(`${content} ${file}`);
	}
	const half = PDFHexString.of(await identifierOf(shown));
	document.context.trailerInfo.ID = document.context.obj([half, half]);
}

/** One small word more in the picture itself: black on white, as if it had stood on the paper. */
const painted: Change = async (plan) => {
	const first = await pictureOf(0);
	const shown = await sharpCodec.decode(first.file, 'image/jpeg');
	for (let y = 1040; y < 1047; y++) {
		for (let x = 780; x < 820; x++) {
			if (x % 4 < 2) shown.data.fill(60, (y * shown.width + x) * 4, (y * shown.width + x) * 4 + 3);
		}
	}
	const { file } = await jpegOf(shown, sharpCodec, 0.82);
	return printed(plan, ([own, ...rest]) => (own ? [{ ...own, file }, ...rest] : []));
};

/** What hides where, and the check that has to see it. */
export const hostileFiles: readonly (readonly [hides: string, check: string, make: Change])[] = [
	['an incremental update behind the end', 'file', typed(updated)],
	[
		'a second table of objects',
		'file',
		typed((text) => text.replace('\ntrailer', '\nxref\n0 0\ntrailer'))
	],
	['a byte before the header', 'file', typed((text) => ` ${text}`)],
	[
		'a remark between two objects',
		'file',
		typed((text) => text.replace('endobj\n', 'endobj\n%x\n'))
	],
	[
		'much room within an object',
		'file',
		typed((text) => text.replace('/Type /Catalog', '/Type  /Catalog'))
	],
	['another number in the table', 'file', typed((text) => text.replace(' 00000 n', ' 00007 n'))],
	[
		'its objects in a compressed stream',
		'file',
		async (_plan, { bytes, made }) => {
			const document = await PDFDocument.load(bytes, { updateMetadata: false });
			return { bytes: await document.save({ useObjectStreams: true }), made };
		}
	],
	[
		'layers that can be switched off',
		'file',
		onDict(catalog, 'OCProperties', () => ({ OCGs: [], D: {} }))
	],
	['a tree of names', 'file', onDict(catalog, 'Names', () => ({ Dests: { Names: [] } }))],
	[
		'an action on opening',
		'file',
		onDict(catalog, 'OpenAction', () => ({ S: 'Named', N: 'Print' }))
	],
	[
		'a private dictionary of another program',
		'file',
		onDict(catalog, 'PieceInfo', () => ({ X: {} }))
	],
	[
		'an associated file',
		'file',
		onDict(catalog, 'AF', ({ context }) => [context.register(context.obj({ Type: 'Filespec' }))])
	],
	['a secret in the name of a type', 'file', onDict(catalog, 'Type', () => 'AnaPrivate')],
	['a thumbnail of a page', 'file', onDict(thirdPage, 'Thumb', stream('x'))],
	['metadata of a page', 'file', onDict(thirdPage, 'Metadata', stream('<x/>'))],
	['a page cropped', 'file', onDict(thirdPage, 'CropBox', () => [0, 0, 99, 99])],
	['a page in other units', 'file', onDict(thirdPage, 'UserUnit', () => 9)],
	['a page turned', 'file', onDict(thirdPage, 'Rotate', () => 180)],
	[
		'an action of a page',
		'file',
		onDict(thirdPage, 'AA', () => ({ O: { S: 'Named', N: 'Print' } }))
	],
	[
		'a fifth number in the size of a page',
		'file',
		onDict(thirdPage, 'MediaBox', () => [0, 0, 612, 792, 7])
	],
	['another picture to print instead', 'file', onDict(picture, 'Alternates', () => [])],
	['a mask over a picture', 'file', onDict(picture, 'SMask', stream('x'))],
	['metadata of a picture', 'file', onDict(picture, 'Metadata', stream('<x/>'))],
	[
		'a profile of colours with a picture',
		'file',
		onDict(picture, 'ColorSpace', ({ context }) => [
			'ICCBased',
			context.register(context.stream('profile', { N: 1 }))
		])
	],
	[
		'words in the palette of a picture',
		'file',
		onDict(picture, 'ColorSpace', () => ['Indexed', 'DeviceRGB', 1, PDFString.of('secret')])
	],
	['a picture that is shown reversed', 'file', onDict(picture, 'Decode', () => [1, 0])],
	[
		'a description of a font',
		'file',
		onDict(font, 'FontDescriptor', () => ({ FontName: 'AnaPrivate' }))
	],
	['a font under another name', 'file', onDict(font, 'Subtype', () => 'AnaPrivate')],
	[
		'words in the names of a font’s letters',
		'file',
		onDict(holding('CharProcs'), 'Encoding', () => ({
			Type: 'Encoding',
			Differences: [1, 'AnaPrivate']
		}))
	],
	['camera data in a picture', 'file', withSegment(0xe1, 'Exif\0\0secret')],
	['a profile of colours in a picture', 'file', withSegment(0xe2, 'ICC_PROFILE\0\x01\x01secret')],
	['another program’s data in a picture', 'file', withSegment(0xed, 'Photoshop 3.0\0secret')],
	['a comment in a picture', 'file', withSegment(0xfe, 'secret')],
	[
		'a second picture behind the first one’s end',
		'file',
		onJpeg((jpeg) => joinedBytes(jpeg, jpeg))
	],
	['one small word in a picture', 'likeness', painted],
	['a line printed in white', 'print', inContent((text) => text.replace('0 g /F', '1 g /F'))],
	['a line printed invisibly', 'print', inContent((text) => text.replace('BT 0 Tr', 'BT 3 Tr'))],
	[
		'a line printed beside the paper',
		'print',
		inContent((text) => text.replace(/(0\.35 g \/F 7\.5 Tf 1 0 0 1) \S+/, '$1 -900'))
	],
	[
		'a word under a picture',
		'file',
		inContent((text) =>
			text.replace(/^q \d/, 'BT 0 Tr /F 9 Tf 1 0 0 1 99 99 Tm <616E61> Tj ET\n$&')
		)
	],
	[
		'hidden words beside the paper',
		'print',
		inContent((text) => text.replace(/(Tz 1 0 0 1) \S+ (\S+ Tm)/, '$1 5000 $2'))
	],
	[
		'a letter drawn with strokes where a line was planned',
		'file',
		inContent((text) => text.replace(' l S', ' l\n90 700 l S'))
	],
	[
		'a line that leads elsewhere',
		'print',
		inContent((text) => text.replace(/ \S+ l S/, ' 300 l S'))
	],
	[
		'a line broad enough to hide words',
		'print',
		inContent((text) => text.replace('0.6 w', '40 w'))
	],
	['a line in white', 'print', inContent((text) => text.replace('0.6 G', '1 G'))],
	[
		'a matrix that moves the words behind it',
		'file',
		inContent((text) => text.replace(/BT 0 Tr/, '1 0 0 1 5000 0 cm\n$&'))
	],
	[
		'a second matrix on a picture',
		'file',
		inContent((text) => text.replace(/^q (?=\S+ 0 0 )/, 'q 2 0 0 2 0 0 cm '))
	],
	[
		'a colour that holds for nothing and is read for all',
		'file',
		inContent((text) => text.replace(/BT 0 Tr/, '1 g\nq 0 g Q\n$&'))
	],
	['words that clip', 'file', inContent((text) => text.replace('BT 0 Tr', 'BT 7 Tr'))],
	[
		'letters too small to be seen',
		'file',
		inContent((text) => text.replace('Tf 1 0 0 1 ', 'Tf 0.01 0 0 0.01 '))
	],
	[
		'letters too narrow to be seen',
		'print',
		inContent((text) => text.replace('BT 0 Tr 100 Tz', 'BT 0 Tr 0.1 Tz'))
	],
	[
		'a line in the other face',
		'print',
		inContent((text) => text.replace(/(0 Tr 100 Tz\n\S+ g )\/B/, '$1/F'))
	],
	[
		'digits without end in a number',
		'file',
		inContent((text) => text.replace('0.35 g', '0.3497114111 g'))
	],
	[
		'words that a font’s map gives to a code of no letter',
		'file',
		inContent((text) => text.replace('\nendbfchar', '\n<7FFF> <0061006E0061>\nendbfchar'))
	],
	['a letter of a hidden font that stands on no page', 'file', unusedLetter],
	['a content that is packed in another way', 'file', repacked],
	[
		'a number in a part of the table that has no entry',
		'file',
		typed((text) => text.replace(/\n+trailer/, '\n7777 0$&'))
	],
	['a remark in a page’s content', 'file', inContent((text) => `${text}\n% remark`)],
	[
		'a picture written into a page’s content',
		'file',
		inContent((text) => `${text}\nBI /W 1 /H 1 /BPC 8 /CS /G ID x EI`)
	],
	['a page’s content marked as a layer', 'file', inContent((text) => `/OC /L BDC\n${text}\nEMC`)]
];

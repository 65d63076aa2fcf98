/** Files that hide something where few look: an untouched packet but for one thing, and the proof must say so. */
import { inflateSync } from 'node:zlib';
import { PDFDict, PDFDocument, PDFName, PDFRawStream, PDFString } from 'pdf-lib';
import type { Built } from '#lib/packet/setter.ts';
import type { Plan } from '#lib/release/plan.ts';
import { joinedBytes } from '#lib/imaging/joined-bytes.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { jpegOf } from '#lib/packet/drawing.ts';
import { pictureOf, printed, tampered } from './broken-builders.ts';

type Change = (plan: Plan, built: Built) => Promise<Built>;
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
function inContent(change: (content: string) => string): Change {
	return (_plan, built) =>
		tampered(built, ({ context }) => {
			for (const [ref, object] of context.enumerateIndirectObjects()) {
				if (!(object instanceof PDFRawStream) || object.dict.has(PDFName.of('Subtype'))) continue;
				if (!object.dict.has(PDFName.of('Filter'))) continue;
				const before = inflateSync(object.contents).toString('latin1');
				if (change(before) === before) continue;
				context.assign(ref, context.flateStream(Buffer.from(change(before), 'latin1')));
				return;
			}
			throw new Error('nothing was changed');
		});
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
		'words',
		inContent((text) =>
			text.replace(/^q \d/, 'BT 0 Tr /F 9 Tf 1 0 0 1 99 99 Tm <616E61> Tj ET\n$&')
		)
	],
	[
		'hidden words beside the paper',
		'print',
		inContent((text) => text.replace(/(Tz 1 0 0 1) \S+ (\S+ Tm)/, '$1 5000 $2'))
	],
	['a remark in a page’s content', 'file', inContent((text) => `${text}\n% remark`)],
	[
		'a picture written into a page’s content',
		'file',
		inContent((text) => `${text}\nBI /W 1 /H 1 /BPC 8 /CS /G ID x EI`)
	],
	['a page’s content marked as a layer', 'file', inContent((text) => `/OC /L BDC\n${text}\nEMC`)]
];

/** One small scanned page in each way that scanners pack it into a PDF; the picture is `test/paper/words.png`. */
import type { Codec } from '#lib/imaging/codec.ts';
import { grayOf, type Picture } from '#lib/imaging/picture.ts';
import { pack, type Dots } from './fax-writer.ts';
import { jbig2Of } from './jbig2-writer.ts';
import {
	imagePart,
	joined,
	latin1,
	pagesPdf,
	scanPage,
	type MadePage,
	type Part
} from './made-pdf.ts';

export interface Words {
	readonly width: number;
	readonly height: number;
	/** 0 black to 255 white, a byte a dot. */
	readonly gray: Uint8Array;
	/** Rows of 0 and 1, 1 is black. */
	readonly dots: Dots;
	readonly jpeg: Uint8Array<ArrayBuffer>;
}

export async function wordsOf(picture: Picture, codec: Codec): Promise<Words> {
	const { width, height, data: gray } = grayOf(picture);
	const dots = Array.from({ length: height }, (_, y) =>
		Array.from({ length: width }, (__, x) => ((gray[y * width + x] ?? 255) < 150 ? 1 : 0))
	);
	return { width, height, gray, dots, jpeg: await codec.encodeJpeg(picture, 0.8) };
}

export const dotsPerInch = 200;

/** The page at its own density, holding one picture packed as `entries` say. */
function page({ width, height }: Words, entries: string, data: Uint8Array, more = ''): MadePage {
	const image = imagePart(width, height, entries, data);
	return scanPage(image, (width * 72) / dotsPerInch, (height * 72) / dotsPerInch, more);
}

export async function deflate(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
	const packed = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream('deflate'));
	return new Uint8Array(await new Response(packed).arrayBuffer());
}

const gray = '/ColorSpace /DeviceGray';
const oneBit = `${gray} /BitsPerComponent 1`;

/** Rows of samples of 1 to 8 bits, each row on a byte of its own. */
export function packedRows(
	{ width, height, gray: from }: Pick<Words, 'width' | 'height' | 'gray'>,
	bits: number,
	sample: (value: number) => number
): Uint8Array {
	const rowBytes = Math.ceil((width * bits) / 8);
	const out = new Uint8Array(rowBytes * height);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const at = y * rowBytes + Math.floor((x * bits) / 8);
			const shift = 8 - bits - ((x * bits) % 8);
			out[at] = (out[at] ?? 0) | (sample(from[y * width + x] ?? 255) << shift);
		}
	}
	return out;
}

const isWhite = (value: number): number => (value < 150 ? 0 : 1);

/** Codes of nine bits, each a byte as it is, with a clear code before they would widen. */
export function plainLzw(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	let bits = '';
	for (const [n, byte] of bytes.entries()) {
		if (n % 250 === 0) bits += '100000000';
		bits += byte.toString(2).padStart(9, '0');
	}
	bits += '100000001';
	return Uint8Array.from(bits.match(/.{1,8}/gu) ?? [], (each) =>
		Number.parseInt(each.padEnd(8, '0'), 2)
	);
}

/** PackBits and RunLengthDecode alike, in runs of bytes as they are. */
export function literalRuns(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const parts: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; at += 128) {
		const run = bytes.subarray(at, at + 128);
		parts.push(Uint8Array.of(run.length - 1), run);
	}
	return joined(parts);
}

/** Each row begins with PNG's filter 2: differences from the row above. */
function upRows({ width, height, gray: from }: Words): Uint8Array {
	const out = new Uint8Array((width + 1) * height);
	for (let y = 0; y < height; y += 1) {
		out[y * (width + 1)] = 2;
		for (let x = 0; x < width; x += 1) {
			const above = y > 0 ? (from[(y - 1) * width + x] ?? 0) : 0;
			out[y * (width + 1) + 1 + x] = (from[y * width + x] ?? 0) - above;
		}
	}
	return out;
}

function leftDifferences({ width, gray: from }: Words): Uint8Array {
	return from.map((value, n) => (n % width === 0 ? value : value - (from[n - 1] ?? 0)));
}

const hex = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function fax(words: Words, kind: 'group3' | 'group3-2d' | 'group4'): MadePage {
	const k = { group3: 0, 'group3-2d': 4, group4: -1 }[kind];
	const size = `/Columns ${String(words.width)} /Rows ${String(words.height)}`;
	const params = `/DecodeParms << /K ${String(k)} ${size} /EndOfLine ${String(k >= 0)} >>`;
	return page(words, `${oneBit} /Filter /CCITTFaxDecode ${params}`, pack(words.dots, kind));
}

type Make = (words: Words) => MadePage | Promise<MadePage>;

const flate = '/Filter /FlateDecode';
const jpegColour = '/ColorSpace /DeviceRGB /BitsPerComponent 8';

/** Each with a name that a failing test can show. JPX and odd JPEGs come from files, see `fromFile`. */
export const madeCodecs: readonly (readonly [string, Make])[] = [
	['DCT', (words) => page(words, `${jpegColour} /Filter /DCTDecode`, words.jpeg)],
	[
		'DCT in hexadecimal',
		(words) =>
			page(
				words,
				`${jpegColour} /Filter [ /ASCIIHexDecode /DCTDecode ]`,
				latin1(`${hex(words.jpeg)}>`)
			)
	],
	['CCITT group 3, 1-D', (words) => fax(words, 'group3')],
	['CCITT group 3, 2-D', (words) => fax(words, 'group3-2d')],
	['CCITT group 4', (words) => fax(words, 'group4')],
	['JBIG2, fax coding', (words) => jbig2(words, 'fax')],
	['JBIG2, arithmetic coding', (words) => jbig2(words, 'arithmetic')],
	[
		'Flate, 1 bit',
		async (words) => page(words, `${oneBit} ${flate}`, await deflate(packedRows(words, 1, isWhite)))
	],
	[
		'Flate, 1 bit, turned inside out',
		async (words) =>
			page(
				words,
				`${oneBit} ${flate} /Decode [ 1 0 ]`,
				await deflate(packedRows(words, 1, (value) => 1 - isWhite(value)))
			)
	],
	[
		'Flate, 4 bits',
		async (words) =>
			page(
				words,
				`${gray} /BitsPerComponent 4 ${flate}`,
				await deflate(packedRows(words, 4, (value) => value >> 4))
			)
	],
	[
		'Flate, 8 bits, predicted from the row above',
		async (words) =>
			page(
				words,
				`${gray} /BitsPerComponent 8 ${flate} /DecodeParms << /Predictor 15 /Columns ${String(words.width)} >>`,
				await deflate(upRows(words))
			)
	],
	[
		'Flate, 8 bits, differences to the left',
		async (words) =>
			page(
				words,
				`${gray} /BitsPerComponent 8 ${flate} /DecodeParms << /Predictor 2 /Columns ${String(words.width)} >>`,
				await deflate(leftDifferences(words))
			)
	],
	[
		'Flate, 16 bits',
		async (words) =>
			page(
				words,
				`${gray} /BitsPerComponent 16 ${flate}`,
				await deflate(Uint8Array.from(words.gray, (value) => value).reduce(doubled, start(words)))
			)
	],
	[
		'Flate, palette of 16 greys',
		async (words) => {
			const greys = hex(Uint8Array.from({ length: 48 }, (_, n) => Math.floor(n / 3) * 17));
			const palette = `/ColorSpace [ /Indexed /DeviceRGB 15 <${greys}> ]`;
			const rows = await deflate(packedRows(words, 4, (value) => value >> 4));
			return page(words, `${palette} /BitsPerComponent 4 ${flate}`, rows);
		}
	],
	[
		'LZW',
		(words) => page(words, `${gray} /BitsPerComponent 8 /Filter /LZWDecode`, plainLzw(words.gray))
	],
	[
		'RunLength',
		(words) =>
			page(
				words,
				`${gray} /BitsPerComponent 8 /Filter /RunLengthDecode`,
				joined([literalRuns(words.gray), Uint8Array.of(128)])
			)
	],
	['layers: a JPEG ground and a stencil of words', layered],
	['layers: ink with a soft mask over a ground', softMasked],
	['three strips', strips],
	['an inline picture', inline],
	['words that are hidden behind the scan, and wrong', hiddenText]
];

function start({ gray: from }: Words): Uint8Array {
	return new Uint8Array(from.length * 2);
}

/** Sixteen bits of each sample, the high byte first. */
function doubled(out: Uint8Array, value: number, n: number): Uint8Array {
	out[n * 2] = value;
	out[n * 2 + 1] = value;
	return out;
}

function jbig2(words: Words, coding: 'fax' | 'arithmetic'): MadePage {
	return page(words, `${oneBit} /Filter /JBIG2Decode`, jbig2Of(words.dots, coding));
}

function paper({ width, height }: Words): readonly [number, number] {
	return [(width * 72) / dotsPerInch, (height * 72) / dotsPerInch];
}

async function ground(): Promise<Part> {
	const light = await deflate(new Uint8Array(20 * 10 * 3).fill(236));
	return imagePart(20, 10, `${jpegColour} ${flate}`, light);
}

/** Scanners' "compact PDF": a coarse ground, and the words as a stencil that ink is pressed through. */
async function layered(words: Words): Promise<MadePage> {
	const [width, height] = paper(words);
	const size = `/Columns ${String(words.width)} /Rows ${String(words.height)}`;
	const params = `/Filter /CCITTFaxDecode /DecodeParms << /K -1 ${size} >>`;
	const stencil = `/ImageMask true /BitsPerComponent 1 ${params}`;
	const place = `${String(width)} 0 0 ${String(height)} 0 0 cm`;
	return {
		entries: `/MediaBox [ 0 0 ${String(width)} ${String(height)} ]`,
		content: `q ${place} /Im0 Do Q q 0.1 0.1 0.3 rg ${place} /Im1 Do Q`,
		resources: '/XObject << /Im0 {0} /Im1 {1} >>',
		parts: [
			await ground(),
			imagePart(words.width, words.height, stencil, pack(words.dots, 'group4'))
		]
	};
}

async function softMasked(words: Words): Promise<MadePage> {
	const [width, height] = paper(words);
	const place = `${String(width)} 0 0 ${String(height)} 0 0 cm`;
	const ink = await deflate(new Uint8Array(20 * 10 * 3).fill(30));
	const mask = imagePart(
		words.width,
		words.height,
		`${gray} /BitsPerComponent 8 ${flate}`,
		await deflate(words.gray.map((value) => 255 - value))
	);
	return {
		entries: `/MediaBox [ 0 0 ${String(width)} ${String(height)} ]`,
		content: `q ${place} /Im0 Do Q q ${place} /Im1 Do Q`,
		resources: '/XObject << /Im0 {0} /Im1 {1} >>',
		parts: [await ground(), imagePart(20, 10, `${jpegColour} ${flate} /SMask {2}`, ink), mask]
	};
}

async function strips(words: Words): Promise<MadePage> {
	const [width, height] = paper(words);
	const rows = Math.ceil(words.height / 3);
	const parts: Part[] = [];
	let content = '';
	for (let n = 0; n < 3; n += 1) {
		const from = words.gray.subarray(n * rows * words.width, (n + 1) * rows * words.width);
		const high = from.length / words.width;
		const bottom = height - ((n * rows + high) * 72) / dotsPerInch;
		const place = `${String(width)} 0 0 ${String((high * 72) / dotsPerInch)} 0 ${String(bottom)}`;
		content += `q ${place} cm /Im${String(n)} Do Q `;
		parts.push(
			imagePart(words.width, high, `${gray} /BitsPerComponent 8 ${flate}`, await deflate(from))
		);
	}
	return {
		entries: `/MediaBox [ 0 0 ${String(width)} ${String(height)} ]`,
		content,
		resources: '/XObject << /Im0 {0} /Im1 {1} /Im2 {2} >>',
		parts
	};
}

function inline(words: Words): MadePage {
	const [width, height] = paper(words);
	const size = `/W ${String(words.width)} /H ${String(words.height)}`;
	const data = hex(packedRows(words, 1, isWhite));
	return {
		entries: `/MediaBox [ 0 0 ${String(width)} ${String(height)} ]`,
		content: `q ${String(width)} 0 0 ${String(height)} 0 0 cm BI ${size} /CS /G /BPC 1 /F /AHx ID ${data}> EI Q`
	};
}

/** The words below are not on the paper: whoever reads them from the file instead is misled. */
export const hiddenWords = 'Forged layer';

function hiddenText(words: Words): MadePage {
	const scan = page(words, `${jpegColour} /Filter /DCTDecode`, words.jpeg);
	const font = '/Font << /F0 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>';
	const content = scan.content as string;
	return {
		...scan,
		content: `BT 3 Tr /F0 12 Tf 10 10 Td (${hiddenWords}) Tj ET ${content}`,
		resources: `${scan.resources ?? ''} ${font}`
	};
}

/** Pictures that are committed as files, for what no encoder here makes. */
export const fromFile: readonly (readonly [string, string, string])[] = [
	['JPX', 'words.jp2', '/Filter /JPXDecode'],
	[
		'DCT, progressive grey',
		'words-progressive.jpg',
		`${gray} /BitsPerComponent 8 /Filter /DCTDecode`
	],
	[
		'DCT, CMYK turned inside out as Adobe does',
		'words-cmyk.jpg',
		'/ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /DCTDecode /Decode [ 1 0 1 0 1 0 1 0 ]'
	]
];

export function filePage(words: Words, entries: string, data: Uint8Array): MadePage {
	return page(words, entries, data);
}

export function onePage(made: MadePage): Uint8Array<ArrayBuffer> {
	return pagesPdf([made]);
}

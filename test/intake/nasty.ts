/** Files that somebody has made to hurt: loops, lies and bombs, each a few kilobytes to some megabytes. */
import { deflate } from './scan-codecs.ts';
import { imagePart, joined, latin1, pagesPdf, pdfOf, scanPage, type Part } from './made-pdf.ts';
import { piecedTiff, sizeTags, tiffOf } from './made-tiff.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Make = () => Bytes | Promise<Bytes>;

const gigabyte = 2 ** 30;

/**
 * So many zeros, packed by zlib's rules without ever being in memory: a zero, then `the 258 bytes before, again`,
 * which is the same 13 bits each time (RFC 1951, fixed codes).
 */
export function zeros(length: number): Bytes {
	const times = Math.ceil(length / 258);
	// Last block, fixed codes; the letter 0; then the repeats; then the end of the block.
	const head = '1' + '10' + '00110000';
	const again = '11000101' + '00000';
	const period = bytesOfBits(again.repeat(8));
	const body = head.length + times * again.length;
	const out = new Uint8Array(2 + Math.ceil((body + 7) / 8) + 4);
	out.set([0x78, 0x9c]);
	// The repeats begin three bits into a byte, and so does each run of eight of them.
	const start = bytesOfBits((head + again.repeat(17)).slice(0, 16 * 13));
	const shifted = start.subarray(2, 2 + period.length);
	for (let at = 2 + 2; at < out.length - 4; at += shifted.length) {
		out.set(shifted.subarray(0, Math.max(0, out.length - 4 - at)), at);
	}
	out.set(start.subarray(0, 2), 2);
	const endByte = 2 + (body >> 3);
	out[endByte] = (out[endByte] ?? 0) & ((1 << (body & 7)) - 1);
	out.fill(0, endByte + 1);
	const all = 1 + times * 258;
	new DataView(out.buffer).setUint32(out.length - 4, ((all % 65_521) << 16) | 1);
	return out;
}

/** The first bit of each byte is its lowest. */
function bytesOfBits(bits: string): Bytes {
	const out = new Uint8Array(Math.ceil(bits.length / 8));
	for (const [n, bit] of bits.split('').entries()) {
		out[n >> 3] = (out[n >> 3] ?? 0) | (Number(bit) << (n & 7));
	}
	return out;
}

const catalog: Part = { text: '<< /Type /Catalog /Pages 2 0 R >>' };
const box = '/MediaBox [ 0 0 200 300 ] /Resources << >>';
const flate = '/Filter /FlateDecode';
const gray = '/ColorSpace /DeviceGray /BitsPerComponent 8';

function pages(text: string, ...more: readonly Part[]): Bytes {
	return pdfOf([catalog, { text: `<< /Type /Pages ${text} >>` }, ...more]);
}

const leaf: Part = { text: `<< /Type /Page /Parent 2 0 R ${box} >>` };

function oneImage(width: number, height: number, entries: string, data: Uint8Array): Bytes {
	return pagesPdf([scanPage(imagePart(width, height, entries, data), 200, 300)]);
}

/** The table of objects leads to another one, which is itself. */
function tableLoop(): Bytes {
	const bytes = pages('/Count 1 /Kids [ 3 0 R ]', leaf);
	const text = new TextDecoder('latin1').decode(bytes);
	const table = text.lastIndexOf('xref\n0');
	return latin1(text.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${String(table)}`));
}

/** A JBIG2 page of one region: so many dots across and down, and no data for them. */
function jbig2(width: number, height: number): Bytes {
	const out = new Uint8Array(11 + 19 + 11 + 18 + 8);
	const view = new DataView(out.buffer);
	// Page information (ITU-T T.88, 7.4.8): segment 0, type 48, 19 bytes.
	view.setUint8(4, 48);
	view.setUint8(6, 1);
	view.setUint32(7, 19);
	view.setUint32(11, width);
	view.setUint32(15, height);
	// An immediate generic region (7.4.6): segment 1, type 38.
	const region = 30;
	view.setUint32(region, 1);
	view.setUint8(region + 4, 38);
	view.setUint8(region + 6, 1);
	view.setUint32(region + 7, 26);
	view.setUint32(region + 11, width);
	view.setUint32(region + 15, height);
	return out;
}

/** The head of a JPEG 2000 codestream (ISO 15444-1, A.5.1) of that size, and nothing behind it. */
function jpx(width: number, height: number): Bytes {
	const out = new Uint8Array(2 + 2 + 41);
	const view = new DataView(out.buffer);
	view.setUint32(0, 0xff4fff51);
	view.setUint16(4, 41);
	for (const [n, value] of [width, height, 0, 0, width, height, 0, 0].entries()) {
		view.setUint32(8 + n * 4, value);
	}
	view.setUint16(40, 1);
	out.set([7, 1, 1], 42);
	return out;
}

function crc32(bytes: Uint8Array): number {
	let crc = ~0;
	for (const byte of bytes) {
		crc ^= byte;
		for (let n = 0; n < 8; n += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc >>> 0;
}

function chunk(type: string, data: Uint8Array): Bytes {
	const named = joined([type, data]);
	const out = new Uint8Array(named.length + 8);
	const view = new DataView(out.buffer);
	view.setUint32(0, data.length);
	out.set(named, 4);
	view.setUint32(out.length - 4, crc32(named));
	return out;
}

function uint32s(...values: readonly number[]): Bytes {
	const out = new Uint8Array(values.length * 4);
	for (const [n, value] of values.entries()) new DataView(out.buffer).setUint32(n * 4, value);
	return out;
}

function pngSize(width: number, height: number): Bytes {
	return chunk('IHDR', joined([uint32s(width, height), Uint8Array.of(8, 0, 0, 0, 0)]));
}

const pngMark = latin1('\x89PNG\r\n\x1a\n');

/** A grey square of 40 dots with something else before its pixels. */
async function png(
	before: readonly Uint8Array[],
	after: readonly Uint8Array[] = []
): Promise<Bytes> {
	const rows = await deflate(new Uint8Array(41 * 40).fill(0));
	return joined([
		...[pngMark, pngSize(40, 40), ...before],
		...[chunk('IDAT', rows), ...after, chunk('IEND', new Uint8Array())]
	]);
}

function packedText(type: 'zTXt' | 'iCCP', name: string): Bytes {
	return chunk(type, joined([`${name}\0\0`, zeros(gigabyte)]));
}

/** One picture that moves: 5,000 frames that are all the same one. */
function moving(): Promise<Bytes> {
	const frames = Array.from({ length: 5000 }, (_, n) =>
		chunk('fcTL', joined([uint32s(n, 40, 40, 0, 0), Uint8Array.of(0, 1, 0, 10, 0, 0)]))
	);
	return png([chunk('acTL', uint32s(5000, 0)), ...frames.slice(0, 1)], frames.slice(1));
}

async function compressed(bytes: Uint8Array): Promise<Bytes> {
	return deflate(bytes);
}

/** A JPEG whose frame header is there twice, the second time with another size. */
export function twoFrames(jpeg: Uint8Array, size: number): Bytes {
	const at = jpeg.findIndex((byte, n) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[n + 1] ?? 0));
	const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
	const frame = jpeg.slice(at, at + 2 + length);
	const other = frame.slice();
	new DataView(other.buffer).setUint32(5, (size << 16) | size);
	return joined([jpeg.subarray(0, at), frame, other, jpeg.subarray(at + frame.length)]);
}

/** The same JPEG, whose only frame header says another size than its data has. */
export function otherSize(jpeg: Uint8Array, width: number, height: number): Bytes {
	const at = jpeg.findIndex((byte, n) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[n + 1] ?? 0));
	const out = Uint8Array.from(jpeg);
	new DataView(out.buffer).setUint32(at + 5, ((height << 16) | width) >>> 0);
	return out;
}

const byte = Uint8Array.of(0);

/** By name. Some hold pages that can well be read. */
export const nasty: readonly (readonly [string, Make])[] = [
	['a PDF whose page tree is its own child', () => pages('/Count 3 /Kids [ 2 0 R 2 0 R 2 0 R ]')],
	[
		'a PDF whose page tree goes round',
		() =>
			pages('/Count 2 /Kids [ 3 0 R ]', {
				text: '<< /Type /Pages /Parent 2 0 R /Count 2 /Kids [ 2 0 R ] >>'
			})
	],
	[
		'a PDF that says a million pages and has one',
		() => pages('/Count 1000000 /Kids [ 3 0 R ]', leaf)
	],
	['a PDF that says 1,500 pages and has one', () => pages('/Count 1500 /Kids [ 3 0 R ]', leaf)],
	['a PDF that says minus five pages', () => pages('/Count -5 /Kids [ 3 0 R ]', leaf)],
	['a PDF that says no pages', () => pages('/Count 0 /Kids [ 3 0 R ]', leaf)],
	[
		'a PDF that names one page 40 times',
		() => pages(`/Count 40 /Kids [ ${'3 0 R '.repeat(40)}]`, leaf)
	],
	[
		'a PDF of 100,000 empty pages',
		() =>
			pdfOf([
				catalog,
				{
					text: `<< /Type /Pages /Count 100000 /Kids [ ${Array.from({ length: 100_000 }, (_, n) => `${String(n + 3)} 0 R`).join(' ')} ] >>`
				},
				...Array.from({ length: 100_000 }, () => leaf)
			])
	],
	['a PDF whose table of objects goes round', tableLoop],
	[
		'a PDF whose objects unpack to a gigabyte',
		() =>
			pages('/Count 1 /Kids [ 3 0 R ]', leaf, {
				text: `/Type /ObjStm /N 100 /First 800 ${flate}`,
				data: zeros(gigabyte)
			})
	],
	[
		'a PDF whose words unpack to a gigabyte',
		() =>
			pages(
				'/Count 1 /Kids [ 3 0 R ]',
				{ text: `<< /Type /Page /Parent 2 0 R ${box} /Contents 4 0 R >>` },
				{ text: flate, data: zeros(gigabyte) }
			)
	],
	[
		'a PDF whose words are packed twice and unpack to a gigabyte',
		async () =>
			pages(
				'/Count 1 /Kids [ 3 0 R ]',
				{ text: `<< /Type /Page /Parent 2 0 R ${box} /Contents 4 0 R >>` },
				{
					text: '/Filter [ /FlateDecode /FlateDecode ]',
					data: await compressed(zeros(gigabyte))
				}
			)
	],
	[
		'a PDF whose small picture unpacks to a gigabyte',
		() => oneImage(50, 50, `${gray} ${flate}`, zeros(gigabyte))
	],
	[
		'a PDF whose picture is a billion dots wide',
		() => oneImage(1e9, 1, `${gray} ${flate}`, zeros(1e6))
	],
	[
		'a PDF whose picture is a billion dots high and wide',
		() => oneImage(1e9, 1e9, `${gray} ${flate}`, zeros(1e6))
	],
	[
		'a PDF whose page is a billion points wide',
		() =>
			pages('/Count 1 /Kids [ 3 0 R ]', {
				text: '<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 1000000000 1 ] /Resources << >> >>'
			})
	],
	[
		'a PDF whose page has no height',
		() =>
			pages('/Count 1 /Kids [ 3 0 R ]', {
				text: '<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 200 0 ] /Resources << >> >>'
			})
	],
	[
		'a PDF whose form draws itself',
		() =>
			pages(
				'/Count 1 /Kids [ 3 0 R ]',
				{
					text: '<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 200 300 ] /Contents 5 0 R /Resources << /XObject << /F 4 0 R >> >> >>'
				},
				{
					text: '/Type /XObject /Subtype /Form /BBox [ 0 0 200 300 ] /Resources << /XObject << /F 4 0 R >> >>',
					data: latin1('/F Do /F Do /F Do')
				},
				{ text: '', data: latin1('/F Do') }
			)
	],
	[
		'a JBIG2 picture with a region of 3,600 megapixels',
		() =>
			oneImage(
				60,
				60,
				`/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode`,
				jbig2(60_000, 60_000)
			)
	],
	[
		'a JBIG2 picture with a region as large as numbers go',
		() =>
			oneImage(
				60,
				60,
				`/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode`,
				jbig2(0xffffffff, 0xffffffff)
			)
	],
	[
		'a JPEG 2000 picture of 3,600 megapixels',
		() => oneImage(60, 60, '/Filter /JPXDecode', jpx(60_000, 60_000))
	],
	['a TIFF whose pages go round', () => tiffOf(byte, [sizeTags(8, 1, 1, 1)], { loop: true })],
	[
		'a TIFF of 65,000 by 900 dots with one byte for them',
		() => tiffOf(byte, [sizeTags(65_000, 900, 1, 1)])
	],
	[
		'a TIFF that is 59 million dots wide',
		() => tiffOf(new Uint8Array(7_375_000), [sizeTags(59_000_000, 1, 1, 1)])
	],
	[
		'a TIFF that is 59 million dots high',
		() => tiffOf(zeros(59_000_000), [[...sizeTags(1, 59_000_000, 8, 8)]])
	],
	[
		'a TIFF whose strip unpacks to a gigabyte',
		() => tiffOf(zeros(gigabyte), [sizeTags(40, 40, 8, 8)])
	],
	[
		'a TIFF whose one strip holds 480 MB of numbers',
		() =>
			piecedTiff([zeros(gigabyte)], {
				...{ 256: 7700, 257: 7700, 258: 16, 259: 8, 262: 2, 277: 4, 278: 7700 }
			})
	],
	[
		'a TIFF of four thousand million strips',
		() => {
			const bytes = piecedTiff([byte, byte], { 256: 8, 257: 2, 258: 1, 259: 1, 262: 0, 278: 1 });
			const view = new DataView(bytes.buffer);
			const first = view.getUint32(4, true);
			for (let n = 0; n < view.getUint16(first, true); n += 1) {
				const entry = first + 2 + n * 12;
				if ([273, 279].includes(view.getUint16(entry, true)))
					view.setUint32(entry + 4, 0xffffffff, true);
			}
			return bytes;
		}
	],
	[
		'a TIFF of 30,000 strips that are all the same one',
		() => {
			const strip = zeros(900);
			const many = Array.from({ length: 30_000 }, () => 8);
			const bytes = piecedTiff([strip], {
				...{ 256: 900, 257: 30_000, 258: 8, 259: 8, 262: 1, 278: 1, 700: many }
			});
			// The offsets and lengths are those of tag 700: 30,000 values that are all 8.
			const view = new DataView(bytes.buffer);
			const first = view.getUint32(4, true);
			const entries = Array.from(
				{ length: view.getUint16(first, true) },
				(_, n) => first + 2 + n * 12
			);
			const source = entries.find((entry) => view.getUint16(entry, true) === 700) ?? 0;
			for (const entry of entries) {
				if (![273, 279].includes(view.getUint16(entry, true))) continue;
				view.setUint32(entry + 4, 30_000, true);
				view.setUint32(entry + 8, view.getUint32(source + 8, true), true);
			}
			return bytes;
		}
	],
	[
		'a BigTIFF whose first page lies beyond the file',
		() => {
			const bytes = piecedTiff(
				[byte],
				{ 256: 8, 257: 1, 258: 1, 259: 1, 262: 0, 278: 1 },
				{ big: true }
			);
			new DataView(bytes.buffer).setBigUint64(8, 2n ** 63n, true);
			return bytes;
		}
	],
	[
		'a BigTIFF with more entries than a file can hold',
		() => {
			const bytes = piecedTiff(
				[byte],
				{ 256: 8, 257: 1, 258: 1, 259: 1, 262: 0, 278: 1 },
				{ big: true }
			);
			const view = new DataView(bytes.buffer);
			view.setBigUint64(Number(view.getBigUint64(8, true)), 2n ** 62n, true);
			return bytes;
		}
	],
	[
		'a BigTIFF whose strip lies beyond the file',
		() => {
			const bytes = piecedTiff(
				[byte],
				{ 256: 8, 257: 1, 258: 1, 259: 1, 262: 0, 278: 1 },
				{ big: true }
			);
			const view = new DataView(bytes.buffer);
			const first = Number(view.getBigUint64(8, true));
			for (let n = 0; n < 8; n += 1) {
				const entry = first + 8 + n * 20;
				if (view.getUint16(entry, true) === 273) view.setUint32(entry + 12, 0x7fffffff, true);
			}
			return bytes;
		}
	],
	['a PNG whose words unpack to a gigabyte', () => png([packedText('zTXt', 'Comment')])],
	['a PNG whose colours unpack to a gigabyte', () => png([packedText('iCCP', 'sRGB')])],
	[
		'a PNG whose pixels unpack to a gigabyte',
		() =>
			joined([
				pngMark,
				pngSize(40, 40),
				chunk('IDAT', zeros(gigabyte)),
				chunk('IEND', new Uint8Array())
			])
	],
	['a PNG that says its size twice', () => png([pngSize(30_000, 30_000)])],
	['a PNG that moves', moving]
];

/** What files that hurt are made of: zeros packed a millionfold, trees that go round, pictures that lie about their size. */
import { deflate } from './scan-codecs.ts';
import { imagePart, joined, latin1, pagesPdf, pdfOf, scanPage, type Part } from './made-pdf.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export const gigabyte = 2 ** 30;

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

export const catalog: Part = { text: '<< /Type /Catalog /Pages 2 0 R >>' };
export const box = '/MediaBox [ 0 0 200 300 ] /Resources << >>';
export const flate = '/Filter /FlateDecode';
export const gray = '/ColorSpace /DeviceGray /BitsPerComponent 8';

export function pages(text: string, ...more: readonly Part[]): Bytes {
	return pdfOf([catalog, { text: `<< /Type /Pages ${text} >>` }, ...more]);
}

export const leaf: Part = { text: `<< /Type /Page /Parent 2 0 R ${box} >>` };

export function oneImage(width: number, height: number, entries: string, data: Uint8Array): Bytes {
	return pagesPdf([scanPage(imagePart(width, height, entries, data), 200, 300)]);
}

/** The table of objects leads to another one, which is itself. */
export function tableLoop(): Bytes {
	const bytes = pages('/Count 1 /Kids [ 3 0 R ]', leaf);
	const text = new TextDecoder('latin1').decode(bytes);
	const table = text.lastIndexOf('xref\n0');
	return latin1(text.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${String(table)}`));
}

/** A JBIG2 page of one region: so many dots across and down, and no data for them. */
export function jbig2(width: number, height: number): Bytes {
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
export function jpx(width: number, height: number): Bytes {
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

export function chunk(type: string, data: Uint8Array): Bytes {
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

export function pngSize(width: number, height: number): Bytes {
	return chunk('IHDR', joined([uint32s(width, height), Uint8Array.of(8, 0, 0, 0, 0)]));
}

export const pngMark = latin1('\x89PNG\r\n\x1a\n');

/** A grey square of 40 dots with something else before its pixels. */
export async function png(
	before: readonly Uint8Array[],
	after: readonly Uint8Array[] = []
): Promise<Bytes> {
	const rows = await deflate(new Uint8Array(41 * 40).fill(0));
	return joined([
		...[pngMark, pngSize(40, 40), ...before],
		...[chunk('IDAT', rows), ...after, chunk('IEND', new Uint8Array())]
	]);
}

export function packedText(type: 'zTXt' | 'iCCP', name: string): Bytes {
	return chunk(type, joined([`${name}\0\0`, zeros(gigabyte)]));
}

/** One picture that moves: 5,000 frames that are all the same one. */
export function moving(): Promise<Bytes> {
	const frames = Array.from({ length: 5000 }, (_, n) =>
		chunk('fcTL', joined([uint32s(n, 40, 40, 0, 0), Uint8Array.of(0, 1, 0, 10, 0, 0)]))
	);
	return png([chunk('acTL', uint32s(5000, 0)), ...frames.slice(0, 1)], frames.slice(1));
}

export async function compressed(bytes: Uint8Array): Promise<Bytes> {
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

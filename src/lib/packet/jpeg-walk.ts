/** Walks a JPEG from its first byte to its last: tables, one frame, one scan, and nothing else (ITU-T T.81, annex B). */
import type { JpegFacts } from '#lib/imaging/jpeg-clean.ts';
import { Unexplained } from './pdf-objects.ts';

/** Quantization and Huffman tables, restart interval, start of scan. */
const needed = new Set([0xdb, 0xc4, 0xdd, 0xda]);
const baseline = 0xc0;
const extended = 0xc1;

/** Throws {@link Unexplained} at a comment, a profile, a thumbnail, camera data, or a byte after the end mark. */
export function checkJpeg(bytes: Uint8Array): JpegFacts {
	let size: JpegFacts | undefined;
	let at = 2;
	if (u16(bytes, 0) !== 0xffd8) throw new Unexplained('a picture is not a JPEG');
	for (;;) {
		const marker = u16(bytes, at) - 0xff00;
		const length = u16(bytes, at + 2);
		if (marker === baseline || marker === extended) {
			size = {
				height: u16(bytes, at + 5),
				width: u16(bytes, at + 7),
				components: bytes[at + 9] ?? 0
			};
		} else if (!needed.has(marker) && !saysHowToDecode(bytes, at, marker, length)) {
			throw new Unexplained('a picture holds more than a picture');
		}
		at += 2 + length;
		if (marker === 0xda) break;
	}
	if (!size || endOfScan(bytes, at) !== bytes.length) {
		throw new Unexplained('something hides behind a picture');
	}
	return size;
}

/** JFIF's header without a thumbnail, or Adobe's colour transform. */
function saysHowToDecode(bytes: Uint8Array, at: number, marker: number, length: number): boolean {
	const tag = String.fromCharCode(...bytes.subarray(at + 4, at + 9));
	if (marker === 0xe0) return length === 16 && tag === 'JFIF\0' && u16(bytes, at + 16) === 0;
	return marker === 0xee && length === 14 && tag === 'Adobe';
}

/** Where the end mark after the picture's data ends. Within the data a 0xff is followed by 0 or a restart mark. */
function endOfScan(bytes: Uint8Array, from: number): number {
	for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
		const next = bytes[at + 1] ?? 0;
		if (next === 0xd9) return at + 2;
		if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return -1;
	}
	return -1;
}

function u16(bytes: Uint8Array, at: number): number {
	return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

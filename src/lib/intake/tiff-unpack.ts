/** Unpacks one strip or tile of a TIFF page; what it makes is bounded by what the page's header promised. */
import { unpackCcitt } from './ccitt.ts';
import { inflate } from './inflate.ts';
import { unpackLzw } from './lzw.ts';
import type { TiffPage } from './tiff-directory.ts';

/** The ways of packing that are read here (TIFF 6.0 and its supplements); 7 is JPEG, unpacked elsewhere. */
export const packings = {
	none: 1,
	huffman: 2,
	group3: 3,
	group4: 4,
	lzw: 5,
	jpeg: 7,
	deflate: 8,
	packBits: 32773,
	oldDeflate: 32946
} as const;

/** A fax line lost on the way is usual; more than this share of them is a damaged page. */
const goodShare = 0.98;

/** `undefined` when the bytes end before the strip does, or make no sense. */
export async function unpackStrip(
	packed: Uint8Array,
	page: TiffPage,
	width: number,
	rows: number
): Promise<Uint8Array | undefined> {
	const size = Math.ceil((width * page.bits * page.samples) / 8) * rows;
	switch (page.packing) {
		case packings.huffman:
			return unpackFax(packed, page, width, rows, 'rows');
		case packings.group3:
			return unpackFax(packed, page, width, rows, 'group3');
		case packings.group4:
			return unpackFax(packed, page, width, rows, 'group4');
		case packings.lzw:
			return filled(unpackLzw(packed, size), size);
		case packings.packBits:
			return filled(unpackPackBits(packed, size), size);
		case packings.deflate:
		case packings.oldDeflate:
			return filled(await inflate(packed, size), size);
		default:
			return filled(packed.slice(0, size), size);
	}
}

function filled(bytes: Uint8Array, size: number): Uint8Array | undefined {
	return bytes.length >= size ? bytes : undefined;
}

function unpackFax(
	packed: Uint8Array,
	page: TiffPage,
	width: number,
	rows: number,
	kind: 'rows' | 'group3' | 'group4'
): Uint8Array | undefined {
	const { data, goodRows } = unpackCcitt(packed, width, rows, {
		kind,
		twoDimensional: (page.faxOptions & 1) === 1,
		lowBitFirst: page.lowBitFirst
	});
	return goodRows >= rows * goodShare ? data : undefined;
}

/** Runs of Macintosh PackBits (TIFF 6.0, section 9). */
function unpackPackBits(packed: Uint8Array, size: number): Uint8Array {
	const out = new Uint8Array(size);
	let written = 0;
	let at = 0;
	while (at < packed.length && written < size) {
		const head = packed[at++] ?? 0;
		if (head < 128) {
			const run = packed.subarray(at, Math.min(at + head + 1, at + size - written));
			out.set(run, written);
			written += run.length;
			at += head + 1;
		} else if (head > 128) {
			const until = Math.min(size, written + 257 - head);
			out.fill(packed[at++] ?? 0, written, until);
			written = until;
		}
	}
	return out.subarray(0, written);
}

/** Unpacks one strip or tile of a TIFF page; what it makes is bounded by what the page's header promised. */
import { highBitFirst, unpackCcitt } from '#lib/imaging/ccitt.ts';
import { inflate } from './inflate.ts';
import { unpackLzw } from './lzw.ts';
import type { TiffPage } from './tiff-directory.ts';
import { undoPredictor } from './tiff-pixels.ts';

/** The ways of packing that are read here (TIFF 6.0 and its supplements); 6 and 7 are JPEG, unpacked elsewhere. */
export const packings = {
	none: 1,
	huffman: 2,
	group3: 3,
	group4: 4,
	lzw: 5,
	oldJpeg: 6,
	jpeg: 7,
	deflate: 8,
	packBits: 32773,
	oldDeflate: 32946
} as const;

/** A fax line lost on the way is usual; more than this share of them is a damaged page. */
const goodShare = 0.98;

/** The packings that may store differences: others carry the mark at times and mean nothing by it. */
const predicted = new Set<number>([packings.lzw, packings.deflate, packings.oldDeflate]);

/**
 * One strip or tile, a dot's samples side by side: `packed` has one part, or one for each plane.
 * `undefined` when the bytes end before the piece does, or make no sense.
 */
export async function unpackPiece(
	packed: readonly Uint8Array[],
	page: TiffPage,
	width: number,
	rows: number
): Promise<Uint8Array | undefined> {
	const inPlanes = packed.length > 1;
	const form = inPlanes ? { ...page, samples: 1 } : page;
	const planes: Uint8Array[] = [];
	for (const part of packed) {
		const unpacked = await unpackStrip(part, form, width, rows);
		if (!unpacked) return undefined;
		if (page.predictor === 2 && predicted.has(page.packing)) undoPredictor(unpacked, form, width);
		planes.push(unpacked);
	}
	return inPlanes ? woven(planes, page.bits >> 3, width * rows) : planes[0];
}

/** Samples of whole bytes, from planes to dots. */
function woven(planes: readonly Uint8Array[], sampleBytes: number, dots: number): Uint8Array {
	const out = new Uint8Array(planes.length * sampleBytes * dots);
	for (const [n, plane] of planes.entries()) {
		for (let dot = 0; dot < dots; dot += 1) {
			const to = (dot * planes.length + n) * sampleBytes;
			for (let byte = 0; byte < sampleBytes; byte += 1) {
				out[to + byte] = plane[dot * sampleBytes + byte] ?? 0;
			}
		}
	}
	return out;
}

async function unpackStrip(
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
		default:
			return unpackBytes(page.lowBitFirst ? highBitFirst(packed) : packed, page.packing, size);
	}
}

async function unpackBytes(
	packed: Uint8Array,
	packing: number,
	size: number
): Promise<Uint8Array | undefined> {
	switch (packing) {
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

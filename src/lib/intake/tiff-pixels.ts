/** A TIFF page's samples become a picture: grey, palette, RGB and CMYK of 1 to 16 bits. */
import type { Picture } from '#lib/imaging/picture.ts';
import type { TiffPage } from './tiff-directory.ts';

/** Photometric interpretations (TIFF 6.0, tag 262). */
export const colours = {
	whiteIsZero: 0,
	blackIsZero: 1,
	rgb: 2,
	palette: 3,
	cmyk: 5,
	ycc: 6
} as const;

const samplesFor: Readonly<Record<number, number>> = {
	[colours.whiteIsZero]: 1,
	[colours.blackIsZero]: 1,
	[colours.rgb]: 3,
	[colours.palette]: 1,
	[colours.cmyk]: 4
};

/** Whether the page's samples are of a kind that {@link paintPiece} paints. */
export function canPaint(page: TiffPage): boolean {
	const wanted = samplesFor[page.colour];
	if (wanted === undefined || page.samples < wanted) return false;
	if (page.isReal) {
		return page.bits === 32 && page.predictor === 1 && page.colour < colours.palette;
	}
	if (page.colour === colours.palette && page.palette.length < 3 << page.bits) return false;
	// The packed kinds lay a dot's samples bit by bit; planes and several samples come in whole bytes only.
	const deep = page.bits === 8 || (page.bits === 16 && page.colour !== colours.palette);
	return deep || (page.samples === 1 && [1, 2, 4].includes(page.bits));
}

export interface PieceShape {
	readonly left: number;
	readonly top: number;
	/** Dots of the piece itself; what lies beyond the page is padding. */
	readonly width: number;
	readonly rows: number;
}

/** Paints one unpacked strip or tile, whose predictor was undone before. */
export function paintPiece(
	picture: Picture,
	bytes: Uint8Array,
	page: TiffPage,
	{ left, top, width, rows }: PieceShape
): void {
	const rowBytes = Math.ceil((width * page.bits * page.samples) / 8);
	const right = Math.min(picture.width, left + width);
	const bottom = Math.min(picture.height, top + rows);
	const toDot = painterOf(page);
	if (page.samples === 1) {
		paintByTable(picture, bytes, page, { left, top, width, rows }, tableOf(page, toDot));
		return;
	}
	for (let y = top; y < bottom; y += 1) {
		const row = bytes.subarray((y - top) * rowBytes, (y - top + 1) * rowBytes);
		const samples = samplesOf(row, page);
		for (let x = left; x < right; x += 1) {
			toDot(samples, (x - left) * page.samples, picture.data, (y * picture.width + x) * 4);
		}
	}
}

/** Samples of 8 bits, a byte each; of 16 bits the high byte. */
function samplesOf(row: Uint8Array, { bits, littleEndian }: TiffPage): Uint8Array {
	if (bits === 8) return row;
	const high = littleEndian ? 1 : 0;
	const samples = new Uint8Array(row.length >> 1);
	for (let n = 0; n < samples.length; n += 1) samples[n] = row[n * 2 + high] ?? 0;
	return samples;
}

/** Each value that one sample can have, as a dot. */
function tableOf(page: TiffPage, toDot: Painter): Uint32Array {
	const table = new Uint32Array(page.bits >= 8 ? 256 : 1 << page.bits);
	const dots = new Uint8ClampedArray(table.buffer);
	for (let value = 0; value < table.length; value += 1) {
		toDot(Uint8Array.of(value), 0, dots, value * 4);
	}
	return table;
}

/** The short way for grey, palette and fax pages, dot by dot from a table: a fax has eight million of them. */
function paintByTable(
	picture: Picture,
	bytes: Uint8Array,
	{ bits, littleEndian }: TiffPage,
	{ left, top, width, rows }: PieceShape,
	table: Uint32Array
): void {
	const { buffer, byteOffset, byteLength } = picture.data;
	const dots = new Uint32Array(buffer, byteOffset, byteLength >> 2);
	const rowBytes = Math.ceil((width * bits) / 8);
	const across = Math.min(picture.width - left, width);
	const bottom = Math.min(picture.height, top + rows);
	const high = bits === 16 && littleEndian ? 1 : 0;
	// Of 16 bits the high byte is taken as if it were all there is.
	const step = Math.min(bits, 8);
	const stride = bits === 16 ? 2 : 1;
	const mask = (1 << step) - 1;
	for (let y = top; y < bottom; y += 1) {
		let from = (y - top) * rowBytes + high;
		let to = y * picture.width + left;
		const end = to + across;
		for (; to < end; from += stride) {
			const byte = bytes[from] ?? 0;
			for (let shift = 8 - step; shift >= 0 && to < end; shift -= step) {
				dots[to++] = table[(byte >> shift) & mask] ?? 0;
			}
		}
	}
}

/** Undoes tag 317 in a whole piece of `width` dots, in place: each sample was stored less its left neighbour. */
export function undoPredictor(bytes: Uint8Array, page: TiffPage, width: number): void {
	const rowBytes = Math.ceil((width * page.bits * page.samples) / 8);
	for (let at = 0; at < bytes.length; at += rowBytes) {
		undoDifferences(bytes.subarray(at, at + rowBytes), page);
	}
}

function undoDifferences(row: Uint8Array, { bits, samples, littleEndian }: TiffPage): void {
	if (bits === 8) {
		for (let n = samples; n < row.length; n += 1) row[n] = (row[n] ?? 0) + (row[n - samples] ?? 0);
	} else if (bits === 16) {
		const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
		for (let at = samples * 2; at + 1 < row.length; at += 2) {
			const before = view.getUint16(at - samples * 2, littleEndian);
			view.setUint16(at, view.getUint16(at, littleEndian) + before, littleEndian);
		}
	}
}

type Painter = (from: Uint8Array, at: number, to: Uint8ClampedArray, dot: number) => void;

function painterOf(page: TiffPage): Painter {
	const { colour, palette } = page;
	const most = page.bits >= 8 ? 255 : (1 << page.bits) - 1;
	if (colour === colours.palette) {
		const entries = 1 << page.bits;
		return (from, at, to, dot) => {
			const entry = from[at] ?? 0;
			for (let n = 0; n < 3; n += 1) to[dot + n] = (palette[entry + n * entries] ?? 0) >> 8;
			to[dot + 3] = 255;
		};
	}
	if (colour === colours.cmyk) {
		return (from, at, to, dot) => {
			const light = 255 - (from[at + 3] ?? 0);
			for (let n = 0; n < 3; n += 1) to[dot + n] = ((255 - (from[at + n] ?? 0)) * light) / 255;
			to[dot + 3] = 255;
		};
	}
	if (colour === colours.rgb) {
		const alpha = page.samples > 3 ? page.alpha : 'none';
		return (from, at, to, dot) => {
			const clear = alpha === 'none' ? 0 : 255 - (from[at + 3] ?? 255);
			const share = alpha === 'apart' ? (255 - clear) / 255 : 1;
			for (let n = 0; n < 3; n += 1) {
				// Laid on white, as every picture is here.
				to[dot + n] = (from[at + n] ?? 0) * share + clear;
			}
			to[dot + 3] = 255;
		};
	}
	const flip = colour === colours.whiteIsZero;
	return (from, at, to, dot) => {
		const value = Math.round(((from[at] ?? 0) * 255) / most);
		const gray = flip ? 255 - value : value;
		to[dot] = gray;
		to[dot + 1] = gray;
		to[dot + 2] = gray;
		to[dot + 3] = 255;
	};
}

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
	if (page.colour === colours.palette && page.palette.length < 3 << page.bits) return false;
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

/** Paints one unpacked strip or tile; `bytes` are changed where a predictor is undone. */
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
	for (let y = top; y < bottom; y += 1) {
		const row = bytes.subarray((y - top) * rowBytes, (y - top + 1) * rowBytes);
		if (page.predictor === 2) undoDifferences(row, page);
		const samples = samplesOf(row, page);
		for (let x = left; x < right; x += 1) {
			toDot(samples, (x - left) * page.samples, picture.data, (y * picture.width + x) * 4);
		}
	}
}

/** Samples of 8 bits, a byte each; of 16 bits the high byte; smaller ones as they are. */
function samplesOf(row: Uint8Array, { bits, littleEndian }: TiffPage): Uint8Array {
	if (bits === 8) return row;
	if (bits === 16) {
		const high = littleEndian ? 1 : 0;
		return Uint8Array.from({ length: row.length >> 1 }, (_, n) => row[n * 2 + high] ?? 0);
	}
	const perByte = 8 / bits;
	const mask = (1 << bits) - 1;
	const samples = new Uint8Array(row.length * perByte);
	for (let n = 0; n < samples.length; n += 1) {
		const byte = row[Math.floor(n / perByte)] ?? 0;
		samples[n] = (byte >> (8 - bits - (n % perByte) * bits)) & mask;
	}
	return samples;
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
		const alpha = page.hasAlpha && page.samples > 3;
		return (from, at, to, dot) => {
			const clear = alpha ? 255 - (from[at + 3] ?? 255) : 0;
			for (let n = 0; n < 3; n += 1) {
				// Laid on white, as every picture is here.
				to[dot + n] = ((from[at + n] ?? 0) * (255 - clear)) / 255 + clear;
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

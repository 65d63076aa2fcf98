/**
 * Paper with planted marks: the upper half carries a token of the record, the lower half a token of
 * the private side, each as words and as 128 black and white blocks that survive JPEG.
 */
import type { Codec } from '#lib/imaging/codec.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import {
	turnedBack,
	type Reading,
	type ReadLine,
	type Rect,
	type Rotation
} from '#lib/page/reading.ts';

const width = 384;
const height = 512;
const columns = 16;
const rows = 8;

/** 32 hex digits: 128 bits. */
export type Token = string;

export interface MarkedPage {
	readonly upper: Token;
	readonly lower: Token;
	readonly picture: Uint8Array<ArrayBuffer>;
	readonly reading: Reading;
}

export const lowerHalf: Rect = { x: 0, y: height / 2, width, height: height / 2 };

function bit(token: Token, i: number): boolean {
	return ((parseInt(token.charAt(i >> 2), 16) >> (3 - (i & 3))) & 1) === 1;
}

function line(token: Token, y: number): ReadLine {
	const words = wordsOf(token).map((text, i) => ({
		text,
		confidence: 0.9,
		rect: { x: 20 + i * 170, y, width: 160, height: 14 }
	}));
	const rect = { x: 20, y, width: 330, height: 14 };
	return { text: words.map(({ text }) => text).join(' '), rect, words, confidence: 0.9 };
}

/** Split in two, because a word of a note is seldom longer. */
export function wordsOf(token: Token): readonly [string, string] {
	return [`mk${token.slice(0, 16)}`, `mk${token.slice(16)}`];
}

/** `turn`: how far clockwise the picture has to be turned to stand upright, as if it was fed that way round. */
export async function markedPage(
	codec: Codec,
	upper: Token,
	lower: Token,
	turn: Rotation = 0
): Promise<MarkedPage> {
	const lines = [line(upper, 30), line(lower, height / 2 + 30)];
	const text = lines.map((one) => one.text).join('\n');
	const page = { blank: 'no', rotated: turnedBack(turn), turn, skewDegrees: 0 } as const;
	const reading: Reading = { text, lines, confidence: 0.9, width, height, ...page };
	const picture = turnedPicture(blocksOf(upper, lower), turnedBack(turn));
	return { upper, lower, reading, picture: await codec.encodePng(picture) };
}

function blocksOf(upper: Token, lower: Token): Picture {
	const data = new Uint8ClampedArray(width * height * 4).fill(255);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const half = y < height / 2 ? upper : lower;
			const row = Math.floor(((y % (height / 2)) * rows) / (height / 2));
			const i = row * columns + Math.floor((x * columns) / width);
			if (bit(half, i)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
		}
	}
	return { width, height, data };
}

/** The tokens that a picture's two halves show; what is no mark reads as some other token. */
export function tokensIn(signature: Uint8Array): readonly [Token, Token] {
	const half = (top: number): Token => {
		let token = '';
		for (let i = 0; i < columns * rows; i += 4) {
			let digit = 0;
			for (let b = 0; b < 4; b++) {
				const column = ((i + b) % columns) * 2;
				const row = top + Math.floor((i + b) / columns) * 2;
				const cells = [0, 1, 32, 33].map((step) => signature[row * 32 + column + step] ?? 255);
				digit = digit * 2 + (cells.reduce((sum, cell) => sum + cell, 0) < 4 * 128 ? 1 : 0);
			}
			token += digit.toString(16);
		}
		return token;
	};
	return [half(0), half(16)];
}

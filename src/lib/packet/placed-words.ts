/** Where hidden words stand behind their picture: worked out where they are written, and once more where they are proved. */
import { widthOf, type Face } from './face.ts';
import type { HiddenWord } from './fold.ts';
import { glyphlessWidth } from './glyphless.ts';
import { isSettable } from './letters.ts';
import { round, type Box } from './paper.ts';
import { sha256Hex } from './sha256.ts';

/** A word with the space that ends it. Its baseline's start and its size in points, its stretch in hundredths. */
export interface PlacedWord {
	readonly text: string;
	readonly x: number;
	readonly y: number;
	readonly size: number;
	readonly stretch: number;
	/** Absent for a word that the faces cannot write. */
	readonly face?: Face;
}

/** Pixels that the words' rectangles refer to. */
export interface WordsFrame {
	readonly width: number;
	readonly height: number;
}

/** Each word as wide and as high as it stands on the picture, which fills the box. */
export function placedIn(
	box: Box,
	{ width: across, height: down }: WordsFrame,
	words: readonly HiddenWord[]
): readonly PlacedWord[] {
	const [sx, sy] = [box.width / across, box.height / down];
	return words.map(({ text, rect }) => {
		const height = Math.max(rect.height * sy, 1);
		const width = Math.max(rect.width * sx, 1);
		// The faces' letters reach from about 0.207 below the baseline to 0.718 above it.
		const size = round(height / 0.925);
		const y = round(box.y + box.height - (rect.y + rect.height) * sy + size * 0.207);
		const x = round(box.x + rect.x * sx);
		const word = { text: `${text} `, x, y, size };
		if (Array.from(text).every(isSettable)) {
			const stretch = round((100 * width) / Math.max(widthOf(text, size, 'regular'), 0.01));
			return { ...word, stretch, face: 'regular' };
		}
		const letters = Array.from(text).length;
		return { ...word, stretch: round((100_000 * width) / (letters * glyphlessWidth * size)) };
	});
}

/** SHA-256 of words and places, hex; `undefined` when there are none. A word that is set in several pieces is one again. */
export async function sha256OfPlaces(words: readonly PlacedWord[]): Promise<string | undefined> {
	if (words.length === 0) return undefined;
	const lines: string[] = [];
	let before = '';
	for (const { text, x, y, size, stretch, face = '-' } of words) {
		const place = `${x} ${y} ${size} ${stretch} ${face} `;
		if (place === before) lines.push(text);
		else lines.push('\n', place, text);
		before = place;
	}
	return sha256Hex(new TextEncoder().encode(lines.join('')));
}

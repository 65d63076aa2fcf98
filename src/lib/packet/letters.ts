/** Which letters the fonts of packets have, where they stand in them, and how wide they are. */
import { bold, regular } from './font/metrics.ts';

export const faces = ['regular', 'bold'] as const;
export type Face = (typeof faces)[number];

export const metrics = { regular, bold };

/** In both faces alike: glyph 0 means "missing", glyph n is the n-th letter. */
const glyphs = new Map(Array.from(regular.letters, (letter, at) => [letter, at + 1]));

/** Every glyph's advance in thousandths of the font's size. */
export const advances: Readonly<Record<Face, readonly number[]>> = {
	regular: regular.widths.split(' ').map(Number),
	bold: bold.widths.split(' ').map(Number)
};

/** Whether the fonts can write this one character. */
export function isSettable(char: string): boolean {
	return glyphs.has(char);
}

/** Throws when the fonts lack the letter: texts are folded first. */
export function glyphOf(char: string): number {
	const glyph = glyphs.get(char);
	if (glyph === undefined) throw new Error('a letter that the fonts do not have');
	return glyph;
}

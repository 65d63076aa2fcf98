/** The two faces of visible text, Helvetica and its bold, and how wide they set a line. */
import { StandardFontEmbedder, StandardFonts } from 'pdf-lib';
import { foldToWinAnsi } from './fold.ts';

export const faces = ['regular', 'bold'] as const;
export type Face = (typeof faces)[number];

export const faceNames: Readonly<Record<Face, StandardFonts>> = {
	regular: StandardFonts.Helvetica,
	bold: StandardFonts.HelveticaBold
};

const embedders = {
	regular: StandardFontEmbedder.for(faceNames.regular as never),
	bold: StandardFontEmbedder.for(faceNames.bold as never)
};
const widths: Readonly<Record<Face, Map<string, number>>> = { regular: new Map(), bold: new Map() };

/** Points that a line takes, letter by letter: viewers do not kern what is not kerned in the file. Text must be WinAnsi. */
export function widthOf(text: string, size: number, face: Face): number {
	const known = widths[face];
	let sum = 0;
	for (const char of text) {
		let width = known.get(char);
		if (width === undefined) {
			width = embedders[face].widthOfTextAtSize(char, 1);
			known.set(char, width);
		}
		sum += width;
	}
	return sum * size;
}

/** The bytes that write a text in WinAnsi, as a hex string of a content stream, `<…>`. */
export function encoded(text: string, face: Face): string {
	return embedders[face].encodeText(text).toString();
}

/** Folds a text and breaks it into lines that are no wider than the column; a word that is wider is broken. */
export function wrapped(text: string, width: number, size: number, face: Face): readonly string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of foldToWinAnsi(text).split(' ').flatMap(pieces)) {
		const longer = line ? `${line} ${word}` : word;
		if (line && widthOf(longer, size, face) > width) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return line ? [...lines, line] : lines;

	function pieces(word: string): string[] {
		if (widthOf(word, size, face) <= width) return [word];
		const parts = [''];
		for (const char of word) {
			const last = parts.length - 1;
			const longer = (parts[last] ?? '') + char;
			if (parts[last] && widthOf(longer, size, face) > width) parts.push(char);
			else parts[last] = longer;
		}
		return parts;
	}
}

/** Folds a text to one line no wider than the column, ending in "…" where it was cut. */
export function shortened(text: string, width: number, size: number, face: Face): string {
	let plain = foldToWinAnsi(text);
	if (widthOf(plain, size, face) <= width) return plain;
	while (plain && widthOf(`${plain}…`, size, face) > width) plain = plain.slice(0, -1).trimEnd();
	return `${plain}…`;
}

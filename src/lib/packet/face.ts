/** The two faces of visible text and how wide they set a line. */
import { foldToFaces } from './fold.ts';
import { advances, glyphOf, type Face } from './letters.ts';

export { faces, type Face } from './letters.ts';

/** Points that a line takes, letter by letter: viewers do not kern what is not kerned in the file. Text must be folded. */
export function widthOf(text: string, size: number, face: Face): number {
	const widths = advances[face];
	let sum = 0;
	for (const char of text) sum += widths[glyphOf(char)] ?? 0;
	return (sum * size) / 1000;
}

/** The codes that write a text, as the hex string of a content stream, `<…>`: two bytes a glyph (Identity-H). */
export function encoded(text: string): string {
	let hex = '';
	for (const char of text) hex += glyphOf(char).toString(16).toUpperCase().padStart(4, '0');
	return `<${hex}>`;
}

/** Folds a text and breaks it into lines that are no wider than the column; a word that is wider is broken. */
export function wrapped(text: string, width: number, size: number, face: Face): readonly string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of foldToFaces(text).split(' ').flatMap(pieces)) {
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
	const plain = foldToFaces(text);
	if (widthOf(plain, size, face) <= width) return plain;
	// From the left: a name as long as a book is cut as fast as another.
	let kept = '';
	for (const char of plain) {
		if (widthOf(`${kept}${char}…`, size, face) > width) break;
		kept += char;
	}
	return `${kept.trimEnd()}…`;
}

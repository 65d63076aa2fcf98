/** What a hit shows: the lines around the words that were found, and where those stand on the picture. Pure. */
import type { Reading, Rect } from '#lib/page/reading.ts';
import { isFound, wordsIn } from './words.ts';

/** A piece of a line; `found` pieces are pointed out. */
export interface Piece {
	readonly text: string;
	readonly found: boolean;
}

/** How much of a line stands before and after what was found. */
const around = 60;

/** The first lines with something found in them, cut to what can be read at a glance. */
export function snippetOf(
	{ lines }: Pick<Reading, 'lines'>,
	terms: readonly string[],
	most = 2
): readonly (readonly Piece[])[] {
	const found = new Set(terms);
	const snippets: (readonly Piece[])[] = [];
	for (const { text } of lines) {
		const pieces = piecesOf(text, found);
		if (!pieces.some((piece) => piece.found)) continue;
		snippets.push(cut(pieces));
		if (snippets.length === most) break;
	}
	return snippets;
}

/** A text in pieces, in its order and nothing left out. */
export function piecesOf(text: string, found: ReadonlySet<string>): readonly Piece[] {
	const pieces: Piece[] = [];
	let at = 0;
	for (const { term, from, to } of wordsIn(text)) {
		if (!isFound(term, found)) continue;
		if (from > at) pieces.push({ text: text.slice(at, from), found: false });
		pieces.push({ text: text.slice(from, to), found: true });
		at = to;
	}
	if (at < text.length) pieces.push({ text: text.slice(at), found: false });
	return pieces;
}

function cut(pieces: readonly Piece[]): readonly Piece[] {
	return pieces.map((piece, i) => {
		const { text } = piece;
		if (piece.found || text.length <= around) return piece;
		if (i === 0) return { ...piece, text: `… ${text.slice(-around).replace(/^\S*\s/u, '')}` };
		const head = text.slice(0, around).replace(/\s\S*$/u, '');
		if (i === pieces.length - 1) return { ...piece, text: `${head} …` };
		return text.length <= 2 * around ? piece : { ...piece, text: `${head} … ` };
	});
}

/** Where the found words stand, down the page. */
export function placesOf(
	{ lines }: Pick<Reading, 'lines'>,
	terms: readonly string[]
): readonly Rect[] {
	const found = new Set(terms);
	return lines.flatMap(({ words }) =>
		words.flatMap(({ text, rect }) =>
			wordsIn(text).some(({ term }) => isFound(term, found)) ? [rect] : []
		)
	);
}

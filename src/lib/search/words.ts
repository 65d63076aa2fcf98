/** A page's words as they are looked for: without case and accents, and alike when a machine may have taken one for the other. Pure. */

/** Words that stand on every page: nobody finds one by them. */
const everywhere = new Set(
	'a an and are as at be been but by for from had has have he her his in is it its of on or she that the their them they this to was were with'.split(
		' '
	)
);
const longest = 32;

export interface FoundWord {
	/** As it is looked for. */
	readonly term: string;
	/** Where it stands in the text. */
	readonly from: number;
	readonly to: number;
}

/** Every word worth looking for, in the order of the text. */
export function wordsIn(text: string): readonly FoundWord[] {
	return [...text.matchAll(/[\p{L}\p{N}\p{M}|]+/gu)].flatMap((match) => {
		const term = plain(match[0]);
		if (!isWorth(term)) return [];
		return [{ term, from: match.index, to: match.index + match[0].length }];
	});
}

export function termsIn(text: string): readonly string[] {
	return wordsIn(text).map(({ term }) => term);
}

function plain(word: string): string {
	const bare = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	// An upright stroke beside letters is an l; alone it is the edge of a table.
	return bare.replace(/\|/g, /\p{L}/u.test(bare) ? 'l' : '').slice(0, longest);
}

function isWorth(term: string): boolean {
	return (term.length > 1 || /\p{N}/u.test(term)) && !everywhere.has(term);
}

const figures: Readonly<Record<string, string>> = { o: '0', l: '1', i: '1', s: '5', b: '8' };
const letters: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '5': 's', '8': 'b' };

/**
 * One spelling for all words that a reader mistakes for each other: rn and m, cl and d, vv and w, 0 and O, 1 and l. A
 * number keeps its figures, and letters among them become figures.
 */
export function foldMisread(term: string): string {
	if (/^[\doilsb]+$/.test(term) && term.replace(/\D/g, '').length * 3 >= term.length) {
		return term.replace(/[oilsb]/g, (letter) => figures[letter] ?? letter);
	}
	return term
		.replace(/[0158]/g, (figure) => letters[figure] ?? figure)
		.replace(/rn/g, 'm')
		.replace(/vv/g, 'w')
		.replace(/cl/g, 'd');
}

/** Marks a term that stands for what it folds to: more than two letters off from every word that was read so. */
const foldMark = '~~~';

export function foldedTerm(term: string): string {
	return foldMark + foldMisread(term);
}

/** What a text is filed under: each word as it was read, and once more folded where that differs. */
export function indexTerms(text: string): readonly string[] {
	return termsIn(text).flatMap((term) =>
		foldMisread(term) === term ? [term] : [term, foldedTerm(term)]
	);
}

/** Whether a word on a page is one of the terms that a search found there. */
export function isFound(term: string, found: ReadonlySet<string>): boolean {
	return found.has(term) || found.has(foldedTerm(term));
}

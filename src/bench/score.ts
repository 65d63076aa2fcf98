/** The measures of reading: character and word error rates against a truth, word order included. */

/** Edits and lengths summed over pages, so that rates are of the whole and not means of means. */
export interface Score {
	readonly pages: number;
	readonly characterEdits: number;
	readonly characters: number;
	readonly wordEdits: number;
	readonly words: number;
}

export const noScore: Score = {
	pages: 0,
	characterEdits: 0,
	characters: 0,
	wordEdits: 0,
	words: 0
};

/** The form in which texts are compared: white space as one blank, one kind of quotation mark and dash. */
export function folded(text: string): string {
	return text
		.replace(/[‘’`]/g, "'")
		.replace(/[“”]/g, '"')
		.replace(/[–—]/g, '-')
		.replace(/\s+/g, ' ')
		.trim();
}

/** Levenshtein's distance: the fewest insertions, deletions and replacements that make one of the other. */
export function editDistance<T>(one: ArrayLike<T>, other: ArrayLike<T>): number {
	let row = Uint32Array.from({ length: other.length + 1 }, (_, at) => at);
	let next = new Uint32Array(row.length);
	for (let i = 0; i < one.length; i++) {
		next[0] = i + 1;
		for (let j = 0; j < other.length; j++) {
			const replaced = (row[j] ?? 0) + (one[i] === other[j] ? 0 : 1);
			next[j + 1] = Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, replaced);
		}
		[row, next] = [next, row];
	}
	return row[other.length] ?? 0;
}

/** One page's score: what was read against what stands on it. */
export function scoreOf(truth: string, read: string): Score {
	const [want, got] = [folded(truth), folded(read)];
	const [wantWords, gotWords] = [wordsOf(want), wordsOf(got)];
	return {
		pages: 1,
		characterEdits: editDistance(want, got),
		characters: want.length,
		wordEdits: editDistance(wantWords, gotWords),
		words: wantWords.length
	};
}

export function sumOf(scores: readonly Score[]): Score {
	return scores.reduce(
		(sum, score) => ({
			pages: sum.pages + score.pages,
			characterEdits: sum.characterEdits + score.characterEdits,
			characters: sum.characters + score.characters,
			wordEdits: sum.wordEdits + score.wordEdits,
			words: sum.words + score.words
		}),
		noScore
	);
}

/** 0 when all is right; above 1 when more was made up than there is. `undefined` without a page. */
export function characterErrorRate({
	pages,
	characterEdits,
	characters
}: Score): number | undefined {
	return pages === 0 ? undefined : characterEdits / Math.max(1, characters);
}

export function wordErrorRate({ pages, wordEdits, words }: Score): number | undefined {
	return pages === 0 ? undefined : wordEdits / Math.max(1, words);
}

function wordsOf(text: string): string[] {
	return text === '' ? [] : text.split(' ');
}

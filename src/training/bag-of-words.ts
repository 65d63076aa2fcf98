/** The second method to beat: a page as a bag of words, by naive Bayes, with no lines, no rules and no doubt. */
import { plainText, wordsIn } from '#lib/sorting/folding.ts';
import { sortedKinds } from '#lib/sorting/page-model.ts';
import type { CorpusPage, LabelledKind } from './corpus.ts';

const bagOf = (text: string) => wordsIn(plainText(text));

/** Learns the pages; the answer is the likeliest kind, never `unsure`. */
export function bagOfWords(pages: readonly CorpusPage[]): (text: string) => LabelledKind {
	const known = new Set(pages.flatMap(({ text }) => bagOf(text)));
	const learned = sortedKinds.map((kind) => {
		const own = pages.filter((page) => page.kind === kind);
		const words = own.flatMap(({ text }) => bagOf(text));
		const times = new Map<string, number>();
		for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
		return { kind, times, all: words.length + known.size, prior: (own.length + 1) / pages.length };
	});
	return (text) => {
		const words = bagOf(text).filter((word) => known.has(word));
		const scored = learned.map(({ kind, times, all, prior }) => ({
			kind,
			score: words.reduce(
				(sum, word) => sum + Math.log(((times.get(word) ?? 0) + 1) / all),
				Math.log(prior)
			)
		}));
		return scored.reduce((best, one) => (one.score > best.score ? one : best)).kind;
	};
}

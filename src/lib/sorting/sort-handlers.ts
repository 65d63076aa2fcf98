/** What the sorting worker answers: the suggestion for a page's words, and what they say of its client and date. */
import type { PageHints } from '#lib/page/client.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';
import { hintsOf } from './hints.ts';
import { suggest, wordsOf } from './suggest.ts';

export interface Sorted {
	readonly suggestion: Suggestion;
	readonly hints: PageHints;
}

export const sortHandlers = {
	sort: (reading: Reading): Sorted => ({
		suggestion: suggest(wordsOf(reading)),
		hints: hintsOf(reading.lines)
	})
};

export type SortApi = typeof sortHandlers;

/** The three sources of doubt, each named: the reading, the words, and a page that is unlike all that is known. */
import type { Doubt } from '#lib/page/suggestion.ts';
import type { KindProbabilities } from './page-model.ts';
import type { Weighed } from './weighing.ts';

/** From this share of words in badly read lines on, the reading is named as a doubt. */
const readingFrom = 0.1;
/** The likeliest kind below this is a toss-up. */
const clearFrom = 0.8;
/**
 * With fewer of its words known, a page is unlike the paper that the models were trained on. Of the 260 pages of `dev`
 * and `train`, each weighed by a line model that had not seen its file, one in twenty lies below 0.776.
 */
export const familiarFrom = 0.77;

/** With fewer still, nothing may be suggested for the chart: what stands in unknown or misread words may be private. */
export const strangeBelow = 0.7;

/** 0 to 1: the share of a page's different words that the line model knows. */
export function familiarity(weighed: readonly Weighed[]): number {
	const all = weighed.reduce((sum, { distinct }) => sum + distinct, 0);
	const known = weighed.reduce((sum, one) => sum + one.known, 0);
	return all === 0 ? 0 : known / all;
}

export const poorReading: Doubt = {
	source: 'reading',
	sentence: 'Part of this page was read poorly, and words may be wrong or missing.'
};
const ambiguous: Doubt = {
	source: 'words',
	sentence: 'The words speak for more than one kind of page.'
};
const unlike: Doubt = {
	source: 'unknown',
	sentence: 'This page is unlike the pages that the sorting was trained on.'
};

export function doubtsOf(
	likely: KindProbabilities,
	weighed: readonly Weighed[],
	unread: number
): Doubt[] {
	const doubts: Doubt[] = [];
	if (unread >= readingFrom) doubts.push(poorReading);
	if (Math.max(...Object.values(likely)) < clearFrom) doubts.push(ambiguous);
	if (familiarity(weighed) < familiarFrom) doubts.push(unlike);
	return doubts;
}

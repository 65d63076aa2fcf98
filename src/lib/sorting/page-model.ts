/** The page model: a small multinomial logistic regression from weighed passages to four kinds. */
import { softmax } from './model.ts';
import { pageFeatures, type Weighed } from './weighing.ts';

export const sortedKinds = ['progress', 'psychotherapy', 'mixed', 'administrative'] as const;
export type SortedKind = (typeof sortedKinds)[number];

/** One row of weights a kind, in the order of `sortedKinds`. */
export type PageModel = readonly (readonly number[])[];

export type KindProbabilities = Readonly<Record<SortedKind, number>>;

export function kindProbabilities(
	model: PageModel,
	weighed: readonly Weighed[]
): KindProbabilities {
	const features = pageFeatures(weighed);
	const scores = model.map((row) =>
		row.reduce((sum, weight, at) => sum + weight * (features[at] ?? 0), 0)
	);
	const [progress = 0, psychotherapy = 0, mixed = 0, administrative = 0] = softmax(scores);
	return { progress, psychotherapy, mixed, administrative };
}

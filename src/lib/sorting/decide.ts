/**
 * From probabilities to one answer, by expected cost.
 *
 * [Note: costs] Errors are not equal. A private page in the chart (leaked) goes out with the next packet and cannot be
 * called back. A mixed page in the cabinet (buried) hides record content from everyone who is entitled to it. A chart
 * page in the cabinet (over) withholds too, but its clinician meets it again. A page left to the person (held) costs a
 * minute. The numbers are minutes of harm, roughly, and they are the whole policy.
 */
import { type KindProbabilities, type SortedKind, sortedKinds } from './page-model.ts';

export type Answer = SortedKind | 'unsure';

const held = 1;
const leaked = 20;
const buried = 8;
const over = 4;

/** `costs[truth][answer]`. */
export const costs: Readonly<Record<SortedKind, Readonly<Record<Answer, number>>>> = {
	progress: {
		progress: 0,
		administrative: 0.3,
		psychotherapy: over + 1,
		mixed: over,
		unsure: held
	},
	administrative: {
		progress: 0.3,
		administrative: 0,
		psychotherapy: over + 1,
		mixed: over,
		unsure: held
	},
	psychotherapy: {
		progress: leaked,
		administrative: leaked,
		psychotherapy: 0,
		mixed: 0.7,
		unsure: held
	},
	mixed: { progress: leaked, administrative: leaked, psychotherapy: buried, mixed: 0, unsure: held }
};

export function expectedCost(likely: KindProbabilities, answer: Answer): number {
	return sortedKinds.reduce((sum, truth) => sum + likely[truth] * costs[truth][answer], 0);
}

/** The cheapest of the answers that are allowed; `unsure` always is. */
export function cheapest(likely: KindProbabilities, allowed: readonly SortedKind[]): Answer {
	const answers: readonly Answer[] = [...allowed, 'unsure'];
	return answers.reduce((best, answer) =>
		expectedCost(likely, answer) < expectedCost(likely, best) ? answer : best
	);
}

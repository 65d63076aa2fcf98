/** The line model: a multinomial logistic regression over hashed features, its weights 6 bits each. */
import { chartElements, type Element, privateElements } from '#lib/page/suggestion.ts';
import type { Features } from './features.ts';
import type { RowTable } from './row-table.ts';

export const elements: readonly Element[] = [...chartElements, ...privateElements, 'neutral'];

export interface LineModel {
	/** The row of each slot that the model knows; a feature without a row says nothing. */
	readonly rows: RowTable;
	/** `levels[row * elements.length + element]`, -31 to 31. */
	readonly levels: Int8Array;
	/** What one level is worth. */
	readonly step: number;
}

/** e to the x in plain arithmetic, so that every engine gives the same bits; good to about 1e-12. */
export function exp(x: number): number {
	if (x < -700) return 0;
	if (x > 700) return Infinity;
	const halvings = Math.ceil(Math.abs(x)) * 64;
	let scale = 1;
	while (scale < halvings) scale *= 2;
	const part = x / scale;
	let power =
		1 +
		part *
			(1 + (part / 2) * (1 + (part / 3) * (1 + (part / 4) * (1 + (part / 5) * (1 + part / 6)))));
	for (let times = scale; times > 1; times /= 2) power *= power;
	return power;
}

const ln2 = 0.6931471805599453;

/** The natural logarithm of a positive number in plain arithmetic, for the same reason; good to about 1e-12. */
export function log(x: number): number {
	let [part, doublings] = [x, 0];
	while (part > 1.5) [part, doublings] = [part / 2, doublings + 1];
	while (part < 0.75) [part, doublings] = [part * 2, doublings - 1];
	const ratio = (part - 1) / (part + 1);
	const square = ratio * ratio;
	let sum = 0;
	for (let odd = 35; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
	return 2 * ratio * sum + doublings * ln2;
}

/** Scores to probabilities, in place; the largest is taken off first so that nothing overflows. */
export function softmax(scores: number[]): number[] {
	let largest = -Infinity;
	for (const score of scores) if (score > largest) largest = score;
	let total = 0;
	for (let at = 0; at < scores.length; at++) {
		const power = exp((scores[at] ?? 0) - largest);
		scores[at] = power;
		total += power;
	}
	for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) / total;
	return scores;
}

/** The probability of each element, in the order of `elements`. */
export function elementProbabilities(
	{ rows, levels, step }: LineModel,
	{ slots, values }: Features
): number[] {
	const width = elements.length;
	const sums = new Float64Array(width);
	for (let at = 0; at < slots.length; at++) {
		const row = rows.rowOf(slots[at] ?? 0);
		if (row < 0) continue;
		const base = row * width;
		const value = (values[at] ?? 0) * step;
		for (let element = 0; element < width; element++)
			sums[element] = (sums[element] as number) + (levels[base + element] as number) * value;
	}
	return softmax([...sums]);
}

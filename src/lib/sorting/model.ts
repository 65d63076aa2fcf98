/** The line model: a multinomial logistic regression over hashed features, its weights 6 bits each. */
import { chartElements, type Element, privateElements } from '#lib/page/suggestion.ts';
import type { Features } from './features.ts';

export const elements: readonly Element[] = [...chartElements, ...privateElements, 'neutral'];

export interface LineModel {
	/** The row of each slot that the model knows; a feature without a row says nothing. */
	readonly rows: ReadonlyMap<number, number>;
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
export function elementProbabilities(model: LineModel, features: Features): number[] {
	const width = elements.length;
	const scores = new Array<number>(width).fill(0);
	for (let at = 0; at < features.slots.length; at++) {
		const row = model.rows.get(features.slots[at] ?? 0);
		if (row === undefined) continue;
		const base = row * width;
		const value = (features.values[at] ?? 0) * model.step;
		for (let element = 0; element < width; element++) {
			scores[element] = (scores[element] ?? 0) + (model.levels[base + element] ?? 0) * value;
		}
	}
	return softmax(scores);
}

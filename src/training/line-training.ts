/** Fits the line model: AdaGrad over the examples in a seeded order, then weights cut to 6 bits. */
import { elements, type LineModel, slots, softmax } from '#lib/sorting/model.ts';
import type { Example } from './examples.ts';
import { type Random, shuffled } from './random.ts';

const rate = 0.35;
const decay = 0.02;
const eps = 0.1;
const highest = 31;

export interface LineTraining {
	readonly epochs: number;
}

/** One step of AdaGrad on one example. See [Note: partial labels] in examples.ts for the target. */
function learn(weights: Float64Array, squares: Float64Array, example: Example): void {
	const width = elements.length;
	const { slots: at, values } = example.features;
	const scores = new Array<number>(width).fill(0);
	at.forEach((slot, i) => {
		const value = values[i] ?? 0;
		for (let k = 0; k < width; k++)
			scores[k] = (scores[k] ?? 0) + (weights[slot * width + k] ?? 0) * value;
	});
	const likely = softmax(scores);
	const total = likely.reduce((sum, p, k) => sum + (example.allowed[k] ? p : 0), 1e-9);
	const slopes = likely.map((p, k) => example.weight * (p - (example.allowed[k] ? p / total : 0)));
	at.forEach((slot, i) => {
		const value = values[i] ?? 0;
		for (let k = 0; k < width; k++) {
			const place = slot * width + k;
			const slope = (slopes[k] ?? 0) * value;
			if (slope === 0) continue;
			const square = (squares[place] ?? 0) + slope * slope;
			squares[place] = square;
			weights[place] = (weights[place] ?? 0) - (rate * slope) / Math.sqrt(square + eps);
		}
	});
}

/** Rounds the weights to 63 levels. The few largest are cut, which keeps the step fine for the rest. */
function quantise(weights: Float64Array): LineModel {
	const sizes = weights.map(Math.abs).sort();
	const widest = sizes[Math.floor(sizes.length * 0.9995)] ?? 1;
	const step = Math.fround(Math.max(widest, 1e-6) / highest);
	const levels = Int8Array.from(weights, (weight) =>
		Math.max(-highest, Math.min(highest, Math.round(weight / step)))
	);
	return { levels, step };
}

export function trainLines(
	examples: readonly Example[],
	random: Random,
	{ epochs }: LineTraining = { epochs: 12 }
): LineModel {
	const weights = new Float64Array(slots * elements.length);
	const squares = new Float64Array(slots * elements.length);
	for (let epoch = 0; epoch < epochs; epoch++) {
		for (const example of shuffled(examples, random)) learn(weights, squares, example);
		for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) * (1 - decay);
	}
	return quantise(weights);
}

/** Fits the line model: AdaGrad, one rate a feature, over the examples in a seeded order, then weights cut to 6 bits. */
import { elements, type LineModel, softmax } from '#lib/sorting/model.ts';
import { RowTable } from '#lib/sorting/row-table.ts';
import type { Example } from './examples.ts';
import { type Random, shuffled } from './random.ts';

const rate = 0.35;
const decay = 0.02;
const eps = 0.1;
const highest = 31;

export interface LineTraining {
	readonly epochs: number;
}

/** The slots of an example laid out flat, for the inner loops. */
interface Prepared {
	readonly at: Int32Array;
	readonly values: Float64Array;
	readonly allowed: readonly boolean[];
	readonly weight: number;
}

/** How many lines and pages must hold a feature before the model learns it: what was written once says nothing. */
const heldBy = 2;

/** The row of every feature that enough lines and pages hold, in ascending order of slots. */
function rowsOf(examples: readonly Example[]): RowTable {
	const holders = new Map<number, Set<string>>();
	for (const { features, source } of examples) {
		if (source === undefined) continue;
		for (const slot of features.slots) {
			const those = holders.get(slot);
			if (those) those.add(source);
			else holders.set(slot, new Set([source]));
		}
	}
	const kept = [...holders].filter(([, those]) => those.size >= heldBy).map(([slot]) => slot);
	return new RowTable(Int32Array.from(kept).sort());
}

function prepare(example: Example, rows: RowTable): Prepared {
	const { features, allowed, weight } = example;
	const sums = new Map<number, number>();
	features.slots.forEach((slot, i) => {
		const row = rows.rowOf(slot);
		if (row >= 0) sums.set(row, (sums.get(row) ?? 0) + (features.values[i] ?? 0));
	});
	const known = [...sums].map(([row, value]) => ({ row, value }));
	return {
		at: Int32Array.from(known, ({ row }) => row * elements.length),
		values: Float64Array.from(known, ({ value }) => value),
		allowed,
		weight
	};
}

function scoresOf(weights: Float64Array, { at, values }: Prepared): number[] {
	const width = elements.length;
	const scores = new Array<number>(width).fill(0);
	for (let i = 0; i < at.length; i++) {
		const base = at[i] as number;
		const value = values[i] as number;
		for (let k = 0; k < width; k++)
			scores[k] = (scores[k] as number) + (weights[base + k] as number) * value;
	}
	return scores;
}

/** One step of AdaGrad on one example, with one rate for all elements of a feature. See [Note: partial labels] in examples.ts for the target. */
function learn(weights: Float64Array, squares: Float64Array, example: Prepared): void {
	const width = elements.length;
	const { at, values, allowed, weight } = example;
	const likely = softmax(scoresOf(weights, example));
	const total = likely.reduce((sum, p, k) => sum + (allowed[k] ? p : 0), 1e-9);
	const slopes = Float64Array.from(likely, (p, k) => weight * (p - (allowed[k] ? p / total : 0)));
	let size = 0;
	for (const slope of slopes) size += slope * slope;
	if (size < 1e-6) return;
	for (let i = 0; i < at.length; i++) {
		const base = at[i] as number;
		const value = values[i] as number;
		const row = base / width;
		const square = (squares[row] as number) + value * value * size;
		squares[row] = square;
		const step = (rate * value) / Math.sqrt(square + eps);
		for (let k = 0; k < width; k++) {
			weights[base + k] = (weights[base + k] as number) - step * (slopes[k] as number);
		}
	}
}

const dropping = 0.25;

/** The example with a quarter of its features left out, the rest made up for it: no word may be leaned on alone. */
function thinned({ at, values, allowed, weight }: Prepared, random: Random): Prepared {
	const kept: number[] = [];
	for (let i = 0; i < at.length; i++) if (random() > dropping) kept.push(i);
	return {
		at: Int32Array.from(kept, (i) => at[i] as number),
		values: Float64Array.from(kept, (i) => (values[i] as number) / (1 - dropping)),
		allowed,
		weight
	};
}

/** Rounds the weights to 63 levels. The few largest are cut, which keeps the step fine for the rest. */
function quantise(weights: Float64Array, rows: RowTable): LineModel {
	const sizes = weights.map(Math.abs).sort();
	const widest = sizes[Math.floor(sizes.length * 0.9995)] ?? 1;
	const step = Math.fround(Math.max(widest, 1e-6) / highest);
	const levels = Int8Array.from(weights, (weight) =>
		Math.max(-highest, Math.min(highest, Math.round(weight / step)))
	);
	return { rows, levels, step };
}

export function trainLines(
	examples: readonly Example[],
	random: Random,
	{ epochs }: LineTraining = { epochs: 12 }
): LineModel {
	const rows = rowsOf(examples);
	const weights = new Float64Array(rows.slots.length * elements.length);
	const squares = new Float64Array(rows.slots.length);
	const prepared = examples.map((example) => prepare(example, rows));
	for (let epoch = 0; epoch < epochs; epoch++) {
		for (const example of shuffled(prepared, random))
			learn(weights, squares, thinned(example, random));
		for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) * (1 - decay);
	}
	return quantise(weights, rows);
}

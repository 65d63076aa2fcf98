/** Weights as text: one character a weight, so that the file compresses well and loads the same everywhere. */
import { elements, type LineModel } from './model.ts';
import type { PageModel } from './page-model.ts';
import { RowTable } from './row-table.ts';

export interface PackedWeights {
	/** SHA-256 of the rest, as training wrote it. */
	readonly hash: string;
	readonly step: number;
	/** The page model: numbers with spaces between, one row a kind. */
	readonly page: readonly string[];
	/** The known slots in ascending order: steps from one to the next, in base 32, least digit first. */
	readonly slots: string;
	readonly levels: string;
}

/** The base64 alphabet as 64 digits; the middle one is zero. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const zero = 31;
const values = new Int8Array(128);
for (let at = 0; at < digits.length; at++) values[digits.charCodeAt(at)] = at - zero;

/** What the digit at a place is worth, the middle one being nothing. */
const valueOf = (text: string, at: number): number => values[text.charCodeAt(at)] ?? 0;

export function packLevels(levels: Int8Array): string {
	let text = '';
	for (const level of levels) text += digits.charAt(level + zero);
	return text;
}

export const packPage = (page: PageModel): string[] => page.map((row) => row.join(' '));
export const unpackPage = ({ page }: PackedWeights): PageModel =>
	page.map((row) => row.split(' ').map(Number));

/** A digit of 32 or more says that the number goes on. */
export function packSlots(slots: Iterable<number>): string {
	let [text, last] = ['', 0];
	for (const slot of slots) {
		let step = slot - last;
		last = slot;
		for (; step >= 32; step = Math.floor(step / 32)) text += digits.charAt(32 + (step % 32));
		text += digits.charAt(step);
	}
	return text;
}

function unpackSlots(text: string): RowTable {
	const slots: number[] = [];
	let [slot, unit] = [0, 1];
	for (let at = 0; at < text.length; at++) {
		const digit = valueOf(text, at) + zero;
		slot += (digit % 32) * unit;
		unit *= 32;
		if (digit >= 32) continue;
		slots.push(slot);
		unit = 1;
	}
	return new RowTable(Int32Array.from(slots));
}

/** Throws when the text does not hold exactly one level for each slot and element. */
export function unpackLines(packed: PackedWeights): LineModel {
	const rows = unpackSlots(packed.slots);
	const levels = new Int8Array(rows.slots.length * elements.length);
	if (packed.levels.length !== levels.length) throw new Error('the weights do not fit the model');
	for (let at = 0; at < levels.length; at++) levels[at] = valueOf(packed.levels, at);
	return { rows, levels, step: packed.step };
}

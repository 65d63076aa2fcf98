/** Weights as text: one character a weight, so that the file compresses well and loads the same everywhere. */
import { elements, type LineModel, slots } from './model.ts';
import type { PageModel } from './page-model.ts';

export interface PackedWeights {
	/** SHA-256 of the rest, as training wrote it. */
	readonly hash: string;
	readonly step: number;
	/** The page model: numbers with spaces between, one row a kind. */
	readonly page: readonly string[];
	readonly levels: string;
}

/** The base64 alphabet as 64 digits; the middle one is zero. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const zero = 31;

export function packLevels(levels: Int8Array): string {
	let text = '';
	for (const level of levels) text += digits.charAt(level + zero);
	return text;
}

export const packPage = (page: PageModel): string[] => page.map((row) => row.join(' '));
export const unpackPage = ({ page }: PackedWeights): PageModel =>
	page.map((row) => row.split(' ').map(Number));

/** Throws when the text does not hold exactly one level for each slot and element. */
export function unpackLines(packed: PackedWeights): LineModel {
	const levels = new Int8Array(slots * elements.length);
	if (packed.levels.length !== levels.length) throw new Error('the weights do not fit the model');
	const valueOf = new Int8Array(128);
	for (let at = 0; at < digits.length; at++) valueOf[digits.charCodeAt(at)] = at - zero;
	for (let at = 0; at < levels.length; at++)
		levels[at] = valueOf[packed.levels.charCodeAt(at)] ?? 0;
	return { levels, step: packed.step };
}

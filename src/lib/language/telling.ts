/**
 * What is told in two languages: in English on record and in files, on a screen in the reader's. It is kept as what its
 * catalogs call it, its English with numbered blanks, and what fills these: a name or somebody's own words, which read
 * the same everywhere, or what is told itself.
 */
import { say, wordsFor } from './say.ts';

export interface Telling {
	readonly reads: string;
	readonly blanks: readonly Told[];
}

export type Told = string | number | Telling;

export function tell(parts: TemplateStringsArray, ...blanks: readonly Told[]): Telling {
	const reads = parts.map((part, i) => (i === 0 ? part : `{${i - 1}}${part}`)).join('');
	return { reads, blanks };
}

/** A sentence that another room made, and that stands in its catalog: a ground, a fault, a day. */
export function alreadyTold(reads: string): Telling {
	return { reads, blanks: [] };
}

export function listed(several: readonly Told[]): Telling {
	return { reads: several.map((_, i) => `{${i}}`).join(', '), blanks: several };
}

function filled(words: string, blanks: readonly string[]): string {
	return words.replace(/\{(\d+)\}/g, (_, at: string) => blanks[Number(at)] ?? '');
}

/** As it is written into files, whatever the screens speak. */
export function inEnglish(told: Told): string {
	if (typeof told !== 'object') return String(told);
	return told.blanks.length === 0 ? told.reads : filled(told.reads, told.blanks.map(inEnglish));
}

/** As the screens say it. A sentence that has no translation yet is English as a whole. */
export function forReader(told: Told): string {
	if (typeof told !== 'object') return String(told);
	const { reads, blanks } = told;
	if (blanks.length === 0) return say(reads);
	const words = /\p{L}/u.test(reads) ? wordsFor(reads) : reads;
	return words === undefined ? inEnglish(told) : filled(words, blanks.map(forReader));
}

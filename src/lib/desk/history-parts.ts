/** What the sentences of the histories have in common. */
import { alreadyTold, tell, type Telling } from '#lib/language/telling.ts';
import { formatDate, type CalendarDate } from '#lib/page/date.ts';
import type { Provenance } from '#lib/page/fate.ts';

export const aClient = tell`a client`;
export const somebodyGone = tell`Somebody who has left`;

const where: Readonly<Record<Provenance, Telling>> = {
	'separate-folder': tell`in a separate folder`,
	'sealed-envelope': tell`in a sealed envelope`,
	interfiled: tell`among the record’s pages`,
	unknown: tell`not known`
};

export function keptIn(provenance: Provenance): Telling {
	return provenance === 'unknown'
		? tell`where it was kept is not known`
		: tell`kept ${where[provenance]}`;
}

/** Where a page's paper was kept, said anew. */
export function correctedTo(provenance: Provenance): Telling {
	return tell`Corrected where a page’s paper was kept: ${where[provenance]}`;
}

/** The sentence ended, with somebody's own words for it where there are some. */
export function withReason(what: Telling, because: string | undefined): Telling {
	return because ? tell`${what}, because: ${unended(because)}.` : tell`${what}.`;
}

/** Somebody's words without the full stop that the sentence brings. */
export const unended = (words: string): string => words.replace(/[.\s]+$/u, '');

/** On a screen it is written as the reader writes days. */
export const dayTold = (date: CalendarDate): Telling => alreadyTold(formatDate(date));

export const pagesTold = (count: number): Telling =>
	count === 1 ? tell`1 page` : tell`${count} pages`;
export const filesTold = (count: number): Telling =>
	count === 1 ? tell`1 file` : tell`${count} files`;
export const sidesTold = (count: number): Telling =>
	count === 1 ? tell`1 side` : tell`${count} sides`;

/**
 * The cabinet check: facts of the record on a private page that no chart page of the same client and day shows. What it
 * tells is private like the page itself: only an open cabinet may ask. Pure.
 */
import { isReadable } from '#lib/page/reading.ts';
import { excluded, factsOn, isMentioned, type Fact, type Looked } from './facts.ts';

/** The ten of 45 CFR 164.501, and what is dangerous to lose with a page that nobody else reads. */
export const recordFacts = [...excluded, 'risk-safety'] as const;
export type RecordFact = (typeof recordFacts)[number];

export interface KeptApart {
	readonly element: RecordFact;
	/** The lines of the private page that say it. */
	readonly lines: readonly string[];
}

export function factsKeptApart(held: Looked, charted: readonly Looked[]): readonly KeptApart[] {
	const facts = factsOn(held);
	return recordFacts.flatMap((element) => {
		const told = facts.filter((fact) => fact.element === element);
		const isShown = charted.some((page) => shows(page, element, told));
		return told.length > 0 && !isShown
			? [{ element, lines: told.map(({ text }) => text.trim()) }]
			: [];
	});
}

/** Of the summaries any word of them is enough; a medicine or a danger must be told as plainly as in the cabinet. */
function shows(page: Looked, element: RecordFact, told: readonly Fact[]): boolean {
	if (!isReadable(page.reading)) return false;
	const wantsPlain = told.some(({ plain }) => plain);
	if (wantsPlain) return factsOn(page).some((fact) => fact.element === element && fact.plain);
	return isMentioned(element, page);
}

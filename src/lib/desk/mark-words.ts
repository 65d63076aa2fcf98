/** What was said of a page besides its kind, in words. Pure. */
import type { ContactKind, PageMarks } from '#lib/page/marks.ts';

export const contactWords: Readonly<Record<ContactKind, string>> = {
	intake: 'intake session',
	telephone: 'by telephone',
	termination: 'end of treatment'
};

/** What was said of a page, in words, e.g. "Part 2 record, couple session, with Sam Ito". */
export function markWords(marks: PageMarks): string {
	const { part2, others = [] } = marks;
	const named = others.map(({ name, role }) => (role ? `${name} (${role})` : name));
	const said = [
		...(part2 ? ['Part 2 record'] : []),
		...sessionWords(marks),
		...(named.length > 0 ? [`with ${named.join(', ')}`] : [])
	];
	return said.length > 0 ? said.join(', ') : 'nobody else is on it, and it is no Part 2 record';
}

/** Whom it is about, as a fact of a page: what nobody has said is not known. */
export function saidOf({ part2, session, others }: PageMarks): string {
	if (part2 === undefined && session === undefined && others === undefined)
		return 'Nobody has said';
	const who = { ...(part2 ? { part2 } : {}), ...(session ? { session } : {}) };
	return capital(markWords({ ...who, ...(others ? { others } : {}) }));
}

/** Of what session it is, and who wrote it. */
export function sessionWords({ session, contact, author }: PageMarks): readonly string[] {
	return [
		...(session ? [`${session} session`] : []),
		...(contact ? [contactWords[contact]] : []),
		...(author ? [`signed ${author}`] : [])
	];
}

export function capital(words: string): string {
	return words.slice(0, 1).toUpperCase() + words.slice(1);
}

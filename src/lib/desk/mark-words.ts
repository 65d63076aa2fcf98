/** What was said of a page besides its kind, in words. Pure. */
import type { PageMarks } from '#lib/page/marks.ts';

/** What was said of a page, in words, e.g. "Part 2 record, couple session, with Sam Ito". */
export function markWords({ part2, session, others = [] }: PageMarks): string {
	const named = others.map(({ name, role }) => (role ? `${name} (${role})` : name));
	const said = [
		...(part2 ? ['Part 2 record'] : []),
		...(session ? [`${session} session`] : []),
		...(named.length > 0 ? [`with ${named.join(', ')}`] : [])
	];
	return said.length > 0 ? said.join(', ') : 'nobody else is on it, and it is no Part 2 record';
}

/** The same as a fact of a page: what nobody has said is not known. */
export function saidOf(marks: PageMarks): string {
	const { part2, session, others } = marks;
	const isSaid = part2 !== undefined || session !== undefined || others !== undefined;
	return isSaid ? capital(markWords(marks)) : 'Nobody has said';
}

export function capital(words: string): string {
	return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** What was said of a page besides its kind, in words. Pure. */
import { forReader, listed, tell, type Telling } from '#lib/language/telling.ts';
import type { ContactKind, PageMarks, SessionType } from '#lib/page/marks.ts';

const sessions: Readonly<Record<SessionType, Telling>> = {
	individual: tell`individual session`,
	couple: tell`couple session`,
	family: tell`family session`,
	group: tell`group session`
};

const contacts: Readonly<Record<ContactKind, Telling>> = {
	intake: tell`intake session`,
	telephone: tell`by telephone`,
	termination: tell`end of treatment`
};

export const contactWords = (contact: ContactKind): string => forReader(contacts[contact]);

/** What was said of a page, e.g. "Part 2 record, couple session, with Sam Ito". */
export function marksTold(marks: PageMarks): Telling {
	const { part2, others = [] } = marks;
	const named = others.map(({ name, role }) => (role ? `${name} (${role})` : name)).join(', ');
	const said = [
		...(part2 ? [tell`Part 2 record`] : []),
		...sessionTold(marks),
		...(named ? [tell`with ${named}`] : [])
	];
	return said.length > 0 ? listed(said) : tell`nobody else is on it, and it is no Part 2 record`;
}

export const markWords = (marks: PageMarks): string => forReader(marksTold(marks));

/** Whom it is about, as a fact of a page: what nobody has said is not known. */
export function saidOf({ part2, session, others }: PageMarks): string {
	if (part2 === undefined && session === undefined && others === undefined)
		return forReader(tell`Nobody has said`);
	const who = { ...(part2 ? { part2 } : {}), ...(session ? { session } : {}) };
	return capital(markWords({ ...who, ...(others ? { others } : {}) }));
}

/** Of what session it is, and who wrote it. */
export function sessionWords(marks: PageMarks): readonly string[] {
	return sessionTold(marks).map(forReader);
}

function sessionTold({ session, contact, author }: PageMarks): readonly Telling[] {
	return [
		...(session ? [sessions[session]] : []),
		...(contact ? [contacts[contact]] : []),
		...(author ? [tell`signed ${author}`] : [])
	];
}

export function capital(words: string): string {
	return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A client: the person (or couple, family) whose record a page belongs to. */
import type { CalendarDate } from './date.ts';
import type { ClientId } from './ids.ts';
import type { ContactKind, SessionType } from './marks.ts';

export interface Client {
	readonly id: ClientId;
	readonly name: string;
	readonly birthDate?: CalendarDate;
	readonly recordNumber?: string;
	/**
	 * Whether psychotherapy notes are kept apart from this record, as a clinician says; absent means that nobody has
	 * said. It is the one bit that the chart may know of the cabinet, and it is never computed from it.
	 */
	readonly notesApart?: boolean;
}

/** What a page itself says of its client and date; every field is an offer, never a fact. */
export interface PageHints {
	readonly name?: string;
	readonly birthDate?: CalendarDate;
	readonly recordNumber?: string;
	readonly serviceDate?: CalendarDate;
	/** Its line was hard to read, so the day may be another. */
	readonly dateUnsure?: true;
	/** Who was in the room; absent of pages that earlier versions read, like the two below. */
	readonly session?: SessionType;
	readonly contact?: ContactKind;
	/** As it is signed, e.g. `T. Lindqvist, LICSW`. */
	readonly author?: string;
}

/** Names as they are compared: no accents, case, punctuation or order. */
export function foldName(name: string): string {
	return name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean)
		.sort()
		.join(' ');
}

/** The one client that the page's own words point to; none when two would fit. */
export function clientFor(
	hints: PageHints | undefined,
	clients: readonly Client[]
): Client | undefined {
	if (!hints) return undefined;
	const fits = clients.filter(
		(client) =>
			(hints.recordNumber !== undefined && client.recordNumber === hints.recordNumber) ||
			(hints.name !== undefined && foldName(client.name) === foldName(hints.name))
	);
	return fits.length === 1 ? fits[0] : undefined;
}

/** Whether the page names a birth date, record number or whole name that is not the client's. */
export function looksLikeAnother(
	hints: PageHints | undefined,
	client: Client | undefined
): boolean {
	if (!hints || !client) return false;
	const differs = (a: string | undefined, b: string | undefined): boolean =>
		a !== undefined && b !== undefined && a !== b;
	if (hints.recordNumber !== undefined && hints.recordNumber === client.recordNumber) return false;
	if (differs(hints.birthDate, client.birthDate)) return true;
	// Beside the right name another number is most often a misreading.
	if (hints.name === undefined) return differs(hints.recordNumber, client.recordNumber);
	const [said, known] = [foldName(hints.name).split(' '), foldName(client.name).split(' ')];
	// One shared part of the name ("Mrs. Okafor") is enough: pages abbreviate.
	return said.length > 1 && !said.some((part) => part.length > 2 && known.includes(part));
}

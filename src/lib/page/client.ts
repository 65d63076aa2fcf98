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
			(hasNumber(hints, client) && !(namesOther(hints, client) && bornOther(hints, client))) ||
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
	// Two charts may have been given one number: it says nothing against a whole other name that no birth date mends.
	if (hasNumber(hints, client)) return namesOther(hints, client) && !bornSame(hints, client);
	if (bornOther(hints, client)) return true;
	// Beside the right name another number is most often a misreading.
	if (hints.name === undefined) return differs(hints.recordNumber, client.recordNumber);
	return namesOther(hints, client);
}

function differs(a: string | undefined, b: string | undefined): boolean {
	return a !== undefined && b !== undefined && a !== b;
}

function hasNumber({ recordNumber }: PageHints, client: Client): boolean {
	return recordNumber !== undefined && recordNumber === client.recordNumber;
}

function bornSame({ birthDate }: PageHints, client: Client): boolean {
	return birthDate !== undefined && birthDate === client.birthDate;
}

function bornOther({ birthDate }: PageHints, client: Client): boolean {
	return differs(birthDate, client.birthDate);
}

/** A whole name that shares no part with the client's; one shared part ("Mrs. Okafor") is enough: pages abbreviate. */
function namesOther({ name }: PageHints, client: Client): boolean {
	if (name === undefined) return false;
	const [said, known] = [foldName(name).split(' '), foldName(client.name).split(' ')];
	return said.length > 1 && !said.some((part) => part.length > 2 && known.includes(part));
}

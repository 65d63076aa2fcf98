/** A client: the person (or couple, family) whose record a page belongs to. */
import type { CalendarDate } from './date.ts';
import type { ClientId } from './ids.ts';

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

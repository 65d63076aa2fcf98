/** Something that may have gone out without a right to it: what a person writes down of it, until it is closed (45 CFR 164.402). */
import type { ClientId, EntryId, IncidentId, PacketId, PageId } from './ids.ts';

export const outcomes = {
	permitted: 'nothing went out that was not permitted',
	exception: 'one of the exceptions of 164.402(1) applies',
	secured: 'it was encrypted, and the key is safe',
	low: 'a low probability that anything was compromised',
	breach: 'a breach, and everybody was told'
} as const;
export type Outcome = keyof typeof outcomes;

export interface Incident {
	readonly id: IncidentId;
	readonly client: ClientId;
	/** ISO 8601 time. */
	readonly openedAt: string;
	readonly openedBy: string;
	/** Packets that it is about, oldest first. */
	readonly packets: readonly PacketId[];
	/** The line that a person entered, when it is about one. */
	readonly entry?: EntryId;
	/** It began by itself: a page that had gone out was taken out of the chart. Where it went, the chart does not know. */
	readonly began?: Began;
	/** What was typed, field by field; empty while nobody has written. */
	readonly form: Readonly<Record<string, string>>;
	readonly closed?: Closed;
}

export interface Began {
	readonly page: PageId;
	/** Of the page's picture as it was then. */
	readonly sha256: string;
	/** ISO 8601 time. */
	readonly at: string;
}

export interface Closed {
	readonly outcome: Outcome;
	readonly because: string;
	/** ISO 8601 time. */
	readonly at: string;
	readonly by: string;
}

/** Nobody has looked at it yet. */
export function isDraft({ began, form, closed }: Incident): boolean {
	return began !== undefined && !closed && Object.keys(form).length === 0;
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The same on every device that folds the same entry of the ledger: from the page's id and the entry's number. */
export function idOfBegun(page: PageId, n: number): IncidentId {
	let tail = '';
	for (let left = n; tail.length < 6; left = Math.floor(left / 32))
		tail = alphabet.charAt(left % 32) + tail;
	return (page.slice(0, 20) + tail) as IncidentId;
}

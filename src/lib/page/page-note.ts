/** A note that somebody of the practice wrote on a page of a chart. It is no part of the page, and goes out with no packet. */
import type { NoteId, PersonId } from './ids.ts';

export interface PageNote {
	readonly id: NoteId;
	readonly text: string;
	/** ISO 8601 time. */
	readonly at: string;
	readonly by: PersonId;
}

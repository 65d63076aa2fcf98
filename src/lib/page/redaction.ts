/** What is covered on a page before it goes out, and why: other people on a client's page (45 CFR 164.502(b)). Pure. */
import type { Rect } from './reading.ts';

/** Why something is covered, in the words that stand beside it. */
export const redactionReasons = {
	'third-party': 'Somebody else, e.g. family or a friend',
	'group-member': 'Another member of a group',
	'another-client': 'Another client of the practice',
	minor: 'A child who is not the client',
	other: 'Another reason'
} as const;
export type RedactionReason = keyof typeof redactionReasons;

/** One rectangle as a person drew or accepted it. */
export interface RedactionMark {
	/** Whole pixels of the upright picture. */
	readonly rect: Rect;
	readonly reason: RedactionReason;
	/** The person's own words; `other` has them always. */
	readonly note?: string;
}

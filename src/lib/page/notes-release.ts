/** A release from a locked cabinet as its ledger keeps it. It is sealed to the cabinet like everything else there. */
import type { BlobRef } from './blob.ts';
import type { CalendarDate } from './date.ts';
import type { ClientId, PacketId, PageId, PersonId } from './ids.ts';

/** The second person's name on a release (see {@link statementOf}). */
export type SecondPerson =
	| {
			/** A member of the practice, who signed at this workstation with their own passphrase. */
			readonly is: 'member';
			readonly person: PersonId;
			/** Ed25519 over {@link statementOf}, base64. */
			readonly signature: string;
	  }
	/** Somebody from outside, where nobody else works in the practice: their name and part on the clinician's word. */
	| { readonly is: 'outside'; readonly name: string; readonly part: string };

export interface NotesRelease {
	readonly packet: PacketId;
	readonly client: ClientId;
	/** ISO 8601 time of the two signatures. */
	readonly releasedAt: string;
	readonly recipient: { readonly name: string; readonly address?: string };
	readonly purpose: string;
	/** The door of the law, in words and with its citation. */
	readonly basis: string;
	/** The paper that the door stands on, in words, and a copy of it, sealed to the cabinet. */
	readonly document: {
		readonly words: string;
		readonly copy: BlobRef;
		readonly mediaType: string;
	};
	/** Pages in the packet, in its order. */
	readonly pages: readonly PageId[];
	/** SHA-256 of the finished file, hex. */
	readonly sha256: string;
	/** The proof file, sealed to the cabinet; absent in lines from before proofs were kept. */
	readonly proof?: BlobRef;
	readonly preparedOn: CalendarDate;
	/** What the originator signed besides: the words that stood on the screen. */
	readonly originatorSaid: string;
	readonly second: SecondPerson;
	/** Does it belong in an accounting of disclosures (45 CFR 164.528), and why. */
	readonly accounting: { readonly counts: boolean; readonly because: string };
}

/** What a second person puts their name to: who gets how much, on what ground, in which file. Never a page's words. */
export type Statement = Pick<
	NotesRelease,
	'packet' | 'releasedAt' | 'recipient' | 'basis' | 'purpose' | 'sha256'
> & { readonly pages: number };

/** One line a fact, in a fixed order, as it is signed. */
export function statementOf(statement: Statement): string {
	const { packet, releasedAt, recipient, basis, purpose, pages, sha256 } = statement;
	return JSON.stringify([
		packet,
		releasedAt,
		recipient.name,
		recipient.address ?? '',
		basis,
		purpose,
		pages,
		sha256
	]);
}

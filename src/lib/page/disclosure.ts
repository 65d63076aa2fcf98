/** One line of the disclosure log (45 CFR 164.528): what left, to whom, why, and on what authority. */
import type { BlobRef } from './blob.ts';
import type { CalendarDate } from './date.ts';
import type { ClientId, EntryId, PacketId, PageId, RequestId } from './ids.ts';

export interface Disclosure {
	readonly packet: PacketId;
	readonly client: ClientId;
	/** The request on the list that it answers, when it was listed. */
	readonly request?: RequestId;
	/** ISO 8601 time of the release. */
	readonly releasedAt: string;
	readonly releasedBy: string;
	readonly recipient: Recipient;
	/** A brief description of what was disclosed, worded from the plan. */
	readonly description: string;
	readonly purpose: string;
	/** The authority in words, with its citation. */
	readonly basis: string;
	/** How it was to be delivered, as the request says. */
	readonly delivery?: string;
	/** How the requester was verified (164.514(h)); absent in lines from before it was asked. */
	readonly identity?: string;
	readonly from?: CalendarDate;
	readonly to?: CalendarDate;
	/** Chart pages in the packet, covers not counted. */
	readonly pages: number;
	/** Those pages, in the packet's order; absent in lines from before it was kept. */
	readonly holds?: readonly PageId[];
	/** Pages in the scope that a person left out, each with the reason. */
	readonly leftOut?: readonly { readonly page: PageId; readonly because: string }[];
	/** Pages that went out as redacted copies; absent when none did. */
	readonly redacted?: readonly PageId[];
	/** Pages that went out whole though they have a redacted copy, each with the reason. */
	readonly unredacted?: readonly { readonly page: PageId; readonly because: string }[];
	/** What somebody wrote of what the gate had asked about, question by question. */
	readonly gateWords?: readonly GateWordKept[];
	/** Who looked a second time before it left, when somebody did. */
	readonly secondLook?: { readonly by: string; readonly at: string };
	/** SHA-256 of the finished file, hex. */
	readonly sha256: string;
	/** What it takes to make the packet again (`release/recipe.ts`), sealed to the chart; absent in lines from before it was kept. */
	readonly recipe?: BlobRef;
	/** The proof file (`packet/proof-file.ts`), sealed to the chart; absent in lines from before it was kept. */
	readonly proof?: BlobRef;
	/** Of a packet in volumes: those of the second volume and on. */
	readonly furtherProofs?: readonly BlobRef[];
	readonly accounting: Counts;
}

export interface GateWordKept {
	/** What was asked. */
	readonly about: string;
	readonly word: string;
	/** Who wrote it, as they sign: somebody else may have sent the packet. Absent in lines from before it was kept. */
	readonly by?: string;
	/** ISO 8601 time. */
	readonly at?: string;
}

export interface Recipient {
	readonly name: string;
	readonly address?: string;
}

/** Whether a disclosure belongs in an accounting, and why. */
export interface Counts {
	readonly counts: boolean;
	readonly because: string;
}

/** How a disclosure was made that this program did not make. */
export const channels = {
	telephone: 'by telephone',
	'in-person': 'in person',
	letter: 'by letter',
	fax: 'by fax',
	email: 'by e-mail or a portal',
	other: 'in another way'
} as const;
export type Channel = keyof typeof channels;

/** A line of the log that a person has entered. It is never changed: a mistake is put right by a further one. */
export interface EnteredDisclosure {
	readonly entry: EntryId;
	readonly client: ClientId;
	readonly enteredAt: string;
	readonly enteredBy: string;
	/** The day; the first one where it went on, or is not known exactly. */
	readonly madeOn: CalendarDate;
	/** The last day, of a series or of the days among which it was. */
	readonly until?: CalendarDate;
	/** Of a series: how many there were in all. */
	readonly times?: number;
	readonly channel: Channel;
	readonly recipient: Recipient;
	readonly description: string;
	readonly purpose: string;
	/** The ground in words, with its citation. */
	readonly basis: string;
	readonly accounting: Counts;
	/** The line in whose place this one stands, and why. */
	readonly corrects?: { readonly line: LineId; readonly because: string };
}

/** A line of the log, whoever made it. */
export type LineId = PacketId | EntryId;

/** A line that speaks of something that did not happen, e.g. a packet that was saved and never sent. */
export interface StruckLine {
	readonly because: string;
	/** ISO 8601 time. */
	readonly at: string;
	readonly by: string;
}

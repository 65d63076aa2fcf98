/** One line of the disclosure log (45 CFR 164.528): what left, to whom, why, and on what authority. */
import type { BlobRef } from './blob.ts';
import type { CalendarDate } from './date.ts';
import type { ClientId, PacketId, PageId, RequestId } from './ids.ts';

export interface Disclosure {
	readonly packet: PacketId;
	readonly client: ClientId;
	/** The request on the list that it answers, when it was listed. */
	readonly request?: RequestId;
	/** ISO 8601 time of the release. */
	readonly releasedAt: string;
	readonly releasedBy: string;
	readonly recipient: { readonly name: string; readonly address?: string };
	/** A brief description of what was disclosed, worded from the plan. */
	readonly description: string;
	readonly purpose: string;
	/** The authority in words, with its citation. */
	readonly basis: string;
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
	/** What somebody wrote of what the gate had asked about, question by question. */
	readonly gateWords?: readonly { readonly about: string; readonly word: string }[];
	/** Who looked a second time before it left, when somebody did. */
	readonly secondLook?: { readonly by: string; readonly at: string };
	/** SHA-256 of the finished file, hex. */
	readonly sha256: string;
	/** What it takes to make the packet again (`release/recipe.ts`), sealed to the chart; absent in lines from before it was kept. */
	readonly recipe?: BlobRef;
	readonly accounting: { readonly counts: boolean; readonly because: string };
}

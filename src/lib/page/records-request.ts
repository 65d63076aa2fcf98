/** A request for records as it stands on the practice's list: whose, what was written down of it, and by when. */
import type { CalendarDate } from './date.ts';
import type { FeeRates, FeeSheet } from './fees.ts';
import type { ClientId, PacketId, RequestId } from './ids.ts';
import type { SecondPerson } from './notes-release.ts';
import type { RequestPaper } from './request-paper.ts';

export interface RecordsRequest {
	readonly id: RequestId;
	/** One request, one client. */
	readonly client: ClientId;
	readonly receivedOn: CalendarDate;
	/** The last day to answer; none when nothing sets one. */
	readonly dueOn?: CalendarDate;
	/** What was typed into the form, field by field: it is read anew each time that a packet is planned. */
	readonly form: Readonly<Record<string, string>>;
}

/** What is known of a request, and nothing that comes with it: what became of it has entries of its own. */
export function requestOf({ id, client, receivedOn, dueOn, form }: RecordsRequest): RecordsRequest {
	return { id, client, receivedOn, ...(dueOn ? { dueOn } : {}), form };
}

/** The one extension that an access request allows (45 CFR 164.524(b)(2)(ii)). */
export interface Extension {
	readonly dueOn: CalendarDate;
	/** The reason, as the letter gives it. */
	readonly because: string;
	/** The day that the letter is dated. */
	readonly on: CalendarDate;
}

export interface ListedRequest extends RecordsRequest {
	readonly extension?: Extension;
	/** Packets that left for it, oldest first. */
	readonly packets: readonly PacketId[];
	/** Why it was taken off the list without a packet. */
	readonly closed?: { readonly because: string };
	/** The papers that it stands on, oldest first; kept as long as the request is. */
	readonly papers?: readonly RequestPaper[];
	/** The authority was revoked: no further packet leaves on it (45 CFR 164.508(b)(5)). */
	readonly revoked?: Revocation;
	/** The packet that waits for a second look, or has had it. A new one takes its place. */
	readonly review?: PlannedReview;
	/** What the copy costs, as it was worked out last. */
	readonly fees?: FeeSheet;
}

/** Entered when it comes, which may be after a packet has left in good faith. */
export interface Revocation {
	readonly on: CalendarDate;
	/** How the practice learned of it, e.g. "letter from the client". */
	readonly how: string;
}

/** A plan that was put down for a second look: whoever looks, looks at these very pages. */
export interface PlannedReview {
	/** Hash of the request's facts and of every page that would go out. */
	readonly plan: string;
	/** ISO 8601 time from which a delayed second look counts. */
	readonly since: string;
	readonly by: string;
	/** The second look, once it was taken. */
	readonly seen?: SecondLook;
}

/** Who looked a second time, and when. */
export interface SecondLook {
	/** ISO 8601 time. */
	readonly at: string;
	/** How they sign; the person who planned it where nobody else works in the practice. */
	readonly by: string;
	/** A member's signature with their own passphrase; absent where the same person looked again after the delay. */
	readonly second?: SecondPerson & { readonly is: 'member' };
}

export function isOpen({ packets, closed }: ListedRequest): boolean {
	return packets.length === 0 && !closed;
}

/** The day that counts: the extended one when there is one. */
export function dueDay({ extension, dueOn }: ListedRequest): CalendarDate | undefined {
	return extension?.dueOn ?? dueOn;
}

/** What the practice goes by for the client's right of access: its state may give less time than HIPAA does. */
export interface AccessRules {
	/** Calendar days from receipt, 1 to 30 (45 CFR 164.524(b)(2)(i)). */
	readonly days: number;
	/** Calendar days that the one extension may add, 0 to 30 (45 CFR 164.524(b)(2)(ii)); 0 is none. */
	readonly extension: number;
	/** Where a shorter time comes from, in the practice's own words. */
	readonly note?: string;
}

/** Who a client can turn to, and what stands at the head of a letter. */
export interface Letterhead {
	readonly address?: string;
	readonly phone?: string;
	/** Name or title of the person who takes complaints (45 CFR 164.524(d)(2)(iii)). */
	readonly contact?: string;
	readonly contactPhone?: string;
}

/** What a practice knows of its own state's rules. What is absent is unknown: the federal rule, and a warning. */
export interface Jurisdiction {
	/** E.g. "Texas". */
	readonly state?: string;
	/** What may be charged for a copy there, in the practice's own words. */
	readonly feeNote?: string;
	/** Whether the state lets psychotherapy notes be kept from the client as 45 CFR 164.524(a)(1)(i) does. */
	readonly knowsException?: boolean;
	/** How long records are kept, in the practice's own words. */
	readonly retention?: string;
}

/** What the practice is under 42 CFR Part 2: a program, none, or none that holds records of one. */
export type Part2Standing = 'program' | 'none' | 'holds';

/** Who looks at a planned packet before it is built; absent is nobody. */
export type ReviewRule =
	| { readonly is: 'second-person' }
	/** In a solo practice: the same person once more, so many hours later. */
	| { readonly is: 'second-look'; readonly hours: number };

export interface ReleaseSettings {
	readonly access: AccessRules;
	readonly letterhead: Letterhead;
	/** The practice's own wording of a letter, by the letter's name; the others have the standard text. */
	readonly letters?: Readonly<Record<string, string>>;
	/** Which statement of 42 CFR 2.32(a) stands before protected pages; absent is the long one. */
	readonly statement?: 'long' | 'short';
	readonly jurisdiction?: Jurisdiction;
	/** Absent: nobody has said. */
	readonly part2?: Part2Standing;
	readonly review?: ReviewRule;
	/** What copies cost here. */
	readonly fees?: FeeRates;
}

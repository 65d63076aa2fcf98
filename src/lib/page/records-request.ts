/** A request for records as it stands on the practice's list: whose, what was written down of it, and by when. */
import type { CalendarDate } from './date.ts';
import type { ClientId, PacketId, RequestId } from './ids.ts';

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

export interface ReleaseSettings {
	readonly access: AccessRules;
	readonly letterhead: Letterhead;
}

/** A client's request for an accounting of disclosures, and the answer that was given (45 CFR 164.528). */
import type { BlobRef } from './blob.ts';
import type { CalendarDate } from './date.ts';
import type { ClientId, RequestId } from './ids.ts';
import type { Extension } from './records-request.ts';

export interface AccountingRequest {
	readonly id: RequestId;
	readonly client: ClientId;
	readonly receivedOn: CalendarDate;
	/** 60 days after it came (164.528(c)(1)(i)). */
	readonly dueOn: CalendarDate;
	/** The period asked for, both days included. */
	readonly from: CalendarDate;
	readonly to: CalendarDate;
	/** 30 days more, once (164.528(c)(1)(ii)). */
	readonly extension?: Extension;
	readonly given?: GivenAccounting;
	/** Why it was taken off the list without an answer. */
	readonly closed?: { readonly because: string };
}

/** What was handed out, and who answers for it: kept as 164.528(d) asks. */
export interface GivenAccounting {
	readonly on: CalendarDate;
	readonly by: string;
	/** Lines of the accounting; none is an answer too. */
	readonly rows: number;
	/** SHA-256 of the file, hex. */
	readonly sha256: string;
	/** The file itself, sealed to the chart. */
	readonly copy: BlobRef;
}

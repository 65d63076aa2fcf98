/**
 * Supervision: copies of private pages that their clinician lends to a colleague for a while, for the practice's own
 * training programme (45 CFR 164.508(a)(2)(i)(B)). Each side's cabinet keeps its own account. Pure.
 */
import type { BlobRef } from '#lib/page/blob.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { ClientId, LoanId, PageId, PersonId } from '#lib/page/ids.ts';
import type { CabinetPage } from './actions.ts';

/** A page as it is lent: what it shows and says, and not how it came here or why. */
export type LentPage = Omit<CabinetPage, 'provenance' | 'splitFrom' | 'because' | 'attested'>;

interface Terms {
	readonly id: LoanId;
	readonly client: ClientId;
	/** The training programme, in words. */
	readonly programme: string;
	/** The last day on which the pages are shown. */
	readonly until: CalendarDate;
}

export interface LoanGiven extends Terms {
	readonly to: PersonId;
	readonly pages: readonly PageId[];
	/** The sealed copies in the colleague's cabinet: enough to take them back, nothing to read them with. */
	readonly copies: readonly BlobRef[];
}

export interface LoanReceived extends Terms {
	readonly pages: readonly LentPage[];
}

export type LoanAction =
	/** In the lender's cabinet, before anything is handed over. */
	| { readonly is: 'loan-given'; readonly loan: LoanGiven }
	/** Through the colleague's slot, with the copies sealed to it. */
	| { readonly is: 'loan-received'; readonly loan: LoanReceived }
	/** Through the lender's slot: the colleague has looked. */
	| { readonly is: 'loan-opened'; readonly loan: LoanId }
	/** In both, the copies removed: taken back, given back, or its time is over. */
	| { readonly is: 'loan-ended'; readonly loan: LoanId; readonly because: string };

interface Ended {
	readonly at: string;
	readonly by: PersonId;
	readonly because: string;
}

export interface Lent extends LoanGiven {
	/** ISO 8601 time. */
	readonly givenAt: string;
	/** ISO 8601 times at which the colleague opened it. */
	readonly opened: readonly string[];
	readonly ended?: Ended;
}

export interface Borrowed extends LoanReceived {
	readonly from: PersonId;
	readonly receivedAt: string;
	readonly ended?: Ended;
}

export interface Loans {
	readonly lent: ReadonlyMap<LoanId, Lent>;
	readonly borrowed: ReadonlyMap<LoanId, Borrowed>;
}

export const noLoans: Loans = { lent: new Map(), borrowed: new Map() };

interface Act {
	readonly at: string;
	readonly person: PersonId;
	readonly action: LoanAction;
}

/** `undefined`: the act is not this person's to do, and changes nothing. */
export function foldLoan(loans: Loans, act: Act, owner: PersonId): Loans | undefined {
	const { at, person, action } = act;
	if (action.is === 'loan-given') {
		if (person !== owner) return undefined;
		const lent = { ...action.loan, givenAt: at, opened: [] };
		return { ...loans, lent: new Map(loans.lent).set(lent.id, lent) };
	}
	if (action.is === 'loan-received') {
		const { loan } = action;
		if (person === owner || loans.borrowed.has(loan.id)) return undefined;
		const borrowed = { ...loan, from: person, receivedAt: at };
		return { ...loans, borrowed: new Map(loans.borrowed).set(loan.id, borrowed) };
	}
	const lent = loans.lent.get(action.loan);
	if (action.is === 'loan-opened') {
		if (lent?.to !== person || lent.ended) return undefined;
		const opened = [...lent.opened, at];
		return { ...loans, lent: new Map(loans.lent).set(lent.id, { ...lent, opened }) };
	}
	const ended = { at, by: person, because: action.because };
	if (lent && !lent.ended && (person === owner || person === lent.to)) {
		return { ...loans, lent: new Map(loans.lent).set(lent.id, { ...lent, ended }) };
	}
	const borrowed = loans.borrowed.get(action.loan);
	if (!borrowed || borrowed.ended || (person !== owner && person !== borrowed.from)) {
		return undefined;
	}
	return { ...loans, borrowed: new Map(loans.borrowed).set(borrowed.id, { ...borrowed, ended }) };
}

/** The sealed pieces that a borrowed loan still has here. */
export function piecesOf({ pages, ended }: Borrowed): readonly BlobRef[] {
	if (ended) return [];
	return pages.flatMap(({ picture, thumbnail, reading }) =>
		reading ? [picture, thumbnail, reading] : [picture, thumbnail]
	);
}

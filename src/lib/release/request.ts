/** A request for records: who asks for which one client, for what, and on what basis. */
import { formatDate, type CalendarDate } from '#lib/page/date.ts';
import type { ClientId, PacketId, PaperId } from '#lib/page/ids.ts';
import type { Revocation } from '#lib/page/records-request.ts';
import type { RequestPaper } from '#lib/page/request-paper.ts';
import { bases, defectsOfBasis, type Basis, type RequesterKind } from './authority.ts';
import { defectsOfCoverage } from './coverage.ts';
import type { Part2Consent } from './part2.ts';
import type { Scope } from './scope.ts';

export interface Requester {
	readonly kind: RequesterKind;
	readonly name: string;
	readonly address?: string;
	/** What makes a personal representative one, e.g. parent of a minor (45 CFR 164.502(g)). */
	readonly actsAs?: string;
}

/** How a requester was verified (45 CFR 164.514(h)(1)), as the form offers it and the log tells it. */
export const identityChecks = {
	known: 'known to the practice in person',
	'photo-id': 'photo identification seen',
	signature: 'signature compared with one on file',
	'call-back': 'called back at a number that was on file',
	official: 'official letterhead, badge or order seen'
} as const;
export type IdentityCheck = keyof typeof identityChecks;

/** What allows pages to leave that somebody else is on too: their own authorization, or another basis in words. */
export interface OtherAuthority {
	/** As the pages name them. */
	readonly name: string;
	readonly by: 'authorization' | 'basis';
	/** Who signed what and when, or which basis and who checked it. */
	readonly words: string;
	/** The attached paper, when it was. */
	readonly paper?: PaperId;
}

export interface Request extends Scope {
	readonly id: PacketId;
	/** One request, one client. */
	readonly client: ClientId;
	readonly requester: Requester;
	/** "At the request of the individual" is enough when the client asks (164.508(c)(1)(iv)). */
	readonly purpose: string;
	readonly receivedOn?: CalendarDate;
	/** Whether pages without a date of service go along. */
	readonly includeUndated: boolean;
	/** Why the whole record is needed, where only the minimum necessary may go out (164.514(d)(5)). */
	readonly entireBecause?: string;
	/** How the copy is to reach whoever asks, in words: a client chooses form and manner (164.524(c)(2), (3)). */
	readonly delivery?: string;
	readonly identity?: { readonly check: IdentityCheck; readonly note?: string };
	readonly basis: Basis;
	/** The papers that it stands on, as they were attached. */
	readonly papers?: readonly RequestPaper[];
	/** Nothing leaves any more on what was revoked. */
	readonly revoked?: Revocation;
	/** For pages that 42 CFR Part 2 protects. */
	readonly part2Consent?: Part2Consent;
	/** Another ground in 42 CFR Part 2 than consent, and who checked it, in words. */
	readonly part2Ground?: string;
	/** Of everybody else who is on the pages. */
	readonly others?: readonly OtherAuthority[];
}

export const ownPurpose = 'at the request of the individual';

/** What blocks this request today, one plain sentence each; empty when a packet may be built. */
export function defectsOf(request: Request, today: CalendarDate): readonly string[] {
	const defects: string[] = [];
	const { requester, purpose, from, to, receivedOn, kinds, basis } = request;
	if (!requester.name.trim()) defects.push('Say who asks for the records.');
	if (!purpose.trim()) defects.push('Say what the records are for.');
	if (purpose.trim().toLowerCase() === ownPurpose && !asksForThemselves(request)) {
		defects.push(
			`“${ownPurpose}” is a purpose only when the client or the client’s representative asks or has signed.`
		);
	}
	if (requester.kind === 'representative' && !requester.actsAs?.trim()) {
		defects.push('Say what makes the representative one, and who has seen it (45 CFR 164.502(g)).');
	}
	if (from && to && from > to) defects.push('The first date of service is after the last one.');
	if (receivedOn && receivedOn > today) defects.push('The request is dated in the future.');
	if (!request.identity) {
		defects.push('Say how you made sure of who asks (45 CFR 164.514(h)).');
	}
	if (kinds?.length === 0) defects.push('Say what kinds of pages are asked for.');
	if (asksForAll(request) && bases[basis.is].minimum && !request.entireBecause?.trim()) {
		defects.push(
			'On this basis only what is needed may go out: limit dates or kinds, or say why the whole record is needed (45 CFR 164.514(d)(5)).'
		);
	}
	if (request.revoked && request.revoked.on <= today) {
		defects.push(
			`What this request stands on was revoked on ${formatDate(request.revoked.on)}: nothing further may leave on it (45 CFR 164.508(b)(5)).`
		);
	}
	if (basis.is === 'access' && !receivedOn) {
		defects.push(
			'Say when the request was received: its days run from then (45 CFR 164.524(b)(2)).'
		);
	}
	return [
		...defects,
		...defectsOfBasis(basis, requester.kind, today),
		...(basis.is === 'authorization' ? defectsOfCoverage(basis.covers, request) : [])
	];
}

/** No limit of dates or kinds: the entire record. */
export function asksForAll({ from, to, kinds }: Scope): boolean {
	return !from && !to && !kinds;
}

function asksForThemselves({ requester, basis }: Request): boolean {
	return (
		requester.kind === 'client' ||
		requester.kind === 'representative' ||
		basis.is === 'authorization'
	);
}

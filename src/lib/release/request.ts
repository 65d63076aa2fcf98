/** A request for records: who asks for which one client, for what, and on what basis. */
import type { CalendarDate } from '#lib/page/date.ts';
import type { ClientId, PacketId } from '#lib/page/ids.ts';
import { defectsOfBasis, type Basis, type RequesterKind } from './authority.ts';

export interface Requester {
	readonly kind: RequesterKind;
	readonly name: string;
	readonly address?: string;
}

export interface Request {
	readonly id: PacketId;
	/** One request, one client. */
	readonly client: ClientId;
	readonly requester: Requester;
	/** "At the request of the individual" is enough when the client asks (164.508(c)(1)(iv)). */
	readonly purpose: string;
	readonly receivedOn?: CalendarDate;
	/** Dates of service asked for, both days included; none is no limit. */
	readonly from?: CalendarDate;
	readonly to?: CalendarDate;
	/** Whether pages without a date of service go along. */
	readonly includeUndated: boolean;
	readonly basis: Basis;
}

export const ownPurpose = 'at the request of the individual';

/** What blocks this request today, one plain sentence each; empty when a packet may be built. */
export function defectsOf(request: Request, today: CalendarDate): readonly string[] {
	const defects: string[] = [];
	const { requester, purpose, from, to, receivedOn, basis } = request;
	if (!requester.name.trim()) defects.push('Say who asks for the records.');
	if (!purpose.trim()) defects.push('Say what the records are for.');
	if (purpose.trim().toLowerCase() === ownPurpose && !asksForThemselves(request)) {
		defects.push(
			`“${ownPurpose}” is a purpose only when the client or the client’s representative asks or has signed.`
		);
	}
	if (from && to && from > to) defects.push('The first date of service is after the last one.');
	if (receivedOn && receivedOn > today) defects.push('The request is dated in the future.');
	return [...defects, ...defectsOfBasis(basis, requester.kind, today)];
}

function asksForThemselves({ requester, basis }: Request): boolean {
	return (
		requester.kind === 'client' ||
		requester.kind === 'representative' ||
		basis.is === 'authorization'
	);
}

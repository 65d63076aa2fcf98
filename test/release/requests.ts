/** Requests and imprints that tests start from. */
import { ensureDate } from '#lib/page/date.ts';
import { ensureId, type PacketId, type RequestId } from '#lib/page/ids.ts';
import type { ListedRequest } from '#lib/page/records-request.ts';
import { authorizationElements, type Authorization } from '#lib/release/authority.ts';
import type { Imprint } from '#lib/packet/sheets.ts';
import type { Request } from '#lib/release/request.ts';
import { ana } from './chart-on-paper.ts';

export const today = ensureDate('2026-03-02');

export const ownRequest: Request = {
	id: ensureId<PacketId>('aaaaaaaaaaaaaaaaaaaaaaaaab'),
	client: ana.id,
	requester: { kind: 'client', name: ana.name, address: '14 Elm Street\nBurlington, VT 05401' },
	purpose: 'at the request of the individual',
	receivedOn: ensureDate('2026-02-20'),
	includeUndated: true,
	identity: { check: 'known' },
	basis: { is: 'access' }
};

export const authorization: Authorization = {
	is: 'authorization',
	signedOn: ensureDate('2026-02-01'),
	expiresOn: ensureDate('2026-08-01'),
	signedBy: 'client',
	covers: { recipient: 'whoever speaks for me', meansRequester: true },
	found: Object.keys(authorizationElements) as (keyof typeof authorizationElements)[],
	alsoPsychotherapyNotes: false
};

export const imprint: Imprint = {
	practice: {
		name: 'Maple Street Counseling',
		address: '200 Maple Street, Suite 3\nBurlington, VT 05401',
		phone: '(802) 555-0142'
	},
	preparedBy: 'R. Castellano',
	preparedOn: today
};

/** A client's access request as it stands on the list, but for what is said. */
export function listed(change: Partial<ListedRequest>): ListedRequest {
	return {
		id: ensureId<RequestId>('aaaaaaaaaaaaaaaaaaaaaaaaac'),
		client: ana.id,
		receivedOn: ensureDate('2026-02-02'),
		form: { basis: 'access' },
		packets: [],
		...change
	};
}

import { expect, it } from 'vitest';
import { emptyChart, foldChart } from '#lib/chart/state.ts';
import type { ChartAction } from '#lib/chart/actions.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId, PacketId, PersonId, RequestId } from '#lib/page/ids.ts';
import type { ListedRequest, RecordsRequest } from '#lib/page/records-request.ts';

const request: RecordsRequest = {
	...{ id: 'asked' as RequestId, client: 'ana' as ClientId, receivedOn: ensureDate('2026-02-02') },
	...{ dueOn: ensureDate('2026-03-04'), form: { requesterName: 'Ana' } }
};

/** What else there is to a request, and comes with entries of its own. */
const forged: Required<Omit<ListedRequest, keyof RecordsRequest>> = {
	packets: ['p1' as PacketId],
	extension: { dueOn: ensureDate('2027-01-01'), because: '', on: ensureDate('2026-02-02') },
	closed: { because: '' },
	papers: [],
	revoked: { on: ensureDate('2026-02-20'), how: 'letter' },
	review: { plan: 'p1', since: '', by: '', seen: { at: '', by: 'Ida Voss' } },
	fees: {} as unknown as Required<ListedRequest>['fees']
};

function listed(more: object, before: readonly ChartAction[] = []): ListedRequest | undefined {
	const listing: ChartAction = { is: 'request-listed', request: { ...request, ...more } };
	const told = [...before, listing].map((action, i) => ({
		...{ n: i + 1, at: '', person: 'sam' as PersonId, action }
	}));
	return foldChart(emptyChart, told).requests.get(request.id);
}

it.each(Object.entries({ ...forged, anything: 'else' }))(
	'a request takes no word on %s from the entry that lists it',
	(name, value) => {
		expect(listed({ [name]: value })).toEqual({ ...request, packets: [] });
	}
);

it('what became of a request stays when it is written anew', () => {
	const { id, client } = request;
	const because = 'sent back';
	const before: ChartAction[] = [
		{ is: 'request-listed', request },
		{ is: 'request-closed', request: id, client, because }
	];
	const form = { requesterName: 'Ana Marked' };
	expect(listed({ form, closed: undefined }, before)).toEqual({
		...{ ...request, form, packets: [], closed: { because } }
	});
});

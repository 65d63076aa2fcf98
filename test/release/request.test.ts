import { describe, expect, it } from 'vitest';
import { ensureDate } from '#lib/page/date.ts';
import { authorizationElements, bases, basisNames } from '#lib/release/authority.ts';
import { readRequest, type RequestForm } from '#lib/release/request-form.ts';
import { defectsOf, type Request } from '#lib/release/request.ts';
import { authorization, ownRequest, today } from './requests.ts';

const attorney = { kind: 'attorney', name: 'Lund & Ortiz' } as const;
const forTrial = { ...ownRequest, requester: attorney, purpose: 'civil action' };

function authorized(change: object): Request {
	return { ...forTrial, basis: { ...authorization, ...change } };
}

const sound: readonly (readonly [name: string, request: Request])[] = [
	['the client asks', ownRequest],
	['a signed authorization', authorized({})],
	[
		'an open event',
		authorized({ expiresOn: undefined, expiryEvent: 'end of the case', eventIsOpen: true })
	],
	['a court order', { ...forTrial, basis: { is: 'court-order', document: 'Order of May 3' } }],
	[
		'a subpoena that counsel has checked',
		{
			...forTrial,
			basis: {
				is: 'subpoena',
				document: 'Subpoena of May 3',
				counsel: { name: 'P. Adeyemi', checkedOn: today }
			}
		}
	]
];

const defective: readonly (readonly [request: Request, says: string])[] = [
	[{ ...ownRequest, purpose: ' ' }, 'what the records are for'],
	[{ ...ownRequest, requester: { kind: 'client', name: '' } }, 'who asks'],
	[{ ...ownRequest, receivedOn: ensureDate('2026-03-03') }, 'future'],
	[
		{ ...ownRequest, from: ensureDate('2020-01-01'), to: ensureDate('2019-01-01') },
		'after the last'
	],
	[{ ...forTrial, basis: { is: 'access' } }, 'does not fit this kind of requester'],
	[{ ...forTrial, basis: { is: 'treatment' } }, 'does not fit this kind of requester'],
	[
		{
			...forTrial,
			purpose: 'at the request of the individual',
			basis: { is: 'court-order', document: 'Order' }
		},
		'a purpose only when'
	],
	[{ ...forTrial, basis: { is: 'subpoena', document: 'Subpoena of May 3' } }, 'counsel must check'],
	[{ ...forTrial, basis: { is: 'required-by-law', document: '' } }, 'Name the document'],
	[authorized({ expiresOn: ensureDate('2026-03-01') }), 'expired'],
	[authorized({ expiresOn: undefined }), 'no expiration date or event'],
	[authorized({ expiresOn: undefined, expiryEvent: 'end of the case' }), 'must confirm'],
	[authorized({ revokedOn: today }), 'revoked'],
	[authorized({ signedOn: ensureDate('2026-03-03') }), 'future'],
	[authorized({ signedBy: 'representative' }), 'by what authority'],
	[authorized({ alsoPsychotherapyNotes: true }), '164.508(b)(3)(ii)'],
	...Object.entries(authorizationElements).map(([missing, words]): [Request, string] => [
		authorized({ found: authorization.found.filter((element) => element !== missing) }),
		words
	])
];

describe('a request', () => {
	it.each(sound)('is sound when %s', (_name, request) => {
		expect(defectsOf(request, today)).toEqual([]);
	});

	it.each(defective)('is blocked by one plain sentence (%#)', (request, says) => {
		const defects = defectsOf(request, today);
		expect(defects).toHaveLength(1);
		expect(defects[0]).toContain(says);
		expect(defects[0]).toMatch(/^[A-Z“].*\.$/);
	});

	it('names the law for every basis, and why it is or is not accounted for', () => {
		for (const name of basisNames) {
			expect(bases[name].citation).toMatch(/^45 CFR 164\.5\d\d/);
			expect(bases[name].why).toContain('164.528');
		}
	});
});

describe('a request form', () => {
	const typed: RequestForm = {
		requesterKind: 'attorney',
		requesterName: ' Lund & Ortiz ',
		purpose: 'civil action',
		from: '2019-01-01',
		basis: 'authorization',
		signedOn: '2026-02-01',
		expiresOn: '2026-08-01',
		signedBy: 'client',
		...Object.fromEntries(Object.keys(authorizationElements).map((e) => [`found-${e}`, 'on']))
	};

	it('becomes a request that has no defects', () => {
		const read = readRequest(ownRequest.id, ownRequest.client, typed);
		expect(read).toEqual({
			ok: true,
			request: {
				id: ownRequest.id,
				client: ownRequest.client,
				requester: attorney,
				purpose: 'civil action',
				from: '2019-01-01',
				includeUndated: false,
				basis: { ...authorization, eventIsOpen: false }
			}
		});
		if (read.ok) expect(defectsOf(read.request, today)).toEqual([]);
	});

	it.each([
		[{ requesterKind: 'neighbour' }, 'requesterKind'],
		[{ requesterName: '  ' }, 'requesterName'],
		[{ purpose: '' }, 'purpose'],
		[{ from: '2019-02-30' }, 'from'],
		[{ basis: undefined }, 'basis'],
		[{ signedOn: '' }, 'signedOn'],
		[{ signedOn: 'yesterday' }, 'signedOn']
	])('says which field is wrong: %o', (change, field) => {
		const read = readRequest(ownRequest.id, ownRequest.client, { ...typed, ...change });
		expect(read.ok ? [] : read.wrong.map((one) => one.field)).toEqual([field]);
	});
});

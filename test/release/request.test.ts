import { describe, expect, it } from 'vitest';
import { ensureDate } from '#lib/page/date.ts';
import { authorizationElements, bases, basisNames } from '#lib/release/authority.ts';
import type { RequestForm } from '#lib/release/form-fields.ts';
import type { Coverage } from '#lib/release/coverage.ts';
import { readRequest } from '#lib/release/request-form.ts';
import { defectsOf, type Request } from '#lib/release/request.ts';
import { authorization, ownRequest, today } from './requests.ts';

const attorney = { kind: 'attorney', name: 'Lund & Ortiz' } as const;
const forTrial: Request = {
	...ownRequest,
	requester: attorney,
	purpose: 'civil action',
	entireBecause: 'the whole course of treatment is at issue'
};

function authorized(change: object): Request {
	return { ...forTrial, basis: { ...authorization, ...change } };
}

const subpoena = {
	is: 'subpoena',
	document: 'Subpoena of May 3',
	counsel: { name: 'P. Adeyemi', checkedOn: today }
} as const;

const toFirm: Coverage = { recipient: 'Lund and Ortiz, LLP' };
const day = { first: ensureDate('2019-02-01'), last: ensureDate('2020-02-01') };
const within = { from: day.first, to: day.last, includeUndated: false };

/** The same request on authorizations that cover one thing less each. */
function covering(
	some: readonly (readonly [Coverage | undefined, string])[]
): readonly (readonly [Request, string])[] {
	return some.map(([covers, says]) => [{ ...authorized({ covers }), includeUndated: false }, says]);
}

const sound: readonly (readonly [name: string, request: Request])[] = [
	['the client asks', ownRequest],
	['a signed authorization', authorized({})],
	['one that is made out to the same in other writing', authorized({ covers: toFirm })],
	['one with a slip in the name', authorized({ covers: { recipient: 'Lund & Ortis' } })],
	[
		'one that covers no more than is asked for',
		{ ...authorized({ covers: { ...toFirm, from: day.first, to: day.last } }), ...within }
	],
	[
		'one that covers the kinds that are asked for',
		{ ...authorized({ covers: { ...toFirm, kinds: ['notes'] } }), kinds: ['notes'] }
	],
	[
		'an open event',
		authorized({ expiresOn: undefined, expiryEvent: 'end of the case', eventIsOpen: true })
	],
	['a court order', { ...forTrial, basis: { is: 'court-order', document: 'Order of May 3' } }],
	[
		'a subpoena that counsel has checked',
		{
			...forTrial,
			basis: subpoena
		}
	]
];

const { receivedOn: _day, ...withoutDay } = ownRequest;
const { identity: _identity, ...unverified } = ownRequest;
const { entireBecause: _because, ...unexplained } = forTrial;

const defective: readonly (readonly [request: Request, says: string])[] = [
	[unverified, '164.514(h)'],
	[{ ...ownRequest, kinds: [] }, 'what kinds of pages'],
	[{ ...unexplained, basis: subpoena }, '164.514(d)(5)'],
	[{ ...unexplained, entireBecause: ' ', basis: subpoena }, '164.514(d)(5)'],
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
	[withoutDay, '164.524(b)(2)'],
	...covering([
		[undefined, 'to whom the authorization is made out'],
		[{ recipient: ' ' }, 'to whom the authorization is made out'],
		[{ recipient: 'Dana Whitfield' }, 'to somebody else'],
		// One of a firm is not the firm's opponent of the same first name.
		[{ recipient: 'Lund & Park' }, 'to somebody else'],
		[{ recipient: 'the' }, 'to somebody else'],
		[{ ...toFirm, from: ensureDate('2019-01-01') }, 'from January 1, 2019'],
		[{ ...toFirm, to: ensureDate('2020-12-31') }, 'until December 31, 2020'],
		[{ ...toFirm, kinds: ['notes', 'other'] }, 'asked for: administrative papers.']
	]),
	[
		{
			...authorized({ covers: { ...toFirm, from: ensureDate('2019-01-01') } }),
			...{ from: ensureDate('2019-02-01'), includeUndated: true }
		},
		'a page without a date'
	],
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
		coversRecipient: ' Lund & Ortiz',
		coversFrom: '2019-01-01',
		'covers-notes': 'on',
		'covers-administrative': 'on',
		'covers-other': 'on',
		identity: 'photo-id',
		identityNote: ' bar card ',
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
				identity: { check: 'photo-id', note: 'bar card' },
				basis: {
					...{ ...authorization, eventIsOpen: false },
					covers: { recipient: 'Lund & Ortiz', from: '2019-01-01' }
				}
			}
		});
		if (read.ok) expect(defectsOf(read.request, today)).toEqual([]);
	});

	it.each<[string, RequestForm, readonly string[] | undefined]>([
		['a form that does not speak of kinds asks for all', {}, undefined],
		[
			'all kinds are no limit',
			{ 'kind-notes': 'on', 'kind-administrative': 'on', 'kind-other': 'on' },
			undefined
		],
		['some are', { 'kind-notes': 'on', 'kind-administrative': '' }, ['notes']],
		['none is none', { 'kind-notes': '' }, []]
	])('%s', (_name, ticks, kinds) => {
		const read = readRequest(ownRequest.id, ownRequest.client, { ...typed, ...ticks });
		expect(read.ok && read.request.kinds).toEqual(kinds);
	});

	it('says how the copy is to be delivered, when it is said', () => {
		const delivery = 'through the portal';
		const read = readRequest(ownRequest.id, ownRequest.client, { ...typed, delivery });
		expect(read.ok && read.request.delivery).toBe(delivery);
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

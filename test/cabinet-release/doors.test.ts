import { describe, expect, it } from 'vitest';
import { doorNames, doors, doorWords } from '#lib/cabinet-release/doors.ts';
import {
	defectsOfNotes,
	readNotesRequest,
	type NotesRequest
} from '#lib/cabinet-release/request.ts';
import type { ClientId, PacketId } from '#lib/page/ids.ts';
import { authorizationElements } from '#lib/release/authority.ts';
import { idOf } from '../release/chart-on-paper.ts';
import { today } from '../release/requests.ts';

const elements = Object.fromEntries(
	Object.keys(authorizationElements).map((element) => [`found-${element}`, 'on'])
);
const asked = {
	recipientName: 'Dr. P. Adeyemi',
	purpose: 'second opinion',
	paper: 'Form of the client of January 5, 2026'
};
const authorized = {
	...{ ...asked, door: 'authorization', signedOn: '2026-01-05', expiresOn: '2026-12-31' },
	signedBy: 'client',
	...elements
};

function read(form: Readonly<Record<string, string>>): ReturnType<typeof readNotesRequest> {
	return readNotesRequest(idOf<PacketId & ClientId>(9), idOf<ClientId>(1), form);
}

function requestOf(form: Readonly<Record<string, string>>): NotesRequest {
	const found = read(form);
	if (!found.ok) throw new Error(found.wrong.map(({ sentence }) => sentence).join(' '));
	return found.request;
}

describe('the doors of a cabinet', () => {
	it('are those of 164.508(a)(2) and no others: no subpoena, no payment, no treatment, no “other”', () => {
		expect(doorNames.map((name) => doors[name].citation)).toEqual([
			'45 CFR 164.508(a)(2)',
			'45 CFR 164.512(a)',
			'45 CFR 164.512(d)',
			'45 CFR 164.512(g)(1)',
			'45 CFR 164.512(j)(1)(i)',
			'45 CFR 164.502(a)(2)(ii)'
		]);
		for (const door of ['subpoena', 'treatment', 'payment', 'operations', 'access', 'other', '']) {
			expect(read({ ...asked, door })).toMatchObject({
				ok: false,
				wrong: [{ field: 'door' }]
			});
		}
	});

	it.each(doorNames.filter((name) => name !== 'authorization'))(
		'%s opens for a named paper, and is accounted for',
		(door) => {
			expect(defectsOfNotes(requestOf({ ...asked, door }), today)).toEqual([]);
			expect(doors[door].counts).toBe(true);
		}
	);

	it('opens for a whole authorization of its own, which is not accounted for', () => {
		const request = requestOf(authorized);
		expect(defectsOfNotes(request, today)).toEqual([]);
		expect(doorWords(request.door)).toContain('164.508(a)(2)');
		expect(doors.authorization.counts).toBe(false);
	});

	it.each([
		['also covers records', { alsoRecords: 'on' }, '164.508(b)(3)(ii)'],
		['has expired', { expiresOn: '2026-01-31' }, 'expired'],
		['was revoked', { revokedOn: '2026-02-01' }, 'revoked'],
		['lacks the recipient', { 'found-recipient': '' }, '164.508(c)(1)(iii)'],
		['lacks its signature', { 'found-signature': '' }, '164.508(c)(1)(vi)'],
		['names no end', { expiresOn: '' }, '164.508(c)(1)(v)'],
		['is signed by nobody with authority', { signedBy: 'representative' }, 'authority']
	] as const)('stays shut when the authorization %s', (_what, change, says) => {
		const defects = defectsOfNotes(requestOf({ ...authorized, ...change }), today);
		expect(defects.join(' ')).toContain(says);
	});

	it.each(['recipientName', 'purpose', 'paper'])('stays shut without %s', (field) => {
		expect(read({ ...authorized, [field]: '  ' })).toMatchObject({
			ok: false,
			wrong: [{ field }]
		});
	});
});

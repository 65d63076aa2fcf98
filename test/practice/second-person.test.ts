import { beforeAll, describe, expect, it } from 'vitest';
import type { PacketId, PersonId } from '#lib/page/ids.ts';
import { statementOf, type Statement } from '#lib/page/notes-release.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { hasSigned } from '#lib/practice/second-person.ts';
import { newId } from '#lib/vault/random.ts';
import {
	cabinetPassphrase,
	invite,
	passphrase,
	setUpPractice,
	unlockAs,
	type Standing
} from '../support/practice.ts';

let standing: Standing;
let practice: Practice;
let staff: PersonId;
let colleague: PersonId;

const statement: Statement = {
	packet: newId<PacketId>(),
	releasedAt: '2026-03-02T15:00:00.000Z',
	recipient: { name: 'Office of the Medical Examiner' },
	basis: 'Coroner or medical examiner, 45 CFR 164.512(g)(1)',
	purpose: 'inquiry into a death',
	sha256: 'a'.repeat(64),
	pages: 3
};

beforeAll(async () => {
	standing = await setUpPractice();
	staff = await invite(standing, 'staff', 'Jo Hale');
	colleague = await invite(standing, 'clinician', 'R. Castellano');
	practice = await standing.again();
}, 60_000);

async function signed(by = staff): ReturnType<Practice['twoPeople']['sign']> {
	return practice.twoPeople.sign(by, passphrase, statementOf(statement));
}

describe('a second person', () => {
	it('is anybody else who is in the practice', () => {
		expect(practice.twoPeople.others.map(({ id }) => id).sort()).toEqual([staff, colleague].sort());
	});

	it('signs with their own passphrase, and everybody can check it', async () => {
		for (const who of [staff, colleague]) {
			const found = await signed(who);
			if (!found.ok) throw new Error(found.why);
			expect(await hasSigned(practice.roster, found.second, statementOf(statement))).toBe(true);
		}
	});

	it.each([
		['packet', { packet: newId<PacketId>() }],
		['time', { releasedAt: '2026-03-03T15:00:00.000Z' }],
		['recipient', { recipient: { name: 'Somebody else' } }],
		['address', { recipient: { ...statement.recipient, address: '12 Quay Street' } }],
		['ground', { basis: 'Required by law, 45 CFR 164.512(a)' }],
		['purpose', { purpose: 'curiosity' }],
		['number of pages', { pages: 4 }],
		['file', { sha256: 'b'.repeat(64) }]
	] as const)('has signed nothing about another %s', async (_what, change) => {
		const found = await signed();
		if (!found.ok) throw new Error(found.why);
		const other = statementOf({ ...statement, ...change });
		expect(await hasSigned(practice.roster, found.second, other)).toBe(false);
	});

	it('is neither oneself, nor a stranger, nor somebody with a wrong passphrase', async () => {
		const { twoPeople, me } = practice;
		const text = statementOf(statement);
		expect(await twoPeople.sign(me.person.id, passphrase, text)).toMatchObject({
			why: 'not-another'
		});
		expect(await twoPeople.sign(newId<PersonId>(), passphrase, text)).toMatchObject({
			why: 'not-another'
		});
		expect(await twoPeople.sign(staff, 'a guess', text)).toMatchObject({ why: 'wrong-passphrase' });
		const found = await signed();
		if (!found.ok) throw new Error(found.why);
		const asAnother = { ...found.second, person: colleague };
		expect(await hasSigned(practice.roster, asAnother, text)).toBe(false);
	});

	it('does not stand in for the cabinet’s own passphrase', async () => {
		expect(await practice.twoPeople.isOwner(cabinetPassphrase)).toBe(true);
		expect(await practice.twoPeople.isOwner(passphrase)).toBe(false);
		const other = asClinician(await unlockAs(standing, colleague));
		expect(other.twoPeople.others.some(({ id }) => id === practice.me.person.id)).toBe(true);
	});
});

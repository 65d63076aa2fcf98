import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { hardenHere, workFactor } from '#lib/vault/hardener.ts';
import { makeKit, parseKit, type OpenedKit } from '#lib/vault/kit.ts';
import {
	changePassphrase,
	createPerson,
	recoverPerson,
	unlockPerson,
	type CreatedPerson
} from '#lib/vault/person.ts';
import { sign, verify } from '#lib/vault/signing.ts';
import { openWith, sealTo } from '#lib/vault/age.ts';

const passphrase = 'velvet harbor ninety quilts';
const quick = hardenHere({ logN: 5 });
const facts = { name: 'Ana Example', credential: 'LCSW', role: 'clinician', passphrase } as const;

async function newPerson(): Promise<CreatedPerson & { kit: OpenedKit; secret: string }> {
	const made = await makeKit();
	const parsed = await parseKit(made.printed.reveal());
	if (!parsed.ok) throw new Error('kit');
	const created = await createPerson({ ...facts, kit: made.recipient }, quick);
	return { ...created, kit: parsed.kit, secret: made.typed.reveal() };
}

/** That two unlocked people hold the same keys. */
async function actsAs(
	created: CreatedPerson,
	keys: { identity: CryptoKey; signer: CryptoKey }
): Promise<boolean> {
	const { recipient, verifier } = created.person;
	const bytes = Uint8Array.of(1, 2, 3);
	const opened = await openWith(keys.identity, await sealTo([recipient], bytes));
	return opened.ok && verify(verifier, 'test', bytes, await sign(keys.signer, 'test', bytes));
}

describe('a person', () => {
	test('unlocks with the passphrase and acts with the same keys as on the first day', async () => {
		const created = await newPerson();
		const again = await unlockPerson(created.person, created.keyFile, passphrase, quick);
		if (!again.ok) throw new Error(again.why);
		expect(await actsAs(created, created.unlocked)).toBe(true);
		expect(await actsAs(created, again.unlocked)).toBe(true);
	});

	test('is told apart: a wrong passphrase, a damaged file, another person’s file', async () => {
		const [ana, eve] = [await newPerson(), await newPerson()];
		const { person, keyFile } = ana;
		const wrong = { ok: false, why: 'wrong-passphrase' };
		const damaged = { ok: false, why: 'damaged' };
		expect(await unlockPerson(person, keyFile, `${passphrase} `, quick)).toEqual(wrong);
		expect(await unlockPerson(person, keyFile, '', quick)).toEqual(wrong);
		expect(await unlockPerson(person, keyFile.slice(0, -1), passphrase, quick)).toEqual(damaged);
		expect(await unlockPerson(person, Uint8Array.of(), passphrase, quick)).toEqual(damaged);
		expect(await unlockPerson(person, eve.keyFile, passphrase, quick)).toEqual(damaged);
		const swapped = { ...person, verifier: eve.person.verifier };
		expect(await unlockPerson(swapped, keyFile, passphrase, quick)).toEqual(damaged);
	});

	test('types the same accent on any keyboard', async () => {
		const { recipient: kit } = await makeKit();
		const created = await createPerson({ ...facts, passphrase: 'caf\u00e9', kit }, quick);
		const { person, keyFile } = created;
		expect(await unlockPerson(person, keyFile, 'cafe\u0301', quick)).toMatchObject({ ok: true });
	});

	test('changes the passphrase and keeps the keys; the old one opens only the old file', async () => {
		const created = await newPerson();
		const { person, keyFile } = created;
		const change = (old: string) => changePassphrase(person, keyFile, { old, new: 'new' }, quick);
		expect(await change('wrong')).toEqual({ ok: false, why: 'wrong-passphrase' });
		const changed = await change(passphrase);
		if (!changed.ok) throw new Error(changed.why);
		const again = await unlockPerson(person, changed.keyFile, 'new', quick);
		if (!again.ok) throw new Error(again.why);
		expect(await actsAs(created, again.unlocked)).toBe(true);
		expect(await unlockPerson(person, changed.keyFile, passphrase, quick)).toMatchObject({
			ok: false
		});
		expect(await unlockPerson(person, keyFile, passphrase, quick)).toMatchObject({ ok: true });
	});

	test('who forgot the passphrase comes back with the printed kit, as the same person', async () => {
		const created = await newPerson();
		const { person, kitFile, kit } = created;
		const recovered = await recoverPerson(person, kitFile, kit, 'new', quick);
		if (!recovered.ok) throw new Error(recovered.why);
		expect(await actsAs(created, recovered.unlocked)).toBe(true);
		expect(await unlockPerson(person, recovered.keyFile, 'new', quick)).toMatchObject({ ok: true });
		const other = await newPerson();
		expect(await recoverPerson(person, kitFile, other.kit, 'new', quick)).toEqual({
			ok: false,
			why: 'not-for-this-key'
		});
		expect(await recoverPerson(person, other.kitFile, other.kit, 'new', quick)).toEqual({
			ok: false,
			why: 'damaged'
		});
	});

	test('shows no key however it is printed', async () => {
		const made = await makeKit();
		const { unlocked, person } = await newPerson();
		const shown = [
			JSON.stringify({ unlocked, made }),
			inspect({ unlocked, made }, { depth: 9, showHidden: true }),
			String(made.printed),
			`${made.typed.toString()} ${JSON.stringify(person)}`
		].join('\n');
		expect(shown).not.toContain('AGE-SECRET-KEY');
		expect(shown).toContain('<redacted>');
		expect(unlocked.identity.extractable || unlocked.signer.extractable).toBe(false);
	});

	test('is locked with the work that the design asks for unless a test says otherwise', async () => {
		expect(workFactor).toBe(17);
		const { recipient: kit } = await makeKit();
		const { keyFile } = await createPerson({ ...facts, kit }, hardenHere());
		const head = new TextDecoder('latin1').decode(keyFile.slice(0, 100));
		expect(head).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S{22} 17\n/);
	});
});

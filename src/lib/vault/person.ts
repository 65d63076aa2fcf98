/** People: each has an age identity and a signing key, both in one file locked by a passphrase. */
import type { PersonId } from '#lib/page/ids.ts';
import { openWith, recipientOf, sealTo } from './age.ts';
import type { Hardener } from './hardener.ts';
import { makeIdentity } from './identity.ts';
import { readKeyFile, writeKeyFile } from './key-file.ts';
import { newId } from './random.ts';
import { makeSigner, sign, verify } from './signing.ts';

export type Role = 'clinician' | 'staff';

/** What everybody in the practice may know of a person. */
export interface Person {
	readonly id: PersonId;
	readonly name: string;
	/** As it is signed, e.g. `LCSW`; empty when there is none. */
	readonly credential: string;
	readonly role: Role;
	/** `age1…`: seals to this person. */
	readonly recipient: string;
	/** Raw Ed25519 public key, base64: checks this person's signatures. */
	readonly verifier: string;
}

/** A person at work, between unlock and lock. Neither key can be taken out of it. */
export interface UnlockedPerson {
	readonly person: Person;
	/** X25519. */
	readonly identity: CryptoKey;
	/** Ed25519. */
	readonly signer: CryptoKey;
}

export type Unlocked =
	| { readonly ok: true; readonly unlocked: UnlockedPerson }
	| { readonly ok: false; readonly why: 'wrong-passphrase' | 'damaged' };

export interface NewPerson {
	readonly id?: PersonId;
	readonly name: string;
	readonly credential: string;
	readonly role: Role;
	readonly passphrase: string;
	/** The recipient of this person's recovery kit. */
	readonly kit: string;
}

export interface CreatedPerson {
	readonly person: Person;
	readonly unlocked: UnlockedPerson;
	/** `people/<id>.key.age`: opens with the passphrase. */
	readonly keyFile: Uint8Array<ArrayBuffer>;
	/** `people/<id>.kit.age`: the same keys, for a forgotten passphrase; opens with the kit. */
	readonly kitFile: Uint8Array<ArrayBuffer>;
}

export async function createPerson(
	{ id = newId<PersonId>(), name, credential, role, passphrase, kit }: NewPerson,
	hardener: Hardener
): Promise<CreatedPerson> {
	const { identity, recipient, line } = await makeIdentity();
	const { signer, verifier, pkcs8 } = await makeSigner();
	const text = writeKeyFile(line, pkcs8);
	try {
		const person: Person = { id, name, credential, role, recipient, verifier };
		return {
			person,
			unlocked: { person, identity, signer },
			kitFile: await sealTo([kit], text),
			keyFile: await hardener.seal(passphrase, text)
		};
	} finally {
		for (const secret of [line, pkcs8, text]) secret.fill(0);
	}
}

/** `damaged` also means: the file's keys are not the ones that the practice knows this person by. */
export async function unlockPerson(
	person: Person,
	keyFile: Uint8Array,
	passphrase: string,
	hardener: Hardener
): Promise<Unlocked> {
	const opened = await hardener.open(passphrase, keyFile);
	if (!opened.ok) return { ok: false, why: whyLocked(opened.why) };
	try {
		return await personOf(person, opened.bytes);
	} finally {
		opened.bytes.fill(0);
	}
}

export type Relocked =
	| { readonly ok: true; readonly keyFile: Uint8Array<ArrayBuffer> }
	| { readonly ok: false; readonly why: 'wrong-passphrase' | 'damaged' };

/** A new key file with the same keys. The old file, and every backup that holds it, keeps the old passphrase. */
export async function changePassphrase(
	person: Person,
	keyFile: Uint8Array,
	passphrases: { readonly old: string; readonly new: string },
	hardener: Hardener
): Promise<Relocked> {
	const opened = await hardener.open(passphrases.old, keyFile);
	if (!opened.ok) return { ok: false, why: whyLocked(opened.why) };
	try {
		const unlocked = await personOf(person, opened.bytes);
		if (!unlocked.ok) return unlocked;
		return { ok: true, keyFile: await hardener.seal(passphrases.new, opened.bytes) };
	} finally {
		opened.bytes.fill(0);
	}
}

export type Recovered =
	| {
			readonly ok: true;
			readonly unlocked: UnlockedPerson;
			readonly keyFile: Uint8Array<ArrayBuffer>;
	  }
	| { readonly ok: false; readonly why: 'not-for-this-key' | 'damaged' };

/** A forgotten passphrase: the kit opens the kit's copy, and a new key file is locked by a new passphrase. */
export async function recoverPerson(
	person: Person,
	kitFile: Uint8Array,
	kit: { readonly identity: CryptoKey },
	passphrase: string,
	hardener: Hardener
): Promise<Recovered> {
	const opened = await openWith(kit.identity, kitFile);
	if (!opened.ok) return opened;
	try {
		const found = await personOf(person, opened.bytes);
		if (!found.ok) return { ok: false, why: 'damaged' };
		const keyFile = await hardener.seal(passphrase, opened.bytes);
		return { ok: true, unlocked: found.unlocked, keyFile };
	} finally {
		opened.bytes.fill(0);
	}
}

async function personOf(person: Person, text: Uint8Array): Promise<Unlocked> {
	const keys = await readKeyFile(text);
	if (!keys?.signer) return { ok: false, why: 'damaged' };
	const { identity, signer } = keys;
	// A record or a key file that was swapped for another's must not pass for this person.
	const isSame =
		(await recipientOf(identity)) === person.recipient && (await isPair(signer, person.verifier));
	return isSame
		? { ok: true, unlocked: { person, identity, signer } }
		: { ok: false, why: 'damaged' };
}

async function isPair(signer: CryptoKey, verifier: string): Promise<boolean> {
	const domain = 'chart-and-cabinet unlock v1';
	const challenge = crypto.getRandomValues(new Uint8Array(32));
	return verify(verifier, domain, challenge, await sign(signer, domain, challenge));
}

function whyLocked(why: 'not-for-this-key' | 'damaged'): 'wrong-passphrase' | 'damaged' {
	return why === 'damaged' ? why : 'wrong-passphrase';
}

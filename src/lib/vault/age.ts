/**
 * age v1 files (https://c2sp.org/age): the only container there is, and the only file that knows who makes it.
 *
 * [Note: What age gives and what it does not]
 * An age file is sealed to recipients and refuses every altered byte. It has no sender and no place: whoever
 * knows a recipient can write one, and two files for one recipient can be swapped. So the ledger signs each
 * event, and an event names its blobs by the SHA-256 of their sealed bytes.
 */
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';

export type Opened =
	| { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
	| { readonly ok: false; readonly why: 'not-for-this-key' | 'damaged' };

/** What age-encryption 0.3.1 throws when no stanza is ours; a test holds it to that. */
const notOurs = "no identity matched any of the file's recipients";

/** The public half of an X25519 identity, `age1…`. */
export function recipientOf(identity: CryptoKey): Promise<string> {
	return identityToRecipient(identity);
}

/** Seals to every recipient (`age1…`); each of them can open the file alone. */
export async function sealTo(
	recipients: readonly string[],
	plain: Uint8Array
): Promise<Uint8Array<ArrayBuffer>> {
	if (recipients.length === 0) throw new Error('a file must be sealed to somebody');
	const encrypter = new Encrypter();
	for (const recipient of recipients) encrypter.addRecipient(recipient);
	return (await encrypter.encrypt(plain)) as Uint8Array<ArrayBuffer>;
}

export async function openWith(identity: CryptoKey, sealed: Uint8Array): Promise<Opened> {
	const decrypter = new Decrypter();
	decrypter.addIdentity(identity);
	return tryOpen(decrypter, sealed);
}

/** Seals under a passphrase; `logN` is the base-2 logarithm of scrypt's work (r 8, p 1). Blocks the thread. */
export async function sealWithPassphrase(
	passphrase: string,
	plain: Uint8Array,
	logN: number
): Promise<Uint8Array<ArrayBuffer>> {
	const encrypter = new Encrypter();
	encrypter.setScryptWorkFactor(logN);
	encrypter.setPassphrase(passphrase.normalize('NFC'));
	return (await encrypter.encrypt(plain)) as Uint8Array<ArrayBuffer>;
}

/** `not-for-this-key` here means: not this passphrase. Blocks the thread. */
export async function openWithPassphrase(passphrase: string, sealed: Uint8Array): Promise<Opened> {
	const decrypter = new Decrypter();
	// NFC: the same letters typed on another system must be the same passphrase.
	decrypter.addPassphrase(passphrase.normalize('NFC'));
	return tryOpen(decrypter, sealed);
}

async function tryOpen(decrypter: Decrypter, sealed: Uint8Array): Promise<Opened> {
	try {
		const bytes = (await decrypter.decrypt(sealed)) as Uint8Array<ArrayBuffer>;
		return { ok: true, bytes };
	} catch (error) {
		// scrypt found no 128 MiB: that says nothing about the file.
		if (error instanceof RangeError) throw error;
		const isNotOurs = error instanceof Error && error.message === notOurs;
		return { ok: false, why: isNotOurs ? 'not-for-this-key' : 'damaged' };
	}
}

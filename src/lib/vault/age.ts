/**
 * age v1 files (https://c2sp.org/age): the only container there is, and the only file that knows who makes it.
 *
 * [Note: What age gives and what it does not]
 * An age file is sealed to recipients and refuses every altered byte. It has no sender and no place: whoever
 * knows a recipient can write one, and two files for one recipient can be swapped. So the ledger signs each
 * event, and an event names its blobs by the SHA-256 of their sealed bytes.
 */
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { joinedBytes } from '#lib/page/bytes.ts';
import { rest } from '#lib/thread/rest.ts';

export type Opened =
	| { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
	| { readonly ok: false; readonly why: 'not-for-this-key' | 'damaged' };

/** What age-encryption 0.3.1 throws when no stanza is ours; a test holds it to that. */
const notOurs = "no identity matched any of the file's recipients";

/** What age seals at a time. */
const piece = 64 * 1024;

/**
 * A page's picture takes a tenth of a second and more of arithmetic: handed over in pieces, with a rest after
 * each, it leaves the thread free to answer the person at the screen.
 */
function inPieces(bytes: Uint8Array): ReadableStream<Uint8Array> {
	let at = 0;
	const { length } = bytes;
	return new ReadableStream(
		{
			async pull(controller) {
				await rest();
				// Given away to another thread meanwhile, the rest would be missing and nobody would notice.
				if (bytes.length !== length)
					throw new Error('the bytes were given away while they were sealed');
				controller.enqueue(bytes.subarray(at, at + piece));
				at += piece;
				if (at >= length) controller.close();
			}
		},
		{ highWaterMark: 0 }
	);
}

/** Read here and not by a `Response`, which hands every piece through the browser's own machinery: a fifth of the time. */
async function whole(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
	const reader = stream.getReader();
	const parts: Uint8Array[] = [];
	for (let next = await reader.read(); !next.done; next = await reader.read()) {
		parts.push(next.value);
	}
	return joinedBytes(...parts);
}

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
	if (plain.length <= piece) return (await encrypter.encrypt(plain)) as Uint8Array<ArrayBuffer>;
	return whole(await encrypter.encrypt(inPieces(plain)));
}

/** To how many recipients a file says that it is sealed: `sealTo` writes one line for each. Nothing proves it. */
export function recipientsIn(sealed: Uint8Array): number {
	const { head } =
		/^(?<head>.*?)^---/ms.exec(new TextDecoder('latin1').decode(sealed))?.groups ?? {};
	return head?.match(/^-> X25519 /gm)?.length ?? 0;
}

export async function openWith(
	identity: CryptoKey,
	sealed: Uint8Array,
	older: readonly CryptoKey[] = []
): Promise<Opened> {
	const decrypter = new Decrypter();
	for (const key of [identity, ...older]) decrypter.addIdentity(key);
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
		if (sealed.length > piece)
			return { ok: true, bytes: await whole(await decrypter.decrypt(inPieces(sealed))) };
		const bytes = (await decrypter.decrypt(sealed)) as Uint8Array<ArrayBuffer>;
		return { ok: true, bytes };
	} catch (error) {
		// scrypt found no 128 MiB: that says nothing about the file.
		if (error instanceof RangeError) throw error;
		const isNotOurs = error instanceof Error && error.message === notOurs;
		return { ok: false, why: isNotOurs ? 'not-for-this-key' : 'damaged' };
	}
}

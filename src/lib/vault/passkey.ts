/**
 * The cabinet's second way in: a copy of its key that a passkey opens, beside the passphrase's copy and never instead.
 *
 * [Note: A passkey's copy]
 * A passkey with the PRF extension (WebAuthn level 3) answers the same 32 secret bytes to the same question, and no
 * one else's passkey does. HKDF makes an age identity of them; the key file is sealed to it, and the whole, with the
 * name of the passkey, to its clinician: as with the passphrase, it takes the unlocked person too. People delete
 * passkeys, and platforms lose them, so the passphrase's copy and the kit's always stay.
 */
import { openWith, sealTo } from './age.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { openBoth } from './cabinet.ts';
import { lengthPrefixed } from './fields.ts';
import { folderKeyOf, whyClosed, type Holder } from './folder.ts';
import type { FolderKey, FolderSlot } from './folder-key.ts';
import type { Hardener } from './hardener.ts';
import { identityFrom } from './identity.ts';

/**
 * `cancelled`: the person said no, or took too long, or the device does not have it (browsers do not tell which);
 * `cannot`: this device or browser has no passkeys that could open anything.
 */
export type NoAnswer = 'cancelled' | 'cannot';

/** What a passkey answered; the caller zeroes `secret`. */
export type Answered =
	| { readonly ok: true; readonly secret: Uint8Array<ArrayBuffer> }
	| { readonly ok: false; readonly why: NoAnswer };

export type MadePasskey =
	| {
			readonly ok: true;
			readonly credential: Uint8Array<ArrayBuffer>;
			readonly secret: Uint8Array<ArrayBuffer>;
	  }
	| { readonly ok: false; readonly why: NoAnswer };

/** The device's passkeys. In the browser, passkey-browser.ts. */
export interface Passkeys {
	/** The host name that a passkey is bound to: at another address it does not answer. */
	readonly host: string;
	/** `name`: as the device lists it. `question`: what it will be asked each time. */
	make(name: string, question: Uint8Array<ArrayBuffer>): Promise<MadePasskey>;
	ask(credential: Uint8Array<ArrayBuffer>, question: Uint8Array<ArrayBuffer>): Promise<Answered>;
}

/** What a passkey's copy says of itself to its clinician. */
export interface PasskeyCard {
	readonly host: string;
	/** ISO 8601 time. */
	readonly addedAt: string;
	readonly credential: Uint8Array<ArrayBuffer>;
}

/** The file inside the outer seal. */
interface Kept {
	readonly v: 1;
	readonly host: string;
	readonly addedAt: string;
	/** Base64. */
	readonly credential: string;
	/** Base64 of an age file: the cabinet's key, for the identity that the passkey's answer makes. */
	readonly sealed: string;
}

type Owner = Holder & { readonly person: { readonly recipient: string } };
type Slot = FolderSlot<'cabinet'>;

export type PasskeyAdded =
	| { readonly ok: true; readonly file: Uint8Array<ArrayBuffer> }
	| {
			readonly ok: false;
			readonly why: 'wrong-passphrase' | 'not-yours' | 'damaged' | NoAnswer;
	  };

/** Makes a passkey and its copy of the key. The passphrase is asked for: an open cabinet's key cannot be taken out. */
export async function addPasskey(
	owner: Owner,
	{ keyFile, slot, passphrase }: { keyFile: Uint8Array; slot: Slot; passphrase: string },
	{ hardener, passkeys }: { hardener: Hardener; passkeys: Passkeys },
	{ name, at }: { name: string; at: string }
): Promise<PasskeyAdded> {
	const text = await openBoth(owner, keyFile, passphrase, hardener);
	if (!text.ok) return text;
	try {
		const found = await folderKeyOf(text.bytes, slot);
		if (!found.ok) return found;
		const made = await passkeys.make(name, questionFor(slot));
		if (!made.ok) return made;
		const { recipient } = await identityOf(made.secret, slot);
		const kept: Kept = {
			v: 1,
			host: passkeys.host,
			addedAt: at,
			credential: toBase64(made.credential),
			sealed: toBase64(await sealTo([recipient], text.bytes))
		};
		const plain = new TextEncoder().encode(JSON.stringify(kept));
		return { ok: true, file: await sealTo([owner.person.recipient], plain) };
	} finally {
		text.bytes.fill(0);
	}
}

export type PasskeyRead =
	| { readonly ok: true; readonly card: PasskeyCard; readonly sealed: Uint8Array<ArrayBuffer> }
	| { readonly ok: false; readonly why: 'not-yours' | 'damaged' };

/** What its clinician may know of the copy without the passkey. */
export async function readPasskey(holder: Holder, file: Uint8Array): Promise<PasskeyRead> {
	const outer = await openWith(holder.identity, file);
	if (!outer.ok) return { ok: false, why: whyClosed(outer.why) };
	const kept = keptIn(outer.bytes);
	const credential = kept && fromBase64(kept.credential);
	const sealed = kept && fromBase64(kept.sealed);
	if (!credential || !sealed) return { ok: false, why: 'damaged' };
	const { host, addedAt } = kept;
	return { ok: true, card: { host, addedAt, credential }, sealed };
}

export type OpenedWithPasskey =
	| { readonly ok: true; readonly key: FolderKey<'cabinet'> }
	| {
			readonly ok: false;
			/** `another-address`: it was made where this program was reached by another host name. */
			readonly why: 'not-yours' | 'damaged' | 'another-address' | NoAnswer;
	  };

export async function openWithPasskey(
	holder: Holder,
	file: Uint8Array,
	slot: Slot,
	passkeys: Passkeys
): Promise<OpenedWithPasskey> {
	const read = await readPasskey(holder, file);
	if (!read.ok) return read;
	if (read.card.host !== passkeys.host) return { ok: false, why: 'another-address' };
	const answered = await passkeys.ask(read.card.credential, questionFor(slot));
	if (!answered.ok) return answered;
	const { identity } = await identityOf(answered.secret, slot);
	const text = await openWith(identity, read.sealed);
	// Its own passkey was asked, by its own name: another answer than when it was made is as good as none.
	if (!text.ok) return { ok: false, why: text.why === 'damaged' ? 'damaged' : 'cannot' };
	try {
		return await folderKeyOf(text.bytes, slot);
	} finally {
		text.bytes.fill(0);
	}
}

const domain = 'chart-and-cabinet cabinet passkey v1';

/** One for each key of each cabinet, so that a device's one passkey would still answer each differently. */
function questionFor({ folder, epoch }: Slot): Uint8Array<ArrayBuffer> {
	return lengthPrefixed([domain, folder, String(epoch)]);
}

/** HKDF-SHA-256 (RFC 5869); zeroes the secret. */
async function identityOf(secret: Uint8Array<ArrayBuffer>, slot: Slot) {
	const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
	secret.fill(0);
	const salt = new TextEncoder().encode(domain);
	const info = questionFor(slot);
	const hkdf = { name: 'HKDF', hash: 'SHA-256', salt, info };
	const scalar = new Uint8Array(await crypto.subtle.deriveBits(hkdf, base, 256));
	try {
		return await identityFrom(scalar);
	} finally {
		scalar.fill(0);
	}
}

function keptIn(bytes: Uint8Array): Kept | undefined {
	try {
		const kept = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as
			Partial<Record<keyof Kept, unknown>> | undefined;
		const texts = [kept?.host, kept?.addedAt, kept?.credential, kept?.sealed];
		const isKept = kept?.v === 1 && texts.every((text) => typeof text === 'string');
		return isKept ? (kept as unknown as Kept) : undefined;
	} catch {
		return undefined;
	}
}

/**
 * A sealed event: what happened, readable by the folder's key alone, signed by the person who did it,
 * chained to the event before it.
 *
 * [Note: What the chain proves]
 * Each event carries the hash of the one before, and its author's Ed25519 signature over every field. So no
 * event can be altered, left out of the middle, moved, or put under another's name without being found, and
 * this can be checked without any key. Cutting off the newest events cannot be seen from the chain alone:
 * the anchor, kept outside the database, is there for that.
 */
import { isSameBytes } from '#lib/page/bytes.ts';
import { isId, type DeviceId, type FolderId, type PersonId } from '#lib/page/ids.ts';
import { noHash } from '#lib/shelf/shelf.ts';
import { lengthPrefixed } from '#lib/vault/fields.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { sign, verify } from '#lib/vault/signing.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';

const domain = 'chart-and-cabinet event v1';

export interface UnsignedEvent {
	readonly v: 1;
	readonly folder: FolderId;
	readonly epoch: number;
	readonly person: PersonId;
	readonly device: DeviceId;
	/** Counts up from 1. */
	readonly n: number;
	/** Hash of event n - 1, hex; 64 zeros for the first. */
	readonly prev: string;
	/** An age file: the padded JSON of `{at, action}`. */
	readonly ct: Uint8Array<ArrayBuffer>;
}

export interface SealedEvent extends UnsignedEvent {
	/** Ed25519 over every other field. */
	readonly sig: Uint8Array<ArrayBuffer>;
}

export type ReadEvent =
	| { readonly ok: true; readonly event: SealedEvent }
	| { readonly ok: false; readonly why: 'damaged' | 'newer-version' };

export async function signEvent(event: UnsignedEvent, signer: CryptoKey): Promise<SealedEvent> {
	return { ...event, sig: await sign(signer, domain, fieldsOf(event)) };
}

/** Whether the person whose public key this is wrote the event as it stands. */
export function isSignedBy(event: SealedEvent, verifier: string): Promise<boolean> {
	return verify(verifier, domain, fieldsOf(event), event.sig);
}

/** SHA-256, hex, over every field and the signature: what the next event points to. */
export function hashOf(event: SealedEvent): Promise<string> {
	return sha256Hex(lengthPrefixed([domain, fieldsOf(event), event.sig]));
}

/** The event as it is stored and backed up. See envelope.ts. */
export function writeEvent(event: SealedEvent): Uint8Array<ArrayBuffer> {
	const { ct, sig } = event;
	return writeEnvelope({ head: { ...pick(event) }, sig, ct });
}

/** A higher `v` is said to be newer and is never guessed at. */
export function readEvent(bytes: Uint8Array): ReadEvent {
	const envelope = readEnvelope(bytes);
	if (!envelope) return { ok: false, why: 'damaged' };
	const { head, sig, ct } = envelope;
	if (typeof head['v'] === 'number' && head['v'] > 1) return { ok: false, why: 'newer-version' };
	if (!isHead(head)) return { ok: false, why: 'damaged' };
	const event = { ...pick(head), ct, sig };
	// One event has one spelling: a stray space or an extra field would be outside the signature.
	return isSameBytes(writeEvent(event), bytes)
		? { ok: true, event }
		: { ok: false, why: 'damaged' };
}

type Head = Omit<UnsignedEvent, 'ct'>;

function pick({ v, folder, epoch, person, device, n, prev }: Head): Head {
	return { v, folder, epoch, person, device, n, prev };
}

function isHead(head: unknown): head is Head {
	const { v, folder, epoch, person, device, n, prev } = head as Record<keyof Head, unknown>;
	return (
		v === 1 &&
		[folder, person, device].every((id) => typeof id === 'string' && isId(id)) &&
		[epoch, n].every((count) => Number.isSafeInteger(count) && (count as number) >= 1) &&
		typeof prev === 'string' &&
		/^[0-9a-f]{64}$/.test(prev) &&
		(n === 1) === (prev === noHash)
	);
}

function fieldsOf(event: UnsignedEvent): Uint8Array<ArrayBuffer> {
	const { v, folder, epoch, person, device, n, prev, ct } = event;
	return lengthPrefixed([String(v), folder, String(epoch), person, device, String(n), prev, ct]);
}

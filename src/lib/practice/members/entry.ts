/**
 * An entry of the member chain: who came, who left, who owns. In clear, signed by the person who did it, and
 * chained to the entry before, so that the list of people cannot be altered without being found.
 */
import { isSameBytes } from '#lib/page/bytes.ts';
import type { PersonId, FolderId } from '#lib/page/ids.ts';
import { noHash, type Head } from '#lib/shelf/shelf.ts';
import { fromBase64, toBase64 } from '#lib/vault/base64.ts';
import { lengthPrefixed } from '#lib/vault/fields.ts';
import type { FolderKind, FolderSlot } from '#lib/vault/folder-key.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import type { Person } from '#lib/vault/person.ts';
import { sign, verify } from '#lib/vault/signing.ts';

const domain = 'chart-and-cabinet member v1';

export interface FolderCard<K extends FolderKind = FolderKind> {
	readonly slot: FolderSlot<K>;
	/** The one clinician a tray or cabinet belongs to; the chart has no owner. */
	readonly owner?: PersonId;
}

/** Where each folder's history ended: later events of somebody who left then do not count. */
export type Heads = Readonly<Record<FolderId, Head>>;

export type MemberAction =
	/** `kit`: the practice kit's recipient, to which every chart key is sealed beside the people. */
	| {
			readonly is: 'founded';
			readonly practice: string;
			readonly kit: string;
			readonly person: Person;
			readonly folders: readonly FolderCard[];
	  }
	| { readonly is: 'joined'; readonly person: Person; readonly folders: readonly FolderCard[] }
	| {
			readonly is: 'renamed';
			readonly person: PersonId;
			readonly name: string;
			readonly credential: string;
	  }
	/** `chart`: the new key's slot, sealed to those who stay. */
	| {
			readonly is: 'left';
			readonly person: PersonId;
			readonly heads: Heads;
			readonly chart: FolderSlot<'chart'>;
	  }
	/** For staff whose passphrase is lost: new keys from an owner. What the old ones sign after `heads` does not count. */
	| {
			readonly is: 'keys-renewed';
			readonly person: PersonId;
			readonly recipient: string;
			readonly verifier: string;
			readonly heads: Heads;
	  }
	| { readonly is: 'owner-given' | 'owner-taken'; readonly person: PersonId }
	/** A backup put histories back that end before the place where somebody left: from here on they count so. */
	| { readonly is: 'restored'; readonly heads: Heads }
	| WillAction;

/** By the clinician whose cabinet it is, and at last by whom they named. */
export type WillAction =
	| { readonly is: 'successor-named'; readonly cabinet: FolderId; readonly person: PersonId }
	| { readonly is: 'successor-removed'; readonly cabinet: FolderId }
	/** `because`: the successor's words, sealed to the two of them, base64. */
	| { readonly is: 'cabinet-entered'; readonly cabinet: FolderId; readonly because: string };

/** Every kind of action that is understood here. */
export const memberKinds: Readonly<Record<MemberAction['is'], true>> = {
	founded: true,
	joined: true,
	renamed: true,
	left: true,
	'keys-renewed': true,
	'owner-given': true,
	'owner-taken': true,
	restored: true,
	'successor-named': true,
	'successor-removed': true,
	'cabinet-entered': true
};

export interface MemberEntry {
	readonly v: 1;
	/** Counts up from 1. */
	readonly n: number;
	/** Hash of entry n - 1, hex; 64 zeros for the first. */
	readonly prev: string;
	readonly at: string;
	readonly by: PersonId;
	readonly what: MemberAction;
}

export interface SignedEntry {
	readonly entry: MemberEntry;
	/** As it is stored. */
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** What the next entry points to; the first one's is the practice's fingerprint. */
	readonly hash: string;
}

/** Where entry `n` lies, in storage and in a backup. */
export function memberPath(n: number): string {
	return `members/${String(n).padStart(6, '0')}.json`;
}

export async function signEntry(entry: MemberEntry, signer: CryptoKey): Promise<SignedEntry> {
	const sig = toBase64(await sign(signer, domain, encode(entry)));
	const bytes = encode({ ...entry, sig });
	return { entry, bytes, hash: await hashOf(bytes) };
}

export type EntryRead =
	| {
			readonly ok: true;
			readonly entry: MemberEntry;
			readonly hash: string;
			readonly isSignedBy: (verifier: string) => Promise<boolean>;
	  }
	| { readonly ok: false; readonly why: 'damaged' | 'newer-version' };

/** The signature still has to be asked for: whose it must be is known to the one who folds. */
export async function readEntry(bytes: Uint8Array<ArrayBuffer>): Promise<EntryRead> {
	const fields = parse(bytes);
	if (!fields) return { ok: false, why: 'damaged' };
	if (typeof fields['v'] === 'number' && fields['v'] > 1) {
		return { ok: false, why: 'newer-version' };
	}
	const { sig: text, ...unsigned } = fields;
	const sig = typeof text === 'string' ? fromBase64(text) : undefined;
	// One entry has one spelling: what a reader skips would be outside the chain.
	const isPlain = isSameBytes(encode({ ...unsigned, sig: text }), bytes);
	if (!sig || !isPlain || !isEntry(unsigned)) return { ok: false, why: 'damaged' };
	return {
		ok: true,
		entry: unsigned,
		hash: await hashOf(bytes),
		isSignedBy: (verifier) => verify(verifier, domain, encode(unsigned), sig)
	};
}

function hashOf(bytes: Uint8Array): Promise<string> {
	return sha256Hex(lengthPrefixed([domain, bytes]));
}

function encode(value: object): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(JSON.stringify(value));
}

function parse(bytes: Uint8Array): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}

function isEntry(fields: object): fields is MemberEntry {
	const { v, n, prev, at, by, what, ...rest } = fields as Record<string, unknown>;
	return (
		v === 1 &&
		Object.keys(rest).length === 0 &&
		Number.isSafeInteger(n) &&
		[prev, at, by].every((text) => typeof text === 'string') &&
		(n === 1) === (prev === noHash) &&
		typeof what === 'object' &&
		what !== null &&
		'is' in what
	);
}

/** Opaque ids: the only names of things that storage, URLs and logs may ever hold. */

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type PageId = Id<'page'>;
export type BoxId = Id<'box'>;
export type ClientId = Id<'client'>;
export type PersonId = Id<'person'>;
export type FolderId = Id<'folder'>;
export type PacketId = Id<'packet'>;
export type RequestId = Id<'request'>;
export type LoanId = Id<'loan'>;
/** A paper that a request stands on. */
export type PaperId = Id<'paper'>;
/** A line of the disclosure log that a person entered. */
export type EntryId = Id<'entry'>;
/** A note that somebody wrote on a filed page. */
export type NoteId = Id<'note'>;
export type IncidentId = Id<'incident'>;
/** Pages that were decided together, and are taken back together. */
export type RunId = Id<'run'>;
export type DeviceId = Id<'device'>;
export type AnyId =
	| PageId
	| BoxId
	| ClientId
	| PersonId
	| FolderId
	| PacketId
	| RequestId
	| LoanId
	| PaperId
	| EntryId
	| NoteId
	| IncidentId
	| RunId
	| DeviceId;

/** RFC 4648 base32 in lower case: safe in URLs, file names and on the telephone. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const shape = /^[a-z2-7]{26}$/;

// The type parameters below name the brand that the caller gives: that is their one use.
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters */

/** Writes 16 random bytes as an id. The randomness is the caller's: this room has none. */
export function idFromBytes<T extends AnyId>(bytes: Uint8Array): T {
	if (bytes.length !== 16) throw new Error('an id is made of 16 bytes');
	let bits = 0;
	let held = 0;
	let id = '';
	for (const byte of bytes) {
		held = (held << 8) | byte;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			id += alphabet.charAt((held >> bits) & 31);
		}
		held &= (1 << bits) - 1;
	}
	return (id + alphabet.charAt((held << (5 - bits)) & 31)) as T;
}

export function isId(text: string): boolean {
	return shape.test(text);
}

/** Takes text from outside (a URL, a stored row) as an id; throws when it cannot be one. */
export function ensureId<T extends AnyId>(text: string): T {
	if (!isId(text)) throw new Error('not an id');
	return text as T;
}

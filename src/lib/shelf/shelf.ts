/** The port to storage: one folder's sealed events and blobs. It knows no keys and nothing readable. */
import type { FolderId } from '#lib/page/ids.ts';

/** One link of the chain, as the ledger wrote it. */
export interface StoredEvent {
	/** Counts up from 1 without a gap. */
	readonly n: number;
	/** The hash of event n - 1; {@link noHash} for the first. */
	readonly prev: string;
	readonly hash: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface SealedBlob {
	/** SHA-256 of the sealed bytes, hex. */
	readonly id: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The newest event; `n` is 0 and the hash {@link noHash} while there is none. */
export interface Head {
	readonly n: number;
	readonly hash: string;
}

export const noHash = '0'.repeat(64);
export const emptyHead: Head = { n: 0, hash: noHash };

export interface Commit {
	readonly event: StoredEvent;
	readonly put?: readonly SealedBlob[];
	readonly remove?: readonly string[];
}

/**
 * `behind`: another tab wrote first, nothing was stored; `full`: no room, nothing was stored; `nearly-full`: so little
 * room is left that no pieces are taken in, nothing was stored;
 * `broken`: storage failed, see damage mode; `outdated`: a newer version of this program wrote here.
 */
export type NotCommitted = 'behind' | 'full' | 'nearly-full' | 'broken' | 'outdated';
export type Committed = { readonly ok: true } | { readonly ok: false; readonly why: NotCommitted };

/** Reads throw {@link BrokenShelf} when storage fails: that is damage, never an empty answer. */
export interface Shelf {
	readonly folder: FolderId;
	head(): Promise<Head>;
	/** Stores the event and its blobs in one strict transaction: all of it, on disk, or none of it. */
	commit(commit: Commit): Promise<Committed>;
	event(n: number): Promise<StoredEvent | undefined>;
	/** In order from `after` + 1. A record that cannot be read throws when its turn comes, not before. */
	events(after?: number): AsyncGenerator<StoredEvent, void>;
	/** A copy: whoever asks may give it away. */
	blob(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
	has(id: string): Promise<boolean>;
	/** The pieces that lie here. */
	blobIds(): Promise<string[]>;
	/** The pieces that were put here and not removed: storage may have lost one of them. */
	listedIds(): Promise<string[]>;
	/** The pieces that an act removed; versions before the third shape did not note them. */
	removedIds(): Promise<string[]>;
	lists(id: string): Promise<boolean>;
	/** Puts a piece back under its name, whatever lay there. The caller has seen that the bytes are what it names. */
	mend(blob: SealedBlob): Promise<Committed>;
	/** Sealed things outside the chain, e.g. a snapshot; the newest under a name replaces the one before. */
	keep(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Committed>;
	kept(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
	close(): void;
	/** Closes it and removes everything it holds. */
	destroy(): Promise<void>;
}

/** Storage answered with a failure. The cause is dropped: it may quote what was stored. */
export class BrokenShelf extends Error {
	override name = 'BrokenShelf';
	/** The event that could not be read, when it is known. */
	readonly n: number | undefined;

	constructor(n?: number) {
		super('the storage of this folder cannot be read');
		this.n = n;
	}
}

/** Whether an event may follow a head. Every shelf asks this inside its transaction. */
export function follows(event: StoredEvent, head: Head): boolean {
	return event.n === head.n + 1 && event.prev === head.hash;
}

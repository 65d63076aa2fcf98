/** A folder's two halves: the slot, which can only seal, and the key, which opens. */
import type { FolderId } from '#lib/page/ids.ts';

export type FolderKind = 'chart' | 'tray' | 'cabinet';

/** Takes things in without being able to read them back. May be held by anyone in the practice. */
export interface FolderSlot<K extends FolderKind> {
	readonly kind: K;
	readonly folder: FolderId;
	/** Counts up from 1 each time that the folder's key is replaced. */
	readonly epoch: number;
	/** `age1…`. */
	readonly recipient: string;
}

declare const opens: unique symbol;

/**
 * Opens what was sealed to its slot. Made only by this room, so that holding a slot is never enough,
 * and branded by kind, so that a chart's key is refused by the compiler where a cabinet's is wanted.
 */
export interface FolderKey<K extends FolderKind> {
	readonly slot: FolderSlot<K>;
	/** X25519, not extractable. May be posted to a worker. */
	readonly identity: CryptoKey;
	/** Of earlier epochs, newest first: what was sealed before somebody left still opens. */
	readonly older?: readonly CryptoKey[];
	readonly [opens]: K;
}

/** For this room only. */
export function asFolderKey<K extends FolderKind>(
	slot: FolderSlot<K>,
	identity: CryptoKey
): FolderKey<K> {
	return { slot, identity } as FolderKey<K>;
}

/** The newest epoch's key, which also opens what was sealed to the earlier ones. */
export function withOlder<K extends FolderKind>(
	newest: FolderKey<K>,
	older: readonly FolderKey<K>[]
): FolderKey<K> {
	return older.length === 0 ? newest : { ...newest, older: older.map(({ identity }) => identity) };
}

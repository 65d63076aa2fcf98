/** The chart's and the tray's keys: made once an epoch, sealed to the people who may open them. */
import type { FolderId } from '#lib/page/ids.ts';
import { openWith, recipientOf, sealTo } from './age.ts';
import { asFolderKey, type FolderKey, type FolderKind, type FolderSlot } from './folder-key.ts';
import { makeIdentity } from './identity.ts';
import { readKeyFile, writeKeyFile } from './key-file.ts';

/** Folders that a person opens by being unlocked; the cabinet asks for a second passphrase, see cabinet.ts. */
export type OpenFolderKind = Exclude<FolderKind, 'cabinet'>;

export interface CreatedFolder<K extends FolderKind> {
	readonly slot: FolderSlot<K>;
	readonly key: FolderKey<K>;
	/** `folders/<id>/e<epoch>.key.age`. */
	readonly keyFile: Uint8Array<ArrayBuffer>;
}

/** Anyone whose identity a key file may be sealed to: an unlocked person or an opened kit. */
export interface Holder {
	readonly identity: CryptoKey;
}

export type OpenedFolder<K extends FolderKind> =
	| { readonly ok: true; readonly key: FolderKey<K> }
	| { readonly ok: false; readonly why: 'not-yours' | 'damaged' };

/** `recipients`: the members' and their kits' (`age1…`). Staff and clinicians for the chart, one clinician for a tray. */
export async function createFolder<K extends OpenFolderKind>(
	kind: K,
	folder: FolderId,
	recipients: readonly string[],
	epoch = 1
): Promise<CreatedFolder<K>> {
	const { identity, recipient, line } = await makeIdentity();
	const text = writeKeyFile(line);
	try {
		const slot: FolderSlot<K> = { kind, folder, epoch, recipient };
		const keyFile = await sealTo(recipients, text);
		return { slot, key: asFolderKey(slot, identity), keyFile };
	} finally {
		line.fill(0);
		text.fill(0);
	}
}

export function openFolder<K extends OpenFolderKind>(
	holder: Holder,
	keyFile: Uint8Array,
	slot: FolderSlot<K>
): Promise<OpenedFolder<K>> {
	return openKeyFile(holder, keyFile, slot);
}

export type Resealed =
	| { readonly ok: true; readonly keyFile: Uint8Array<ArrayBuffer> }
	| { readonly ok: false; readonly why: 'not-yours' | 'damaged' };

/** The same key for another list of people, e.g. when somebody joins. Leaving out a name un-shows nothing: that takes a new epoch. */
export async function resealFolder(
	holder: Holder,
	keyFile: Uint8Array,
	slot: FolderSlot<OpenFolderKind>,
	recipients: readonly string[]
): Promise<Resealed> {
	const opened = await openWith(holder.identity, keyFile);
	if (!opened.ok) return { ok: false, why: whyClosed(opened.why) };
	try {
		const found = await folderKeyOf(opened.bytes, slot);
		return found.ok ? { ok: true, keyFile: await sealTo(recipients, opened.bytes) } : found;
	} finally {
		opened.bytes.fill(0);
	}
}

/** For this room only: a key file that is sealed to the holder and nothing else. */
export async function openKeyFile<K extends FolderKind>(
	holder: Holder,
	keyFile: Uint8Array,
	slot: FolderSlot<K>
): Promise<OpenedFolder<K>> {
	const opened = await openWith(holder.identity, keyFile);
	if (!opened.ok) return { ok: false, why: whyClosed(opened.why) };
	try {
		return await folderKeyOf(opened.bytes, slot);
	} finally {
		opened.bytes.fill(0);
	}
}

/** For this room only: the key in an opened key file, if it is the one that belongs to the slot. */
export async function folderKeyOf<K extends FolderKind>(
	text: Uint8Array,
	slot: FolderSlot<K>
): Promise<{ ok: true; key: FolderKey<K> } | { ok: false; why: 'damaged' }> {
	const keys = await readKeyFile(text);
	if (!keys || (await recipientOf(keys.identity)) !== slot.recipient) {
		return { ok: false, why: 'damaged' };
	}
	return { ok: true, key: asFolderKey(slot, keys.identity) };
}

/** For this room only. */
export function whyClosed(why: 'not-for-this-key' | 'damaged'): 'not-yours' | 'damaged' {
	return why === 'damaged' ? why : 'not-yours';
}

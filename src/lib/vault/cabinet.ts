/**
 * The cabinet's key: sealed to its clinician around a second lock, the cabinet's own passphrase.
 * Opening it takes the unlocked person and that passphrase; `age -d` twice does the same by hand.
 */
import type { FolderId } from '#lib/page/ids.ts';
import { openWith, sealTo } from './age.ts';
import { folderKeyOf, whyClosed, type CreatedFolder, type Holder } from './folder.ts';
import { asFolderKey, type FolderKey, type FolderSlot } from './folder-key.ts';
import type { Hardener } from './hardener.ts';
import { makeIdentity } from './identity.ts';
import { writeKeyFile } from './key-file.ts';

export interface NewCabinet {
	readonly folder: FolderId;
	readonly epoch?: number;
	/** The recipient of the one clinician whose cabinet this is. */
	readonly recipient: string;
	/** The recipient of that clinician's recovery kit. */
	readonly kit: string;
	readonly passphrase: string;
}

export interface CreatedCabinet extends CreatedFolder<'cabinet'> {
	/** `folders/<id>/e<epoch>.kit.age`: opens with the kit alone. */
	readonly kitFile: Uint8Array<ArrayBuffer>;
}

type Closed = {
	readonly ok: false;
	readonly why: 'wrong-passphrase' | 'not-yours' | 'damaged';
};

export type OpenedCabinet = { readonly ok: true; readonly key: FolderKey<'cabinet'> } | Closed;

export async function createCabinet(
	{ folder, epoch = 1, recipient: owner, kit, passphrase }: NewCabinet,
	hardener: Hardener
): Promise<CreatedCabinet> {
	const { identity, recipient, line } = await makeIdentity();
	const text = writeKeyFile(line);
	try {
		const slot: FolderSlot<'cabinet'> = { kind: 'cabinet', folder, epoch, recipient };
		return {
			slot,
			key: asFolderKey(slot, identity),
			kitFile: await sealTo([kit], text),
			keyFile: await sealTo([owner], await hardener.seal(passphrase, text))
		};
	} finally {
		line.fill(0);
		text.fill(0);
	}
}

export async function openCabinet(
	holder: Holder,
	keyFile: Uint8Array,
	passphrase: string,
	slot: FolderSlot<'cabinet'>,
	hardener: Hardener
): Promise<OpenedCabinet> {
	const text = await openBoth(holder, keyFile, passphrase, hardener);
	if (!text.ok) return text;
	try {
		return await folderKeyOf(text.bytes, slot);
	} finally {
		text.bytes.fill(0);
	}
}

export type RelockedCabinet =
	{ readonly ok: true; readonly keyFile: Uint8Array<ArrayBuffer> } | Closed;

/** A new key file with the same key, for the same clinician. */
export async function changeCabinetPassphrase(
	owner: Holder & { readonly person: { readonly recipient: string } },
	keyFile: Uint8Array,
	passphrases: { readonly old: string; readonly new: string },
	slot: FolderSlot<'cabinet'>,
	hardener: Hardener
): Promise<RelockedCabinet> {
	const text = await openBoth(owner, keyFile, passphrases.old, hardener);
	if (!text.ok) return text;
	try {
		const found = await folderKeyOf(text.bytes, slot);
		if (!found.ok) return found;
		const locked = await hardener.seal(passphrases.new, text.bytes);
		return { ok: true, keyFile: await sealTo([owner.person.recipient], locked) };
	} finally {
		text.bytes.fill(0);
	}
}

/** A forgotten cabinet passphrase: the kit's copy opens, and a new key file is locked for the clinician. */
export async function recoverCabinet(
	kit: Holder,
	kitFile: Uint8Array,
	slot: FolderSlot<'cabinet'>,
	renewed: { readonly recipient: string; readonly passphrase: string },
	hardener: Hardener
): Promise<RelockedCabinet> {
	const opened = await openWith(kit.identity, kitFile);
	if (!opened.ok) return { ok: false, why: whyClosed(opened.why) };
	try {
		const found = await folderKeyOf(opened.bytes, slot);
		if (!found.ok) return found;
		const locked = await hardener.seal(renewed.passphrase, opened.bytes);
		return { ok: true, keyFile: await sealTo([renewed.recipient], locked) };
	} finally {
		opened.bytes.fill(0);
	}
}

/** For this room only: the key's text, which the caller zeroes. */
export async function openBoth(
	holder: Holder,
	keyFile: Uint8Array,
	passphrase: string,
	hardener: Hardener
): Promise<{ ok: true; bytes: Uint8Array<ArrayBuffer> } | Closed> {
	const outer = await openWith(holder.identity, keyFile);
	if (!outer.ok) return { ok: false, why: whyClosed(outer.why) };
	const inner = await hardener.open(passphrase, outer.bytes);
	if (inner.ok) return inner;
	return { ok: false, why: inner.why === 'damaged' ? 'damaged' : 'wrong-passphrase' };
}

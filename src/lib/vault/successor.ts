/**
 * The professional will: a copy of a cabinet's key for the one colleague whom its clinician has named.
 * It is sealed to that colleague's own cabinet, so that it takes the colleague's second unlock too.
 */
import { sealTo } from './age.ts';
import { openBoth, type OpenedCabinet, type RelockedCabinet } from './cabinet.ts';
import { folderKeyOf, whyClosed, type Holder } from './folder.ts';
import type { FolderKey, FolderSlot } from './folder-key.ts';
import type { Hardener } from './hardener.ts';
import { open } from './open.ts';

type Slot = FolderSlot<'cabinet'>;

/** The copy's file. The passphrase is asked for: an open cabinet's key cannot be taken out. */
export async function sealForSuccessor(
	owner: Holder,
	{ keyFile, slot, passphrase }: { keyFile: Uint8Array; slot: Slot; passphrase: string },
	successor: Slot,
	hardener: Hardener
): Promise<RelockedCabinet> {
	const text = await openBoth(owner, keyFile, passphrase, hardener);
	if (!text.ok) return text;
	try {
		const found = await folderKeyOf(text.bytes, slot);
		if (!found.ok) return found;
		return { ok: true, keyFile: await sealTo([successor.recipient], text.bytes) };
	} finally {
		text.bytes.fill(0);
	}
}

/** `own`: the successor's own open cabinet. */
export async function openAsSuccessor(
	own: FolderKey<'cabinet'>,
	file: Uint8Array,
	slot: Slot
): Promise<OpenedCabinet> {
	const opened = await open(own, file);
	if (!opened.ok) return { ok: false, why: whyClosed(opened.why) };
	try {
		return await folderKeyOf(opened.bytes, slot);
	} finally {
		opened.bytes.fill(0);
	}
}

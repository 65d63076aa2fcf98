/**
 * A clinician's word that a cabinet's key file has opened it: signed when it did, and kept beside the folder's entries.
 * Nobody else can try the file, so a backup or a restore could not tell the right one from one that was exchanged.
 */
import type { Shelf } from '#lib/shelf/shelf.ts';
import { lengthPrefixed } from '#lib/vault/fields.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { sign, verify } from '#lib/vault/signing.ts';

const place = 'proved-key';
const domain = 'chart-and-cabinet proved key v1';

/** Notes that this file opened the cabinet. Where storage refuses, the next opening notes it. */
export async function noteProved(
	shelf: Shelf,
	slot: FolderSlot<'cabinet'>,
	owner: { readonly signer: CryptoKey; readonly verifier: string },
	keyFile: Uint8Array<ArrayBuffer>
): Promise<void> {
	if (await isProved(shelf, slot, owner.verifier, keyFile)) return;
	await shelf.keep(place, await sign(owner.signer, domain, await wordsFor(slot, keyFile)));
}

/** Whether the cabinet's owner has opened it with these very bytes. */
export async function isProved(
	shelf: Pick<Shelf, 'kept'>,
	slot: FolderSlot<'cabinet'>,
	verifier: string,
	keyFile: Uint8Array<ArrayBuffer>
): Promise<boolean> {
	const noted = await shelf.kept(place).catch(() => undefined);
	return noted !== undefined && verify(verifier, domain, await wordsFor(slot, keyFile), noted);
}

/** Whether its owner's word lies there for any file: then a file without one is not the one that opened it last. */
export async function isSomeProved(shelf: Pick<Shelf, 'kept'>): Promise<boolean> {
	return (await shelf.kept(place).catch(() => undefined)) !== undefined;
}

async function wordsFor(
	{ folder, epoch }: FolderSlot<'cabinet'>,
	keyFile: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	return lengthPrefixed([folder, String(epoch), await sha256Hex(keyFile)]);
}

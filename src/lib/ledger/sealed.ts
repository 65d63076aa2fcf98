/** A piece of a page, sealed and named by the hash of its ciphertext. */
import type { BlobRef } from '#lib/page/blob.ts';
import type { SealedBlob } from '#lib/shelf/shelf.ts';
import type { FolderKey, FolderKind, FolderSlot } from '#lib/vault/folder-key.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { open } from '#lib/vault/open.ts';
import { seal } from '#lib/vault/seal.ts';

export interface Sealed {
	/** What the signed event names. */
	readonly ref: BlobRef;
	/** What the shelf stores. */
	readonly blob: SealedBlob;
}

/** Seals bytes for a folder; the slot is enough. */
export async function sealBlob(slot: FolderSlot<FolderKind>, plain: Uint8Array): Promise<Sealed> {
	const bytes = await seal(slot, plain);
	const sha256 = await sha256Hex(bytes);
	return { ref: { sha256, size: bytes.length }, blob: { id: sha256, bytes } };
}

/** A stored piece is gone, altered, or sealed to another folder. */
export class DamagedBlob extends Error {
	override name = 'DamagedBlob';

	constructor() {
		super('a stored page is damaged');
	}
}

/** Opens what a signed event named, and only that: other bytes under its name are damage. */
export async function openBlob(
	key: FolderKey<FolderKind>,
	ref: BlobRef,
	stored: Uint8Array<ArrayBuffer> | undefined
): Promise<Uint8Array<ArrayBuffer>> {
	if (stored?.length !== ref.size || (await sha256Hex(stored)) !== ref.sha256) {
		throw new DamagedBlob();
	}
	const opened = await open(key, stored);
	if (!opened.ok) throw new DamagedBlob();
	return opened.bytes;
}

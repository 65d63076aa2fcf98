/** Puts bytes into a folder. A slot is enough. */
import { sealTo } from './age.ts';
import type { FolderKind, FolderSlot } from './folder-key.ts';

/** An age file that only the folder's key opens. */
export function seal(
	slot: FolderSlot<FolderKind>,
	plain: Uint8Array
): Promise<Uint8Array<ArrayBuffer>> {
	return sealTo([slot.recipient], plain);
}

/** Takes bytes out of a folder. This needs its key. */
import { openWith, type Opened } from './age.ts';
import type { FolderKey, FolderKind } from './folder-key.ts';

export type { Opened } from './age.ts';

/** `not-for-this-key`: a whole file, for somebody else; `damaged`: not an age file, or not all of one. */
export function open<K extends FolderKind>(key: FolderKey<K>, sealed: Uint8Array): Promise<Opened> {
	return openWith(key.identity, sealed, key.older);
}

/** The practice's few small files by path: who is who, key files, settings. Sealed or public, never secret. */
import type { Committed } from './shelf.ts';

export interface PracticeFile {
	/** As in a backup, e.g. `people/<id>.key.age`, `folders/<id>/e1.key.age`, `FORMAT`. */
	readonly path: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Reads throw `BrokenShelf` when storage fails. */
export interface PracticeFiles {
	/** Writes and removes all of them or none. */
	write(files: readonly PracticeFile[], remove?: readonly string[]): Promise<Committed>;
	read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
	/** The paths that start with `prefix`, in order. */
	list(prefix?: string): Promise<string[]>;
	close(): void;
	/** Closes it and removes every file. */
	destroy(): Promise<void>;
}

const shape = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/** A path names a file in a backup one day: nothing odd may get in. Throws when it is. */
export function ensurePath(path: string): string {
	if (!shape.test(path) || path.length > 200) throw new Error('not a path of the practice');
	return path;
}

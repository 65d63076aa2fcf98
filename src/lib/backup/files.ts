/** A backup's files, read one at a time from where they lie: a backup may be far larger than memory. */
import type { ReadableFiles } from '#lib/practice/members/chain.ts';

/** Reading throws {@link UnreadableBackup} where the file, or the stick that it is on, stops giving its bytes. */
export interface BackupFiles extends ReadableFiles {
	/** How long a file is; `undefined` where there is none. */
	size(path: string): number | undefined;
}

export class UnreadableBackup extends Error {
	override name = 'UnreadableBackup';

	constructor(cause: unknown) {
		super('the backup cannot be read to its end', { cause });
	}
}

/** One of a backup's files where it lies. */
export interface Lying {
	readonly size: number;
	bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

export function backupFiles(lying: ReadonlyMap<string, Lying>): BackupFiles {
	return {
		size: (path) => lying.get(path)?.size,
		list: (prefix = '') =>
			Promise.resolve([...lying.keys()].filter((path) => path.startsWith(prefix))),
		async read(path) {
			const found = lying.get(path);
			try {
				return await found?.bytes();
			} catch (error) {
				throw new UnreadableBackup(error);
			}
		}
	};
}

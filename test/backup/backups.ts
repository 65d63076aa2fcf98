/** Backups that tests start from. */
import type { BackupPart } from '#lib/backup/entry.ts';
import { backupFiles, type BackupFiles } from '#lib/backup/files.ts';
import { writeBackup, type BackupOrder } from '#lib/backup/write.ts';
import { readZip, zipEntries } from '#lib/backup/zip.ts';
import type { FolderId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';

export function orderOf(part: BackupPart, { files, holdings, me }: Practice): BackupOrder {
	return { part, files, holdings, me, madeAt: '2026-01-05T10:00:00.000Z' };
}

/** A backup's files in memory, to be looked at and harmed. */
export type Held = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

export async function held(files: BackupFiles | undefined): Promise<Held> {
	if (!files) throw new Error('not a zip');
	const found = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const path of await files.list()) {
		found.set(path, (await files.read(path)) ?? new Uint8Array());
	}
	return found;
}

/** The same where a program expects a backup to lie. */
export function lying(files: Held): BackupFiles {
	return backupFiles(
		new Map(
			[...files].map(([path, bytes]) => [
				path,
				{ size: bytes.length, bytes: () => Promise.resolve(bytes) }
			])
		)
	);
}

/** As it is after it was zipped and read back. */
export async function backupFrom(part: BackupPart, practice: Practice): Promise<Held> {
	return held(await readZip(await zipEntries(writeBackup(orderOf(part, practice)))));
}

export function folderIn(kind: string, { holdings }: Practice): FolderId {
	const held = holdings.find((one) => one.kind === kind);
	if (!held) throw new Error('no such folder');
	return held.shelf.folder;
}

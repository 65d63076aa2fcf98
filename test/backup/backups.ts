/** Backups that tests start from. */
import type { BackupPart } from '#lib/backup/entry.ts';
import type { BackupFiles } from '#lib/backup/verify.ts';
import { writeBackup, type BackupOrder } from '#lib/backup/write.ts';
import { readZip, zipEntries } from '#lib/backup/zip.ts';
import type { FolderId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';

export function orderOf(part: BackupPart, { files, holdings, me }: Practice): BackupOrder {
	return { part, files, holdings, me, madeAt: '2026-01-05T10:00:00.000Z' };
}

/** As it is after it was zipped and read back. */
export async function backupFrom(part: BackupPart, practice: Practice): Promise<BackupFiles> {
	const read = await readZip(await zipEntries(writeBackup(orderOf(part, practice))));
	if (!read) throw new Error('not a zip');
	return read;
}

export function folderIn(kind: string, { holdings }: Practice): FolderId {
	const held = holdings.find((one) => one.kind === kind);
	if (!held) throw new Error('no such folder');
	return held.shelf.folder;
}

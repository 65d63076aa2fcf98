/** The two backups of a practice in this process's memory, as the files that a person would have. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { BackupPart } from '#lib/backup/entry.ts';
import { writeBackup } from '#lib/backup/write.ts';
import { zipEntries } from '#lib/backup/zip.ts';
import type { Practice } from '#lib/practice/practice.ts';

export interface LargeBackup {
	readonly files: Readonly<Record<BackupPart, string>>;
	readonly bytes: number;
}

export async function writeLargeBackup(
	{ files, holdings, me }: Practice,
	folder: string
): Promise<LargeBackup> {
	let bytes = 0;
	const write = async (part: BackupPart): Promise<string> => {
		const madeAt = new Date().toISOString();
		const zip = await zipEntries(writeBackup({ part, files, holdings, me, madeAt }));
		const path = join(folder, `${part}.zip`);
		const stream = Readable.fromWeb(zip.stream() as ReadableStream);
		await pipeline(stream, createWriteStream(path));
		bytes += zip.size;
		return path;
	};
	return { files: { chart: await write('chart'), private: await write('private') }, bytes };
}

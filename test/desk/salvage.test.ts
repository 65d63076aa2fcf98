import { describe, expect, test } from 'vitest';
import type { BackupPart } from '#lib/backup/entry.ts';
import { backupFaults } from '#lib/backup/faults.ts';
import { writeBackup } from '#lib/backup/write.ts';
import { readZip, zipEntries } from '#lib/backup/zip.ts';
import { copyAsItIs, weighBackups } from '#lib/desk/salvage.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { BrokenShelf, type Shelf } from '#lib/shelf/shelf.ts';
import { addClient, openBox, setUpPractice } from '../support/practice.ts';

const madeAt = '2026-03-03T12:00:00.000Z';

function backupOf(part: BackupPart, { files, holdings, me }: Practice): Promise<Blob> {
	return zipEntries(writeBackup({ part, files, holdings, me, madeAt }));
}

function chartBackup(practice: Practice): Promise<Blob> {
	return backupOf('chart', practice);
}

describe('before a backup goes over damaged storage', () => {
	test('it is told what the backup holds, of when it is, and what would be missing', async () => {
		const { practice, storage } = await setUpPractice();
		await addClient(practice, 'Ana Marlow');
		const backup = await chartBackup(practice);
		for (const name of ['Bo Lind', 'Cy Orr']) await addClient(practice, name);
		expect(await weighBackups([backup], storage)).toEqual({
			ok: true,
			backups: [
				{
					...{ part: 'chart', madeAt, isBehind: true },
					holds: { entries: 1, pieces: 0, missing: 2 }
				}
			]
		});
	});

	test('nothing says how much lies in a tray or a cabinet, only whether some would be missing', async () => {
		const { practice, storage } = await setUpPractice();
		await openBox(practice);
		const backup = await backupOf('private', practice);
		const part = 'private';
		expect(await weighBackups([backup], storage)).toEqual({
			ok: true,
			backups: [{ part, madeAt, isBehind: false }]
		});
		await openBox(practice);
		expect(await weighBackups([backup], storage)).toEqual({
			ok: true,
			backups: [{ part, madeAt, isBehind: true }]
		});
	});

	test('a file that was cut is named as no backup, and nothing is weighed', async () => {
		const { practice, storage } = await setUpPractice();
		const backup = await chartBackup(practice);
		const weighed = await weighBackups([backup.slice(0, backup.size / 2)], storage);
		expect(weighed).toEqual({ ok: false, sentence: backupFaults['not-a-backup'] });
	});

	test('the damaged copy holds all that can be read, past an entry that cannot', async () => {
		const { practice, storage } = await setUpPractice();
		for (const name of ['Ana Marlow', 'Bo Lind', 'Cy Orr']) await addClient(practice, name);
		const shelfOf = (folder: Shelf['folder']): Shelf => {
			const shelf = storage.shelfOf(folder);
			const event: Shelf['event'] = (n) =>
				n === 2 ? Promise.reject(new BrokenShelf(2)) : shelf.event(n);
			return Object.assign(Object.create(shelf) as Shelf, {
				...{ event, head: () => shelf.head(), blobIds: () => shelf.blobIds() },
				...{ blob: (id: string) => shelf.blob(id), close: () => undefined },
				kept: (name: string) => shelf.kept(name)
			});
		};
		const copy = await readZip(await copyAsItIs({ ...storage, shelfOf }));
		const paths = (await copy?.list()) ?? [];
		expect(paths).toEqual(expect.arrayContaining(await storage.files.list()));
		const events = paths.filter((path) => path.endsWith('.event'));
		expect(events.map((path) => path.slice(-14))).toEqual(['00000001.event', '00000003.event']);
	});
});

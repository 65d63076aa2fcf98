/** Storage that bears a later version's mark, whoever set it: nothing is written, and nobody is locked out of their pages. */
import Dexie from 'dexie';
import { afterEach, expect, it } from 'vitest';
import { restoreFiles } from '#lib/desk/backup.svelte.ts';
import { sentenceFor } from '#lib/desk/sentences.ts';
import { writeBackup } from '#lib/backup/write.ts';
import { zipEntries } from '#lib/backup/zip.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import type { Storage } from '#lib/practice/practice.ts';
import { DexiePracticeFiles } from '#lib/shelf/dexie-practice-files.ts';
import { DexieShelf } from '#lib/shelf/dexie-shelf.ts';
import { ana, cabinetPassphrase, filePage, openPractice } from '../desk/open-practice.ts';
import { orderOf } from './backups.ts';

const parts = ['chart', 'private'] as const;

function stored(): Storage {
	return {
		...memoryStorage(),
		files: new DexiePracticeFiles(),
		shelfOf: (folder) => new DexieShelf(folder)
	};
}

/** Every database looks as a far later version would leave it. */
async function markNewer(): Promise<void> {
	for (const { name = '' } of await indexedDB.databases()) {
		if (!name.startsWith('cc-')) continue;
		const found = await new Dexie(name).open();
		const stores = found.tables.map((table) => [table.name, table.schema.primKey.src]);
		found.close();
		const later = new Dexie(name);
		later.version(99).stores(Object.fromEntries(stores) as Record<string, string>);
		await later.open();
		await later.table('marks').put({ name: 'min-writer', value: 99 });
		later.close();
	}
}

afterEach(async () => {
	for (const { name = '' } of await indexedDB.databases()) await Dexie.delete(name);
});

it('opens, refuses to write with what to do, and comes whole out of a backup that is made of it', async () => {
	const before = await openPractice(undefined, stored());
	await filePage(before, 1, 'chart', { day: '2021-05-04' });
	await filePage(before, 2, 'cabinet');
	await before.close();
	await markNewer();

	const practice = await openPractice(undefined, stored());
	const added = await practice.chart.act({ is: 'client-changed', client: ana });
	expect(added).toMatchObject({ ok: false, why: 'outdated' });
	expect(sentenceFor('outdated')).toContain('save both backups');
	expect(sentenceFor('outdated')).toContain('clear this address’s data');
	const saved = await Promise.all(
		parts.map((part) => zipEntries(writeBackup(orderOf(part, practice))))
	);
	await practice.close();

	// The empty start, after the address's data were cleared.
	const fresh = memoryStorage();
	expect(await restoreFiles(saved, fresh)).toEqual({ ok: true });
	const after = await openPractice(undefined, fresh);
	expect(after.chart.state.pages.size).toBe(1);
	const opened = await after.openCabinet(cabinetPassphrase);
	expect(opened.ok && opened.cabinet.state.pages.size).toBe(1);
	expect(await after.chart.act({ is: 'client-changed', client: ana })).toMatchObject({ ok: true });
});

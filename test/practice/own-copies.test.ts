import { describe, expect, it } from 'vitest';
import { copyAsItIs } from '#lib/desk/salvage.ts';
import { readZip } from '#lib/backup/zip.ts';
import type { FolderId } from '#lib/page/ids.ts';
import { memberPath } from '#lib/practice/members/entry.ts';
import { copiesIn, keepCopy, mendedFiles } from '#lib/practice/own-copies.ts';
import { paths } from '#lib/practice/roster.ts';
import { BrokenShelf, type Shelf } from '#lib/shelf/shelf.ts';
import { addClient, invite, setUpPractice, type Standing } from '../support/practice.ts';

const foldersOf = ({ practice: { roster } }: Standing): FolderId[] =>
	roster.folders.map(({ slot }) => slot.folder);

async function mend(standing: Standing): Promise<boolean> {
	const put = await mendedFiles(standing.storage, foldersOf(standing));
	if (put) await standing.storage.files.write(put);
	return put !== undefined;
}

describe('the practice’s own files, lost', () => {
	it('are put back from beside the folders, and every page is there', async () => {
		const standing = await setUpPractice();
		await invite(standing, 'staff', 'Sam Front');
		const practice = await standing.again();
		await addClient(practice, 'Ana Marked');
		await practice.close();
		const { files } = standing.storage;
		const before = await files.list();
		await files.write([], before);
		expect((await standing.door.look()).is).not.toBe('locked');
		expect(await mend(standing)).toBe(true);
		expect(await files.list()).toEqual(before);
		const again = await standing.again();
		expect(again.chart.state.clients.size).toBe(1);
		expect(again.roster.people).toHaveLength(2);
	});

	it.each([
		['one person’s entry', memberPath(1)],
		['the mark of the format', 'FORMAT']
	])('are mended where %s is other bytes, and keys stay as they are', async (_, path) => {
		const standing = await setUpPractice();
		await standing.practice.close();
		const { files } = standing.storage;
		const key = paths.personKey(standing.practice.me.person.id);
		const newer = new TextEncoder().encode('age-encryption.org/v1 a newer passphrase');
		await files.write([
			{ path, bytes: Uint8Array.of(1, 2, 3) },
			{ path: key, bytes: newer }
		]);
		expect((await standing.door.look()).is).toBe('damaged');
		expect(await mend(standing)).toBe(true);
		expect((await standing.door.look()).is).toBe('locked');
		expect(await files.read(key)).toEqual(newer);
	});

	it('are not set back to fewer people than were noted outside the database', async () => {
		const standing = await setUpPractice();
		await standing.practice.close();
		// Noted since the copies were made.
		await invite(standing, 'staff', 'Sam Front');
		const { files } = standing.storage;
		await files.write([], await files.list());
		expect(await mend(standing)).toBe(false);
		expect(await files.list()).toEqual([]);
	});

	it('and their copies: each beside its folder alone, no second way into a cabinet among them', async () => {
		const standing = await setUpPractice();
		const { practice, storage } = standing;
		const cabinet = practice.roster.folders.find(({ slot }) => slot.kind === 'cabinet')?.slot;
		if (!cabinet) throw new Error('no cabinet');
		const extra = [
			paths.folderPasskey(cabinet.folder, 1),
			paths.folderSuccessor(cabinet.folder, 1)
		];
		await storage.files.write(extra.map((path) => ({ path, bytes: Uint8Array.of(1) })));
		await practice.close();
		for (const folder of foldersOf(standing)) {
			const copied = [...(await copiesIn(storage.shelfOf(folder))).keys()];
			const inFolders = copied.filter((path) => path.startsWith('folders/'));
			expect(copied).toContain(paths.format);
			expect(inFolders).toContain(paths.folderKey(folder, 1));
			expect(inFolders.filter((path) => !path.startsWith(`folders/${folder}/`))).toEqual([]);
			expect(copied.filter((path) => extra.includes(path))).toEqual([]);
		}
	});

	it('are in the copy of the damaged storage, with every folder that they no longer name', async () => {
		const standing = await setUpPractice();
		await addClient(standing.practice, 'Ana Marked');
		await standing.practice.close();
		const { files } = standing.storage;
		const before = await files.list();
		await files.write([], before);
		const folders = () => Promise.resolve(foldersOf(standing));
		const copy = await readZip(await copyAsItIs({ ...standing.storage, folders }));
		const found = (await copy?.list()) ?? [];
		expect(found).toEqual(expect.arrayContaining(before));
		expect(found.filter((path) => path.endsWith('.event'))).toHaveLength(1);
	});
});

describe('copies that cannot be read for a moment', () => {
	it('are left as they are, and not replaced by what is known now', async () => {
		const standing = await setUpPractice();
		await standing.practice.close();
		const [folder] = foldersOf(standing);
		if (!folder) throw new Error('no folder');
		const shelf = standing.storage.shelfOf(folder);
		const before = await shelf.kept('practice-files');
		const failing: Pick<Shelf, 'folder' | 'kept' | 'keep'> = {
			folder: shelf.folder,
			kept: () => Promise.reject(new BrokenShelf()),
			keep: (name, bytes) => shelf.keep(name, bytes)
		};
		await expect(keepCopy(failing as Shelf, 'FORMAT', Uint8Array.of(1))).rejects.toThrow(
			BrokenShelf
		);
		expect(await shelf.kept('practice-files')).toEqual(before);
	});
});

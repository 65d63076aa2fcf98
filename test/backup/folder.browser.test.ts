import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '#lib/backup/entry.ts';
import { writeFolder } from '#lib/backup/folder.ts';
import { verifyBackup } from '#lib/backup/verify.ts';
import { writeBackup } from '#lib/backup/write.ts';
import { BackupDesk } from '#lib/desk/backup.svelte.ts';
import type { FolderPlace } from '#lib/desk/backup-folder.svelte.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { lying } from './backups.ts';
import { emptyStick, filesIn } from './stick.ts';
import { filePage, openPractice } from '../desk/open-practice.ts';

let practice: Practice;
let root: FileSystemDirectoryHandle;

beforeEach(async () => {
	root = await emptyStick();
	practice = await openPractice();
	await filePage(practice, 1, 'chart', { day: '2021-05-04' });
	await filePage(practice, 2, 'chart', { day: '2021-06-04' });
});

function entries(signal?: AbortSignal): AsyncGenerator<Entry, void> {
	const { files, holdings, me } = practice;
	const madeAt = '2026-03-02T10:00:00.000Z';
	return writeBackup({
		...{ part: 'chart', files, holdings, me, madeAt },
		...(signal ? { signal } : {})
	});
}

async function verdict(): Promise<string> {
	const verified = await verifyBackup(lying(await filesIn(root)), practice.roster);
	return verified.ok ? 'whole' : verified.why;
}

describe('a backup in a folder', () => {
	it('is whole once it is written, and the next one writes only what is new', async () => {
		const first = await writeFolder(entries(), root);
		if (!first.ok) throw new Error(first.why);
		expect(first.kept).toBe(0);
		expect(await verdict()).toBe('whole');
		await filePage(practice, 3, 'chart', { day: '2021-07-04' });
		const second = await writeFolder(entries(), root);
		if (!second.ok) throw new Error(second.why);
		expect(second.kept).toBeGreaterThan(first.written - 6);
		expect(second.written).toBeLessThan(12);
		expect(await verdict()).toBe('whole');
	});

	it('that was interrupted is none, and is gone on with', async () => {
		const stop = new AbortController();
		let count = 0;
		async function* cut(): AsyncGenerator<Entry, void> {
			for await (const entry of entries(stop.signal)) {
				if (++count === 6) stop.abort();
				yield entry;
			}
		}
		await expect(writeFolder(cut(), root)).rejects.toThrow();
		expect(await verdict()).toBe('not-a-backup');
		const again = await writeFolder(entries(), root);
		if (!again.ok) throw new Error(again.why);
		expect(again.kept).toBeGreaterThanOrEqual(5);
		expect(await verdict()).toBe('whole');
	});

	it('mends a piece that went bad, and lets go of what is not listed any more', async () => {
		await writeFolder(entries(), root);
		const blobs = await root.getDirectoryHandle('blobs');
		const names: string[] = [];
		for await (const name of blobs.keys()) names.push(name);
		const bad = await (await blobs.getFileHandle(names[0] ?? '')).createWritable();
		await bad.write(new Uint8Array([1, 2, 3]));
		await bad.close();
		const stray = await (await blobs.getFileHandle('stray.age', { create: true })).createWritable();
		await stray.close();
		expect(await verdict()).not.toBe('whole');
		await writeFolder(entries(), root);
		expect(await verdict()).toBe('whole');
	});

	it('says that the folder is gone when it is', async () => {
		const origin = await navigator.storage.getDirectory();
		await origin.removeEntry('stick', { recursive: true });
		expect(await writeFolder(entries(), root)).toEqual({ ok: false, why: 'gone' });
	});
});

describe('backing up at the desk', () => {
	let now: Date;
	const notes = new Map<string, string>();

	function deskWith(place: Partial<FolderPlace> = {}): BackupDesk {
		const storage = {
			getItem: (key: string) => notes.get(key) ?? null,
			setItem: (key: string, value: string) => void notes.set(key, value)
		};
		return new BackupDesk(practice, storage, () => now, {
			choose: () => Promise.resolve(root),
			kept: () => Promise.resolve(undefined),
			keep: () => Promise.resolve(),
			mayWrite: () => Promise.resolve(true),
			...place
		});
	}

	beforeEach(() => {
		notes.clear();
		// As late as the newest side here: what comes next comes after the backup.
		const taken = [...practice.tray.state.pages.values()].map(({ takenAt }) => takenAt);
		now = new Date(taken.sort().at(-1) ?? 0);
	});

	it('counts once both parts were written and read back, apart from each other', async () => {
		const desk = deskWith();
		expect([desk.since, desk.isDue]).toEqual([undefined, true]);
		await desk.folder.choose();
		expect(await desk.backUp()).toEqual({ ok: true });
		expect([desk.since, desk.isDue]).toEqual([
			{ madeAt: now.toISOString(), days: 0, pages: 0 },
			false
		]);
		const found = [...(await filesIn(root)).keys()];
		expect(found).toContain('chart-and-cabinet-charts/MANIFEST.sig');
		expect(found).toContain('chart-and-cabinet-private/MANIFEST.sig');
		const chart = practice.roster.folders.find(({ slot }) => slot.kind === 'chart')?.slot.folder;
		const mixed = found.filter(
			(path) => path.startsWith('chart-and-cabinet-private/folders/') && path.includes(chart ?? '-')
		);
		expect(mixed).toEqual([]);
	});

	it('is due again after a week, whatever came in', async () => {
		const desk = deskWith();
		await desk.folder.choose();
		await desk.backUp();
		const madeAt = now.toISOString();
		await filePage(practice, 4, 'cabinet');
		now = new Date(now.getTime() + 6 * 864e5);
		expect([desk.since, desk.isDue]).toEqual([{ madeAt, days: 6, pages: 1 }, false]);
		now = new Date(now.getTime() + 864e5);
		expect(desk.isDue).toBe(true);
	});

	it('does not count, and says what to do, where nothing may be written', async () => {
		const desk = deskWith({ mayWrite: () => Promise.resolve(false) });
		expect(await desk.backUp()).toMatchObject({ sentence: 'Choose a folder first.' });
		await desk.folder.choose();
		const outcome = await desk.backUp();
		expect(outcome.ok ? '' : outcome.sentence).toContain('allow it');
		expect(desk.since).toBeUndefined();
	});

	it('remembers the folder of the last time', async () => {
		const desk = deskWith({ kept: () => Promise.resolve(root) });
		await expect.poll(() => desk.folder.name).toBe('stick');
		expect(await desk.backUp()).toEqual({ ok: true });
	});
});

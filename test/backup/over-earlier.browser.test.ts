/** A backup goes into a folder where an earlier one lies: nothing that is whole there is lost with it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { blobPath, eventPath, type BackupPart } from '#lib/backup/entry.ts';
import { write } from '#lib/backup/folder.ts';
import { restoreBackup } from '#lib/backup/restore.ts';
import { verifyBackup } from '#lib/backup/verify.ts';
import { BackupDesk } from '#lib/desk/backup.svelte.ts';
import { folderNames } from '#lib/desk/backup-folder.svelte.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import type { Practice } from '#lib/practice/practice.ts';
import type { Shelf } from '#lib/shelf/shelf.ts';
import { cabinetPassphrase, filePage, openPractice } from '../desk/open-practice.ts';
import { cutShort, flipBit, lose } from '../storage/harm.ts';
import { lying } from './backups.ts';
import { emptyStick, filesIn } from './stick.ts';

let practice: Practice;
let root: FileSystemDirectoryHandle;
let desk: BackupDesk;

beforeEach(async () => {
	root = await emptyStick();
	practice = await openPractice();
	await filePage(practice, 1, 'chart', { day: '2021-05-04' });
	await filePage(practice, 2, 'cabinet');
	desk = await deskOf(practice);
	expect(await desk.backUp()).toEqual({ ok: true });
});

async function deskOf(of: Practice, into = root): Promise<BackupDesk> {
	const notes = { getItem: () => null, setItem: () => undefined };
	const made = new BackupDesk(of, notes, () => new Date('2026-03-02T10:00:00.000Z'), {
		choose: () => Promise.resolve(into),
		kept: () => Promise.resolve(undefined),
		keep: () => Promise.resolve(),
		mayWrite: () => Promise.resolve(true)
	});
	await made.folder.choose();
	return made;
}

const partIn = (part: BackupPart, into = root): Promise<FileSystemDirectoryHandle> =>
	into.getDirectoryHandle(folderNames[part]);

async function verdicts(): Promise<readonly string[]> {
	const found: string[] = [];
	for (const part of ['chart', 'private'] as const) {
		const verified = await verifyBackup(lying(await filesIn(await partIn(part))), practice.roster);
		found.push(verified.ok ? 'whole' : verified.why);
	}
	return found;
}

function shelfOf(kind: string): Shelf {
	const held = practice.holdings.find((one) => one.kind === kind);
	if (!held) throw new Error('no such folder');
	return held.shelf;
}

/** Backs up again, is refused, and everything lies there as before. */
async function expectRefused(sentence: string, by = desk): Promise<void> {
	const before = await filesIn(root);
	const outcome = await by.backUp();
	expect(outcome.ok ? '' : outcome.sentence).toContain(sentence);
	expect(await filesIn(root)).toEqual(before);
}

describe.each([
	['lost', lose],
	['changed by one bit', flipBit],
	['cut short', cutShort]
] as const)('a piece that storage here has %s', (_, harm) => {
	it.each([
		['chart', 'chart'],
		['cabinet', 'private']
	] as const)('stays whole in the folder, of the %s too, and is told of', async (kind, part) => {
		const [id = ''] = await shelfOf(kind).blobIds();
		const whole = (await filesIn(await partIn(part))).get(blobPath(id));
		expect(whole).toBeDefined();
		await harm(shelfOf(kind), id);
		expect(await desk.backUp()).toEqual({ ok: true });
		expect(desk.flawed).toBe('kept');
		expect((await filesIn(await partIn(part))).get(blobPath(id))).toEqual(whole);
		expect(await verdicts()).toEqual(['whole', 'whole']);
	});
});

it('a cabinet whose every piece is gone, and the list of them too, stays whole in the folder', async () => {
	const ids = await shelfOf('cabinet').blobIds();
	expect(ids.length).toBeGreaterThan(0);
	for (const id of ids) await lose(shelfOf('cabinet'), id);
	expect(await desk.backUp()).toEqual({ ok: true });
	const found = await filesIn(await partIn('private'));
	expect(ids.filter((id) => !found.has(blobPath(id)))).toEqual([]);
	expect([desk.flawed, ...(await verdicts())]).toEqual(['kept', 'whole', 'whole']);
});

describe('of a locked cabinet that has newer entries', () => {
	it('the pieces that are gone, and the list of them too, stay whole in the folder', async () => {
		const ids = await shelfOf('cabinet').blobIds();
		for (const id of ids) await lose(shelfOf('cabinet'), id);
		await filePage(practice, 3, 'cabinet');
		expect(await shelfOf('cabinet').listedIds()).not.toEqual(expect.arrayContaining(ids));
		expect(await desk.backUp()).toEqual({ ok: true });
		const found = await filesIn(await partIn('private'));
		expect(ids.filter((id) => !found.has(blobPath(id)))).toEqual([]);
		expect(await verdicts()).toEqual(['whole', 'whole']);
	});

	it('the pieces that its owner took out are not kept', async () => {
		const page = await filePage(practice, 3, 'cabinet');
		expect(await desk.backUp()).toEqual({ ok: true });
		const before = await shelfOf('cabinet').blobIds();
		const opened = await practice.openCabinet(cabinetPassphrase);
		if (!opened.ok) throw new Error(opened.why);
		expect(await practice.filing.undo(page, opened.cabinet)).toMatchObject({ ok: true });
		const here = await shelfOf('cabinet').blobIds();
		const taken = before.filter((id) => !here.includes(id));
		expect(taken.length).toBeGreaterThan(0);
		expect(await desk.backUp()).toEqual({ ok: true });
		const found = await filesIn(await partIn('private'));
		expect(taken.filter((id) => found.has(blobPath(id)))).toEqual([]);
		expect(desk.flawed).toBeUndefined();
	});
});

it('a damaged piece of which there is no other copy is left out, told of, and the rest can be restored', async () => {
	const [id = ''] = await shelfOf('chart').blobIds();
	await flipBit(shelfOf('chart'), id);
	root = await root.getDirectoryHandle('new', { create: true });
	desk = await deskOf(practice);
	expect(await desk.backUp()).toEqual({ ok: true });
	expect(desk.flawed).toBe('left-out');
	const files = lying(await filesIn(await partIn('chart')));
	const verified = await verifyBackup(files, practice.roster);
	if (!verified.ok) throw new Error(verified.why);
	const storage = memoryStorage();
	const { manifest, roster } = verified;
	expect(await restoreBackup(files, manifest, storage, roster)).toMatchObject({ ok: true });
	const there = await storage.shelfOf(shelfOf('chart').folder).blobIds();
	expect(there).toEqual((await shelfOf('chart').blobIds()).filter((one) => one !== id));
});

it('a backup that is read back says how much the charts hold, and of the private part nothing', async () => {
	for (const part of ['chart', 'private'] as const) {
		const { file } = await desk.make(part);
		const checked = await desk.check(file);
		expect(checked.ok && checked.found.holds !== undefined).toBe(part === 'chart');
	}
});

describe('nothing is written over', () => {
	it('where another practice’s backup lies', async () => {
		const other = await openPractice();
		await expectRefused('The backup of another practice', await deskOf(other));
	});

	it('where the charts and the private part have each other’s names', async () => {
		const [charts, hidden] = [
			await filesIn(await partIn('chart')),
			await filesIn(await partIn('private'))
		];
		await emptyStick();
		root = await (await navigator.storage.getDirectory()).getDirectoryHandle('stick');
		desk = await deskOf(practice);
		for (const [name, files] of [
			[folderNames.chart, hidden],
			[folderNames.private, charts]
		] as const) {
			const into = await root.getDirectoryHandle(name, { create: true });
			for (const [path, bytes] of files) await write(into, path, bytes);
		}
		await expectRefused('each other’s names');
	});

	it.each(['chart', 'tray', 'cabinet'])('where the %s goes on past what is here', async (kind) => {
		await filePage(practice, 3, kind === 'cabinet' ? 'cabinet' : 'chart');
		expect(await desk.backUp()).toEqual({ ok: true });
		const shelf = shelfOf(kind);
		const { n } = await shelf.head();
		const events = [];
		for await (const event of shelf.events()) if (event.n < n) events.push(event);
		await shelf.destroy();
		for (const event of events) await shelf.commit({ event });
		await expectRefused('entries that are not here');
	});
});

describe('a cabinet’s key file that is another one here than in the folder', () => {
	const sentence = 'The key file of a locked cabinet is another one';
	const exchanged = new TextEncoder().encode('age-encryption.org/v1\nanother file');

	function pathOf(end: 'key' | 'kit'): string {
		return `folders/${shelfOf('cabinet').folder}/e1.${end}.age`;
	}

	it.each(['key', 'kit'] as const)('(the %s’s) is not written over the one there', async (end) => {
		await practice.files.write([{ path: pathOf(end), bytes: exchanged }]);
		await expectRefused(sentence);
		const right = (await filesIn(await partIn('private'))).get(pathOf(end));
		await practice.files.write([{ path: pathOf(end), bytes: right ?? exchanged }]);
		expect(await desk.backUp()).toEqual({ ok: true });
	});

	it('is, once its clinician has given it another passphrase', async () => {
		const renewed = { old: cabinetPassphrase, new: 'the third drawer is empty' };
		expect(await practice.keys.changeCabinetPassphrase(renewed)).toEqual({ ok: true });
		expect(await desk.backUp()).toEqual({ ok: true });
		const there = (await filesIn(await partIn('private'))).get(pathOf('key'));
		expect(there).toEqual(await practice.files.read(pathOf('key')));
		expect(await verdicts()).toEqual(['whole', 'whole']);
	});

	it('is written where the one there was altered, which is worth nothing', async () => {
		await write(await partIn('private'), pathOf('key'), exchanged);
		expect(await desk.backUp()).toEqual({ ok: true });
		expect(await verdicts()).toEqual(['whole', 'whole']);
	});
});

describe('a folder that somebody edited', () => {
	async function edit(part: BackupPart, path: string, bytes: Uint8Array<ArrayBuffer>) {
		await write(await partIn(part), path, bytes);
	}

	it('is written whole again: a piece exchanged, an entry emptied, a stray, a list that is none', async () => {
		const [one = '', two = ''] = await shelfOf('chart').blobIds();
		const other = (await filesIn(await partIn('chart'))).get(blobPath(two));
		await edit('chart', blobPath(one), other ?? new Uint8Array());
		await edit('chart', eventPath(shelfOf('chart').folder, 1), new Uint8Array());
		await edit('private', blobPath('f'.repeat(64)), new Uint8Array([1]));
		await edit('private', 'MANIFEST.json', new TextEncoder().encode('{"folders":[]}'));
		expect(await verdicts()).not.toContain('whole');
		expect(await desk.backUp()).toEqual({ ok: true });
		expect([desk.flawed, ...(await verdicts())]).toEqual([undefined, 'whole', 'whole']);
	});

	it('does not keep a backup away with an entry that nobody of the practice signed', async () => {
		const { folder } = shelfOf('chart');
		const { n } = await shelfOf('chart').head();
		const last = (await filesIn(await partIn('chart'))).get(eventPath(folder, n));
		await edit('chart', eventPath(folder, n + 1), last ?? new Uint8Array());
		expect(await desk.backUp()).toEqual({ ok: true });
		expect(await verdicts()).toEqual(['whole', 'whole']);
	});
});

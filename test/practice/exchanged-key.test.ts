/** Somebody with raw access to storage exchanges a cabinet's key file: it stays closed, is named, and the right one comes back. */
import { beforeEach, describe, expect, it } from 'vitest';
import { restoreFiles } from '#lib/desk/backup.svelte.ts';
import { sentenceFor } from '#lib/desk/sentences.ts';
import { writeBackup } from '#lib/backup/write.ts';
import { zipEntries } from '#lib/backup/zip.ts';
import type { PersonId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { folderOf, paths } from '#lib/practice/roster.ts';
import { createCabinet } from '#lib/vault/cabinet.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { makeKit } from '#lib/vault/kit.ts';
import { cabinetPassphrase, invite, setUpPractice, type Standing } from '../support/practice.ts';

let standing: Standing;
let practice: Practice;
let bea: PersonId;

beforeEach(async () => {
	standing = await setUpPractice();
	bea = await invite(standing, 'clinician', 'Bea Colleague');
	practice = await standing.again();
	const opened = await practice.openCabinet(cabinetPassphrase);
	if (!opened.ok) throw new Error(opened.why);
	expect(await opened.cabinet.act({ is: 'strays-removed', count: 0 })).toMatchObject({ ok: true });
});

function keyPath(kind: 'tray' | 'cabinet', owner = practice.me.person.id): string {
	const slot = folderOf(practice.roster, kind, owner);
	if (!slot) throw new Error('no such folder');
	return paths.folderKey(slot.folder, slot.epoch);
}

async function put(path: string, bytes: Uint8Array<ArrayBuffer> | undefined): Promise<void> {
	await standing.storage.files.write(bytes ? [{ path, bytes }] : [], bytes ? [] : [path]);
}

/** Locked with the owner's own passphrase and sealed to the owner, with another key in it. */
async function madeByAttacker(): Promise<Uint8Array<ArrayBuffer>> {
	const slot = folderOf(practice.roster, 'cabinet', practice.me.person.id);
	if (!slot) throw new Error('no cabinet');
	const { recipient } = practice.me.person;
	const kit = (await makeKit()).recipient;
	const made = await createCabinet(
		{ folder: slot.folder, recipient, kit, passphrase: cabinetPassphrase },
		hardenHere({ logN: 4 })
	);
	return made.keyFile;
}

const exchanges: readonly (readonly [
	string,
	() => Promise<Uint8Array<ArrayBuffer> | undefined>
])[] = [
	['that an attacker made', madeByAttacker],
	['of a colleague', () => standing.storage.files.read(keyPath('cabinet', bea))],
	['of one’s own tray', () => standing.storage.files.read(keyPath('tray'))],
	['that is empty', () => Promise.resolve(new Uint8Array())],
	['that is gone', () => Promise.resolve(undefined)]
];

async function backups(): Promise<Blob[]> {
	const { files, holdings, me } = await standing.again();
	const madeAt = '2026-03-03T12:00:00.000Z';
	return Promise.all(
		(['chart', 'private'] as const).map((part) =>
			zipEntries(writeBackup({ part, files, holdings, me, madeAt }))
		)
	);
}

describe.each(exchanges)('a cabinet’s key file %s', (_, made) => {
	it('opens nothing, is named with what to do, and nothing is written', async () => {
		const file = await made();
		await put(keyPath('cabinet'), file);
		const later = await standing.again();
		const { shelf } = later.holdings.find(({ kind }) => kind === 'cabinet') ?? {};
		const before = await shelf?.head();
		expect(await later.openCabinet(cabinetPassphrase)).toEqual({ ok: false, why: 'damaged-key' });
		expect(sentenceFor('damaged-key')).toContain('Put your latest private backup back');
		expect(await shelf?.head()).toEqual(before);
		const renewed = { old: cabinetPassphrase, new: 'gravel tulip ninety kettle moss' };
		expect(await later.keys.changeCabinetPassphrase(renewed)).toMatchObject({ ok: false });
		expect(await standing.storage.files.read(keyPath('cabinet'))).toEqual(file);
	});

	it('comes back from a private backup, also where somebody joined after it was made', async () => {
		const saved = await backups();
		await invite({ ...standing, practice }, 'staff', 'Sam Front');
		await put(keyPath('cabinet'), await made());
		expect(await restoreFiles(saved, standing.storage)).toEqual({ ok: true });
		const later = await standing.again();
		expect((await later.openCabinet(cabinetPassphrase)).ok).toBe(true);
		expect(later.roster.people).toHaveLength(3);
	});
});

it('a tray’s key file that was exchanged ends in the damage screen, and comes back from an older backup', async () => {
	const saved = await backups();
	await invite({ ...standing, practice }, 'staff', 'Sam Front');
	await put(keyPath('tray'), await standing.storage.files.read(keyPath('tray', bea)));
	await expect(standing.again()).rejects.toThrow('damaged');
	expect(await restoreFiles(saved, standing.storage)).toEqual({ ok: true });
	expect((await standing.again()).role).toBe('clinician');
});

it('a passphrase that was changed after the backup stays, for its owner has opened the cabinet with it', async () => {
	const saved = await backups();
	const renewed = 'gravel tulip ninety kettle moss';
	await practice.keys.changeCabinetPassphrase({ old: cabinetPassphrase, new: renewed });
	expect(await restoreFiles(saved, standing.storage)).toEqual({ ok: true });
	expect((await (await standing.again()).openCabinet(renewed)).ok).toBe(true);
});

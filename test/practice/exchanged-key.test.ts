/**
 * Somebody with raw access to storage exchanges a key file: the right one comes back from its copy beside the folder, or
 * from a backup; until then the folder stays closed, and is named.
 */
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
import type { AnyPractice } from '#lib/practice/practice.ts';
import { copiesIn } from '#lib/practice/own-copies.ts';
import {
	cabinetPassphrase,
	invite,
	passphrase,
	setUpPractice,
	unlockAs,
	type Standing
} from '../support/practice.ts';

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

function keyPath(kind: 'chart' | 'tray' | 'cabinet', owner = practice.me.person.id): string {
	const slot = folderOf(practice.roster, kind, owner);
	if (!slot) throw new Error('no such folder');
	return paths.folderKey(slot.folder, slot.epoch);
}

function read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
	return standing.storage.files.read(path);
}

async function put(path: string, bytes: Uint8Array<ArrayBuffer> | undefined): Promise<void> {
	await standing.storage.files.write(bytes ? [{ path, bytes }] : [], bytes ? [] : [path]);
}

/** As if nothing lay beside the folders' entries but what their owners have signed. */
async function loseCopies(): Promise<void> {
	for (const shelf of standing.storage.shelves.values())
		await shelf.keep('practice-files', new Uint8Array());
}

/** The copy of this file beside the cabinet's entries. */
async function copyOf(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const slot = folderOf(practice.roster, 'cabinet', practice.me.person.id);
	return slot && (await copiesIn(standing.storage.shelfOf(slot.folder))).get(path);
}

/** Locked with the owner's own passphrase and sealed to the owner, with another key in it. */
async function madeByAttacker(lock = cabinetPassphrase): Promise<Uint8Array<ArrayBuffer>> {
	const slot = folderOf(practice.roster, 'cabinet', practice.me.person.id);
	if (!slot) throw new Error('no cabinet');
	const { recipient } = practice.me.person;
	const kit = (await makeKit()).recipient;
	const made = await createCabinet(
		{ folder: slot.folder, recipient, kit, passphrase: lock },
		hardenHere({ logN: 4 })
	);
	return made.keyFile;
}

const exchanges: readonly (readonly [
	string,
	() => Promise<Uint8Array<ArrayBuffer> | undefined>
])[] = [
	['that an attacker made', () => madeByAttacker()],
	['of a colleague', () => read(keyPath('cabinet', bea))],
	['of one’s own tray', () => read(keyPath('tray'))],
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
	it('is replaced by its copy beside the cabinet, which no unlock has written over meanwhile', async () => {
		const right = await read(keyPath('cabinet'));
		await put(keyPath('cabinet'), await made());
		const later = await standing.again();
		await later.close();
		expect(await copyOf(keyPath('cabinet'))).toEqual(right);
		expect(standing.putBack()).toBe(0);
		expect((await (await standing.again()).openCabinet(cabinetPassphrase)).ok).toBe(true);
		expect(await read(keyPath('cabinet'))).toEqual(right);
		expect(standing.putBack()).toBe(1);
	});

	it('without a copy opens nothing, is named with what to do, and nothing is written', async () => {
		const file = await made();
		await put(keyPath('cabinet'), file);
		await loseCopies();
		const later = await standing.again();
		const { shelf } = later.holdings.find(({ kind }) => kind === 'cabinet') ?? {};
		const before = await shelf?.head();
		expect(await later.openCabinet(cabinetPassphrase)).toEqual({ ok: false, why: 'damaged-key' });
		expect(sentenceFor('damaged-key')).toContain('Put your latest private backup back');
		expect(await shelf?.head()).toEqual(before);
		const renewed = { old: cabinetPassphrase, new: 'gravel tulip ninety kettle moss' };
		expect(await later.keys.changeCabinetPassphrase(renewed)).toMatchObject({ ok: false });
		expect(await read(keyPath('cabinet'))).toEqual(file);
	});

	it('comes back from a private backup, also where somebody joined after it was made', async () => {
		const saved = await backups();
		await invite({ ...standing, practice }, 'staff', 'Sam Front');
		await put(keyPath('cabinet'), await made());
		await loseCopies();
		expect(await restoreFiles(saved, standing.storage)).toEqual({ ok: true });
		const later = await standing.again();
		expect((await later.openCabinet(cabinetPassphrase)).ok).toBe(true);
		expect(later.roster.people).toHaveLength(3);
	});
});

it('a cabinet’s key file that was exchanged before the cabinet was ever opened is replaced by its copy', async () => {
	standing = await setUpPractice();
	({ practice } = standing);
	const right = await read(keyPath('cabinet'));
	await put(keyPath('cabinet'), await read(keyPath('tray')));
	expect((await practice.openCabinet(cabinetPassphrase)).ok).toBe(true);
	expect(await read(keyPath('cabinet'))).toEqual(right);
});

describe('a cabinet’s key file that is locked with a stranger’s passphrase', () => {
	const renewed = 'gravel tulip ninety kettle moss';

	beforeEach(async () => {
		await put(keyPath('cabinet'), await madeByAttacker('a passphrase of somebody else'));
	});

	it('is replaced by its copy beside the cabinet, and that copy alone judges the passphrase', async () => {
		const later = await standing.again();
		const mistyped = await later.openCabinet('vellum harrow');
		expect(mistyped).toEqual({ ok: false, why: 'wrong-passphrase' });
		expect((await later.openCabinet(cabinetPassphrase)).ok).toBe(true);
	});

	it('without a copy is told from a wrong passphrase, for its owner has signed which file opened it', async () => {
		await loseCopies();
		const later = await standing.again();
		const refused = await later.openCabinet(cabinetPassphrase);
		expect(refused).toEqual({ ok: false, why: 'unproved-key' });
		expect(sentenceFor('unproved-key')).toContain('put your latest private backup back');
	});

	it('does not keep its owner from another passphrase, where the copy is there', async () => {
		const later = await standing.again();
		const changed = { old: cabinetPassphrase, new: renewed };
		expect(await later.keys.changeCabinetPassphrase(changed)).toEqual({ ok: true });
		expect((await (await standing.again()).openCabinet(renewed)).ok).toBe(true);
	});

	it('is told from a wrong passphrase to who would change it, and is left as it is', async () => {
		await loseCopies();
		const file = await read(keyPath('cabinet'));
		const later = await standing.again();
		const changed = { old: cabinetPassphrase, new: renewed };
		const refused = { ok: false, why: 'unproved-key' };
		expect(await later.keys.changeCabinetPassphrase(changed)).toEqual(refused);
		expect(await read(keyPath('cabinet'))).toEqual(file);
	});

	it('does not come in by an earlier passphrase that was changed since', async () => {
		await restoreOwn();
		const changed = { old: cabinetPassphrase, new: renewed };
		expect(await practice.keys.changeCabinetPassphrase(changed)).toEqual({ ok: true });
		await put(keyPath('cabinet'), await madeByAttacker('a passphrase of somebody else'));
		const later = await standing.again();
		expect((await later.openCabinet(cabinetPassphrase)).ok).toBe(false);
		expect((await later.openCabinet(renewed)).ok).toBe(true);
	});

	it('is another thing than one that was written with the printed kit', async () => {
		const { roster, me } = practice;
		const both = { passphrase, cabinetPassphrase: renewed };
		expect(await standing.door.recover(roster, me.person, standing.kit, both)).toEqual({
			ok: true
		});
		const later = await standing.again();
		const refused = await later.openCabinet(cabinetPassphrase);
		expect(refused).toEqual({ ok: false, why: 'wrong-passphrase' });
		expect((await later.openCabinet(renewed)).ok).toBe(true);
	});

	async function restoreOwn(): Promise<void> {
		await put(keyPath('cabinet'), await copyOf(keyPath('cabinet')));
	}
});

describe('an unlock by a colleague copies nothing over what is known to be right:', () => {
	const ida = (): PersonId => practice.me.person.id;
	it.each([
		['a cabinet’s key', () => keyPath('cabinet')],
		['a cabinet’s copy for the kit', () => keyPath('cabinet').replace('.key.', '.kit.')],
		['a person’s key', () => paths.personKey(ida())],
		['a person’s copy for the kit', () => paths.personKit(ida())]
	])('%s', async (_, pathOf) => {
		const path = pathOf();
		const right = await copyOf(path);
		expect(right).toBeDefined();
		await put(path, Uint8Array.of(1, 2, 3));
		await (await unlockAs(standing, bea)).close();
		expect(await copyOf(path)).toEqual(right);
		await put(path, undefined);
		await (await unlockAs(standing, bea)).close();
		expect(await copyOf(path)).toEqual(right);
	});

	it('and what its owner changed is copied at once', async () => {
		const renewed = 'gravel tulip ninety kettle moss';
		expect(await practice.keys.changePassphrase({ old: passphrase, new: renewed })).toEqual({
			ok: true
		});
		const path = paths.personKey(ida());
		expect(await copyOf(path)).toEqual(await read(path));
	});

	it('and new keys that an owner gave to staff are', async () => {
		const sam = await invite({ ...standing, practice }, 'staff', 'Sam Front');
		await (await standing.again()).close();
		const again = await standing.again();
		expect(await again.people.renewKeys(sam, 'gravel tulip ninety kettle moss')).toMatchObject({
			ok: true
		});
		await (await standing.again()).close();
		const path = paths.personKey(sam);
		expect(await copyOf(path)).toEqual(await read(path));
	});
});

describe('a person’s key file that was exchanged or is gone', () => {
	it.each([
		['exchanged', () => read(paths.personKey(bea))],
		['gone', () => Promise.resolve(undefined)]
	])('(%s) is replaced by its copy beside the charts', async (_, made) => {
		const path = paths.personKey(practice.me.person.id);
		const right = await read(path);
		await put(path, await made());
		await standing.again();
		expect(await read(path)).toEqual(right);
		expect(standing.putBack()).toBe(1);
	});

	it('lets nobody in with a passphrase that was changed since', async () => {
		const { roster, me } = practice;
		const renewed = 'gravel tulip ninety kettle moss';
		await practice.keys.changePassphrase({ old: passphrase, new: renewed });
		await put(paths.personKey(me.person.id), await read(paths.personKey(bea)));
		expect(await standing.door.unlock(roster, me.person.id, passphrase)).toMatchObject({
			ok: false
		});
		expect((await standing.door.unlock(roster, me.person.id, renewed)).ok).toBe(true);
	});

	it('nor with one that the printed kit has replaced', async () => {
		const { roster, me } = practice;
		const both = { passphrase: 'gravel tulip ninety kettle moss', cabinetPassphrase };
		await standing.door.recover(roster, me.person, standing.kit, both);
		await put(paths.personKey(me.person.id), undefined);
		expect(await standing.door.unlock(roster, me.person.id, passphrase)).toMatchObject({
			ok: false
		});
		expect((await standing.door.unlock(roster, me.person.id, both.passphrase)).ok).toBe(true);
	});
});

describe('the charts’ key file', () => {
	it.each([
		['exchanged', () => read(keyPath('tray'))],
		['gone', () => Promise.resolve(undefined)]
	])('(%s) is replaced by its copy beside the charts, for everybody', async (_, made) => {
		await put(keyPath('chart'), await made());
		await standing.again();
		expect((await unlockAs(standing, bea)).chart).toBeDefined();
		expect(standing.putBack()).toBe(1);
	});

	it.each([
		['exchanged', () => read(keyPath('tray'))],
		['gone', () => Promise.resolve(undefined)]
	])('(%s) comes back from a backup that is older than the last who joined', async (_, made) => {
		const saved = await backups();
		const sam = await invite({ ...standing, practice }, 'staff', 'Sam Front');
		await put(keyPath('chart'), await made());
		await loseCopies();
		await expect(unlock(sam)).rejects.toThrow('damaged');
		expect(await restoreFiles(saved, standing.storage)).toEqual({ ok: true });
		// Whoever was there then opens it, and seals it to whoever came since.
		await unlock(bea);
		expect((await unlock(sam)).role).toBe('staff');
		// A backup that brings a key is no surprise.
		expect(standing.putBack()).toBe(0);
	});

	it('stays, where it is right, whatever an older backup has', async () => {
		const saved = await backups();
		const sam = await invite({ ...standing, practice }, 'staff', 'Sam Front');
		const right = await read(keyPath('chart'));
		expect(await restoreFiles(saved, standing.storage)).toEqual({ ok: true });
		expect((await unlock(sam)).role).toBe('staff');
		expect(await read(keyPath('chart'))).toEqual(right);
	});

	function unlock(person: PersonId): Promise<AnyPractice> {
		return unlockAs(standing, person);
	}
});

it('a tray’s key file that was exchanged ends in the damage screen, and comes back from an older backup', async () => {
	const saved = await backups();
	await invite({ ...standing, practice }, 'staff', 'Sam Front');
	await put(keyPath('tray'), await read(keyPath('tray', bea)));
	await loseCopies();
	await expect(standing.again()).rejects.toThrow('damaged');
	expect(await restoreFiles(saved, standing.storage)).toEqual({ ok: true });
	expect((await standing.again()).role).toBe('clinician');
});

it('a tray’s key file that was exchanged is replaced by its copy beside the tray', async () => {
	const right = await read(keyPath('tray'));
	await put(keyPath('tray'), await read(keyPath('tray', bea)));
	await standing.again();
	expect(await read(keyPath('tray'))).toEqual(right);
});

it('a passphrase that was changed after the backup stays, for its owner has opened the cabinet with it', async () => {
	const saved = await backups();
	const renewed = 'gravel tulip ninety kettle moss';
	await practice.keys.changeCabinetPassphrase({ old: cabinetPassphrase, new: renewed });
	expect(await restoreFiles(saved, standing.storage)).toEqual({ ok: true });
	expect((await (await standing.again()).openCabinet(renewed)).ok).toBe(true);
});

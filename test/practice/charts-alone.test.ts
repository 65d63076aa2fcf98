import { beforeAll, describe, expect, it } from 'vitest';
import { restoreBackup } from '#lib/backup/restore.ts';
import { verifyBackup } from '#lib/backup/verify.ts';
import type { BackupPart } from '#lib/backup/entry.ts';
import type { PersonId } from '#lib/page/ids.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { DamagedPractice } from '#lib/practice/faults.ts';
import { asClinician, type AnyPractice } from '#lib/practice/practice.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { newId } from '#lib/vault/random.ts';
import { backupFrom, lying, type Held } from '../backup/backups.ts';
import { steppingClock } from '../support/clock.ts';
import { markedPage } from '../support/marked-paper.ts';
import {
	addClient,
	invite,
	layPage,
	makePart,
	openBox,
	passphrase,
	setUpPractice,
	type Standing
} from '../support/practice.ts';

let standing: Standing;
let sam: PersonId;
let bea: PersonId;
let ida: PersonId;
const backups = new Map<BackupPart, Held>();

beforeAll(async () => {
	standing = await setUpPractice();
	sam = await invite(standing, 'staff', 'Sam Front');
	bea = await invite(standing, 'clinician', 'Bea Second');
	const practice = await standing.again();
	ida = practice.me.person.id;
	const paper = await markedPage('e'.repeat(32), 'f'.repeat(32));
	const client = await addClient(practice, 'Ana Marked');
	const box = await openBox(practice);
	for (const fate of ['chart', 'cabinet', undefined] as const) {
		const page = await layPage(practice, box, paper.picture, paper.reading);
		if (fate) await practice.filing.decide(page, { fate, client });
	}
	for (const part of ['chart', 'private'] as const) {
		backups.set(part, await backupFrom(part, practice));
	}
});

type Storage = ReturnType<typeof memoryStorage>;

async function bring(part: BackupPart, storage: Storage): Promise<void> {
	const files = lying(backups.get(part) ?? new Map());
	const verified = await verifyBackup(files);
	if (!verified.ok) throw new Error(verified.why);
	const put = await restoreBackup(files, verified.manifest, storage, verified.roster);
	expect(put.ok).toBe(true);
}

function unlock(
	storage: Storage,
	id: PersonId,
	options?: { readonly chartsAlone: boolean }
): Promise<AnyPractice> {
	const around = { storage, hardener: hardenHere({ logN: 4 }), clock: steppingClock(), makePart };
	const door = new Door(around);
	return door.look().then(async (found) => {
		if (found.is !== 'locked') throw new Error(found.is);
		const unlocked = await door.unlock(found.roster, id, passphrase, options);
		if (!unlocked.ok) throw new Error(unlocked.why);
		return unlocked.practice;
	});
}

async function chartPages(practice: AnyPractice): Promise<number> {
	let opened = 0;
	for (const { picture } of practice.chart.state.pages.values()) {
		if ((await practice.chart.open(picture)).length > 0) opened++;
	}
	return opened;
}

describe('the charts’ backup alone', () => {
	it.each(['a clinician', 'another clinician', 'staff'] as const)(
		'opens the charts for %s, and takes nothing in for trays and cabinets that are missing',
		async (who) => {
			const storage = memoryStorage();
			await bring('chart', storage);
			const id = { 'a clinician': ida, 'another clinician': bea, staff: sam }[who];
			const practice = await unlock(storage, id);
			if (practice.role !== 'staff') throw new Error('a tray is open that is not there');
			expect(practice.chartsOnly).toBe(true);
			expect(await chartPages(practice)).toBe(1);
			expect([practice.traySlots.size, practice.cabinetSlots.size]).toEqual([0, 0]);
			expect(practice.holdings.map(({ kind }) => kind)).toEqual(['chart']);
			await practice.chart.act({ is: 'client-added', client: { id: newId(), name: 'Bo' } });
			expect((await practice.verify()).every(({ ok }) => ok)).toBe(true);
		}
	);

	it('becomes the whole practice when the private one is brought, whatever was written meanwhile', async () => {
		const storage = memoryStorage();
		await bring('chart', storage);
		const alone = await unlock(storage, ida);
		await alone.chart.act({ is: 'client-added', client: { id: newId(), name: 'Bo Later' } });
		await alone.close();
		await bring('private', storage);
		const whole = asClinician(await unlock(storage, ida));
		expect(whole.chart.state.clients.size).toBe(2);
		expect(whole.tray.state.pages.size).toBe(3);
		const staff = await unlock(storage, sam);
		expect(staff.role === 'staff' && staff.chartsOnly).toBe(false);
		expect(staff.traySlots.size).toBe(2);
	});

	it('lets nobody go and renews no keys: that is noted in every folder', async () => {
		const storage = memoryStorage();
		await bring('chart', storage);
		const alone = await unlock(storage, ida);
		const before = await storage.files.list('members/');
		expect(await alone.people.leave(sam)).toEqual({ ok: false, why: 'charts-only' });
		expect(await alone.people.renewKeys(sam, passphrase)).toEqual({
			ok: false,
			why: 'charts-only'
		});
		expect(await storage.files.list('members/')).toEqual(before);
	});

	it('does not set back where somebody left, in trays that are brought later', async () => {
		const shared = await setUpPractice();
		const lee = await invite(shared, 'staff', 'Lee Former');
		const box = await openBox(await shared.again());
		expect(box).toBeDefined();
		await (await shared.again()).people.leave(lee);
		const practice = await shared.again();
		const storage = memoryStorage();
		backups.set('chart', await backupFrom('chart', practice));
		await bring('chart', storage);
		const entries = await storage.files.list('members/');
		await unlock(storage, practice.me.person.id);
		expect(await storage.files.list('members/')).toEqual(entries);
	});
});

it('a private backup alone says that the charts are not here, and opens nothing', async () => {
	const storage = memoryStorage();
	await bring('private', storage);
	const opening = unlock(storage, ida);
	await expect(opening).rejects.toBeInstanceOf(DamagedPractice);
	await expect(opening).rejects.toMatchObject({
		sentences: [expect.stringContaining('Restore the backup of the charts too')]
	});
});

it('a damaged tray keeps the charts closed only until somebody asks for them alone', async () => {
	const fresh = await setUpPractice();
	const { practice, storage } = fresh;
	await addClient(practice, 'Ana Marked');
	await openBox(practice);
	const tray = practice.tray.key.slot.folder;
	await storage.shelfOf(tray).destroy();
	storage.anchors.replace(tray, { n: 9, hash: 'a'.repeat(64) });
	const { id } = practice.me.person;
	await expect(unlock(storage, id)).rejects.toBeInstanceOf(DamagedPractice);
	const alone = await unlock(storage, id, { chartsAlone: true });
	expect(alone.role === 'staff' && alone.chartsOnly).toBe(true);
	expect(alone.chart.state.clients.size).toBe(1);
	expect((await storage.shelfOf(tray).head()).n).toBe(0);
});

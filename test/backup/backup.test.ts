import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	manifestPath,
	signaturePath,
	signingDomain,
	type BackupPart,
	type Entry,
	type Manifest
} from '#lib/backup/entry.ts';
import { restoreBackup, type Restored } from '#lib/backup/restore.ts';
import { verifyBackup as verifyLying, type Verified } from '#lib/backup/verify.ts';
import { writeBackup } from '#lib/backup/write.ts';
import { readZip, zipEntries } from '#lib/backup/zip.ts';
import { packState } from '#lib/ledger/pack.ts';
import type { ClientId, FolderId, PageId } from '#lib/page/ids.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { asClinician, type Practice } from '#lib/practice/practice.ts';
import { memberPath, signEntry } from '#lib/practice/members/entry.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { newId } from '#lib/vault/random.ts';
import { createPerson, type UnlockedPerson } from '#lib/vault/person.ts';
import { sign } from '#lib/vault/signing.ts';
import { steppingClock } from '../support/clock.ts';
import { lowerHalf, markedPage, type MarkedPage } from '../support/marked-paper.ts';
import {
	addClient,
	cabinetPassphrase,
	invite,
	layPage,
	makePart,
	openBox,
	passphrase,
	setUpPractice,
	unlockAs,
	type Standing
} from '../support/practice.ts';
import { openedCabinet } from '../tray/one-place.ts';
import { backupFrom, folderIn, held, lying, orderOf, type Held } from './backups.ts';
import type { Roster } from '#lib/practice/roster.ts';

let paper: MarkedPage;
let standing: Standing;
let practice: Practice;
let client: ClientId;
let pages: PageId[];
const made = new Map<BackupPart, Held>();

const verifyBackup = (files: Held, know?: Roster): Promise<Verified> =>
	verifyLying(lying(files), know);
const order = (part: BackupPart, from = practice) => orderOf(part, from);
const backupOf = (part: BackupPart, from = practice) => backupFrom(part, from);

function madeOf(part: BackupPart): Held {
	const files = made.get(part);
	if (!files) throw new Error('no backup was made');
	return files;
}

const folder = (kind: string, from = practice): FolderId => folderIn(kind, from);

beforeAll(async () => {
	paper = await markedPage('e'.repeat(32), 'f'.repeat(32));
	standing = await setUpPractice();
	practice = standing.practice;
	client = await addClient(practice, 'Ana Marked');
	const box = await openBox(practice);
	pages = [];
	for (let i = 0; i < 4; i++)
		pages.push(await layPage(practice, box, paper.picture, paper.reading));
	const [charted, cabinet, split] = pages;
	if (!charted || !cabinet || !split) throw new Error('no pages');
	await practice.filing.decide(charted, { fate: 'chart', client });
	await practice.filing.decide(cabinet, { fate: 'cabinet', client });
	await practice.filing.decide(split, { fate: 'split', client, privateRegions: [lowerHalf] });
	await practice.filing.sweep();
	await practice.stations.pair();
	for (const part of ['chart', 'private'] as const) made.set(part, await backupOf(part));
});

type Storage = ReturnType<typeof memoryStorage>;

async function restore(files: Held, storage: Storage): Promise<Restored> {
	const verified = await verifyBackup(files);
	if (!verified.ok) throw new Error(verified.why);
	return restoreBackup(lying(files), verified.manifest, storage, verified.roster);
}

async function unlock(storage: Storage): Promise<Practice> {
	const around = { storage, hardener: hardenHere({ logN: 4 }), clock: steppingClock(), makePart };
	const door = new Door(around);
	const found = await door.look();
	if (found.is !== 'locked') throw new Error(found.is);
	const unlocked = await door.unlock(found.roster, practice.me.person.id, passphrase);
	if (!unlocked.ok) throw new Error(unlocked.why);
	return asClinician(unlocked.practice);
}

const stateOf = ({ tray, chart }: Practice) => JSON.stringify(packState([tray.state, chart.state]));

async function expectSame(restored: Practice): Promise<void> {
	expect(stateOf(restored)).toBe(stateOf(practice));
	const [here, there] = [await openedCabinet(practice), await openedCabinet(restored)];
	expect(packState(there.state)).toEqual(packState(here.state));
	for (const { picture } of restored.chart.state.pages.values()) {
		expect(await restored.chart.open(picture)).toEqual(await practice.chart.open(picture));
	}
	for (const { picture } of there.state.pages.values()) {
		expect(Buffer.compare(await there.open(picture), paper.picture)).toBe(0);
	}
	for (const { picture, gone } of restored.tray.state.pages.values()) {
		if (!gone) expect(Buffer.compare(await restored.tray.open(picture), paper.picture)).toBe(0);
	}
}

describe('both backups, restored into an empty browser', () => {
	it('give the same practice with the same pages, each piece in its own folder', async () => {
		const storage = memoryStorage();
		expect(await restore(madeOf('chart'), storage)).toEqual({ ok: true, folders: 1, left: 0 });
		expect(await restore(madeOf('private'), storage)).toEqual({ ok: true, folders: 2, left: 0 });
		await expectSame(await unlock(storage));
		for (const { shelf } of practice.holdings) {
			const there = await storage.shelfOf(shelf.folder).blobIds();
			expect(there.sort()).toEqual((await shelf.blobIds()).sort());
		}
	});

	it('can be run again after a power cut in the middle', async () => {
		for (const nth of [1, 2, 5, 9]) {
			const storage = memoryStorage();
			let commits = 0;
			const failing: Storage = {
				...storage,
				shelfOf(id) {
					const shelf = storage.shelfOf(id);
					return new Proxy(shelf, {
						get(target, name) {
							if (name === 'commit' && ++commits >= nth) {
								return () => Promise.resolve({ ok: false, why: 'full' });
							}
							const found: unknown = Reflect.get(target, name);
							return typeof found === 'function' ? (found.bind(target) as unknown) : found;
						}
					});
				}
			};
			expect(await restore(madeOf('private'), failing)).toEqual({ ok: false, why: 'not-stored' });
			await restore(madeOf('chart'), storage);
			await restore(madeOf('private'), storage);
			await expectSame(await unlock(storage));
		}
	});

	it('bring a cabinet back behind whose chain somebody laid an entry', async () => {
		const storage = memoryStorage();
		for (const part of ['chart', 'private'] as const) await restore(madeOf(part), storage);
		const shelf = storage.shelfOf(folder('cabinet'));
		const last = await shelf.event((await shelf.head()).n);
		if (!last) throw new Error('an empty cabinet');
		await shelf.commit({ event: { ...last, n: last.n + 1, prev: last.hash } });
		const broken = await (await unlock(storage)).openCabinet(cabinetPassphrase);
		expect(broken).toEqual({ ok: false, why: 'damaged-history' });
		expect(await restore(madeOf('private'), storage)).toEqual({ ok: true, folders: 1, left: 1 });
		await expectSame(await unlock(storage));
	});

	it('leave a whole folder that is newer as it is, and mend one that lost a piece', async () => {
		const storage = memoryStorage();
		for (const part of ['chart', 'private'] as const) await restore(madeOf(part), storage);
		const later = await unlock(storage);
		const added = await addClient(later, 'Bo Later');
		expect(await restore(madeOf('chart'), storage)).toEqual({ ok: true, folders: 0, left: 1 });
		expect((await unlock(storage)).chart.state.clients.has(added)).toBe(true);

		const tray = storage.shelfOf(folder('tray'));
		const kept = await tray.blobIds();
		const events = [];
		for await (const event of tray.events()) events.push(event);
		await tray.destroy();
		for (const event of events) await tray.commit({ event });
		expect(await tray.blobIds()).toEqual([]);
		expect(await restore(madeOf('private'), storage)).toEqual({ ok: true, folders: 1, left: 1 });
		expect(await storage.shelfOf(folder('tray')).blobIds()).toEqual(kept);
	});

	it('are refused where another practice stands', async () => {
		const { storage } = await setUpPractice();
		const before = await storage.files.list();
		expect(await restore(madeOf('chart'), storage)).toEqual({ ok: false, why: 'another-practice' });
		expect(await storage.files.list()).toEqual(before);
	});
});

/** A backup with a file put in or exchanged, its list made anew and signed by whoever holds a key. */
async function resigned(
	files: Held,
	by: UnlockedPerson,
	put: readonly (readonly [string, Uint8Array<ArrayBuffer>])[]
): Promise<Held> {
	const all = new Map([...files, ...put]);
	const manifest = JSON.parse(new TextDecoder().decode(files.get(manifestPath))) as Manifest;
	const listed = [];
	for (const [path, bytes] of all) {
		if (path === manifestPath || path === signaturePath) continue;
		listed.push({ path, size: bytes.length, sha256: await sha256Hex(bytes) });
	}
	const changed = { ...manifest, person: by.person.id, files: listed };
	const bytes = new TextEncoder().encode(JSON.stringify(changed));
	const signature = await sign(by.signer, signingDomain, bytes);
	return all.set(manifestPath, bytes).set(signaturePath, signature);
}

/** The practice as a backup of its charts, put into a browser of its own. */
async function copied(from: Practice): Promise<Storage> {
	const storage = memoryStorage();
	for (const part of ['chart', 'private'] as const)
		expect(await restore(await backupOf(part, from), storage)).toMatchObject({ ok: true });
	return storage;
}

/** The same first person, at work in another browser. */
async function standingIn(
	storage: Storage,
	{ practice: { me } }: Standing
): Promise<Pick<Standing, 'door' | 'practice' | 'again'>> {
	const around = { storage, hardener: hardenHere({ logN: 4 }), clock: steppingClock(), makePart };
	const door = new Door(around);
	const again = async (): Promise<Practice> => asClinician(await unlockAs({ door }, me.person.id));
	return { door, again, practice: await again() };
}

describe('who belongs to the practice', () => {
	it('is believed by the chain of members alone: a file that names a stranger lets nobody sign', async () => {
		const stranger = await createPerson(
			{ name: 'X', credential: '', role: 'staff', passphrase, kit: practice.me.person.recipient },
			hardenHere({ logN: 4 })
		);
		const { id } = stranger.person;
		const named = new TextEncoder().encode(JSON.stringify(stranger.person));
		const forged = await resigned(madeOf('chart'), stranger.unlocked, [
			[`people/${id}.json`, named]
		]);
		expect(await verifyBackup(forged)).toEqual({ ok: false, why: 'bad-signature' });
	});

	it('cannot be changed by somebody of it who has no right to', async () => {
		const shared = await setUpPractice();
		const sam = await unlockAs(shared, await invite(shared, 'staff', 'Sam Front'));
		const { head } = sam.roster;
		const entry = await signEntry(
			{
				...{ v: 1, n: head.n + 1, prev: head.hash, at: '', by: sam.me.person.id },
				what: { is: 'owner-given', person: sam.me.person.id }
			},
			sam.me.signer
		);
		const files = await backupOf('chart', await shared.again());
		expect(await verifyBackup(await resigned(files, sam.me, []))).toMatchObject({ ok: true });
		const put = [[memberPath(head.n + 1), entry.bytes]] as const;
		expect(await verifyBackup(await resigned(files, sam.me, put))).toEqual({
			ok: false,
			why: 'broken-members'
		});
		const cut = new Map(files);
		cut.delete(memberPath(1));
		expect(await verifyBackup(await resigned(cut, shared.practice.me, []))).toMatchObject({
			ok: false
		});
	});

	it('is not set back by an older backup, nor mixed with that of a copy that went another way', async () => {
		const shared = await setUpPractice();
		const older = await backupOf('chart', shared.practice);
		const copy = await copied(shared.practice);
		const sam = await invite(shared, 'staff', 'Sam Front');
		const { storage } = shared;
		expect(await restore(older, storage)).toMatchObject({ ok: true });
		expect((await unlockAs(shared, sam)).chart.state.clients.size).toBe(0);

		const elsewhere = { ...shared, storage: copy, ...(await standingIn(copy, shared)) };
		await invite(elsewhere, 'staff', 'Lee Other');
		const other = await backupOf('chart', await elsewhere.again());
		expect(await verifyBackup(other, (await shared.again()).roster)).toMatchObject({ ok: false });
		const before = await storage.files.list();
		expect(await restore(other, storage)).toEqual({ ok: false, why: 'contradicts' });
		expect(await storage.files.list()).toEqual(before);
	});

	it('is put back to less than what stood when somebody left, and work goes on past that place', async () => {
		const shared = await setUpPractice();
		const sam = await invite(shared, 'staff', 'Sam Front');
		const older = await backupOf('chart', await shared.again());
		for (const name of ['Ana', 'Bo', 'Cy']) await addClient(shared.practice, name);
		const staff = await unlockAs(shared, sam);
		await staff.chart.act({ is: 'client-added', client: { id: newId(), name: 'Di' } });
		await (await shared.again()).people.leave(sam);
		const { storage } = shared;
		const chart = folder('chart', shared.practice);
		await storage.shelfOf(chart).destroy();
		expect(await restore(older, storage)).toMatchObject({ ok: true });
		const again = await shared.again();
		expect(again.chart.state.clients.size).toBe(0);
		for (const name of ['Ana', 'Bo', 'Cy', 'Di', 'Ed']) await addClient(again, name);
		expect((await shared.again()).chart.state.clients.size).toBe(5);
		const entries = (await storage.files.list('members/')).length;
		await shared.again();
		expect(await storage.files.list('members/')).toHaveLength(entries);
	});

	it('is put back with the rest when an entry was lost', async () => {
		const shared = await setUpPractice();
		const sam = await invite(shared, 'staff', 'Sam Front');
		const whole = await backupOf('chart', await shared.again());
		await shared.storage.files.write([], [memberPath(2)]);
		expect((await shared.door.look()).is).toBe('damaged');
		expect(await restore(whole, shared.storage)).toMatchObject({ ok: true });
		expect((await unlockAs(shared, sam)).role).toBe('staff');
	});
});

describe('the chart’s backup', () => {
	it('holds no file and no piece of a tray or cabinet', async () => {
		const files = madeOf('chart');
		const paths = [...files.keys()];
		for (const kind of ['tray', 'cabinet']) {
			expect(paths.filter((path) => path.includes(folder(kind)))).toEqual([]);
			const shelf = practice.holdings.find((one) => one.kind === kind)?.shelf;
			const blobs = (await shelf?.blobIds()) ?? [];
			expect(blobs.length).toBeGreaterThan(0);
			expect(blobs.filter((id) => files.has(`blobs/${id}.age`))).toEqual([]);
			expect(new TextDecoder().decode(files.get(manifestPath))).not.toContain(folder(kind));
		}
		expect(paths.some((path) => path.startsWith(`folders/${folder('chart')}/`))).toBe(true);
		const pairings = (some: Held) => [...some.keys()].filter((path) => /\.stations\./.test(path));
		expect(pairings(files)).toEqual([]);
		expect(pairings(madeOf('private'))).toHaveLength(1);
	});
});

describe('a backup that is not as it was made', () => {
	it.each(['chart', 'private'] as const)(
		'is refused: any byte, any entry of the %s file',
		async (part) => {
			const files = madeOf(part);
			const paths = [...files.keys()];
			expect(await verifyBackup(files, practice.roster)).toMatchObject({ ok: true });
			await fc.assert(
				fc.asyncProperty(
					fc.constantFrom(...paths),
					fc.constantFrom('flip', 'cut', 'missing', 'empty', 'stray', 'swap'),
					fc.nat(),
					fc.nat(7),
					async (path, harm, at, bit) => {
						const harmed = new Map(files);
						const bytes = files.get(path)?.slice() ?? new Uint8Array();
						const place = at % bytes.length;
						bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
						if (harm === 'flip') harmed.set(path, bytes);
						if (harm === 'cut') harmed.set(path, bytes.slice(0, place));
						if (harm === 'missing') harmed.delete(path);
						if (harm === 'empty') harmed.set(path, new Uint8Array());
						if (harm === 'stray') harmed.set(`blobs/${place}.age`, bytes);
						if (harm === 'swap') {
							const other = paths[(paths.indexOf(path) + 1) % paths.length] ?? path;
							harmed.set(path, files.get(other) ?? bytes);
							harmed.set(other, files.get(path) ?? bytes);
						}
						expect(await verifyBackup(harmed, practice.roster)).toMatchObject({ ok: false });
					}
				),
				{ numRuns: 150 }
			);
		}
	);

	it('is refused when a stranger signed it', async () => {
		const stranger = await setUpPractice();
		const files = await backupOf('chart', stranger.practice);
		expect(await verifyBackup(files, practice.roster)).toEqual({
			ok: false,
			why: 'bad-signature'
		});
	});

	it('is refused as a zip that was cut anywhere', async () => {
		const zip = await zipEntries(writeBackup(order('chart')));
		for (const part of [0, 0.1, 0.5, 0.99]) {
			const read = await readZip(zip.slice(0, Math.floor(zip.size * part)));
			expect(read ? (await verifyBackup(await held(read))).ok : false).toBe(false);
		}
	});
});

it('a page that is filed while the backup is being written is in it with its pieces', async () => {
	const busy = await setUpPractice();
	const ana = await addClient(busy.practice, 'Ana Marked');
	const box = await openBox(busy.practice);
	const first = await layPage(busy.practice, box, paper.picture, paper.reading);
	await busy.practice.filing.decide(first, { fate: 'cabinet', client: ana });
	const entries: Entry[] = [];
	for await (const entry of writeBackup(order('private', busy.practice))) {
		entries.push(entry);
		if (entries.length % 9 === 0 && entries.length < 40) {
			const page = await layPage(busy.practice, box, paper.picture, paper.reading);
			await busy.practice.filing.decide(page, { fate: 'cabinet', client: ana });
		}
	}
	const files = new Map(entries.map(({ path, bytes }) => [path, bytes]));
	expect(files.size).toBe(entries.length);
	expect(await verifyBackup(files)).toMatchObject({ ok: true });
	const cabinet = await openedCabinet(busy.practice);
	expect(cabinet.state.pages.size).toBeGreaterThan(3);
	for (const { picture } of cabinet.state.pages.values()) {
		expect(files.has(`blobs/${picture.sha256}.age`)).toBe(true);
	}
});

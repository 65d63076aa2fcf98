/** What goes on in the tab while the browser is killed, and what stands there afterwards. */
import { restoreFiles } from '#lib/desk/backup.svelte.ts';
import { verifyBackup } from '#lib/backup/verify.ts';
import { writeBackup } from '#lib/backup/write.ts';
import { readZip, zipEntries } from '#lib/backup/zip.ts';
import type { BackupPart } from '#lib/backup/entry.ts';
import type { PageId } from '#lib/page/ids.ts';
import { DamagedPractice } from '#lib/practice/faults.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import {
	boxIn,
	clientIn,
	doorTo,
	inPageStorage,
	layIn,
	lookIn,
	passphrases,
	setUpIn,
	unlockIn
} from '../../../src/bench/practice-in-page.ts';
import { pageBytes, type Place, type Told } from './pages.ts';

const storage = inPageStorage();
const door = doorTo(storage, 4);

/** Tells the test what is acknowledged: what a person would have seen on the screen. */
function tell(told: Told): void {
	void (globalThis as unknown as { tell: (told: Told) => Promise<void> }).tell(told);
}

export async function setUp(): Promise<void> {
	await setUpIn(door);
	const practice = await unlockIn(storage, door);
	await clientIn(practice, 'Marrowbone Quillfeather');
	await boxIn(practice);
	await practice.close();
	await storage.anchors.settled();
}

/** Lays and files one page after another for ever; every fifth is taken back. */
async function fileOn(practice: Practice, from: number): Promise<never> {
	const client = await clientIn(practice, '');
	const box = await boxIn(practice);
	for (let n = from; ; n++) {
		const page = await layIn(practice, box, pageBytes(n));
		tell({ is: 'stands', page, n, place: 'tray' });
		const fate: Place & ('chart' | 'cabinet') = n % 2 === 0 ? 'chart' : 'cabinet';
		const filed = await practice.filing.decide(page, { fate, client });
		if (!filed.ok) throw new Error(filed.why);
		tell({ is: 'stands', page, n, place: fate });
		if (n % 5 === 0) {
			const undone = await practice.filing.undo(page);
			if (!undone.ok) throw new Error(undone.why);
			tell({ is: 'stands', page, n, place: 'tray' });
		}
		if (n % 7 === 0) await practice.filing.sweep();
	}
}

async function backUp(practice: Practice): Promise<readonly Blob[]> {
	const { files, holdings, me } = practice;
	const parts: BackupPart[] = ['chart', 'private'];
	const madeAt = new Date().toISOString();
	const made: Blob[] = [];
	for (const part of parts) {
		made.push(await zipEntries(writeBackup({ part, files, holdings, me, madeAt })));
	}
	return made;
}

const folder = (): Promise<FileSystemDirectoryHandle> =>
	navigator.storage
		.getDirectory()
		.then((top) => top.getDirectoryHandle('backups', { create: true }));

/** Writes the backup where a kill can cut it, and says so when it is whole. */
async function keep(backups: readonly Blob[]): Promise<void> {
	for (const [i, backup] of backups.entries()) {
		const file = await (await folder()).getFileHandle(`${i}.zip`, { create: true });
		const stream = await file.createWritable();
		for (let at = 0; at < backup.size; at += 500_000) {
			await stream.write(backup.slice(at, at + 500_000));
		}
		await stream.close();
	}
	tell({ is: 'backed-up' });
}

async function kept(): Promise<readonly Blob[]> {
	const names = ['0.zip', '1.zip'];
	return Promise.all(
		names.map(async (name) => (await (await folder()).getFileHandle(name)).getFile())
	);
}

export async function filing(from: number): Promise<void> {
	const practice = await unlockIn(storage, door);
	tell({ is: 'begun' });
	await fileOn(practice, from);
}

/** A backup after another, while filing goes on as it does in life. */
export async function backingUp(from: number): Promise<void> {
	const practice = await unlockIn(storage, door);
	tell({ is: 'begun' });
	const filingOn = fileOn(practice, from);
	for (;;) await Promise.race([filingOn, backUp(practice).then(keep)]);
}

/** What was backed up is lost from storage, one or all of its databases, and put back. */
export async function restoring(lose: number): Promise<void> {
	const practice = await unlockIn(storage, door);
	await keep(await backUp(practice));
	const shelves = practice.holdings.map(({ shelf }) => `cc-${shelf.folder}`);
	await practice.close();
	storage.files.close();
	const names = ['cc-practice', ...shelves];
	for (const name of lose < names.length ? [names[lose] ?? ''] : names) await deleteDatabase(name);
	tell({ is: 'begun' });
	const restored = await restore();
	tell({ is: 'restored', sentence: restored });
}

function deleteDatabase(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const asked = indexedDB.deleteDatabase(name);
		asked.onsuccess = () => resolve();
		asked.onerror = () => reject(new Error('the database stays'));
	});
}

/** Pieces that nobody names, so that an upgrade takes as long as a large practice's. */
const filler = { from: 'filler', to: 'filles', count: 20_000 } as const;

/** The folders as the first shape of this program left them, then opened as this one does; then work goes on. */
export async function migrating(from: number): Promise<void> {
	const practice = await unlockIn(storage, door);
	const names = practice.holdings.map(({ shelf }) => `cc-${shelf.folder}`);
	await practice.close();
	for (const [i, name] of names.entries()) await toFirstShape(name, i === 0 ? filler.count : 0);
	tell({ is: 'begun' });
	const opened = await unlockIn(storage, door);
	tell({ is: 'migrated' });
	await fileOn(opened, from);
}

const firstStores = { events: 'n', blobs: 'id', kept: 'name', marks: 'name' } as const;

async function toFirstShape(name: string, fillers: number): Promise<void> {
	const db = await answered(indexedDB.open(name));
	const rows: Record<string, unknown[]> = {};
	for (const store of Object.keys(firstStores)) {
		rows[store] = await answered(db.transaction(store).objectStore(store).getAll());
	}
	db.close();
	rows['marks'] = [{ name: 'min-writer', value: 1 }];
	await deleteDatabase(name);
	const opening = indexedDB.open(name, 10);
	opening.onupgradeneeded = () => {
		for (const [store, keyPath] of Object.entries(firstStores)) {
			opening.result.createObjectStore(store, { keyPath });
		}
	};
	const first = await answered(opening);
	const writing = first.transaction(Object.keys(firstStores), 'readwrite', {
		durability: 'strict'
	});
	for (const [store, all] of Object.entries(rows)) {
		for (const row of all) writing.objectStore(store).put(row);
	}
	for (let i = 0; i < fillers; i++) {
		const id = filler.from + String(i).padStart(6, '0');
		writing.objectStore('blobs').put({ id, bytes: new Uint8Array(20) });
	}
	await new Promise<void>((resolve, reject) => {
		writing.oncomplete = () => resolve();
		writing.onabort = () => reject(new Error('the first shape was not written'));
	});
	first.close();
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(new Error('the browser does not answer'));
	});
}

export interface Shapes {
	/** The browser's own numbers of the folders' databases. */
	readonly versions: readonly number[];
	/** Stores whose names do not fit their database's number. */
	readonly halves: number;
}

/** Looks at the folders' databases without any code of ours, which would finish what was cut. */
export async function shapes(): Promise<Shapes> {
	const own = new Set(['cc-practice', 'cc-places']);
	const versions: number[] = [];
	let halves = 0;
	for (const { name = '' } of await indexedDB.databases()) {
		if (own.has(name)) continue;
		const db = await answered(indexedDB.open(name));
		// Its own number: `databases()` was seen to tell of the one that a killed upgrade was to bring.
		versions.push(db.version);
		const isListed = db.objectStoreNames.contains('listed');
		if (isListed !== db.version > 10) halves++;
		if (isListed) {
			const reading = db.transaction(['blobs', 'listed']);
			const [held, names] = await Promise.all(
				['blobs', 'listed'].map((store) => answered(reading.objectStore(store).getAllKeys()))
			);
			if (JSON.stringify(held) !== JSON.stringify(names)) halves++;
		}
		db.close();
	}
	return { versions, halves };
}

/** Takes the fillers away again. */
export async function clearFillers(): Promise<void> {
	const range = IDBKeyRange.bound(filler.from, filler.to);
	for (const { name = '' } of await indexedDB.databases()) {
		const db = await answered(indexedDB.open(name));
		const stores = ['blobs', 'listed'].filter((store) => db.objectStoreNames.contains(store));
		if (stores.length > 0) {
			const writing = db.transaction(stores, 'readwrite');
			for (const store of stores) await answered(writing.objectStore(store).delete(range));
		}
		db.close();
	}
}

/** `undefined` when everything is back, else the sentence that says why not. */
export async function restore(): Promise<string | undefined> {
	// Another page load would open it afresh; here it was closed by hand.
	const restored = await restoreFiles(await kept(), { ...storage, files: inPageStorage().files });
	return restored.ok ? undefined : restored.sentence;
}

export type Standing =
	| { readonly is: 'damaged'; readonly sentences: readonly string[] }
	| { readonly is: 'fresh' | 'newer' }
	| {
			readonly is: 'open';
			readonly verified: boolean;
			readonly pages: readonly {
				readonly page: PageId;
				readonly places: readonly Place[];
				/** Every copy opens to the same bytes that were laid. */
				readonly whole: boolean;
			}[];
	  };

/** Starts as the app starts: looks, unlocks, finishes what was begun; then opens every page, the private ones too. */
export async function look(): Promise<Standing> {
	const found = await lookIn(storage, door);
	if (found.is !== 'locked') return found;
	try {
		const practice = await unlockIn(storage, door);
		await practice.filing.resume();
		await practice.filing.sweep();
		const pages = await pagesIn(practice);
		const verified = (await practice.verify()).every(({ ok }) => ok);
		await practice.close();
		return { is: 'open', pages, verified };
	} catch (error) {
		if (error instanceof DamagedPractice) return { is: 'damaged', sentences: error.sentences };
		throw error;
	}
}

async function pagesIn(practice: Practice) {
	const { tray, chart } = practice;
	const opened = await practice.openCabinet(passphrases.cabinetPassphrase);
	if (!opened.ok) throw new Error(opened.why);
	const { cabinet } = opened;
	const pages = [];
	for (const { side, picture, gone } of tray.state.pages.values()) {
		const copies: { place: Place; bytes: Uint8Array<ArrayBuffer> }[] = [];
		const { page, sha256 } = side;
		if (!gone) copies.push({ place: 'tray', bytes: await tray.open(picture) });
		const charted = chart.state.pages.get(page);
		if (charted) copies.push({ place: 'chart', bytes: await chart.open(charted.picture) });
		const held = cabinet.state.pages.get(page);
		if (held) copies.push({ place: 'cabinet', bytes: await cabinet.open(held.picture) });
		let whole = copies.length > 0;
		for (const { bytes } of copies) whole &&= (await sha256Hex(bytes)) === sha256;
		pages.push({ page, places: copies.map(({ place }) => place), whole });
	}
	return pages;
}

/** Whether each backup that was said to be whole is. */
export async function backupsHold(): Promise<boolean> {
	for (const file of await kept()) {
		const files = await readZip(file);
		if (!files || !(await verifyBackup(files)).ok) return false;
	}
	return true;
}

/** What goes on in the tab while the browser is killed, and what stands there afterwards. */
import { restoreFiles } from '#lib/desk/backup.svelte.ts';
import { verifyBackup } from '#lib/backup/verify.ts';
import { writeBackup } from '#lib/backup/write.ts';
import { readZip, zipEntries } from '#lib/backup/zip.ts';
import type { BackupPart } from '#lib/backup/entry.ts';
import type { PageId } from '#lib/page/ids.ts';
import { DamagedPractice, type Practice } from '#lib/practice/practice.ts';
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

/** `undefined` when everything is back, else the sentence that says why not. */
export async function restore(): Promise<string | undefined> {
	// Another page load would open it afresh; here it was closed by hand.
	const restored = await restoreFiles(await kept(), { ...storage, files: inPageStorage().files });
	return restored.ok ? undefined : restored.sentence;
}

export type Standing =
	| { readonly is: 'damaged'; readonly sentences: readonly string[] }
	| { readonly is: 'fresh' }
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

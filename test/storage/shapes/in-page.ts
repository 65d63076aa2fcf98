/** A small practice in real storage, and its databases as they lie there: frozen by the version that wrote them. */
import type { FolderKind } from '#lib/vault/folder-key.ts';
import {
	boxIn,
	clientIn,
	doorTo,
	inPageStorage,
	layIn,
	setUpIn,
	unlockIn
} from '../../../src/bench/practice-in-page.ts';
import { Database, type Notice } from '#lib/shelf/database.ts';
import { folderSteps } from '#lib/shelf/folder-steps.ts';
import { lookIn, passphrases } from '../../../src/bench/practice-in-page.ts';
import { fromText, toText, type FrozenStore, type Frozen } from './frozen.ts';

/** Six pages in three folders, one of them taken back, with snapshots as after any day. */
export async function make(): Promise<Record<FolderKind, string>> {
	const storage = inPageStorage();
	const door = doorTo(storage, 4);
	await setUpIn(door);
	const practice = await unlockIn(storage, door);
	const client = await clientIn(practice, 'Marrowbone Quillfeather');
	const box = await boxIn(practice);
	for (let n = 0; n < 6; n++) {
		const bytes = new TextEncoder().encode(`page ${n} `.repeat(600));
		const page = await layIn(practice, box, bytes);
		if (n < 5) await practice.filing.decide(page, { fate: n % 2 ? 'cabinet' : 'chart', client });
		if (n === 4) await practice.filing.undo(page);
	}
	await practice.filing.sweep();
	const names = Object.fromEntries(
		practice.holdings.map(({ kind, shelf }) => [kind, `cc-${shelf.folder}`])
	);
	await practice.close();
	await storage.anchors.settled();
	storage.files.close();
	return names as Record<FolderKind, string>;
}

/** Every database of the origin, by the browser's own calls: no code of ours stands between. */
export async function freeze(): Promise<Frozen> {
	const databases = [];
	for (const { name = '', version = 0 } of await indexedDB.databases()) {
		const db = await done(indexedDB.open(name));
		const stores: FrozenStore[] = [];
		for (const store of db.objectStoreNames) {
			const rows = db.transaction(store).objectStore(store);
			const { keyPath, indexNames } = rows;
			const found = (await done(rows.getAll())) as Record<string, unknown>[];
			stores.push({
				...{ name: store, keyPath: String(keyPath), indexes: [...indexNames] },
				rows: found.map((row) => toText(row))
			});
		}
		db.close();
		databases.push({ name, version, stores });
	}
	return { databases, notes: Object.fromEntries(Object.entries(localStorage)) };
}

/** Puts frozen databases into an empty origin, as the browser had them. */
export async function thaw({ databases, notes }: Frozen): Promise<void> {
	for (const [key, value] of Object.entries(notes)) localStorage.setItem(key, value);
	for (const { name, version, stores } of databases) {
		const opening = indexedDB.open(name, version);
		opening.onupgradeneeded = () => {
			for (const store of stores) {
				opening.result.createObjectStore(store.name, { keyPath: store.keyPath });
			}
		};
		const db = await done(opening);
		for (const { name: store, rows } of stores) {
			const writing = db.transaction(store, 'readwrite').objectStore(store);
			for (const row of rows) await done(writing.put(fromText(row)));
		}
		db.close();
	}
}

export interface Opened {
	/** What every page reads, by the folder that it is in. */
	readonly tray: readonly string[];
	readonly chart: readonly string[];
	readonly cabinet: readonly string[];
	readonly verified: boolean;
}

/** Unlocks what stands here, as this version does. */
export async function open(): Promise<Opened> {
	const storage = inPageStorage();
	const door = doorTo(storage, 4);
	const found = await lookIn(storage, door);
	if (found.is !== 'locked') throw new Error(`the practice is ${found.is}`);
	const practice = await unlockIn(storage, door);
	const opened = await practice.openCabinet(passphrases.cabinetPassphrase);
	if (!opened.ok) throw new Error(opened.why);
	const { tray, chart } = practice;
	const { cabinet } = opened;
	const words = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).slice(0, 6);
	const trayed = [...tray.state.pages.values()].filter(({ gone }) => !gone);
	const told: Opened = {
		tray: await Promise.all(trayed.map(async ({ picture }) => words(await tray.open(picture)))),
		chart: await Promise.all(
			[...chart.state.pages.values()].map(async (page) => words(await chart.open(page.picture)))
		),
		cabinet: await Promise.all(
			[...cabinet.state.pages.values()].map(async (page) => words(await cabinet.open(page.picture)))
		),
		verified: (await practice.verify()).every(({ ok }) => ok)
	};
	await practice.close();
	storage.files.close();
	return told;
}

/** A program of the first shape, in a tab that stays open: what it is told, and what its next write is answered. */
export function anOldTab(database: string): {
	readonly notices: readonly Notice[];
	readonly write: () => Promise<string>;
} {
	const notices: Notice[] = [];
	const old = new Database(database, [folderSteps[0]], { onNotice: (one) => notices.push(one) });
	return {
		notices,
		async write() {
			try {
				await old.transaction('rw', ['blobs', 'marks'], async () => {
					await old.mayWrite();
					await old.table('blobs').put({ id: 'of an older shape', bytes: Uint8Array.of(1) });
				});
				return 'written';
			} catch (failure) {
				return old.whyNot(failure);
			}
		}
	};
}

function done<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(new Error('the browser does not give it'));
	});
}

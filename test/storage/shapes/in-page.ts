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
import { toText, type FrozenStore, type Frozen } from './frozen.ts';

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

function done<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(new Error('the browser does not give it'));
	});
}

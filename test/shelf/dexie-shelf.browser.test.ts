import { Dexie } from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import type { FolderId } from '#lib/page/ids.ts';
import type { Notice } from '#lib/shelf/database.ts';
import { whyNotCommitted } from '#lib/shelf/dexie-failures.ts';
import { DexiePracticeFiles } from '#lib/shelf/dexie-practice-files.ts';
import { DexieShelf } from '#lib/shelf/dexie-shelf.ts';
import { Room } from '#lib/shelf/room.ts';
import { BrokenShelf } from '#lib/shelf/shelf.ts';
import { newId } from '#lib/vault/random.ts';
import { practiceFilesContract } from './practice-files-contract.ts';
import { allEvents, eventNumber, hashNumber, shelfContract } from './shelf-contract.ts';

shelfContract('Dexie', (folder) => new DexieShelf(folder));
practiceFilesContract(
	'Dexie',
	() => new DexiePracticeFiles({ name: `cc-practice-${newId<FolderId>()}` })
);

test('what was stored is there for the next visit, in a database of its own', async () => {
	const folder = newId<FolderId>();
	const first = new DexieShelf(folder);
	await first.commit({
		event: eventNumber(1),
		put: [{ id: 'ab', bytes: new Uint8Array(400_000).fill(7) }]
	});
	first.close();
	const second = new DexieShelf(folder);
	expect(await second.head()).toEqual({ n: 1, hash: hashNumber(1) });
	expect((await second.blob('ab'))?.length).toBe(400_000);
	expect(await Dexie.getDatabaseNames()).toContain(`cc-${folder}`);
	await second.destroy();
	expect(await Dexie.getDatabaseNames()).not.toContain(`cc-${folder}`);
});

test('every transaction that writes is strict', async () => {
	let asked: unknown[] = [];
	const spy = vi.spyOn(IDBDatabase.prototype, 'transaction');
	const shelf = new DexieShelf(newId<FolderId>());
	try {
		await shelf.commit({ event: eventNumber(1) });
		await shelf.keep('snapshot', Uint8Array.of(1));
	} finally {
		asked = spy.mock.calls
			.filter(([, mode]) => mode === 'readwrite')
			.map(([, , options]) => options?.durability);
		spy.mockRestore();
		await shelf.destroy();
	}
	expect(asked).toEqual(['strict', 'strict']);
});

test('two tabs on one folder: the slower one is behind and nothing is lost', async () => {
	const folder = newId<FolderId>();
	const [mine, theirs] = [new DexieShelf(folder), new DexieShelf(folder)];
	expect(await mine.commit({ event: eventNumber(1) })).toEqual({ ok: true });
	expect(await theirs.commit({ event: eventNumber(1) })).toEqual({ ok: false, why: 'behind' });
	expect(await theirs.commit({ event: eventNumber(2) })).toEqual({ ok: true });
	expect(await allEvents(mine)).toHaveLength(2);
	mine.close();
	await theirs.destroy();
});

test('a newer version in another tab is let in, and this tab says so', async () => {
	const folder = newId<FolderId>();
	const notices: Notice[] = [];
	const old = new DexieShelf(folder, { onNotice: (notice) => notices.push(notice) });
	await old.commit({ event: eventNumber(1) });
	const newer = new Dexie(`cc-${folder}`);
	newer.version(99).stores({ events: 'n', blobs: 'id', kept: 'name', marks: 'name', more: 'id' });
	await newer.open();
	expect(notices).toEqual(['newer-elsewhere']);
	expect(await old.commit({ event: eventNumber(2) })).toEqual({ ok: false, why: 'outdated' });
	await newer.delete();
});

test('a tab whose database another one replaces is told so', async () => {
	const folder = newId<FolderId>();
	const notices: Notice[] = [];
	const mine = new DexieShelf(folder, { onNotice: (notice) => notices.push(notice) });
	await mine.commit({ event: eventNumber(1) });
	await new DexieShelf(folder).destroy();
	expect(notices).toEqual(['replaced-elsewhere']);
	expect(await mine.commit({ event: eventNumber(2) })).toEqual({ ok: false, why: 'broken' });
});

describe('the mark against older programs', () => {
	const shape = {
		...{ events: 'n', blobs: 'id', kept: 'name', listed: 'id', removed: 'id', marks: 'name' }
	};

	/** What lies at the mark from now on; with a `version`, as a program of that shape leaves the database. */
	async function mark(folder: FolderId, value: unknown, version?: number): Promise<void> {
		const database = new Dexie(`cc-${folder}`);
		if (version) database.version(version).stores(shape);
		await database.open();
		const marks = database.table('marks');
		await (value === undefined ? marks.clear() : marks.put({ name: 'min-writer', value }));
		database.close();
	}

	test.each([
		['set', 99],
		['removed', undefined]
	])('%s in a newer shape: nothing is written', async (_, value) => {
		const folder = newId<FolderId>();
		const first = new DexieShelf(folder);
		await first.commit({ event: eventNumber(1) });
		first.close();
		await mark(folder, value, 99);
		const shelf = new DexieShelf(folder);
		expect(await shelf.commit({ event: eventNumber(2) })).toEqual({ ok: false, why: 'outdated' });
		expect(await shelf.mend({ id: 'ab', bytes: Uint8Array.of(1) })).toMatchObject({ ok: false });
		expect(await shelf.head()).toEqual({ n: 1, hash: hashNumber(1) });
		await shelf.destroy();
	});

	test.each([
		['raised', 99],
		['removed', undefined],
		['made nonsense of', 'always']
	])('%s by hand alone shuts nobody out of their own practice', async (_, value) => {
		const folder = newId<FolderId>();
		const shelf = new DexieShelf(folder);
		await shelf.commit({ event: eventNumber(1) });
		await mark(folder, value);
		expect(await shelf.commit({ event: eventNumber(2) })).toEqual({ ok: true });
		await shelf.destroy();
	});
});

test('storage that is gone is broken, never empty', async () => {
	const shelf = new DexieShelf(newId<FolderId>());
	await shelf.commit({ event: eventNumber(1) });
	shelf.close();
	await expect(shelf.head()).rejects.toBeInstanceOf(BrokenShelf);
	await expect(allEvents(shelf)).rejects.toBeInstanceOf(BrokenShelf);
	await expect(shelf.blob('ab')).rejects.toBeInstanceOf(BrokenShelf);
	expect(await shelf.commit({ event: eventNumber(2) })).toEqual({ ok: false, why: 'broken' });
	await shelf.destroy();
});

test('a full disk is told as full, and nothing of that event is stored', async () => {
	const shelf = new DexieShelf(newId<FolderId>());
	await shelf.commit({ event: eventNumber(1) });
	const disk = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
		throw new DOMException('', 'QuotaExceededError');
	});
	const put = [{ id: 'ab', bytes: Uint8Array.of(1) }];
	expect(await shelf.commit({ event: eventNumber(2), put })).toEqual({ ok: false, why: 'full' });
	expect(await shelf.keep('snapshot', Uint8Array.of(1))).toEqual({ ok: false, why: 'full' });
	disk.mockRestore();
	expect(await shelf.head()).toEqual({ n: 1, hash: hashNumber(1) });
	expect(await shelf.blobIds()).toEqual([]);
	expect(await shelf.commit({ event: eventNumber(2), put })).toEqual({ ok: true });
	await shelf.destroy();
});

test('one record that cannot be read does not hide the ones before it', async () => {
	const shelf = new DexieShelf(newId<FolderId>());
	for (let n = 1; n <= 5; n++) await shelf.commit({ event: eventNumber(n) });
	const lost = () => new DOMException('Data lost due to missing file', 'NotReadableError');
	// What Chromium does when the file behind one record is gone: the whole batch fails, and that record alone.
	const batch = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
		throw lost();
	});
	const get: IDBObjectStore['get'] = Reflect.get(IDBObjectStore.prototype, 'get');
	vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
		this: IDBObjectStore,
		key
	) {
		if (key === 4) throw lost();
		return get.call(this, key);
	});
	const found: number[] = [];
	const reading = (async () => {
		for await (const { n } of shelf.events()) found.push(n);
	})();
	await expect(reading).rejects.toMatchObject({ name: 'BrokenShelf', n: 4 });
	expect(batch).toHaveBeenCalled();
	vi.restoreAllMocks();
	expect(found).toEqual([1, 2, 3]);
	await shelf.destroy();
});

test.each([
	['the browser’s own error', new DOMException('', 'QuotaExceededError'), 'full'],
	[
		'an abort with the quota inside',
		Object.assign(new Error(), {
			name: 'AbortError',
			inner: new DOMException('', 'QuotaExceededError')
		}),
		'full'
	],
	[
		'a bulk write whose every row failed',
		Object.assign(new Error(), {
			name: 'BulkError',
			failures: [new DOMException('', 'QuotaExceededError')]
		}),
		'full'
	],
	['any other abort', Object.assign(new Error(), { name: 'AbortError', inner: null }), 'broken'],
	['something that is no error', 'lost', 'broken']
])('%s is told apart', (_, error, why) => {
	expect(whyNotCommitted(error)).toBe(why);
});

test('at nine tenths of the storage no more pages come in, and everything else still does', async () => {
	let usage = 91;
	const room = new Room(() => Promise.resolve({ usage, quota: 100 }));
	const shelf = new DexieShelf(newId<FolderId>(), { room });
	const put = [{ id: 'ab', bytes: Uint8Array.of(1) }];
	expect(await shelf.commit({ event: eventNumber(1), put })).toEqual({
		ok: false,
		why: 'nearly-full'
	});
	expect(await shelf.head()).toMatchObject({ n: 0 });
	expect(await shelf.commit({ event: eventNumber(1) })).toEqual({ ok: true });
	usage = 40;
	expect(await shelf.commit({ event: eventNumber(2), put })).toEqual({ ok: true });
	await shelf.destroy();
});

test('a piece that was altered is put back under its name, strictly', async () => {
	const shelf = new DexieShelf(newId<FolderId>());
	const spy = vi.spyOn(IDBDatabase.prototype, 'transaction');
	await shelf.commit({ event: eventNumber(1), put: [{ id: 'ab', bytes: Uint8Array.of(1) }] });
	expect(await shelf.mend({ id: 'ab', bytes: Uint8Array.of(2) })).toEqual({ ok: true });
	const asked = spy.mock.calls.filter(([, mode]) => mode === 'readwrite');
	expect(asked.map(([, , options]) => options?.durability)).toEqual(['strict', 'strict']);
	spy.mockRestore();
	expect(await shelf.blob('ab')).toEqual(Uint8Array.of(2));
	expect(await shelf.head()).toMatchObject({ n: 1 });
	await shelf.destroy();
});

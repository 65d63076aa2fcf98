/** Somebody writes nonsense over records of the raw storage: it is damage that is told, and never a door that falls over. */
import Dexie from 'dexie';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { Door } from '#lib/practice/door.ts';
import { DamagedPractice, NewerPractice } from '#lib/practice/faults.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import type { Storage } from '#lib/practice/practice.ts';
import { BrokenShelf } from '#lib/shelf/shelf.ts';
import { DexiePracticeFiles } from '#lib/shelf/dexie-practice-files.ts';
import { DexieShelf } from '#lib/shelf/dexie-shelf.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { steppingClock } from '../support/clock.ts';
import { cabinetPassphrase, filePage, openPractice } from '../desk/open-practice.ts';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

const odd: readonly (readonly [string, unknown])[] = [
	['nothing', undefined],
	['null', null],
	['a word', 'word'],
	['a number', 5],
	['no bytes', new Uint8Array()],
	['one byte', Uint8Array.of(0xff)],
	['a buffer', new ArrayBuffer(8)],
	['a blob', new Blob(['word'])],
	['JSON that is null', text('null')],
	['JSON that is a list', text('[1,"a",null]')],
	['JSON with odd values', text('{"FORMAT":5,"members/00000001.json":null,"a":{}}')]
];

const memory = memoryStorage();

function stored(): Storage {
	return {
		...memory,
		files: new DexiePracticeFiles(),
		shelfOf: (folder) => new DexieShelf(folder)
	};
}

/** What comes of unlocking, and of opening the cabinet; throws what is no finding. */
async function tryAll(): Promise<string> {
	const door = new Door({
		storage: stored(),
		hardener: hardenHere({ logN: 4 }),
		clock: steppingClock(),
		makePart: partMakerWith(canvasCodec)
	});
	const found = await door.look();
	if (found.is !== 'locked') return found.is;
	const [person] = found.roster.people;
	if (!person) throw new Error('nobody is in the practice');
	try {
		const unlocked = await door.unlock(found.roster, person.id, 'open sesame');
		if (!unlocked.ok) return unlocked.why;
		const { practice } = unlocked;
		if (practice.role !== 'clinician') return 'charts only';
		const cabinet = await practice.openCabinet(cabinetPassphrase);
		await practice.verify();
		await practice.close();
		return cabinet.ok ? 'open' : cabinet.why;
	} catch (error) {
		if (error instanceof DamagedPractice) return 'damaged';
		if (error instanceof NewerPractice) return 'newer';
		if (error instanceof BrokenShelf) return 'damaged';
		throw error;
	}
}

/** Writes `bytes` over every record of a store; returns how to lay them as they were. */
async function overwrite(
	name: string,
	store: string,
	bytes: unknown
): Promise<() => Promise<void>> {
	const database = await new Dexie(name).open();
	const before = (await database.table(store).toArray()) as readonly object[];
	await database.table(store).bulkPut(before.map((record) => ({ ...record, bytes })));
	database.close();
	return async () => {
		const again = await new Dexie(name).open();
		await again.table(store).clear();
		await again.table(store).bulkPut([...before]);
		again.close();
	};
}

const places: (readonly [string, string])[] = [];

beforeAll(async () => {
	const practice = await openPractice(undefined, stored());
	await filePage(practice, 1, 'chart', { day: '2021-05-04' });
	await filePage(practice, 2, 'cabinet');
	const opened = await practice.openCabinet(cabinetPassphrase);
	if (!opened.ok) throw new Error(opened.why);
	await practice.close();
	for (const { name = '' } of await indexedDB.databases()) {
		for (const store of ['files', 'kept', 'blobs', 'events']) {
			const database = await new Dexie(name).open();
			if (database.tables.some((table) => table.name === store)) places.push([name, store]);
			database.close();
		}
	}
});

afterAll(async () => {
	for (const { name = '' } of await indexedDB.databases()) await Dexie.delete(name);
});

describe.each(odd)('%s in the place of every record’s bytes', (_, bytes) => {
	it('is told, and nothing falls over', async () => {
		expect(places.length).toBeGreaterThan(6);
		for (const [name, store] of places) {
			const putBack = await overwrite(name, store, bytes);
			const outcome = await tryAll().catch((error: unknown) => `${store}: ${String(error)}`);
			await putBack();
			expect(outcome).not.toContain('Error');
			// What is kept beside the entries is a help and never in the way.
			if (store === 'kept') expect(outcome).toBe('open');
			expect(await tryAll()).toBe('open');
		}
	});
});

it('an entry under a key that is no number does not end a history', async () => {
	for (const [name] of places.filter(([, store]) => store === 'events')) {
		const database = await new Dexie(name).open();
		await database.table('events').put({ n: 'zz', prev: '', hash: '', bytes: new Uint8Array() });
		expect(await tryAll()).toBe('open');
		await database.table('events').delete('zz');
		database.close();
	}
});

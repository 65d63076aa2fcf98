/** The search of a profile, tried on what a real Chromium writes: it finds what is planted in a database on purpose. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePage, type InPage } from '../../src/bench/in-page.ts';
import { findPlanted } from '../support/planted.ts';
import { startKillable } from './kill/killable.ts';

/** Each in a row of its own, as somebody could have stored it by mistake. */
const planted = {
	plain: 'Peregrin Tallowmere',
	wide: 'Isolde Quickwhistle',
	base64: 'Barnaby Underthicket',
	base64Later: 'Clementine Farthingale',
	base64Last: 'Octavius Brambleworth',
	hex: 'Wilhelmina Gorsefield',
	bytes: 'Ambrose Nettlecombe',
	packed: 'Thessaly Winterbourne'
} as const;

async function plant(words: typeof planted): Promise<void> {
	const opening = indexedDB.open('mistake', 1);
	opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { keyPath: 'id' });
	const db = await new Promise<IDBDatabase>((resolve) => {
		opening.onsuccess = () => resolve(opening.result);
	});
	const hex = (text: string): string =>
		Array.from(text, (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('');
	const half = words.packed.length >> 1;
	const rows: Record<string, unknown>[] = [
		{ text: words.plain },
		// One letter beyond Latin makes the browser store two bytes a letter.
		{ text: `Ω ${words.wide}` },
		{ text: btoa(`{"note":"${words.base64} came"}`) },
		{ text: btoa(`{"a_note":"${words.base64Later} came"}`) },
		{ text: btoa(`{"aa_note":"${words.base64Last} came"}`) },
		{ text: hex(`about ${words.hex}`) },
		{ bytes: new TextEncoder().encode(words.bytes) },
		// Both halves stand there before: packed, the whole is nowhere in one piece.
		{ text: `${words.packed.slice(0, half)}#${words.packed.slice(half)}#${words.packed}` }
	];
	// Enough to be moved out of the log into packed tables.
	for (let part = 0; part < 6; part++) {
		const writing = db.transaction('rows', 'readwrite', { durability: 'strict' });
		const store = writing.objectStore('rows');
		if (part === 0) rows.forEach((row, i) => store.put({ id: `a${i}`, ...row }));
		for (let i = 0; i < 500; i++) {
			store.put({ id: `b${part}-${i}`, text: `${i} nothing of note `.repeat(300) });
		}
		await new Promise((resolve) => (writing.oncomplete = resolve));
	}
	db.close();
}

describe('a word that lies in a browser’s database', () => {
	let profile: string;
	let served: InPage;

	beforeAll(async () => {
		profile = mkdtempSync(join(tmpdir(), 'scan-'));
		served = await servePage('');
		const browser = await startKillable(profile);
		await browser.page.goto(served.address);
		await browser.page.evaluate(plant, planted);
		await browser.kill();
	}, 120_000);

	afterAll(() => {
		served.server.close();
		served.server.closeAllConnections();
		rmSync(profile, { recursive: true, force: true });
	});

	it('lies in a packed table, and not in one piece', () => {
		const tables = readdirSync(profile, { recursive: true, encoding: 'utf8' })
			.filter((name) => /IndexedDB.*\.ldb$/.test(name))
			.map((name) => readFileSync(join(profile, name)));
		expect(tables.length).toBeGreaterThan(0);
		expect(tables.filter((bytes) => bytes.includes(planted.packed))).toEqual([]);
	});

	it('is found there in every form, and nobody is who was not planted', () => {
		const words = Object.values(planted);
		const finds = findPlanted(profile, [...words, 'Philomena Ravenscourt']);
		const found = finds.filter(({ file }) => /IndexedDB.*\.ldb$/.test(file));
		expect(new Set(found.map(({ what }) => what))).toEqual(new Set(words));
		expect(finds.map(({ what }) => what)).not.toContain('Philomena Ravenscourt');
	});

	it('is found when it is a piece of a picture, in base64', () => {
		const piece = Buffer.from(`${planted.base64} came`);
		expect(findPlanted(profile, [], { piece })).not.toEqual([]);
	});
});

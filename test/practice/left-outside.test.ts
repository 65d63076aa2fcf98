/**
 * Somebody with the stored files and a clinician's desk passphrase, but not the cabinet's: what is left outside the
 * cabinet of a page that went into it? Everything that opens is searched for the page's words and for its picture.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ReadQueue } from '#lib/desk/read-queue.svelte.ts';
import type { Engines } from '#lib/desk/engines.ts';
import { readEvent } from '#lib/ledger/event.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import { suggest, wordsOf } from '#lib/sorting/suggest.ts';
import { crack, openBy } from '../support/crack.ts';
import { lowerHalf, markedPage } from '../support/marked-paper.ts';
import {
	addClient,
	cabinetPassphrase,
	layPage,
	openBox,
	passphrase,
	setUpPractice,
	type Standing
} from '../support/practice.ts';

const told = 'transference: I felt a vermilion pull to rescue him, as his cerulean mother did';

let standing: Standing;
let picture: Uint8Array;
let client: ClientId;

/** The page's words are a process note that the sorter has an opinion of. */
function noted(reading: Reading): Reading {
	const lines = reading.lines.map((line, i) => (i === 1 ? { ...line, text: told } : line));
	return { ...reading, lines, text: lines.map(({ text }) => text).join('\n') };
}

async function readAll({ tray, filing }: Standing['practice'], reading: Reading): Promise<void> {
	const engines: Pick<Engines, 'readers' | 'read' | 'sort' | 'recycle'> = {
		readers: 1,
		read: () => Promise.resolve(reading),
		sort: (found) => Promise.resolve({ suggestion: suggest(wordsOf(found)), hints: {} }),
		recycle: () => undefined
	};
	const queue = new ReadQueue(tray, engines as Engines, {
		undisturbed: (act) => filing.undisturbed(act)
	});
	queue.start();
	await vi.waitFor(() => expect(queue.waiting).toBe(0));
}

beforeAll(async () => {
	standing = await setUpPractice();
	const { practice } = standing;
	client = await addClient(practice, 'Ana Marked');
	const paper = await markedPage('a'.repeat(32), 'b'.repeat(32));
	({ picture } = paper);
	const box = await openBox(practice);
	const pages: PageId[] = [];
	for (let i = 0; i < 2; i++) {
		const page = await layPage(practice, box, paper.picture, paper.reading);
		// Forgets what the helper wrote of it, and has it read as the app does.
		await practice.tray.act({ is: 'page-turned', page, turn: 0 });
		pages.push(page);
	}
	await readAll(practice, noted(paper.reading));
	const [whole, mixed] = pages;
	if (!whole || !mixed) throw new Error('no pages');
	const said = practice.tray.state.pages.get(whole)?.suggestion;
	if (!said?.evidence.length) throw new Error('the sorter has no opinion of it');
	await practice.filing.decide(whole, { fate: 'cabinet', client });
	await practice.filing.decide(mixed, { fate: 'split', client, privateRegions: [lowerHalf] });
	// As at lock: the tray lets go of its copies, and notes its state.
	await practice.filing.sweep();
	await practice.close();
});

interface Opened {
	readonly where: string;
	readonly plain: Uint8Array;
}

/** Everything in storage that opens with these passphrases, and the stored things that are no age files at all. */
async function allThatOpens(passphrases: readonly string[]): Promise<readonly Opened[]> {
	const { storage, practice } = standing;
	const files = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const path of await storage.files.list()) {
		const bytes = await storage.files.read(path);
		if (bytes) files.set(path, bytes);
	}
	const { identities } = await crack(files, { passphrases });
	const found: Opened[] = [];
	const take = async (where: string, sealed: Uint8Array | undefined): Promise<void> => {
		if (!sealed) return;
		const plain = await openBy(sealed, identities, passphrases);
		found.push({ where, plain: plain ?? sealed });
	};
	for (const [path, bytes] of files) await take(path, bytes);
	for (const { kind, shelf } of practice.holdings) {
		for await (const { n, bytes } of storage.shelfOf(shelf.folder).events()) {
			const read = readEvent(bytes);
			await take(`${kind} event ${n}`, read.ok ? read.event.ct : bytes);
		}
		for (const id of await storage.shelfOf(shelf.folder).blobIds())
			await take(`${kind} piece`, await storage.shelfOf(shelf.folder).blob(id));
		const snapshot = await storage.shelfOf(shelf.folder).kept('snapshot');
		const at = snapshot && Buffer.from(snapshot).indexOf('age-encryption.org/v1');
		if (snapshot && at !== undefined && at >= 0)
			await take(`${kind} snapshot`, snapshot.subarray(at));
	}
	return found;
}

const words = /vermilion|cerulean|rescue him/;
const holding = (opened: readonly Opened[]): readonly string[] =>
	opened.flatMap(({ where, plain }) => {
		const bytes = Buffer.from(plain);
		return words.test(bytes.toString('utf8')) || bytes.includes(Buffer.from(picture))
			? [where]
			: [];
	});

describe('a page that is locked away', () => {
	it('has left no word and no picture to the desk’s passphrase alone, in any event, piece, snapshot or file', async () => {
		const opened = await allThatOpens([passphrase]);
		expect(opened.some(({ where }) => where === 'tray snapshot')).toBe(true);
		// It is the tray that opened, not a search through ciphertext.
		const read = opened.filter(({ where, plain }) => {
			return where.startsWith('tray event') && Buffer.from(plain).includes('"page-read"');
		});
		expect(read.length).toBeGreaterThanOrEqual(2);
		expect(holding(opened)).toEqual([]);
	});

	it('is found by the same search once the cabinet’s passphrase is known as well', async () => {
		const found = holding(await allThatOpens([passphrase, cabinetPassphrase]));
		expect(new Set(found)).toEqual(new Set(['cabinet piece']));
	});
});

/** Every corruption of browser storage that was ever measured, done to a real profile: damage or a finding, never silence. */
import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundled, servePage, type InPage } from '../../../src/bench/in-page.ts';
import { startKillable, type Killable } from '../kill/killable.ts';
import type * as Work from './work.ts';

function filesIn(profile: string, where: RegExp): string[] {
	return readdirSync(profile, { recursive: true, encoding: 'utf8' })
		.map((name) => join(profile, name))
		.filter((path) => where.test(path) && statSync(path).isFile())
		.sort();
}

/** Sealed pages too large for a row lie in files of their own. */
const blobs = /IndexedDB\/[^/]*\.indexeddb\.blob\//;
const level = (name: string): RegExp => new RegExp(`IndexedDB/[^/]*\\.indexeddb\\.leveldb/${name}`);

function each(paths: readonly string[], spoil: (path: string) => void): void {
	if (paths.length === 0) throw new Error('there is nothing to spoil');
	for (const path of paths) spoil(path);
}

function largest(paths: readonly string[]): string[] {
	return paths.toSorted((a, b) => statSync(b).size - statSync(a).size).slice(0, 1);
}

function flipBit(path: string): void {
	const bytes = readFileSync(path);
	const at = bytes.length >> 1;
	bytes[at] = (bytes[at] ?? 0) ^ 1;
	writeFileSync(path, bytes);
}

function spoilMiddle(path: string): void {
	const bytes = readFileSync(path);
	bytes.fill(0xa5, bytes.length >> 2, bytes.length - (bytes.length >> 2));
	writeFileSync(path, bytes);
}

const garbage = (path: string): void => writeFileSync(path, 'nothing that was ever written here\n');

/** The rows of reference section 3.1 that lose or change something, and what a cleaner or a person does. */
const corruptions: readonly (readonly [string, 'damaged' | 'found', (profile: string) => void])[] =
	[
		['one page’s file is deleted', 'found', (p) => each(largest(filesIn(p, blobs)), rmSync)],
		[
			'one bit of a page’s file is flipped',
			'found',
			(p) => each(largest(filesIn(p, blobs)), flipBit)
		],
		[
			'a page’s file is cut short',
			'found',
			(p) => each(largest(filesIn(p, blobs)), (path) => truncateSync(path, 1_000))
		],
		['all pages’ files are deleted', 'found', (p) => each(filesIn(p, blobs), rmSync)],
		[
			'the database’s log is spoiled in its middle',
			'damaged',
			(p) => each(filesIn(p, level('\\d+\\.log$')), spoilMiddle)
		],
		['CURRENT is garbage', 'damaged', (p) => each(filesIn(p, level('CURRENT$')), garbage)],
		['MANIFEST is garbage', 'damaged', (p) => each(filesIn(p, level('MANIFEST')), garbage)],
		[
			'the whole database is deleted',
			'damaged',
			(p) => each(filesIn(p, /\/IndexedDB\//), (path) => rmSync(path))
		],
		[
			'the database and localStorage are deleted',
			'damaged',
			(p) => each(filesIn(p, /\/(IndexedDB|Local Storage)\//), (path) => rmSync(path))
		]
	];

describe('storage that was spoiled', () => {
	const top = mkdtempSync(join(tmpdir(), 'corruption-'));
	const whole = join(top, 'whole');
	let served: InPage;
	let browser: Killable | undefined;
	let backups: string[] = [];
	let before: Work.Told;

	type InTab = { readonly work: typeof Work };
	async function start(profile: string): Promise<Killable> {
		browser = await startKillable(profile);
		await browser.page.goto(served.address);
		return browser;
	}
	async function stop(): Promise<void> {
		await browser?.kill();
		browser = undefined;
	}
	function run<T>(act: (tab: InTab) => Promise<T>): Promise<T> {
		if (!browser) throw new Error('no browser runs');
		return browser.page.evaluate<T>(`(${String(act)})(globalThis)`);
	}

	beforeAll(async () => {
		served = await servePage(await bundled('test/storage/corruption/work.ts', 'work'));
		await start(whole);
		backups = await run(({ work }) => work.setUp());
		before = await run(({ work }) => work.look());
		await stop();
	}, 120_000);

	afterEach(stop);

	afterAll(() => {
		served.server.close();
		served.server.closeAllConnections();
		rmSync(top, { recursive: true, force: true });
	});

	it('was whole before', () => {
		expect(before).toEqual({ is: 'open', pages: 10, flaws: 0, verified: true });
	});

	it.each(corruptions)(
		'%s: it is %s, and a backup restores it',
		async (name, outcome, spoil) => {
			const profile = join(top, name);
			cpSync(whole, profile, { recursive: true, filter: (path) => !/Singleton/.test(path) });
			spoil(profile);
			let { page } = await start(profile);
			const told = await run(({ work }) => work.look());
			if (outcome === 'damaged') expect(told.is).toBe('damaged');
			else {
				expect(told).toMatchObject({ is: 'open', pages: 10, verified: true });
				expect(told.is === 'open' ? told.flaws : 0).toBeGreaterThan(0);
			}
			const restore = (): Promise<string | undefined> =>
				page.evaluate((files) => (globalThis as unknown as InTab).work.restore(files), backups);
			let sentence = await restore();
			if (name === 'CURRENT is garbage') {
				// Chromium neither opens nor empties such a database: the sentence says to clear it, as is done here.
				expect(sentence).toMatch(/does not open its storage at all.*clear this address/);
				await stop();
				each(filesIn(profile, /\/IndexedDB\//), (path) => rmSync(path));
				({ page } = await start(profile));
				sentence = await restore();
			}
			expect(sentence).toBeUndefined();
			await page.reload();
			expect(await run(({ work }) => work.look())).toEqual(before);
		},
		60_000
	);
});

/**
 * SIGKILL to a real Chromium at seeded moments while it files, backs up, restores, and brings storage of an earlier
 * shape to today's; then a start on the same profile. `KILL_MOMENTS` says how often (5), `KILL_SEED` from which seed (1).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderSteps } from '#lib/shelf/folder-steps.ts';
import { bundled, servePage, type InPage } from '../../../src/bench/in-page.ts';
import { findPlanted } from '../../support/planted.ts';
import { startKillable, type Killable } from './killable.ts';
import { pageBytes, planted, type Place, type Told } from './pages.ts';
import type * as Work from './work.ts';

const moments = Number(process.env['KILL_MOMENTS'] ?? 5);
const seed = Number(process.env['KILL_SEED'] ?? 1);
/** A folder's database as the browser numbers it: Dexie's own number tenfold. */
const today = 10 * folderSteps.length;
const acts = ['filing', 'backingUp', 'restoring', 'migrating'] as const;
/** Within so many milliseconds from its beginning each is cut. */
const within = { filing: 1_200, backingUp: 1_200, restoring: 250, migrating: 900 } as const;

/** mulberry32: the same moments from the same seed. */
function chances(from: number): () => number {
	let state = from;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Where a page goes from lying in the tray on, as the tab does it. */
function way(n: number): readonly Place[] {
	const fate = n % 2 === 0 ? 'chart' : 'cabinet';
	return n % 5 === 0 ? ['tray', fate, 'tray'] : ['tray', fate];
}

interface Known {
	readonly n: number;
	/** How many steps of its way were acknowledged. */
	readonly steps: number;
}

describe(`a browser killed at ${moments} moments from seed ${seed}`, () => {
	const profile = mkdtempSync(join(tmpdir(), 'kill-'));
	const acknowledged = new Map<string, Known>();
	const tally = { pages: 0, cut: 0, damaged: 0, backups: 0, between: 0 };
	const chance = chances(seed);
	let served: InPage;
	let browser: Killable | undefined;
	let told: Told[] = [];

	beforeAll(async () => {
		served = await servePage(await bundled('test/storage/kill/work.ts', 'work'));
		browser = await start();
		await run(({ work }) => work.setUp());
	}, 120_000);

	afterAll(async () => {
		await browser?.kill();
		served.server.close();
		served.server.closeAllConnections();
		rmSync(profile, { recursive: true, force: true });
		console.log(
			`${moments} kills: ${tally.pages} pages acknowledged, ${tally.cut} acts found cut and finished, ` +
				`${tally.backups} backups read back, ${tally.damaged} restores found cut and done again, ` +
				`${tally.between} upgrades found cut and finished`
		);
	});

	async function start(): Promise<Killable> {
		const started = await startKillable(profile);
		await started.page.exposeFunction('tell', (one: Told) => void told.push(one));
		await started.page.goto(served.address);
		return started;
	}

	type InTab = { readonly work: typeof Work };
	function run<T>(act: (tab: InTab) => Promise<T>): Promise<T> {
		if (!browser) throw new Error('no browser runs');
		return browser.page.evaluate<T>(`(${String(act)})(globalThis)`);
	}

	function learn(): void {
		for (const one of told) {
			if (one.is !== 'stands') continue;
			const before = acknowledged.get(one.page)?.steps ?? 0;
			acknowledged.set(one.page, { n: one.n, steps: before + 1 });
		}
	}

	/** Lets one act go on until its moment has come. */
	async function cut(act: (typeof acts)[number], from: number, ms: number): Promise<void> {
		told = [];
		// Whatever it would answer is lost with the browser.
		const running = browser?.page
			.evaluate(`work.${act}(${from})`)
			.catch((error: unknown) => (/closed|crash/i.test(String(error)) ? undefined : error));
		for (let i = 0; !told.some(({ is }) => is === 'begun'); i++) {
			const failed = await Promise.race([running, wait(20)]);
			if (failed) throw failed as Error;
			if (i > 2_000) throw new Error(`${act} does not begin`);
		}
		await wait(ms);
		await browser?.kill();
		browser = undefined;
		learn();
	}

	it.each(Array.from({ length: moments }, (_, i) => i))(
		'after kill %i nothing acknowledged is lost, in two folders, or readable',
		async (i) => {
			const act = acts[i % acts.length] ?? 'filing';
			const ms = Math.floor(chance() * within[act]);
			browser ??= await start();
			const from = act === 'restoring' ? Math.floor(i / acts.length) % 5 : i * 1_000;
			await cut(act, from, ms);
			browser = await start();
			if (act === 'migrating') {
				const { versions, halves } = await run(({ work }) => work.shapes());
				expect(halves).toBe(0);
				if (versions.some((version) => version < today)) tally.between++;
			}
			let standing = await run(({ work }) => work.look());
			if (act === 'restoring' && standing.is !== 'open') {
				// Never fewer pages told as the whole: a cut restore is damage, and is done again.
				expect(standing.is).toBe('damaged');
				tally.damaged++;
				await browser.page.reload();
				expect(await run(({ work }) => work.restore())).toBeUndefined();
				await browser.page.reload();
				standing = await run(({ work }) => work.look());
			}
			if (standing.is !== 'open') throw new Error(`${act}: ${JSON.stringify(standing)}`);
			expect(standing.verified).toBe(true);
			if (act === 'migrating') {
				const { versions, halves } = await run(({ work }) => work.shapes());
				expect({ versions: new Set(versions), halves }).toEqual({
					versions: new Set([today]),
					halves: 0
				});
				await run(({ work }) => work.clearFillers());
			}
			const found = new Map(standing.pages.map((page) => [page.page as string, page]));
			for (const [page, { n, steps }] of acknowledged) {
				const allowed = way(n).slice(steps - 1, steps + 1);
				expect({ page, n, places: found.get(page)?.places }).toEqual({
					...{ page, n },
					places: [expect.toBeOneOf([...allowed])]
				});
			}
			expect(standing.pages.filter(({ whole, places }) => !whole || places.length !== 1)).toEqual(
				[]
			);
			for (const { page, places } of standing.pages) {
				const known = acknowledged.get(page);
				// A page whose word did not come through in time is there; from now on it must stay.
				if (!known) tally.cut++;
				else if (way(known.n)[known.steps - 1] !== places[0]) {
					tally.cut++;
					acknowledged.set(page, { ...known, steps: known.steps + 1 });
				}
			}
			tally.pages = acknowledged.size;
			if (told.some(({ is }) => is === 'backed-up')) {
				expect(await run(({ work }) => work.backupsHold())).toBe(true);
				tally.backups++;
			}
			const piece = Buffer.from(pageBytes(1).subarray(500, 564));
			expect(findPlanted(profile, [planted], { piece })).toEqual([]);
		},
		120_000
	);
});

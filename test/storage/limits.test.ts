/** A real Chromium whose disk fills up, whose tabs file at once, and whose clock is set: what is acknowledged stays. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundled, servePage, type InPage } from '../../src/bench/in-page.ts';
import { startKillable, type Killable } from './kill/killable.ts';
import type * as Work from './limits-work.ts';

type Call = keyof typeof Work;

describe('filing', () => {
	let served: InPage;
	let browser: Killable;
	let profile: string;

	beforeAll(async () => {
		served = await servePage(await bundled('test/storage/limits-work.ts', 'work'));
	}, 60_000);
	beforeEach(async () => {
		profile = mkdtempSync(join(tmpdir(), 'limits-'));
		browser = await startKillable(profile);
		await browser.page.goto(served.address);
		await run(browser.page, 'setUp()');
	});
	afterEach(async () => {
		await browser.kill();
		rmSync(profile, { recursive: true, force: true });
	});
	afterAll(() => {
		served.server.close();
		served.server.closeAllConnections();
	});

	function run<T>(page: Page, call: `${Call}(${string})`): Promise<T> {
		return page.evaluate<T>(`work.${call}`);
	}

	/** Every acknowledged page is there, each page in one folder, and the chains hold. */
	async function expectWhole(acknowledged: readonly string[]): Promise<Work.Look> {
		const look = await run<Work.Look>(browser.page, 'look()');
		const counts = new Map<string, number>(look.places);
		expect(acknowledged.filter((page) => counts.get(page) !== 1)).toEqual([]);
		expect(look.places.filter(([, count]) => count !== 1)).toEqual([]);
		expect(look.verified).toBe(true);
		return look;
	}

	/** A start on the same profile: Chromium remembers for half a minute how much room it found. */
	async function again(): Promise<void> {
		await browser.kill();
		browser = await startKillable(profile);
		await browser.page.goto(served.address);
	}

	it('stops with its reason wherever the disk is full, loses nothing, and goes on when there is room', async () => {
		const { origin } = new URL(served.address);
		const acknowledged: string[] = [];
		const reasons: (string | undefined)[] = [];
		const steps = [0, 1, 2, 3, 4];
		for (const step of steps) {
			await again();
			const session = await browser.page.context().newCDPSession(browser.page);
			const used = await run<number>(browser.page, 'used()');
			// Each time it ends somewhere else: before a page, between its folders, with its receipt.
			const quotaSize = used + 150_000 + step * 70_000;
			await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
			const { pages, refused } = await run<Work.Filed>(browser.page, `file(12, ${step * 100})`);
			acknowledged.push(...pages);
			reasons.push(refused);
		}
		expect(reasons).toEqual(steps.map(() => 'full'));
		await again();
		await expectWhole(acknowledged);
		const after = await run<Work.Filed>(browser.page, 'file(3, 5000)');
		expect(after.refused).toBeUndefined();
		await expectWhole([...acknowledged, ...after.pages]);
	}, 120_000);

	it.each([2, 5])(
		'goes on in %i tabs at once, each page once',
		async (count) => {
			const context = browser.page.context();
			const tabs = [browser.page];
			while (tabs.length < count) {
				const tab = await context.newPage();
				await tab.goto(served.address);
				tabs.push(tab);
			}
			const filed = await Promise.all(
				tabs.map((tab, i) => run<Work.Filed>(tab, `file(6, ${i * 100})`))
			);
			expect(filed.map(({ refused }) => refused)).toEqual(tabs.map(() => undefined));
			const all = filed.flatMap(({ pages }) => pages);
			expect(new Set(all).size).toBe(6 * count);
			const { places } = await expectWhole(all);
			expect(places).toHaveLength(6 * count);
		},
		120_000
	);

	it('goes on when the clock is set a day back and two days forward', async () => {
		const all: string[] = [];
		for (const [i, hours] of [0, -24, 24].entries()) {
			await run(browser.page, `setClock(${hours})`);
			const { pages, refused } = await run<Work.Filed>(browser.page, `file(2, ${i * 100})`);
			expect(refused).toBeUndefined();
			all.push(...pages);
		}
		const { backwards } = await expectWhole(all);
		expect(backwards).toBeGreaterThan(23);
	}, 60_000);
});

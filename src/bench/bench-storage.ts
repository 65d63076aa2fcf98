/**
 * What storage costs in a real Chromium: an unlock, a page taken in and filed, and a large practice's opening, against
 * plain Dexie writes of the same bytes in the same run.
 * Run: npm run bench:storage -- [--pages N] [--times N] [--entries]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../build/chromium.ts';
import { runBench } from './command.ts';
import { bundled, servePage } from './in-page.ts';
import { medianOf } from './run.ts';
import type * as InPage from './storage-in-page.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const bars = { unlock: 1_200, filing: 40, opening: 2_000 } as const;

const usage = 'npm run bench:storage -- [--pages N] [--times N] [--entries]\n';

interface Order {
	readonly pages: number;
	readonly times: number;
	/** Writes every entry of the large practice's history, and opens it from them once. */
	readonly entries: boolean;
}

function parse(args: string[]): Order {
	const { values } = parseArgs({
		args,
		options: {
			pages: { type: 'string', default: '20000' },
			times: { type: 'string', default: '40' },
			entries: { type: 'boolean', default: false }
		}
	});
	const [pages, times] = [Number(values.pages), Number(values.times)];
	if (!(Number.isInteger(pages) && pages > 0 && Number.isInteger(times) && times > 0)) {
		throw new Error('pages and times are whole numbers from 1');
	}
	return { pages, times, entries: values.entries };
}

/** Runs one part in a browser with a profile of its own, which is thrown away. */
async function inBrowser<T>(address: string, work: (page: Page) => Promise<T>): Promise<T> {
	const profile = await mkdtemp(join(tmpdir(), 'bench-storage-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: ensureChromium(),
		headless: true,
		args: ['--no-sandbox', '--disable-gpu', '--disable-extensions']
	});
	context.setDefaultTimeout(1_800_000);
	try {
		const page = context.pages()[0] ?? (await context.newPage());
		await page.goto(address);
		return await work(page);
	} finally {
		await context.close();
		await rm(profile, { recursive: true, force: true });
	}
}

type InTab = typeof InPage;
const call = <K extends keyof InTab>(
	page: Page,
	name: K,
	...args: Parameters<InTab[K]>
): Promise<Awaited<ReturnType<InTab[K]>>> =>
	page.evaluate(`bench.${name}(${args.map((arg) => JSON.stringify(arg)).join()})`);

function ms(took: readonly number[]): string {
	return `${medianOf([...took]).toFixed(1)} ms`;
}

function against(took: readonly number[], bar: number): string {
	const is = medianOf([...took]);
	return `${is <= bar ? 'within' : 'MISSES'} the bar of ${bar} ms`;
}

const ratio = (ours: readonly number[], plain: readonly number[]): string =>
	`× ${(medianOf([...ours]) / medianOf([...plain])).toFixed(1)}`;

function tellPages({ taken, filed, plain, plainFiled }: InPage.PageTimes, where: string): void {
	print(`${where}, medians of ${taken.length} pages of 400 kB:`);
	print(`  taken in: ${ms(taken)} (${against(taken, bars.filing)})`);
	print(
		`    plain Dexie, the same bytes, one strict transaction: ${ms(plain)}; ${ratio(taken, plain)}`
	);
	print(`  decided and filed to the chart: ${ms(filed)} (${against(filed, bars.filing)})`);
	print(
		`    plain Dexie, three strict transactions: ${ms(plainFiled)}; ${ratio(filed, plainFiled)}`
	);
}

async function main(): Promise<void> {
	const { pages, times, entries } = parse(process.argv.slice(2));
	const [cpu] = cpus();
	print(`${cpus().length} cores (${cpu?.model ?? 'unknown'}), Node ${process.versions.node}`);
	const { server, address } = await servePage(
		await bundled('src/bench/storage-in-page.ts', 'bench')
	);
	try {
		await inBrowser(address, async (page) => {
			print(`Chromium ${page.context().browser()?.version() ?? 'of unknown version'}`);
			const unlocks = await call(page, 'unlocks', 5);
			print(`unlock, median of 5: ${ms(unlocks)} (${against(unlocks, bars.unlock)})`);
			tellPages(await call(page, 'pages', times), 'a new practice');
		});
		await inBrowser(address, async (page) => {
			const begun = performance.now();
			const { steps } = await call(page, 'grow', pages, entries);
			const grown = ((performance.now() - begun) / 1_000).toFixed(0);
			print(
				`a practice of ${pages} pages (${steps} entries${entries ? ` written in ${grown} s` : ' folded, and kept as snapshots'}):`
			);
			const { first, closing, later } = await call(page, 'opens', 3);
			const standing = await call(page, 'count');
			if (standing !== pages) throw new Error(`${standing} pages stand there`);
			print(
				`  opened from its snapshots, median of 3: ${ms(later)} (${against(later, bars.opening)})`
			);
			if (entries) {
				print(
					`  opened from every entry, as after a restore: ${(first / 1_000).toFixed(1)} s; its snapshots then written in ${(closing / 1_000).toFixed(1)} s`
				);
			}
			tellPages(await call(page, 'pages', times, 4), '  in it');
		});
	} finally {
		server.close();
		server.closeAllConnections();
	}
}

await runBench(usage, main);

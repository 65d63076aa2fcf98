/**
 * How long the built app takes from a key to the next picture on the screen, with a full tray: Chromium's own Event
 * Timing, screen by screen.
 * Run: npm run bench:interaction -- [--pages N]
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { ensureBuilt } from '../build/build.ts';
import { ensureChromium } from '../build/chromium.ts';
import { countOf } from './arguments.ts';
import { runBench } from './command.ts';
import { passphrase } from './desk.ts';
import { bundled } from './in-page.ts';
import { percentileOf } from './run.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
/** Milliseconds at the 95th percentile. */
const bar = 100;
/** Event Timing tells of nothing that took less; such a key counts as this long. */
const least = 16;

/** What is done on each screen, as Playwright names keys. `B` decides a page, `U` takes it back. */
const walks: readonly (readonly [string, readonly string[]])[] = [
	['Today', ['Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab']],
	['Feed', ['Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab']],
	[
		'Decide',
		Array.from({ length: 8 }, () => ['ArrowRight', 'j', 'k', 'n', 'u', '+', '0', 'r', 'o']).flat()
	],
	['Charts', ['Tab', 'Tab', 'Tab', 'a', 'n', 'a', 'Backspace', 'Tab']]
];

/** What the tab keeps: the longest event of each interaction since it was last asked. */
interface Timed {
	longest: Record<number, number>;
}

async function timings(page: Page): Promise<number[]> {
	return page.evaluate(() => {
		const timed = window as unknown as Timed;
		const found = Object.values(timed.longest);
		timed.longest = {};
		return found;
	});
}

async function watch(page: Page): Promise<void> {
	await page.addInitScript((durationThreshold) => {
		const timed = window as unknown as Timed;
		timed.longest = {};
		const options = { type: 'event', buffered: true, durationThreshold };
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries() as PerformanceEventTiming[])
				if (entry.interactionId)
					timed.longest[entry.interactionId] = Math.max(
						timed.longest[entry.interactionId] ?? 0,
						entry.duration
					);
		}).observe(options);
	}, least);
}

async function walk(page: Page): Promise<void> {
	const all: number[] = [];
	for (const [screen, keys] of walks) {
		await timings(page);
		const link = page.getByRole('link', { name: new RegExp(`^${screen}\\b`) }).first();
		await link.focus();
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: new RegExp(`^${screen}`) }).waitFor();
		await page.waitForTimeout(1_500);
		for (const key of keys) {
			await page.keyboard.press(key);
			// A quick reader's pace: the next key does not wait for the last one's work.
			await page.waitForTimeout(250);
		}
		await page.waitForTimeout(500);
		const reported = await timings(page);
		const pressed = keys.length + 1;
		const unreported = Array.from({ length: Math.max(0, pressed - reported.length) }, () => least);
		const took = [...reported, ...unreported];
		all.push(...took);
		print(`${screen}: ${pressed} keys, ${figures(took)}`);
	}
	const p95 = percentileOf(all, 95);
	print(`all: ${all.length} keys, ${figures(all)}`);
	print(`p95 ${p95 < bar ? 'is under' : 'MISSES'} the bar of ${bar} ms`);
}

function figures(took: readonly number[]): string {
	const at = (percent: number): string => `${percentileOf(took, percent).toFixed(0)} ms`;
	return `middle ${at(50)}, p95 ${at(95)}, worst ${at(100)}`;
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { pages: { type: 'string', default: '5000' } } });
	const pages = countOf('--pages', values.pages);
	await ensureBuilt();
	const { serveApp } = await import('../server/serve.ts');
	const { server, address } = await serveApp({ host: '127.0.0.1', port: 0 });
	const script = await bundled('src/bench/tray-in-page.ts', 'bench');
	const browser = await chromium.launch({
		executablePath: ensureChromium(),
		args: ['--no-sandbox', '--disable-gpu']
	});
	try {
		const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
		page.setDefaultTimeout(1_800_000);
		// A file of the app's address without the app.
		await page.goto(`${address}/manifest.webmanifest`);
		await page.evaluate(`${script};globalThis.bench = bench`);
		await page.evaluate(`bench.layTray(${pages}, '/sample/page-08.jpg')`);
		print(`${pages} read pages in the tray; Chromium, ${cpus().length} cores`);
		await watch(page);
		await page.goto(address);
		await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
		await page.keyboard.press('Enter');
		const since = Date.now();
		await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
		print(`unlocked in ${((Date.now() - since) / 1000).toFixed(1)} s`);
		await page.waitForTimeout(3_000);
		await walk(page);
	} finally {
		await browser.close();
		server.close();
		server.closeAllConnections();
	}
}

await runBench('npm run bench:interaction -- [--pages N]\n', main);

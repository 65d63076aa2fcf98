/**
 * How long a question to the index of a large practice's charts takes, in a real Chromium, and what the index takes to
 * be made, kept and opened again.
 * Run: npm run bench:search -- [--pages N] [--questions N]
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../build/chromium.ts';
import { countOf } from './arguments.ts';
import { runBench } from './command.ts';
import { bundled, servePage } from './in-page.ts';
import { medianOf } from './run.ts';
import type { SearchTimes } from './search-in-page.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
/** At the 95th percentile, with 20,000 pages. */
const bar = 50;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			pages: { type: 'string', default: '20000' },
			questions: { type: 'string', default: '400' }
		}
	});
	const pages = countOf('--pages', values.pages);
	const questions = countOf('--questions', values.questions);
	const { server, address } = await servePage(
		await bundled('src/bench/search-in-page.ts', 'bench')
	);
	const browser = await chromium.launch({
		executablePath: ensureChromium(),
		args: ['--no-sandbox', '--disable-gpu']
	});
	try {
		const tab = await browser.newPage();
		await tab.goto(address);
		const times = await tab.evaluate<SearchTimes>(`bench.searchTimes(${pages}, ${questions})`);
		const sorted = times.took.toSorted((a, b) => a - b);
		const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN;
		print(`${pages} pages, ${times.words} words on them; Chromium, ${cpus().length} cores`);
		print(
			`made in ${(times.made / 1000).toFixed(1)} s, ${(times.made / pages).toFixed(2)} ms a page`
		);
		print(
			`kept sealed in ${(times.kept / 1000).toFixed(1)} s, ${(times.bytes / 1e6).toFixed(1)} MB`
		);
		print(`opened again in ${(times.opened / 1000).toFixed(1)} s`);
		print(
			`${questions} questions of 1 to 3 words, some misspelt, some unfinished: middle ${medianOf(sorted).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, worst ${(sorted.at(-1) ?? NaN).toFixed(1)} ms`
		);
		print(`p95 ${p95 < bar ? 'is under' : 'MISSES'} the bar of ${bar} ms`);
	} finally {
		await browser.close();
		server.close();
	}
}

await runBench('npm run bench:search -- [--pages N] [--questions N]\n', main);

/**
 * What a thick PDF costs: the tab's memory at its peak, tasks that hold the main thread, and how quickly the
 * Decide screen answers a key meanwhile.
 * Run: npm run bench:memory -- [--pages N] [--megabytes N] [--minutes N]
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ensureBuilt } from '../build/build.ts';
import { openBuiltApp } from './browser.ts';
import { runBench } from './command.ts';
import { feedFiles, goTo, isDone, readyToFeed, setUp, watchBox, type BoxWatch } from './desk.ts';
import { answerTo, observeLongTasks } from './main-thread.ts';
import { memoryUsage, parseMemoryBench, type MemoryBench } from './memory-arguments.ts';
import { shippedPages } from './pages.ts';
import { medianOf } from './run.ts';
import { watchMemory, type MemoryWatch } from './tab-memory.ts';
import { thickPdf } from './thick-pdf.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const megabytes = (bytes: number | undefined) =>
	bytes === undefined ? 'unknown' : `${(bytes / 1e6).toFixed(0)} MB`;

interface Watches {
	readonly page: Page;
	readonly box: BoxWatch;
	readonly memory: MemoryWatch;
}

/** Goes to and fro between feeding and deciding, as people do, until all is read or the time is up. */
async function untilRead({ page, box, memory }: Watches, minutes: number): Promise<number[]> {
	const answers: number[] = [];
	const deadline = performance.now() + minutes * 60_000;
	let told = 0;
	for (;;) {
		await page.waitForTimeout(5_000);
		const last = (await box.moments()).at(-1);
		if (last && last.finished >= told + 25) {
			told = last.finished;
			print(`${last.sides} sides in, ${last.finished} read, ${megabytes(memory.now()?.own)} held`);
		}
		if (isDone(last) || performance.now() > deadline) return answers;
		if (last === undefined || last.sides < 3) continue;
		await goTo(page, 'Decide');
		for (let press = 0; press < 5; press++) {
			await page.waitForTimeout(1_000);
			const ms = await answerTo(page, 'j');
			if (ms !== undefined) answers.push(ms);
		}
		await goTo(page, 'Feed');
	}
}

async function measure(file: string, { minutes }: MemoryBench): Promise<void> {
	const app = await openBuiltApp();
	const { page, context } = app;
	let memory: MemoryWatch | undefined;
	try {
		await setUp(page);
		await readyToFeed(page);
		const longTasks = await observeLongTasks(page);
		memory = await watchMemory(context, page);
		const box = await watchBox(page);
		print(`${app.browser}; before feeding ${megabytes(memory.now()?.own)} held`);
		const start = performance.now();
		await feedFiles(page, [file]);
		const answers = await untilRead({ page, box, memory }, minutes);
		const taken = ((performance.now() - start) / 60_000).toFixed(1);
		const last = (await box.moments()).at(-1);
		print(`\n${last?.sides ?? 0} sides in and ${last?.finished ?? 0} read in ${taken} min`);
		const peak = memory.peak();
		print(`the tab's own memory at its peak: ${megabytes(peak?.own)} (aim: under 700)`);
		print(
			`beside it: ${megabytes(peak?.shared)} shared, mostly pictures that the browser has decoded; ` +
				`${megabytes(peak?.resident)} resident in all`
		);
		print(`counted by the browser at its peak: ${megabytes(await memory.countedPeak())}`);
		const tasks = await longTasks();
		const longest = tasks.toSorted((a, b) => b.ms - a.ms).slice(0, 10);
		print(`tasks over 50 ms on the main thread: ${tasks.length} (aim: none)`);
		for (const { at, ms, screen } of longest)
			print(`  ${ms.toFixed(0)} ms on ${screen}, ${(at / 1000).toFixed(1)} s after opening`);
		print(
			`keys on Decide: ${answers.length} pressed, answered in ${medianOf(answers).toFixed(0)} ms ` +
				`(middle), ${Math.max(0, ...answers).toFixed(0)} ms (slowest)`
		);
	} finally {
		memory?.stop();
		await app.close();
	}
}

async function main(): Promise<void> {
	const order = parseMemoryBench(process.argv.slice(2));
	await ensureBuilt();
	const folder = await mkdtemp(join(tmpdir(), 'bench-memory-'));
	try {
		const file = join(folder, 'thick.pdf');
		const bytes = order.megabytes * 1e6;
		const pdf = await thickPdf(shippedPages().pages, { pages: order.pages, bytes });
		await writeFile(file, pdf);
		print(`a PDF of ${order.pages} pages and ${megabytes(pdf.length)}; ${cpus().length} cores`);
		await measure(file, order);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

await runBench(memoryUsage, main);

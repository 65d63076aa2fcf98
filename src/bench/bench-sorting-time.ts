/**
 * How long the browser takes over the words of a page: the sorter as it ships, in Chromium, over the 120 pages of `dev`.
 * Run on a quiet machine: node src/bench/bench-sorting-time.ts
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { ensureChromium } from '../build/chromium.ts';

const root = new URL('../../', import.meta.url);

interface SortingInTab {
	readonly wordsOfText: (text: string) => unknown;
	readonly suggest: (page: unknown) => unknown;
}

/** The sorter as one script that leaves `sorting` behind in the tab. */
async function bundled(): Promise<string> {
	const built = await build({
		configFile: false,
		root: fileURLToPath(root),
		logLevel: 'error',
		build: {
			write: false,
			copyPublicDir: false,
			lib: { entry: 'src/lib/sorting/suggest.ts', formats: ['iife'], name: 'sorting' }
		}
	});
	const [first] = [built].flat();
	const chunk = first && 'output' in first ? first.output[0] : undefined;
	if (chunk?.type !== 'chunk') throw new Error('The sorter could not be bundled.');
	return chunk.code;
}

/** Per page the middle one of five runs, after two that warm the engine up; milliseconds. */
function timesInTab(texts: readonly string[]): { first: number; each: number[] } {
	const { suggest, wordsOfText } = (globalThis as unknown as { sorting: SortingInTab }).sorting;
	const timed = (text: string) => {
		const from = performance.now();
		suggest(wordsOfText(text));
		return performance.now() - from;
	};
	const first = timed(texts[0] ?? '');
	for (let run = 0; run < 2; run++) texts.forEach(timed);
	const each = texts.map(
		(text) => Array.from({ length: 5 }, () => timed(text)).sort((a, b) => a - b)[2] ?? 0
	);
	return { first, each };
}

const texts = readFileSync(new URL('src/training/corpus/dev.jsonl', root), 'utf8')
	.split('\n')
	.filter((row) => row.startsWith('{'))
	.map((row) => (JSON.parse(row) as { text: string }).text);
const code = await bundled();
const browser = await chromium.launch({
	executablePath: ensureChromium(),
	args: process.getuid?.() === 0 ? ['--no-sandbox'] : []
});
try {
	const tab = await browser.newPage();
	await tab.addScriptTag({ content: code });
	const { first, each } = await tab.evaluate(timesInTab, texts);
	const mean = each.reduce((sum, ms) => sum + ms, 0) / each.length;
	const shown = (ms: number) => `${ms.toFixed(1)} ms`;
	process.stdout.write(
		`sorting in Chromium ${browser.version()}, ${String(each.length)} pages of dev.jsonl\n` +
			`  a page: mean ${shown(mean)}, worst ${shown(Math.max(...each))}; the very first, with loading the weights, ${shown(first)}\n`
	);
} finally {
	await browser.close();
}

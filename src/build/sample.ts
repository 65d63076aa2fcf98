/**
 * Draws the sample box: a dozen invented pages as an office scanner would have seen them.
 * Usage: `npm run sample`. The same sources and the same Chromium give the same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.ts';
import { root } from './run.ts';
import { diceOf } from './sample/dice.ts';
import { looks } from './sample/looks.ts';
import { dpi, scanned } from './sample/scan.ts';
import { sheet, sheetOf } from './sample/sheet.ts';

interface SamplePage {
	readonly id: string;
	readonly text: string;
}

const out = join(root, 'static/sample');
const pages = readFileSync(join(root, 'src/build/sample/pages.jsonl'), 'utf8')
	.trim()
	.split('\n')
	.map((line) => JSON.parse(line) as SamplePage);

mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
	executablePath: ensureChromium(),
	args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
});
try {
	const tab = await browser.newPage({ viewport: sheet, deviceScaleFactor: dpi / 96 });
	for (const { id, text } of pages) {
		const look = looks[id];
		if (!look) throw new Error(`No look for ${id}.`);
		const dice = diceOf(id);
		await tab.setContent(sheetOf(text, look, dice));
		const spill = await tab.evaluate(async () => {
			await document.fonts.ready;
			const widest = [...document.querySelectorAll('.line')].map((line) => {
				const words = document.createRange();
				words.selectNodeContents(line);
				return words.getBoundingClientRect().right;
			});
			const foot = document.querySelector('main')?.getBoundingClientRect().bottom ?? 0;
			return Math.max(...widest) > innerWidth - 24 || foot > innerHeight - 24;
		});
		if (spill) throw new Error(`${id} runs over the edge of its sheet.`);
		const jpeg = await scanned(await tab.screenshot(), look, dice);
		writeFileSync(join(out, `${id}.jpg`), jpeg);
		console.log(`${id}.jpg ${Math.round(jpeg.length / 1000)} kB`);
	}
} finally {
	await browser.close();
}

/** The built app over the pages: fed in its own Feed screen, read by as many readers as it chooses. */
import { basename } from 'node:path';
import { boxesInBackup } from './backed-up.ts';
import { openBuiltApp } from './browser.ts';
import {
	endsOf,
	feedFiles,
	isDone,
	passphrase,
	readyToFeed,
	saveBackups,
	setUp,
	watchBox
} from './desk.ts';
import type { BenchPage } from './pages.ts';
import { warmRateOf, type Run } from './run.ts';

/** A page that takes longer than this on average is a page too slow to wait for. */
const mostSecondsAPage = 60;

export async function runApp(pages: readonly BenchPage[]): Promise<Run> {
	const app = await openBuiltApp();
	const { page } = app;
	let readers = 0;
	page.on('worker', () => {
		const engines = page.workers().filter((worker) => worker.url().includes('/tesseract/'));
		readers = Math.max(readers, engines.length);
	});
	try {
		await setUp(page);
		await readyToFeed(page);
		const watch = await watchBox(page);
		const start = await watch.now();
		await feedFiles(
			page,
			pages.map(({ file }) => file)
		);
		const deadline = performance.now() + pages.length * mostSecondsAPage * 1000;
		while (!isDone((await watch.moments()).at(-1))) {
			if (performance.now() > deadline) throw new Error('the app did not finish reading');
			await page.waitForTimeout(500);
		}
		const ends = endsOf(await watch.moments());
		return {
			seconds: (Math.max(...ends) - start) / 1000,
			warmRate: warmRateOf(ends),
			texts: await textsIn(await saveBackups(page), pages),
			remark: `${readers} reader${readers === 1 ? '' : 's'}`
		};
	} finally {
		await app.close();
	}
}

/** The app puts files in the order of their names, and numbers the sides. */
async function textsIn(
	backups: readonly Uint8Array<ArrayBuffer>[],
	pages: readonly BenchPage[]
): Promise<ReadonlyMap<string, string>> {
	const [box] = await boxesInBackup(backups, passphrase);
	const byName = new Intl.Collator('en', { numeric: true }).compare;
	const ordered = pages.toSorted((a, b) => byName(basename(a.file), basename(b.file)));
	if (box?.pages.length !== ordered.length) throw new Error('the app did not take every page in');
	return new Map(ordered.map(({ id }, at) => [id, box.pages[at]?.reading?.text ?? '']));
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import { goTo, setUp, unlock, until } from '../support/desk-steps.ts';

const scan = 'test/paper/dev-001.jpg';

/** As a phone posts what its scanner app shares: a form of no page of ours leads into the app. */
async function shareInto({ page, address }: App): Promise<void> {
	await page.goto('about:blank');
	await page.setContent(
		`<form method="post" enctype="multipart/form-data" action="${address}/feed/share">
			<input type="file" name="files" multiple><button>Share</button></form>`
	);
	await page.locator('input').setInputFiles([scan, 'test/paper/fax-g4.tif']);
	await page.getByRole('button', { name: 'Share' }).click();
	await page.waitForURL(`${address}/feed*`);
}

/** Everything that a browser keeps by itself, by name and length. */
function keptBy({ page }: App): Promise<string> {
	return page.evaluate(async () => {
		const seen: string[] = [];
		for (const name of await caches.keys()) {
			const requests = await (await caches.open(name)).keys();
			seen.push(...requests.map(({ url }) => url));
		}
		for (const { name } of await indexedDB.databases()) seen.push(name ?? '');
		return seen.join('\n');
	});
}

describe('sharing from another app', () => {
	let app: App;

	beforeEach(async () => {
		app = await openApp();
	});
	afterEach(() => app.close());

	it('holds the files until the practice is unlocked, in memory alone', async () => {
		const { page } = app;
		await page.goto(app.address);
		await page.evaluate(async () => {
			await navigator.serviceWorker.ready;
		});
		await setUp(page);
		await shareInto(app);
		// Still locked, and the mark is gone: a reload does not ask again.
		await page.getByLabel('Passphrase', { exact: true }).waitFor();
		await until(page, 'the mark to go', () => Promise.resolve(!page.url().includes('shared')));
		expect(await keptBy(app)).not.toMatch(/share|dev-001|fax-g4/);
		await unlock(page);
		// Nothing joins the waiting files before a person knows them.
		const asked = page.getByRole('list', { name: 'Shared files' });
		await asked.getByText('dev-001.jpg').waitFor();
		expect(await page.getByText('ready to go in').count()).toBe(0);
		await page.getByRole('button', { name: 'Keep', exact: true }).click();
		await page.getByText('2 files ready to go in').waitFor();
		await page.getByRole('list', { name: 'Ready to go in' }).getByText('dev-001.jpg').waitFor();
		await page.getByRole('radio').first().check();
		await page.getByRole('button', { name: 'Feed 2 files' }).click();
		await until(page, 'both files to be in', async () =>
			/Sides in\s*|2\s*Sides in/.test(await page.locator('main').innerText())
		);
		expect(app.complaints).toEqual([]);
	});

	it('says that the files were lost when nothing could hold them', async () => {
		// The very first visit: there is no service worker yet, so the server answers.
		await shareInto(app);
		const { page } = app;
		await page.getByRole('button', { name: 'Try the sample box' }).click();
		await goTo(page, 'Feed');
		await page.getByText('share it again').waitFor();
		expect(app.sink.arrived).toEqual([]);
	});
});

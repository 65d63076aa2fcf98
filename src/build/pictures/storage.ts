/** What storage may do to a practice: backups made and overdue, a browser that promises nothing, little room, damage, a newer version. */
import type { Page } from 'playwright-core';
import type { Camera } from './camera.ts';
import { passphrase, setUp } from './first-visit.ts';
import { goTo } from './sample-box.ts';

type Lens = Pick<Camera, 'page' | 'snap'>;

export async function lookAtStorage({ page, snap }: Lens, paper: readonly string[]): Promise<void> {
	await setUp({ page, snap: () => Promise.resolve() });
	await snap('today-no-promise', { whole: true });
	await goTo(page, 'Settings');
	await snap('backup-never', { whole: true });
	const backups = await saveBackups(page);
	await page.getByText('all whole and signed').waitFor();
	await snap('backup-read-back', { whole: true });
	await feed(page, paper);
	await goTo(page, 'Today');
	await page
		.getByText(/2 sides in/)
		.first()
		.waitFor();
	await page.getByText('Reading pages').waitFor({ state: 'detached' });
	await overdue({ page, snap });
	await littleRoom({ page, snap }, paper);
	await flawed({ page, snap });
	await damaged({ page, snap }, backups);
	await newer({ page, snap });
}

async function feed(page: Page, paper: readonly string[]): Promise<void> {
	await goTo(page, 'Feed');
	await page.getByRole('radio').first().check();
	await page.getByLabel('Files to feed').setInputFiles([...paper]);
	const go = page.getByRole('button', { name: /^Feed \d+ files?$/ });
	if (await go.isVisible()) await go.click();
}

async function saveBackups(page: Page): Promise<readonly string[]> {
	const saved: string[] = [];
	for (const nth of [0, 1]) {
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save a backup file' }).nth(nth).click();
		saved.push(await (await saving).path());
		await page.getByLabel(/^Read a saved backup back/).setInputFiles(saved.slice(nth));
		await page.getByText('all whole and signed').waitFor();
	}
	return saved;
}

async function unlock(page: Page): Promise<void> {
	await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Lock', exact: true }).first().waitFor();
}

/** As it looks nine days later. */
async function overdue({ page, snap }: Lens): Promise<void> {
	await page.evaluate(() => {
		const then = new Date(Date.now() - 9 * 864e5).toISOString();
		for (const part of ['chart', 'private']) {
			localStorage.setItem(`cc-backup-${part}`, then);
			localStorage.setItem(`cc-backup-${part}-made`, then);
		}
	});
	await page.reload();
	await unlock(page);
	await snap('backup-overdue', { whole: true });
	await goTo(page, 'Settings');
	await snap('backup-card-overdue', { whole: true });
}

/** As the browser answers on a full disk: its own limit cannot be set for a visit that keeps nothing. */
async function littleRoom({ page, snap }: Lens, paper: readonly string[]): Promise<void> {
	await page.evaluate(() => {
		const { storage } = navigator;
		const asked = storage.estimate.bind(storage);
		storage.estimate = async () => {
			const { usage = 0 } = await asked();
			return { usage, quota: Math.round(usage / 0.93) };
		};
	});
	await goTo(page, 'Today');
	await goTo(page, 'Settings');
	await page.getByText(/Nine tenths/).waitFor();
	await snap('storage-nearly-full', { whole: true });
	await feed(page, paper.slice(0, 1));
	await page
		.getByText(/nine tenths full/)
		.first()
		.waitFor();
	await snap('feed-nearly-full', { whole: true });
	await page.reload();
	await unlock(page);
}

/** Every sealed piece here is cut short: told by a backup that leaves them out, and found on Checks. */
async function flawed({ page, snap }: Lens): Promise<void> {
	await goTo(page, 'Settings');
	await saveBackups(page);
	await page.getByText('Put a backup back').click();
	await page.getByText('Check and restore').waitFor();
	await snap('backup-put-back', { whole: true });
	await page.evaluate(async () => {
		for (const { name } of await indexedDB.databases()) {
			const asked = indexedDB.open(name ?? '');
			await new Promise((done) => (asked.onsuccess = done));
			if (asked.result.objectStoreNames.contains('blobs')) {
				const blobs = asked.result.transaction('blobs', 'readwrite').objectStore('blobs');
				const found = blobs.getAll();
				await new Promise((done) => (found.onsuccess = done));
				for (const piece of found.result as readonly { readonly bytes: Uint8Array }[])
					blobs.put({ ...piece, bytes: piece.bytes.slice(0, 100) });
				await new Promise((done) => (blobs.transaction.oncomplete = done));
			}
			asked.result.close();
		}
	});
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save a backup file' }).nth(1).click();
	await saving;
	await page.getByText('Some sealed pages are damaged').waitFor();
	await snap('backup-flawed', { whole: true });
	await goTo(page, 'Checks');
	await page.getByRole('button', { name: 'Check all now' }).click();
	await page.getByText('Damaged pages were found').waitFor();
	await snap('checks-damaged-pages', { whole: true });
	await page.getByLabel('Or from the folder that backups go into').setInputFiles('static/sample');
	await page.getByText('There is no whole backup in that folder').waitFor();
	await snap('checks-no-backup-in-folder', { whole: true });
}

/** Every folder's history is gone: the wizard, step by step. */
async function damaged({ page, snap }: Lens, backups: readonly string[]): Promise<void> {
	await page.getByRole('button', { name: 'Lock', exact: true }).first().click();
	await page.getByLabel('Passphrase', { exact: true }).waitFor();
	await page.evaluate(async () => {
		for (const { name } of await indexedDB.databases())
			if (name && name !== 'cc-practice')
				await new Promise((done) => {
					const asked = indexedDB.deleteDatabase(name);
					asked.onsuccess = asked.onerror = done;
				});
	});
	await page.reload();
	await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'This practice is damaged' }).waitFor();
	await snap('damaged', { whole: true });
	await page.getByLabel(/^The charts’ file/).setInputFiles(backups.slice(0, 1));
	await page.getByText('This is the charts’ backup alone').waitFor();
	await snap('damaged-charts-alone', { whole: true });
	await page.getByLabel(/^The charts’ file/).setInputFiles([...backups]);
	await page
		.getByText(/whole and signed/)
		.nth(1)
		.waitFor();
	await page.getByRole('button', { name: 'Save the damaged copy' }).click();
	await page.getByText('Saved to your downloads').waitFor();
	await page.getByRole('checkbox', { name: /may be replaced/ }).check();
	await snap('damaged-weighed', { whole: true });
	await page.getByRole('button', { name: 'Restore and open' }).click();
	await unlock(page);
	await snap('restored', { whole: true });
}

/** Another tab brings a newer shape; then the practice itself bears a newer version's mark. */
async function newer({ page, snap }: Lens): Promise<void> {
	await page.evaluate(async () => {
		const asked = indexedDB.open('cc-practice', 9999);
		await new Promise((done) => (asked.onsuccess = asked.onerror = done));
		asked.result.close();
	});
	await page.getByRole('heading', { name: 'This tab is out of date' }).waitFor();
	await snap('outdated-tab', { whole: true });
	await page.evaluate(async () => {
		const asked = indexedDB.open('cc-practice');
		await new Promise((done) => (asked.onsuccess = done));
		const bytes = new TextEncoder().encode('format 2');
		asked.result
			.transaction('files', 'readwrite')
			.objectStore('files')
			.put({ path: 'FORMAT', bytes });
		asked.result.close();
	});
	await page.reload();
	await page.getByRole('heading', { name: 'A newer version is needed' }).waitFor();
	await page.getByText('No newer version was ever used here').click();
	await snap('newer-needed', { whole: true });
	await page.getByRole('button', { name: 'Go to the backup' }).click();
	await page.getByRole('heading', { name: 'This practice is damaged' }).waitFor();
	await snap('newer-called-damaged', { whole: true });
}

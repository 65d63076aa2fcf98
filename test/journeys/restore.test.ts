import { readdirSync, rmSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import {
	clientName,
	decideByKey,
	feed,
	goTo,
	newClient,
	openCabinet,
	setUp,
	unlock
} from '../support/desk-steps.ts';

/** Deletes what lies in the profile under one of these names: as a failing disk does it, or a cleaning program. */
function wipe(profile: string, where: RegExp): void {
	const found = readdirSync(profile, { recursive: true, encoding: 'utf8' })
		.filter((name) => where.test(name))
		.map((name) => join(profile, name))
		.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
	if (found.length === 0) throw new Error('there is nothing to wipe');
	for (const path of found) rmSync(path);
}

const onePage = new RegExp(`${clientName}\\t.*\\t1\\t`);

const device = (page: Page): Promise<string | null> =>
	page.evaluate(() => localStorage.getItem('cc-device'));

async function chartPages(page: Page): Promise<string> {
	await goTo(page, 'Charts');
	await page.getByText(clientName).first().waitFor();
	return page.locator('main').innerText();
}

describe('a practice whose storage was lost', () => {
	let app: App;
	let page: Page;
	let place: string;
	const backup = (part: string): string => join(place, `${part}.zip`);

	beforeAll(async () => {
		app = await openApp();
		({ page } = app);
		place = await mkdtemp(join(tmpdir(), 'restore-'));
		await page.goto(app.address);
		await setUp(page);
		await feed(page, ['test/paper/dev-001.jpg', 'test/paper/dev-010.jpg'], 2);
		await goTo(page, 'Decide');
		await newClient(page);
		await decideByKey(page, 'c', 1);
		await decideByKey(page, 'p', 2);
		// What was filed leaves the tray at the next lock, with an entry of its own.
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await unlock(page);
		await goTo(page, 'Settings');
		for (const [i, part] of ['chart', 'private'].entries()) {
			const saving = page.waitForEvent('download');
			await page.getByRole('button', { name: 'Save a backup file' }).nth(i).click();
			await (await saving).saveAs(backup(part));
		}
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await page.getByLabel('Passphrase', { exact: true }).waitFor();
	});

	afterAll(async () => {
		await app.close();
		await rm(place, { recursive: true, force: true });
	});

	it('opens the wizard, which weighs the backup, keeps what is left, and restores every page', async () => {
		const before = await device(page);
		page = await app.restart(() => wipe(app.profile, /\/IndexedDB\//));
		await page.goto(app.address);
		await page.getByRole('heading', { name: 'This practice is damaged' }).waitFor();
		await page.getByText('its storage is empty now').waitFor();
		const go = page.getByRole('button', { name: 'Restore and open' });
		expect(await go.isDisabled()).toBe(true);

		await page.getByLabel(/^The charts’ file/).setInputFiles([backup('chart')]);
		await page.getByText('This is the charts’ backup alone').waitFor();
		await page.getByLabel(/^The charts’ file/).setInputFiles([backup('chart'), backup('private')]);
		await page.getByText('Nothing that was noted here is missing from it.').waitFor();
		expect(await page.getByText('This is the charts’ backup alone').count()).toBe(0);

		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save the damaged copy' }).click();
		expect((await saving).suggestedFilename()).toBe('chart-and-cabinet-damaged-copy.zip');
		await page.getByRole('checkbox', { name: /may be replaced/ }).check();
		await go.click();
		await unlock(page);
		expect(await chartPages(page)).toMatch(onePage);
		await openCabinet(page);
		expect(await page.getByRole('row', { name: clientName }).innerText()).toMatch(/\t1\b/);
		expect(await device(page)).not.toBe(before);
	});

	it('mends its own small files from beside the folders, without a backup', async () => {
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await page.getByLabel('Passphrase', { exact: true }).waitFor();
		await page.evaluate(
			() =>
				new Promise<void>((resolve, reject) => {
					const asked = indexedDB.deleteDatabase('cc-practice');
					asked.onsuccess = () => resolve();
					asked.onerror = asked.onblocked = () => reject(new Error('it stays'));
				})
		);
		await page.goto(app.address);
		await page.getByRole('heading', { name: 'This can be mended here' }).waitFor();
		await page.getByRole('button', { name: 'Put these files back' }).click();
		await unlock(page);
		expect(await chartPages(page)).toMatch(onePage);
	});

	it('opens its charts from their backup alone, and says that the rest is missing until it is brought', async () => {
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		page = await app.restart(() => wipe(app.profile, /\/(IndexedDB|Local Storage|File System)\//));
		await page.goto(app.address);
		await page.getByText('I have a backup of a practice').click();
		await page.getByLabel(/^Backup files/).setInputFiles([backup('chart')]);
		await page.getByRole('button', { name: 'Check and restore' }).click();
		await unlock(page);
		await page.getByText('The charts alone are open').waitFor();
		expect(await page.locator('main').innerText()).toContain('They are missing, not empty');
		expect(await chartPages(page)).toMatch(onePage);
		await page.goto(`${app.address}/decide`);
		await unlock(page);
		await page.getByText('Trays and locked cabinets are not at hand here').waitFor();

		await goTo(page, 'Settings');
		await page.getByLabel(/^Backup files/).setInputFiles([backup('private')]);
		await page.getByRole('button', { name: 'Check and restore' }).click();
		await unlock(page);
		expect(await page.getByText('The charts alone are open').count()).toBe(0);
		await openCabinet(page);
		expect(await page.getByRole('row', { name: clientName }).innerText()).toMatch(/\t1\b/);
		expect(app.complaints).toEqual([]);
	});
});

/** What a person does at the desk, step by step, by the names and keys that stand on the screen. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { addStaff, goTo } from '../../src/bench/desk.ts';
import { dayOf } from '#lib/page/date.ts';
import { openApp, type App } from './app.ts';

export { addStaff, goTo };

export const passphrase = 'sorrel lantern quay thimble oat';
export const cabinetPassphrase = 'vellum harrow inkling dusk pear';
export const clientName = 'Ana Journey';

/** Waits until `look` answers something, and returns it. */
export async function until<T>(
	page: Page,
	what: string,
	look: () => Promise<T | undefined | false>,
	seconds = 60
): Promise<T> {
	for (let i = 0; i < seconds * 4; i++) {
		const seen = await look();
		if (seen !== undefined && seen !== false) return seen;
		await page.waitForTimeout(250);
	}
	throw new Error(`waited ${seconds} s in vain for ${what}`);
}

/** Up to the kit on the screen; nothing is written yet. */
export async function beginSetUp(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Set up my practice' }).click();
	await page.getByLabel('Name of the practice').fill('Harbor Street Therapy');
	await page.getByLabel('Your name').fill('Ida Morrow');
	await page.getByLabel('Your credential').fill('LCSW');
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.getByLabel('Passphrase for the desk', { exact: true }).fill(passphrase);
	await page
		.getByLabel('Passphrase for your locked cabinet', { exact: true })
		.fill(cabinetPassphrase);
	await page.getByRole('button', { name: 'Make my keys' }).click();
	await page.getByRole('button', { name: 'Save as a file instead' }).waitFor();
}

/** Saves the kit on the screen and types it back as a person copies it from paper; returns its secret. */
export async function tryKit(page: Page, act: string): Promise<string> {
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save as a file instead' }).click();
	const kit = await readFile(await (await saving).path(), 'utf8');
	const secret = kit.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-1')) ?? '';
	// Lower case, in groups, without the part that is always the same.
	const typed = (secret.slice(16).match(/.{1,4}/g) ?? []).join(' ').toLowerCase();
	await page.getByLabel('Type the code from your paper').fill(typed);
	await page.getByRole('button', { name: act }).click();
	await page.getByRole('button', { name: act }).waitFor({ state: 'detached' });
	return secret;
}

export async function setUp(page: Page): Promise<void> {
	await beginSetUp(page);
	for (const act of ['Go on to your own kit', 'Finish set-up']) await tryKit(page, act);
	await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
}

/** An owner adds a clinician, who types passphrases and their own kit's code at this workstation. */
export async function addClinician(
	page: Page,
	name: string,
	theirs: { readonly desk: string; readonly cabinet: string }
): Promise<void> {
	await goTo(page, 'Settings');
	await page.getByRole('link', { name: 'Add someone' }).click();
	await page.getByRole('radio', { name: 'Clinician' }).check();
	await page.getByLabel('Their name').fill(name);
	await page.getByLabel('Their credential').fill('PsyD');
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.getByLabel('Passphrase for the desk', { exact: true }).fill(theirs.desk);
	await page.getByLabel('Passphrase for your locked cabinet', { exact: true }).fill(theirs.cabinet);
	await page.getByRole('button', { name: 'Make my keys' }).click();
	await tryKit(page, 'Join the practice');
	await page.getByText(`${name} has joined`).waitFor();
}

/** Whoever of several people, by name. */
export async function unlockAs(page: Page, name: RegExp, typed = passphrase): Promise<void> {
	await page.getByRole('radio', { name }).check();
	await page.getByLabel('Passphrase', { exact: true }).fill(typed);
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
}

/** Of a practice with several people. */
export async function lock(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Lock', exact: true }).click();
	await page.getByText('Who are you?').waitFor();
}

export async function unlock(page: Page): Promise<void> {
	await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { level: 1 }).waitFor();
	await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
}

/** Feeds files as one box and waits until every page was read. */
export async function feed(page: Page, files: readonly string[], sides: number): Promise<void> {
	await goTo(page, 'Feed');
	await page
		.getByRole('radio', { name: /own|separate/i })
		.first()
		.check();
	await page.getByLabel('Files to feed').setInputFiles([...files]);
	const go = page.getByRole('button', { name: /^Feed \d+ files$/ });
	if (await go.isVisible().catch(() => false)) await go.click();
	await goTo(page, 'Today');
	await until(
		page,
		'the box to be read',
		async () => {
			const text = await page.locator('main').innerText();
			return (
				new RegExp(`${sides} sides in`).test(text) && !/still to be read|Reading pages/.test(text)
			);
		},
		400
	);
}

/** The client who is asked for once, made in place by keyboard. */
export async function newClient(page: Page): Promise<void> {
	await page.keyboard.press('f');
	await page.keyboard.type(clientName);
	await page.getByRole('option', { name: new RegExp(`New.*${clientName}`) }).waitFor();
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'New client' });
	const name = dialog.getByLabel('Name');
	// It takes the focus a frame after the sheet stands, from whatever is being filled then.
	await until(page, 'the name to have the focus', () =>
		name.evaluate((field) => field === document.activeElement)
	);
	await name.fill(clientName);
	await dialog.getByLabel('Birth date').fill('');
	await dialog.getByLabel('Record number').fill('');
	await page.keyboard.press('Enter');
	await dialog.waitFor({ state: 'hidden' });
}

/** Which page of the box lies on the desk, from 1; 0 when every page has its fate; nothing while it changes. */
export async function placeOnDesk(page: Page): Promise<number | undefined> {
	if (await page.getByRole('link', { name: 'Feed another box' }).isVisible()) return 0;
	const where = page.locator('.where strong');
	if (!(await where.isVisible())) return undefined;
	// It may be gone by now: the last page's fate takes it off the screen.
	const words = await where.innerText({ timeout: 1000 }).catch(() => undefined);
	return words === undefined ? undefined : Number(/Page (\d+)/.exec(words)?.[1]);
}

/** While the page before is being filed, and in the moment in which the next one comes, the desk takes no verdict; its buttons say so. */
export async function verdictsTaken(page: Page): Promise<void> {
	const verdicts = page.getByRole('group', { name: 'Decide this page' });
	await verdicts.locator('[data-fate]:not([aria-disabled])').first().waitFor();
}

/** One key, and what the screen may ask before it files; then the next page lies there. */
export async function decideByKey(page: Page, key: string, place: number): Promise<void> {
	await page
		.getByRole('img', { name: new RegExp(`^Page ${place} of`) })
		.first()
		.waitFor();
	await verdictsTaken(page);
	await page.keyboard.press(key);
	await until(page, `page ${place} to be decided`, async () => {
		if (await page.getByRole('heading', { name: /^Split page/ }).isVisible()) {
			const sheet = page.getByRole('alertdialog').or(page.getByRole('dialog'));
			if (await sheet.isVisible()) {
				await sheet.getByRole('button', { name: 'File the split anyway' }).press('Enter');
			} else if (await page.getByText('Nothing is covered yet').isVisible()) {
				await page.getByRole('checkbox').first().press('Space');
			} else await page.keyboard.press('Enter');
			return false;
		}
		const sure = page.getByRole('button', { name: /^Yes, (file it to|lock it away)/ });
		// It may be gone by now: what was said a look ago is being filed.
		if (await sure.isVisible()) await sure.press('Enter', { timeout: 1000 }).catch(() => undefined);
		const now = await placeOnDesk(page);
		return now !== undefined && now !== place;
	});
}

/** Feeds two typed pages and files both to the new client's chart: what a journey of the release desk begins with. */
async function chartTwoPages(page: Page): Promise<void> {
	await feed(page, ['test/paper/dev-001.jpg', 'test/paper/dev-010.jpg'], 2);
	await goTo(page, 'Decide');
	await newClient(page);
	for (const place of [1, 2]) {
		await until(page, `page ${place}`, async () => (await placeOnDesk(page)) === place);
		await decideByKey(page, 'c', place);
	}
	await until(page, 'the end of the box', async () => (await placeOnDesk(page)) === 0);
}

/** The app with a practice that was just set up, and two pages in its one client's chart. */
export async function openWithTwoPages(): Promise<App> {
	const app = await openApp();
	await app.page.goto(app.address);
	await setUp(app.page);
	await chartTwoPages(app.page);
	return app;
}

/** The clinician signs that a page of the client's chart belongs in the record, whatever it reads like. */
export async function vouchFor(page: Page, place: number, because: string): Promise<void> {
	await goTo(page, 'Charts');
	await page.getByRole('button', { name: clientName }).click();
	await page.getByRole('button', { name: new RegExp(`^Page ${place}\\b`) }).click();
	await vouchHere(page, because);
}

/** On the page's own screen. */
export async function vouchHere(page: Page, because: string): Promise<void> {
	await page.getByRole('button', { name: 'It belongs in the record…' }).click();
	const sheet = page.getByRole('dialog', { name: 'Does it belong in the record?' });
	await sheet.getByLabel('The reason').fill(because);
	await sheet.getByRole('button', { name: 'It belongs in the record' }).click();
	await page.getByText(because).first().waitFor();
}

export async function openCabinet(page: Page): Promise<void> {
	await goTo(page, 'Cabinet');
	await page.getByLabel('Cabinet passphrase', { exact: true }).fill(cabinetPassphrase);
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Lock the cabinet' }).waitFor();
}

/** How many pixels this screen is too wide for a phone of 390. */
export async function tooWideOnPhone(page: Page): Promise<number> {
	const before = page.viewportSize() ?? { width: 1440, height: 900 };
	await page.setViewportSize({ width: 390, height: 844 });
	// Pictures follow the window in an observer's own time.
	await page.waitForTimeout(300);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	await page.setViewportSize(before);
	return wide;
}

/** Opens a screen by a link of the app's own kind: a visit by address would lock the desk. */
export async function follow(page: Page, path: string): Promise<void> {
	await page.locator('main').evaluate((main, href) => {
		const link = document.createElement('a');
		link.href = href;
		main.append(link);
		link.click();
		link.remove();
	}, path);
	await page.waitForURL((url) => url.pathname === path);
	await page.getByRole('heading', { level: 1 }).first().waitFor();
}

/** From the plan to the gate, where a word is written wherever one is wanted. What stays out is not the client's. */
export async function passGate(page: Page): Promise<void> {
	const ground = page.getByLabel(/^Why something within the request/);
	if (await ground.isVisible()) await ground.selectOption('none');
	await page.getByRole('button', { name: 'Go on to the gate' }).click();
	await page.getByRole('heading', { name: 'The gate' }).waitFor();
	await page.getByText('Looking at every page once more').waitFor({ state: 'detached' });
	for (const word of await page.getByLabel('Your word on it').all())
		await word.fill('Looked at by the clinician, and in order.');
}

/** The client's own request for everything in the chart, taken as far as the gate, and through it. */
export async function askForAll(page: Page): Promise<void> {
	await goTo(page, 'Release');
	await page.getByRole('combobox', { name: 'Client' }).click();
	await page.getByRole('option', { name: new RegExp(clientName) }).click();
	await page.getByLabel('Name of whoever asks').fill(clientName);
	await page.getByLabel('How you made sure of who asks').selectOption('known');
	await page.getByLabel('Request received on').fill(dayOf(new Date()));
	await page.getByRole('checkbox', { name: /without a date of service/ }).check();
	await page.getByRole('button', { name: 'Look at the plan' }).click();
	await page.getByRole('heading', { name: `The plan for ${clientName}` }).waitFor();
	await passGate(page);
}

/** Builds, proves and saves what passed the gate. */
export async function buildAndSave(page: Page, button = /^Save PDF/): Promise<Download> {
	await page.getByRole('button', { name: /^Build/ }).click();
	const save = page.getByRole('button', { name: button });
	await save.waitFor({ timeout: 240_000 });
	const saving = page.waitForEvent('download');
	await save.click();
	return saving;
}

/** Builds, proves and saves a packet of everything in the client's chart; with a `limit`, in volumes of so many megabytes. */
export async function release(page: Page, limit?: string): Promise<Uint8Array> {
	await askForAll(page);
	if (limit !== undefined) await page.getByLabel(/^Most megabytes in one file/).fill(limit);
	const download = await buildAndSave(page, /^Save/);
	// A file lies in download folders and mail logs: its name says nothing of the client.
	if (/ana.?journey|Ana|Journey/.test(download.suggestedFilename()))
		throw new Error('the file is named for the client');
	return new Uint8Array(await readFile(await download.path()));
}

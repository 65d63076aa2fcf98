/** A professional will in the built app: named, opened with a reason, seen by both, taken back. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import {
	addClinician,
	cabinetPassphrase,
	decideByKey,
	feed,
	goTo,
	lock,
	newClient,
	openCabinet,
	passphrase,
	setUp,
	unlockAs
} from '../support/desk-steps.ts';

const theirs = 'gravel tulip ninety kettle moss';
const theirCabinet = 'ermine sluice bobbin thatch iris';
const because = 'Ida is in hospital and asked me to look.';

let app: App;
let page: Page;

async function addBea(): Promise<void> {
	await addClinician(page, 'Bea Second', { desk: theirs, cabinet: theirCabinet });
	await page.getByRole('button', { name: 'Lock, so that they can unlock' }).click();
	await page.getByText('Who are you?').waitFor();
}

beforeAll(async () => {
	app = await openApp();
	({ page } = app);
	await page.goto(app.address);
	await setUp(page);
	await feed(page, ['test/paper/dev-010.jpg', 'test/paper/dev-037.jpg'], 2);
	await goTo(page, 'Decide');
	await newClient(page);
	for (const place of [1, 2]) await decideByKey(page, 'p', place);
	await addBea();
});

afterAll(() => app.close());

describe('a professional will', () => {
	it('is named by whose cabinet it is, with the cabinet’s passphrase', async () => {
		await unlockAs(page, /Ida Morrow/, passphrase);
		await goTo(page, 'Settings');
		await page.getByRole('button', { name: 'Name a successor…' }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Colleague').selectOption({ label: 'Bea Second, PsyD' });
		await dialog.getByLabel('Cabinet passphrase', { exact: true }).fill(cabinetPassphrase);
		await dialog.getByRole('button', { name: 'Name them' }).click();
		await page.getByText('Bea Second is your successor now').waitFor();
		await lock(page);
		expect(app.complaints).toEqual([]);
	});

	it('opens for the successor with a reason, to be read and nothing else', async () => {
		await unlockAs(page, /Bea Second/, theirs);
		await goTo(page, 'Cabinet');
		await page.getByLabel('Cabinet passphrase', { exact: true }).fill(theirCabinet);
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: /^Open it to read/ }).click();
		await page.getByRole('button', { name: 'Open it, on record' }).click();
		await page.getByText('Say in your own words why you open it.').waitFor();
		await page.getByLabel('I open this cabinet because').fill(because);
		await page.getByRole('button', { name: 'Open it, on record' }).click();
		await page.getByRole('heading', { name: 'Cabinet of Ida Morrow, LCSW' }).waitFor();
		await page.getByRole('button', { name: 'Ana Journey' }).click();
		await page.getByRole('button', { name: /^Page 1(,|$)/ }).click();
		await page.getByRole('img', { name: /^Page 1 of 2/ }).waitFor();
		expect(await page.getByRole('button', { name: /turn/i }).count()).toBe(0);
		await page.getByRole('button', { name: 'Close it' }).click();
		await page.getByRole('heading', { level: 1, name: 'Cabinet', exact: true }).waitFor();
		await lock(page);
	});

	it('is seen by its clinician, who takes the name back', async () => {
		await unlockAs(page, /Ida Morrow/, passphrase);
		await goTo(page, 'Settings');
		await page.getByText(because).waitFor();
		await goTo(page, 'History');
		await page.getByText('Opened the locked cabinet of Ida Morrow, LCSW as successor').waitFor();
		await goTo(page, 'Settings');
		await page.getByRole('button', { name: 'Take the name back…' }).click();
		await page.getByRole('button', { name: 'Take it back' }).click();
		await page.getByText('Nobody is your successor any more').waitFor();
		await openCabinet(page);
		await lock(page);
		await unlockAs(page, /Bea Second/, theirs);
		await goTo(page, 'Cabinet');
		await page.getByLabel('Cabinet passphrase', { exact: true }).fill(theirCabinet);
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Lock the cabinet' }).waitFor();
		expect(await page.getByText('Left to you').count()).toBe(0);
		expect(app.complaints).toEqual([]);
	});
});

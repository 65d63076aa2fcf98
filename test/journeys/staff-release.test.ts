import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../support/app.ts';
import { barriersOn } from '../support/barriers.ts';
import {
	addStaff,
	askForAll,
	buildAndSave,
	clientName,
	goTo,
	lock,
	openWithTwoPages,
	passphrase,
	unlockAs,
	vouchFor,
	vouchHere
} from '../support/desk-steps.ts';

describe('front desk prepares a packet', () => {
	let app: App;
	let page: Page;

	beforeAll(async () => {
		app = await openWithTwoPages();
		({ page } = app);
		await addStaff(page, 'Sam Reed', passphrase);
		await lock(page);
	});

	afterAll(async () => {
		await app.close();
	});

	/** What the gate says of the page, once it does. */
	async function blocked(): Promise<Locator> {
		const found = page
			.getByRole('listitem')
			.filter({ hasText: 'One page of the chart reads like' });
		await found.getByText('Blocks the packet').waitFor();
		return found;
	}

	it('and is stopped by a page that reads like private analysis', async () => {
		await unlockAs(page, /Sam Reed/);
		await askForAll(page);
		const found = await blocked();
		await found.getByText(/^Have a clinician open each in the chart/).waitFor();
		expect(await found.getByLabel('Your word on it').count()).toBe(0);
		expect(await page.getByRole('button', { name: /^Build/ }).isDisabled()).toBe(true);
		expect(await barriersOn(page)).toEqual([]);
		await found.getByRole('link', { name: /^Page 2/ }).click();
		await page
			.getByRole('img', { name: /^Page 2 of 2/ })
			.first()
			.waitFor();
		expect(await page.getByRole('button', { name: /belongs in the record/ }).count()).toBe(0);
		await lock(page);
	});

	it('until a clinician has signed that it belongs in the record', async () => {
		await unlockAs(page, /Ida Morrow/);
		await vouchFor(page, 2, 'A letter to her new therapist.');
		await page.getByText(/^A letter to her new therapist\. \(Ida Morrow/).waitFor();
		// A slip is taken back at once, and signed anew.
		await page.getByRole('button', { name: 'Undo' }).click();
		await page.getByText(/^The word is taken back\./).waitFor();
		expect(await page.getByText(/^A letter to her new therapist\. \(Ida Morrow/).count()).toBe(0);
		await vouchHere(page, 'A letter to her new therapist.');
		expect(await page.getByRole('button', { name: 'It belongs in the record…' }).count()).toBe(0);
		expect(await barriersOn(page)).toEqual([]);
		await lock(page);
	});

	it('and then sends it', async () => {
		await unlockAs(page, /Sam Reed/);
		await askForAll(page);
		const known = page.getByRole('listitem').filter({ hasText: 'a clinician has looked' });
		await known.getByText('Good to know').waitFor();
		await buildAndSave(page);
		expect(app.complaints).toEqual([]);
		await lock(page);
	});

	it('and no more, once the clinician has taken the word back', async () => {
		await unlockAs(page, /Ida Morrow/);
		await goTo(page, 'Charts');
		await page.getByRole('button', { name: clientName }).click();
		await page.getByRole('button', { name: /^Page 2\b/ }).click();
		await page.getByRole('button', { name: 'Take the clinician’s word back…' }).click();
		const sure = page.getByRole('alertdialog', { name: /^Take back the word/ });
		expect(await barriersOn(page)).toEqual([]);
		await sure.getByRole('button', { name: 'Take it back' }).click();
		await page.getByText(/^The word is taken back\./).waitFor();
		await page.getByRole('button', { name: 'It belongs in the record…' }).waitFor();
		await lock(page);
		await unlockAs(page, /Sam Reed/);
		await askForAll(page);
		await blocked();
		expect(app.complaints).toEqual([]);
	});
});

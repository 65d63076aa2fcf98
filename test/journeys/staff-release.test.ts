import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../support/app.ts';
import { barriersOn } from '../support/barriers.ts';
import {
	addStaff,
	askForAll,
	buildAndSave,
	lock,
	openWithTwoPages,
	passphrase,
	unlockAs,
	vouchFor
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

	it('and is stopped by a page that reads like private analysis', async () => {
		await unlockAs(page, /Sam Reed/);
		await askForAll(page);
		const found = page
			.getByRole('listitem')
			.filter({ hasText: 'One page of the chart reads like' });
		await found.getByText('Blocks the packet').waitFor();
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
	});
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import { goTo, lock, passphrase, setUp, tryKit, unlockAs } from '../support/desk-steps.ts';

const theirs = 'gravel tulip ninety kettle moss';
const renewed = 'walnut harbor fennel opal crisp';
const theirCabinet = 'ermine sluice bobbin thatch iris';

/** Whom the gate offers. */
async function offered(page: Page): Promise<readonly string[]> {
	const names = await page.getByRole('radio').locator('xpath=..').allInnerTexts();
	return names.map((name) => name.split('\n')[0] ?? '');
}

describe('several people at one workstation', () => {
	let app: App;
	let page: Page;

	beforeAll(async () => {
		app = await openApp();
		({ page } = app);
		await page.goto(app.address);
		await setUp(page);
	});

	afterAll(async () => {
		await app.close();
	});

	it('an owner adds front-desk staff, who have no kit', async () => {
		await goTo(page, 'Settings');
		await page.getByRole('link', { name: 'Add someone' }).click();
		await page.getByRole('radio', { name: 'Staff' }).check();
		await page.getByLabel('Their name').fill('Sam Front');
		await page.getByRole('button', { name: 'Go on' }).click();
		expect(await page.getByLabel('Passphrase for your locked cabinet').count()).toBe(0);
		await page.getByLabel('Passphrase for the desk', { exact: true }).fill(theirs);
		await page.getByRole('button', { name: 'Join the practice' }).click();
		await page.getByText('Sam Front has joined').waitFor();
		await page.getByRole('button', { name: 'Lock, so that they can unlock' }).click();
		await page.getByText('Who are you?').waitFor();
		expect((await offered(page)).join(' ')).toContain('Sam Front');
	});

	it('staff unlock, and find no tray, no cabinet and nobody to add', async () => {
		await unlockAs(page, /Sam Front/, theirs);
		await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
		const screens = await page.getByRole('navigation').first().getByRole('link').allInnerTexts();
		expect(screens.join(' ')).toContain('Charts');
		expect(screens.join(' ')).not.toMatch(/Cabinet|Decide/);
		for (const path of ['cabinet', 'decide', 'settings/add-someone']) {
			await page.goto(`${app.address}/${path}`);
			await page.getByText('Who are you?').waitFor();
			await unlockAs(page, /Sam Front/, theirs);
			expect(await page.getByLabel('Their name').count()).toBe(0);
			expect(await page.getByLabel('Cabinet passphrase').count()).toBe(0);
		}
		await lock(page);
	});

	it('a clinician joins only after the kit was typed back', async () => {
		await unlockAs(page, /Ida Morrow/, passphrase);
		await goTo(page, 'Settings');
		await page.getByRole('link', { name: 'Add someone' }).click();
		await page.getByRole('radio', { name: 'Clinician' }).check();
		await page.getByLabel('Their name').fill('Bea Second');
		await page.getByRole('button', { name: 'Go on' }).click();
		await page.getByText('A clinician’s credential stands beside').waitFor();
		await page.getByLabel('Their credential').fill('PsyD');
		await page.getByRole('button', { name: 'Go on' }).click();
		await page.getByLabel('Passphrase for the desk', { exact: true }).fill(theirs);
		await page.getByLabel('Passphrase for your locked cabinet', { exact: true }).fill(theirCabinet);
		await page.getByRole('button', { name: 'Make my keys' }).click();
		const join = page.getByRole('button', { name: 'Join the practice' });
		await join.waitFor();
		expect(await join.isDisabled()).toBe(true);
		await tryKit(page, 'Join the practice');
		await page.getByText('Bea Second has joined').waitFor();
		await page.getByRole('button', { name: 'Lock, so that they can unlock' }).click();
		await page.getByText('Who are you?').waitFor();
	});

	it('a new clinician has a tray and a cabinet of their own, and may not let people go', async () => {
		await unlockAs(page, /Bea Second/, theirs);
		await goTo(page, 'Cabinet');
		await page.getByLabel('Cabinet passphrase', { exact: true }).fill(theirCabinet);
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Lock the cabinet' }).click();
		await goTo(page, 'Settings');
		expect(await page.getByRole('button', { name: /^Leaves/ }).count()).toBe(0);
		expect(await page.getByRole('link', { name: 'Add someone' }).count()).toBe(0);
		await lock(page);
	});

	it('an owner gives staff new keys for a forgotten passphrase', async () => {
		await unlockAs(page, /Ida Morrow/, passphrase);
		await goTo(page, 'Settings');
		await page.getByRole('button', { name: /^New keys.*Sam Front/ }).click();
		const sheet = page.getByRole('dialog');
		await sheet.getByLabel('Passphrase for the desk', { exact: true }).fill(renewed);
		await sheet.getByRole('button', { name: 'Give new keys' }).click();
		await page.getByText('Sam Front has new keys').waitFor();
		await lock(page);
		await page.getByRole('radio', { name: /Sam Front/ }).check();
		await page.getByLabel('Passphrase', { exact: true }).fill(theirs);
		await page.keyboard.press('Enter');
		await page.getByText('does not open it').waitFor();
		await unlockAs(page, /Sam Front/, renewed);
		await goTo(page, 'Charts');
		expect(await page.getByRole('heading', { level: 1, name: 'Charts' }).isVisible()).toBe(true);
		await lock(page);
	});

	it('an owner renames somebody, makes another owner, and lets somebody go', async () => {
		await unlockAs(page, /Ida Morrow/, passphrase);
		await goTo(page, 'Settings');
		await page.getByRole('button', { name: /^Rename.*Bea Second/ }).click();
		await page.getByRole('dialog').getByLabel('Name').fill('Beatrice Second');
		await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
		await page.getByText('Beatrice Second, PsyD').waitFor();
		await page.getByRole('button', { name: /^Make owner.*Beatrice/ }).click();
		await page.getByRole('button', { name: /^No longer owner.*Beatrice/ }).waitFor();
		await page.getByRole('button', { name: /^Leaves.*Sam Front/ }).click();
		await page.getByRole('button', { name: 'They leave, today' }).click();
		await page.getByText('Sam Front has left, and the charts have a new key.').waitFor();
		const names = (await offered(page)).join(' ');
		expect(names).toContain('Beatrice Second');
		expect(names).not.toContain('Sam Front');
	});

	it('the charts open for those who stayed, and history tells who left', async () => {
		await unlockAs(page, /Beatrice Second/, theirs);
		await goTo(page, 'Settings');
		await page.getByText('One person has left').click();
		expect(await page.getByText(/^Sam Front, /).isVisible()).toBe(true);
		await goTo(page, 'History');
		await page.getByText('Let Sam Front go. The charts have a new key.').waitFor();
	});

	it('an owner seals what was filed before somebody left anew', async () => {
		await goTo(page, 'Settings');
		await page.getByRole('button', { name: 'Seal older pages anew' }).click();
		await page.getByText('There is no page in the charts.').waitFor();
		expect(app.complaints).toEqual([]);
	});
});

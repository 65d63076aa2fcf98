import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import { barriersOn } from '../support/barriers.ts';
import {
	addClinician,
	addStaff,
	cabinetPassphrase,
	clientName,
	decideByKey,
	goTo,
	lock,
	openCabinet,
	passphrase,
	placeOnDesk,
	setUp,
	unlockAs,
	until
} from '../support/desk-steps.ts';

const paper = ['dev-001.jpg', 'dev-010.jpg'].map((name) => join('test/paper', name));

const pictures = (page: Page): Promise<number> => page.locator('img[src^="blob:"]').count();

const attested = 'My own thinking after the hour.';

/** The desk locks by itself while a clinician is writing why a page is private. */
async function lockOverWords(page: Page): Promise<void> {
	const words = page.getByLabel('In your own words');
	const ask = (): Promise<true> =>
		until(page, 'it to be asked why', async () => {
			const sure = page.getByRole('button', { name: /^Yes, / });
			if (await sure.isVisible()) await sure.click();
			else if (!(await words.isVisible())) await page.keyboard.press('p');
			return words.isVisible();
		});
	await ask();
	await words.fill(attested);
	const button = page.getByRole('button', { name: 'Lock', exact: true, includeHidden: true });
	await button.evaluate((found: HTMLElement) => found.click());
	await unlockAs(page, /Ida Morrow/);
	await page.getByRole('link', { name: 'Why a page is private' }).click();
	await ask();
	expect(await words.inputValue()).toBe(attested);
	await page.getByRole('dialog').getByRole('button', { name: 'Go back' }).click();
}

describe('the front desk', () => {
	let app: App;
	let page: Page;

	beforeAll(async () => {
		app = await openApp();
		({ page } = app);
		await page.goto(app.address);
		await setUp(page);
		await addStaff(page, 'Sam Reed', passphrase);
		await addClinician(page, 'Bea Second', { desk: passphrase, cabinet: cabinetPassphrase });
		await lock(page);
	});

	afterAll(async () => {
		await app.close();
	});

	it('staff have the screens of their work and no others', async () => {
		await unlockAs(page, /Sam Reed/);
		const links = page.getByRole('navigation', { name: 'Screens', exact: true }).getByRole('link');
		expect(await links.allInnerTexts()).toEqual([
			...['Today', 'Feed', 'Charts', 'Release', 'History', 'Checks', 'Settings']
		]);
		for (const screen of ['Feed', 'Charts', 'Release', 'History', 'Checks', 'Settings', 'Today']) {
			await goTo(page, screen);
			await page.getByRole('heading', { level: 1, name: screen }).waitFor();
			expect(await barriersOn(page)).toEqual([]);
		}
	});

	it('they check people and charts, and the program itself', async () => {
		await goTo(page, 'Checks');
		await page.getByRole('button', { name: 'Verify the history' }).click();
		await page.getByText('Every entry of all 2 chains holds.').waitFor();
		await page.getByRole('button', { name: 'Check all now' }).click();
		// On the screen, and on the paper under it.
		const whole = page.getByText(/0 pages\s+of the charts\)\. All of them are whole/);
		await whole.nth(1).waitFor();
		expect(await whole.count()).toBe(2);
		await page.getByRole('button', { name: 'Run the self-test' }).click();
		await page.getByText(/^(\d+) of \1 steps passed/).waitFor({ timeout: 120_000 });
		expect(await page.getByRole('main').innerText()).not.toMatch(/Ida Morrow|Bea Second/);
	});

	it('a box goes in for the clinician, is looked over, and leaves a receipt', async () => {
		await goTo(page, 'Feed');
		await page.getByRole('radio', { name: 'Ida Morrow, LCSW' }).check();
		await page.getByRole('radio', { name: /In the chart/ }).check();
		await page.getByLabel('Files to feed').setInputFiles(paper);
		await page.getByText('2 sides are in, sealed to Ida Morrow, LCSW').waitFor();
		await page.getByRole('combobox').click();
		await page.keyboard.type(clientName);
		await page.getByRole('option', { name: new RegExp(`New.*${clientName}`) }).click();
		await page
			.getByRole('dialog', { name: 'New client' })
			.getByRole('button', { name: 'Add the client' })
			.click();
		await page.getByRole('button', { name: 'Of several clients, or not known' }).waitFor();

		await page.getByRole('button', { name: 'Page 2', exact: true }).click();
		await page.getByRole('img', { name: /^Page 2 as it was scanned/ }).waitFor();
		await page.getByRole('button', { name: 'It is good' }).click();
		expect(await pictures(page)).toBe(2);
	});

	it('its label can be printed first: the pictures are still there to look at, and gone after any other screen', async () => {
		await page.getByRole('link', { name: 'Print box sheets and labels' }).first().click();
		await page.getByRole('group', { name: 'The paper as it prints' }).waitFor();
		expect(await pictures(page)).toBe(0);
		await goTo(page, 'Feed');
		await page.getByRole('button', { name: 'Page 2', exact: true }).waitFor();
		expect(await pictures(page)).toBe(2);
		await goTo(page, 'Today');
		await goTo(page, 'Feed');
		await page.getByText(/You left this screen while the box was here/).waitFor();
		expect(await pictures(page)).toBe(0);
	});

	it('once they are done with it there is a receipt', async () => {
		await page.getByRole('button', { name: 'Done with this box' }).click();
		const receipt = page.getByRole('table', { name: 'Boxes you fed' }).getByRole('row').nth(1);
		await receipt.waitFor();
		expect(await receipt.innerText()).toMatch(/Ida Morrow, LCSW\s+.*2\s+.*whole/s);
	});

	it('its label and sheet are printed there from the receipt, which knows no name of its files', async () => {
		await page.getByRole('link', { name: 'Print box sheets and labels' }).first().click();
		await page.getByRole('checkbox', { name: /2 sides/ }).check();
		const paper = page.getByRole('group', { name: 'The paper as it prints' });
		expect(await paper.innerText()).toMatch(/[A-Z2-7]{4}-[A-Z2-7]{4}\s+2 sides/);
		expect(await paper.innerText()).toContain('For Ida Morrow, LCSW');
		await page.getByRole('radio', { name: /^Box sheets/ }).check();
		expect(await paper.innerText()).not.toMatch(/blank|kept|Files/);
		expect(await page.getByLabel('Print what the box is called').count()).toBe(0);
		expect(await barriersOn(page)).toEqual([]);
		await goTo(page, 'Feed');
	});

	it('and its pages cannot be opened there again, by any screen or address', async () => {
		expect(await pictures(page)).toBe(0);
		for (const address of ['decide', 'cabinet']) {
			await page.goto(`${app.address}/${address}`);
			await unlockAs(page, /Sam Reed/);
			await page.getByRole('heading', { name: 'This screen is for clinicians' }).waitFor();
			expect(await pictures(page)).toBe(0);
		}
		await goTo(page, 'Feed');
		await page.getByRole('table', { name: 'Boxes you fed' }).waitFor();
		expect(await pictures(page)).toBe(0);
		await lock(page);
	});

	it('the clinician finds the box with the client offered, and decides', async () => {
		await unlockAs(page, /Ida Morrow/);
		await goTo(page, 'Feed');
		await page.getByText(/by Sam Reed/).waitFor();
		await goTo(page, 'Decide');
		const client = page.getByRole('combobox', { name: 'Client' });
		await client.waitFor();
		expect(await client.inputValue()).toBe(clientName);
		await page.getByText('as whoever fed this box said').waitFor();
		expect(await barriersOn(page)).toEqual([]);
		await decideByKey(page, 'c', 1);
		await until(page, 'the second page', async () => (await placeOnDesk(page)) === 2);
		await lockOverWords(page);
		await page.getByRole('button', { name: /^Into a colleague/ }).click();
		const sheet = page.getByRole('dialog', { name: 'Into a colleague’s cabinet' });
		await sheet.getByText('Bea Second, PsyD').waitFor();
		await sheet.getByRole('button', { name: 'Lock it in there' }).click();
		await until(page, 'both pages to be decided', async () => {
			const sure = page.getByRole('button', { name: /^Yes, / });
			if (await sure.isVisible()) await sure.click();
			// The box lay in the chart: the clinician says why this page of it is private.
			const words = page.getByLabel('In your own words');
			if (await words.isVisible()) {
				await words.fill(attested);
				await words.press('Enter');
			}
			return page.getByRole('link', { name: 'Feed another box' }).isVisible();
		});
		await goTo(page, 'Charts');
		await page.getByRole('button', { name: clientName }).click();
		await page
			.getByText(/1 page/)
			.first()
			.waitFor();
		await lock(page);
	});

	it('what was handed to a colleague is in that colleague’s cabinet', async () => {
		await unlockAs(page, /Bea Second/);
		await openCabinet(page);
		await page.getByText(clientName).first().waitFor();
		await page.getByRole('button', { name: 'Interfiled report' }).click();
		await page.getByText(attested).waitFor();
		expect(await page.getByText(attested).count()).toBe(1);
		expect(await barriersOn(page)).toEqual([]);
	});

	it('a clinician feeds for a colleague as blindly, and learns which side wants a better scan', async () => {
		await goTo(page, 'Feed');
		await page.getByRole('radio', { name: /^A colleague’s/ }).check();
		await page.getByText(/^For Ida Morrow, LCSW/).waitFor();
		await page.getByRole('radio', { name: /^In a folder of its own/ }).check();
		await page.getByLabel('Files to feed').setInputFiles(paper.slice(0, 1));
		await page.getByText('1 side is in, sealed to Ida Morrow, LCSW').waitFor();
		await page.getByRole('button', { name: 'Done with this box' }).click();
		await page.getByRole('table', { name: 'Boxes you fed' }).waitFor();
		await page.getByRole('radio', { name: /^Mine/ }).check();
		await page.getByRole('heading', { name: 'Boxes', exact: true }).waitFor({ state: 'detached' });
		await lock(page);

		await unlockAs(page, /Ida Morrow/);
		await goTo(page, 'Decide');
		await decideByKey(page, 'r', 1);
		await lock(page);

		await unlockAs(page, /Bea Second/);
		await goTo(page, 'Feed');
		await page.getByRole('radio', { name: /^A colleague’s/ }).check();
		const list = page.getByRole('article', { name: 'To be scanned again' });
		await list.waitFor();
		expect(await list.innerText()).toMatch(
			/for Ida Morrow, LCSW\s+[A-Z2-7]{4}-[A-Z2-7]{4}\s+Side 1 of 1, as it was fed/
		);
		expect(await list.locator('img').count()).toBe(0);
		// Scanned again, and named by its place: it lies in the old one's place on the clinician's desk.
		await page.getByRole('radio', { name: /^In a folder of its own/ }).check();
		await page.getByLabel('Files to feed').setInputFiles(paper.slice(0, 1));
		await page.getByText('1 side is in, sealed to Ida Morrow, LCSW').waitFor();
		await page.getByLabel('Side 1 of 1').selectOption('Page 1');
		await page.getByRole('button', { name: 'Done with this box' }).click();
		await lock(page);
		await unlockAs(page, /Ida Morrow/);
		await goTo(page, 'Decide');
		await page
			.getByText(/it stands in the place of page 1 of .*, as whoever fed it says/)
			.waitFor();
		await lock(page);
		await unlockAs(page, /Sam Reed/);
		await goTo(page, 'Feed');
		expect(await page.getByText('To be scanned again').count()).toBe(0);
		expect(app.complaints).toEqual([]);
	});

	it('another system’s folders are looked over and go in for the clinician', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'exported-'));
		await mkdir(join(folder, 'Zabel, Bo'));
		await copyFile('test/paper/words.png', join(folder, 'Zabel, Bo/2019-03-04 Note.png'));
		await goTo(page, 'Feed');
		await page.getByRole('radio', { name: 'Bea Second, PsyD' }).check();
		await page.getByRole('link', { name: 'Import from another system' }).click();
		await page.getByLabel('The exported folder').setInputFiles(folder);
		await page.getByText('New client: Bo Zabel').waitFor();
		await page.getByRole('radio', { name: /In the chart/ }).check();
		expect(await barriersOn(page)).toEqual([]);
		await page.getByRole('button', { name: 'Take in 1 folder, 1 file' }).click();
		await page
			.getByText('Its pages are sealed to Bea Second, PsyD, who decides on them.')
			.waitFor();
		await rm(folder, { recursive: true });
		await page.getByRole('link', { name: 'See the boxes' }).click();
		await page.getByText('1 side is in, sealed to Bea Second, PsyD').waitFor();
	});
});

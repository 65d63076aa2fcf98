import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '#lib/page/date.ts';
import type { App } from '../support/app.ts';
import {
	clientName,
	goTo,
	openWithTwoPages,
	passGate,
	placeOnDesk,
	unlock,
	until
} from '../support/desk-steps.ts';

const today = dayOf(new Date());
/** Twenty-six days ago: four are left of the thirty that the law gives. */
const received = addDays(today, -26);

async function addressOf(page: Page): Promise<string> {
	await page.getByRole('article').waitFor();
	return page.url();
}

describe('a client’s access request, from the letter in the mail to the packet', () => {
	let app: App;
	let page: Page;

	beforeAll(async () => {
		app = await openWithTwoPages();
		({ page } = app);
	});

	afterAll(async () => {
		await app.close();
	});

	it('is written down when it comes, and its day stands on Today', async () => {
		await goTo(page, 'Release');
		await page.getByRole('combobox', { name: 'Client' }).click();
		await page.getByRole('option', { name: new RegExp(clientName) }).click();
		await page.getByRole('button', { name: 'Put it on the list' }).click();
		await page.getByText('Say when the request was received.').waitFor();
		await page.getByLabel('Request received on').fill(received);
		await page.getByRole('button', { name: 'Put it on the list' }).click();
		await page.getByText('due in 4 days').waitFor();
		await goTo(page, 'Today');
		await page.getByRole('heading', { name: 'Requests to answer' }).waitFor();
		expect(await page.getByText('due in 4 days').isVisible()).toBe(true);
	});

	it('is extended once, with a letter that gives reason and day', async () => {
		await goTo(page, 'Release');
		await page.getByRole('button', { name: 'Extend…' }).click();
		await page.getByLabel('The reason').fill('Part of the record is on paper outside our office');
		await page.getByRole('button', { name: 'Extend and show the letter' }).click();
		const address = await addressOf(page);
		expect(address).not.toMatch(/ana.?journey|Ana|Journey/);
		const letter = await page.getByRole('article').innerText();
		expect(letter).toContain('Part of the record is on paper outside our office.');
		expect(letter).toContain('Harbor Street Therapy');
		await goTo(page, 'Release');
		await page.getByText('due in 34 days').waitFor();
		expect(await page.getByRole('button', { name: 'Extend…' }).count()).toBe(0);
	});

	it('is acknowledged, and can be sent back with what is missing, in letters that name nobody in their address', async () => {
		await page.getByRole('button', { name: 'Letters…' }).click();
		await page.getByRole('link', { name: 'Your request has come' }).click();
		expect(await addressOf(page)).not.toMatch(/ana.?journey|Ana|Journey/);
		expect(await page.getByRole('article').innerText()).toContain('We are working on it.');
		// Nobody has given the practice's address in Settings.
		await page.getByText('The letter has no address').waitFor();
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save as PDF' }).click();
		expect((await saving).suggestedFilename()).toBe(`letter-${today}.pdf`);
		await goTo(page, 'Release');
		await page.getByRole('button', { name: 'Letters…' }).click();
		await page.getByRole('link', { name: /^Sent back/ }).click();
		await page.getByText('Say what is missing, one thing a line.').waitFor();
		await page.getByLabel('What is missing, or not in order').fill('A signature.');
		await page.getByRole('article').getByText('• A signature.').waitFor();
		await goTo(page, 'Release');
	});

	it('ends in a packet, with the letter of what is not in it, and leaves the list', async () => {
		await page.getByRole('button', { name: 'Take up' }).click();
		expect(await page.getByLabel('Name of whoever asks').inputValue()).toBe(clientName);
		await page.getByRole('button', { name: 'Look at the plan' }).click();
		await page.getByText('Say how you made sure of who asks').waitFor();
		expect(await page.getByRole('button', { name: 'Go on to the gate' }).isDisabled()).toBe(true);
		await page.getByRole('button', { name: 'Change the request' }).first().click();
		await page.getByLabel('How you made sure of who asks').selectOption('photo-id');
		await page.getByRole('button', { name: 'Look at the plan' }).click();
		await page
			.getByRole('button', { name: /^Leave out/ })
			.first()
			.click();
		await page.getByLabel('The reason').fill('Not hers');
		await page.getByRole('button', { name: 'Leave it out' }).click();
		await page.getByText('Taken out: Not hers').waitFor();
		await page.getByRole('button', { name: /^Put in again/ }).click();
		await page.getByText('2 of 2 pages in the packet').waitFor();
		await page
			.getByRole('button', { name: /^Leave out/ })
			.first()
			.click();
		await page.getByLabel('The reason').fill('Not hers');
		await page.getByRole('button', { name: 'Leave it out' }).click();
		await page.getByText('1 of 2 pages in the packet').waitFor();
		await page.getByText('Say why something within the request is not in').first().waitFor();
		expect(await page.getByRole('button', { name: 'Go on to the gate' }).isDisabled()).toBe(true);
		await page.getByLabel('A paragraph of your own').fill('This is your complete record.');
		await page.getByText('claims that nothing was left out').first().waitFor();
		await page.getByLabel('A paragraph of your own').fill('The second page is faint.');
		await page.getByLabel(/^Add a certification/).check();
		await page.getByLabel('As what').fill('custodian of records');
		await page.getByRole('button', { name: 'See the packet, sheet by sheet' }).click();
		const sheets = page.getByRole('dialog');
		await sheets.getByText('The second page is faint.').waitFor();
		await sheets.getByText('Certification of a copy').waitFor();
		await page.keyboard.press('Escape');
		await passGate(page);
		await page.getByRole('button', { name: /^Build/ }).click();
		await page.getByText('The letter about what is not in this copy is not whole').waitFor();
		await page.getByRole('link', { name: 'See and print the letter' }).click();
		await addressOf(page);
		const letter = await page.getByRole('article').innerText();
		expect(letter).toContain('164.524(a)(1)(i)');
		// Nobody has said that notes are kept apart, so the letter must not.
		expect(letter).toContain('If there are such notes');
		await page.getByText('Name who takes complaints').waitFor();
		await goTo(page, 'Release');
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: /^Save PDF/ }).click();
		await saving;
		await page.getByRole('button', { name: 'Next request' }).click();
		await page.getByLabel('Request received on').waitFor();
		expect(await page.getByText('Requests to answer').count()).toBe(0);
	});

	it('the letter is whole once the practice has said who takes complaints', async () => {
		await goTo(page, 'Settings');
		await page.getByLabel('Who takes complaints').fill('The privacy officer');
		await page.getByLabel('Their telephone').fill('(802) 555-0143');
		await page.getByLabel('Days to answer').fill('45');
		await page.getByText('A whole number from 1 to 30, please.').waitFor();
		await page.getByLabel('Days to answer').fill('15');
		const section = page.getByRole('region', { name: 'Requests' });
		await section.getByRole('button', { name: 'Save' }).click();
		await page.getByText('Saved. Requests that are listed').waitFor();
		await page.getByLabel('What it says').fill('Dear {whoever},');
		await page.getByText('{whoever} is no field of this letter.').first().waitFor();
		await page.getByLabel('What it says').fill('Dear {recipient}, here are {pages}.');
		await page.getByRole('article').getByText('Dear Dana Example, here are 12 pages.').waitFor();
		await page.getByRole('button', { name: 'Save this letter' }).click();
		await page.getByText('The letter was saved.').waitFor();
		await page.getByRole('button', { name: 'Back to the standard words' }).click();
		await page.getByText('You asked for a copy of your records.').waitFor();
		await goTo(page, 'Release');
		const hint = page.getByText('it is 15 days after');
		await hint.waitFor();
		expect(await hint.isVisible()).toBe(true);
	});

	it('the packet is made again from the log, to the byte', async () => {
		await page.getByRole('link', { name: 'The whole log' }).click();
		await page.locator('summary').first().click();
		await page.getByText('Left out by a person').waitFor();
		await page.getByRole('button', { name: 'Make this packet again' }).click();
		await page.getByText('The same file, to the byte').waitFor({ timeout: 120_000 });
		expect(await page.getByText('1 page: Not hers').isVisible()).toBe(true);
	});

	it('a page that went out and is taken back begins an incident, which is weighed and closed', async () => {
		await goTo(page, 'Decide');
		await page.getByRole('link', { name: 'Feed another box' }).waitFor();
		// One of the two went out; the other never did, and begins nothing.
		for (let left = 2; left > 0; left--) {
			await page.keyboard.press('u');
			await until(page, 'a page to be back', async () => ((await placeOnDesk(page)) ?? 0) > 0);
			await page.waitForTimeout(500);
		}
		await goTo(page, 'Today');
		await page.getByText('to be looked at, 60 days left').waitFor();
		expect(await page.getByRole('link', { name: /^Incident:/ }).count()).toBe(1);
		await page.getByRole('link', { name: /^Incident:/ }).click();
		await page.getByText(/A page that went out in packet [a-z2-7]{6} was taken out/).waitFor();
		expect(page.url()).not.toMatch(/ana.?journey|Ana|Journey/);
		const close = page.getByRole('button', { name: 'Close the incident' });
		await page.getByLabel('Found on').fill(today);
		const happened = page.getByRole('textbox', { name: 'What happened' });
		await happened.fill('The page belongs to somebody else');
		await page.getByRole('link', { name: 'Letter to the client' }).click();
		await page.getByText('The page belongs to somebody else').waitFor();
		await page.goBack();
		await page.getByText('Not saved yet.').waitFor({ state: 'detached' });
		expect(await happened.inputValue()).toBe('The page belongs to somebody else');
		await happened.fill('The page belongs to another client');
		await page.getByRole('link', { name: 'Today', exact: true }).first().click();
		const leaving = page.getByRole('alertdialog', { name: 'Leave without saving?' });
		await leaving.getByRole('button', { name: 'Stay' }).click();
		expect(await happened.inputValue()).toBe('The page belongs to another client');
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await unlock(page);
		await page.getByText('Something that you typed is not saved').waitFor();
		await page.getByRole('link', { name: 'The incident', exact: true }).click();
		await page.getByText('What you were typing is here again').waitFor();
		expect(await happened.inputValue()).toBe('The page belongs to another client');
		await page.getByLabel('Your judgement').selectOption('low');
		await page.getByText('“Was it seen” is not weighed yet').waitFor();
		expect(await close.isDisabled()).toBe(true);
		for (const factor of ['What it was', 'Who had it', 'Was it seen', 'What was done', 'Why'])
			await page.getByRole('textbox', { name: factor, exact: true }).fill('Returned unopened');
		await close.click();
		await page.getByText('Closed: a low probability').waitFor();
		await goTo(page, 'Today');
		expect(await page.getByRole('link', { name: /^Incident:/ }).count()).toBe(0);
	});

	it('what was not permitted stands in the accounting, which is proved and kept', async () => {
		await goTo(page, 'Release');
		const latest = page.getByRole('table', { name: 'The latest packets in the disclosure log' });
		expect(await latest.innerText()).toContain('because a disclosure that was not permitted');
		await page.getByRole('link', { name: 'Accountings', exact: true }).click();
		await page.getByRole('combobox', { name: 'Client' }).click();
		await page.getByRole('option', { name: new RegExp(clientName) }).click();
		await page.getByRole('button', { name: 'Write it down and look' }).click();
		await page.getByText('None: it was disclosed by mistake').waitFor();
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: /^Make the PDF/ }).click();
		const file = await (await saving).path();
		expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
		await page.getByText(/Given on .* by Ida Morrow/).waitFor();
		expect(app.complaints).toEqual([]);
	});
});

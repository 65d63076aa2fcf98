/** The screens around the work: what was released and how it was proved, history, help, and a page's covering. */
import type { Page } from 'playwright-core';
import type { Camera } from './camera.ts';
import { goTo } from './sample-box.ts';

/** Each link leads to a screen with its own heading. */
async function follow(page: Page, link: RegExp, heading: RegExp): Promise<void> {
	await page.getByRole('link', { name: link }).first().click();
	await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** From a page in a client's chart, as the walk leaves it. */
export async function lookAtRedacting({ page, snap }: Camera): Promise<void> {
	await follow(page, /^Redact this page/, /^Redact/);
	await page.waitForTimeout(800);
	await snap('redact');
	await page.goBack();
	await page.getByRole('img', { name: /^Page 1 of/ }).waitFor();
}

/** From a packet that was just saved. */
export async function lookAtWhatWasReleased({ page, snap }: Camera): Promise<void> {
	await follow(page, /^Certificate and proof/, /^Certificate and proof/);
	await snap('release-certificate', { whole: true });
	await goTo(page, 'Today');
	await goTo(page, 'Release');
	await snap('release-listed', { whole: true });
	await follow(page, /^The whole log/, /^Disclosure log/);
	await snap('release-log', { whole: true });
	await page.locator('summary').first().click();
	await snap('release-line', { whole: true });
	await page.getByRole('button', { name: /^It went out by mistake/ }).click();
	await page.getByRole('button', { name: 'Open an incident' }).click();
	await page.getByRole('button', { name: 'Close the incident' }).waitFor();
	await snap('release-incident', { whole: true });
	await follow(page, /^Recall letter/, /^Letter/);
	await snap('release-incident-letter', { whole: true });
	await goTo(page, 'Release');
	await follow(page, /^Incidents/, /^Incidents/);
	await snap('release-incidents', { whole: true });
	await goTo(page, 'Release');
	await follow(page, /^Accountings/, /^Accountings/);
	await page.getByRole('combobox', { name: 'Client' }).click();
	await page.getByRole('option').first().click();
	await snap('release-accountings', { whole: true });
	await page.getByRole('button', { name: 'Write it down and look' }).click();
	await page.getByRole('button', { name: /^Make the PDF/ }).waitFor();
	await snap('release-accounting', { whole: true });
	await page.getByRole('button', { name: 'Extend…' }).click();
	const extending = page.getByRole('dialog');
	await extending.getByLabel('The reason').fill('A part of the log is on paper, in storage.');
	await snap('release-accounting-extend');
	await extending.getByRole('button', { name: /^Extend/ }).click();
	await page.getByRole('heading', { level: 1, name: 'Letter' }).waitFor();
	await snap('release-accounting-letter', { whole: true });
}

/** A second request, on the list: its fee sheet, and what would go out today. */
export async function lookAtAListedRequest({ page, snap }: Camera): Promise<void> {
	await goTo(page, 'Release');
	// The packet that was saved lies there until somebody goes on.
	await page.getByRole('button', { name: 'Next request' }).click();
	const client = page.getByRole('combobox', { name: 'Client' });
	await client.click();
	await page.getByRole('listbox').getByRole('option').nth(1).click();
	await page.getByLabel('Name of whoever asks').fill(await client.inputValue());
	await page.getByLabel('How you made sure of who asks').selectOption('known');
	await page.getByLabel('Request received on').fill('2026-11-02');
	await page.getByRole('link', { name: 'What would go out today?' }).click();
	await page.getByRole('heading', { level: 1, name: /^What would go out today/ }).waitFor();
	await page.waitForTimeout(800);
	await snap('release-try', { whole: true });
	await page.goBack();
	await page.getByRole('button', { name: 'Put it on the list' }).click();
	await page.getByRole('heading', { name: 'Requests to answer' }).waitFor();
	await snap('release-list', { whole: true });
	await page.getByRole('button', { name: 'Letters…' }).click();
	await snap('release-letters');
	await follow(page, /^Sent back/, /^Letter/);
	await snap('release-letter', { whole: true });
	await goTo(page, 'Release');
	await follow(page, /^Fee$/, /^Fee sheet/);
	await snap('release-fees', { whole: true });
	await goTo(page, 'Release');
	await inVolumes({ page, snap });
}

/** The listed request, answered in more than one file. */
async function inVolumes({ page, snap }: Pick<Camera, 'page' | 'snap'>): Promise<void> {
	await page.getByRole('button', { name: 'Take up' }).click();
	const undated = page.getByRole('checkbox', { name: /without a date of service/ });
	if (await undated.isVisible()) await undated.check();
	await page.getByRole('button', { name: 'Look at the plan' }).click();
	await page.getByRole('heading', { name: /^The plan for/ }).waitFor();
	await page.getByRole('button', { name: 'Go on to the gate' }).click();
	await page.getByRole('heading', { name: 'The gate' }).waitFor();
	await page.getByText('Looking at every page once more').waitFor({ state: 'detached' });
	for (const word of await page.getByLabel('Your word on it').all())
		await word.fill('The clinician has looked at it; it belongs in the record.');
	await page.getByLabel(/^Most megabytes in one file/).fill('1');
	await page.getByRole('button', { name: /^Build/ }).click();
	await page.getByRole('button', { name: /^Save/ }).waitFor();
	await snap('release-volumes', { whole: true });
}

/** From a client's chart. */
export async function lookAtExport({ page, snap }: Camera): Promise<void> {
	await goTo(page, 'Charts');
	await follow(page, /^Export$/, /^Export to/);
	await snap('chart-export', { whole: true });
}

export async function lookAtHelp({ page, snap }: Camera): Promise<void> {
	await goTo(page, 'History');
	await page
		.getByText(/\d+ entr(y|ies)/)
		.first()
		.waitFor();
	await snap('history', { whole: true });
	await follow(page, /^Help$/, /^Help/);
	await snap('help', { whole: true });
	await follow(page, /^What is protected/, /^What is protected/);
	await snap('protected', { whole: true });
}

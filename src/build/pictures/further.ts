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
	await page.goBack();
	await follow(page, /^Incidents/, /^Incidents/);
	await snap('release-incidents', { whole: true });
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

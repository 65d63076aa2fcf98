/** The sample box from feeding to its packet. Its pages are invented; which page shows what is known. */
import type { Page } from 'playwright-core';
import type { Camera } from './camera.ts';

export async function goTo(page: Page, screen: string): Promise<void> {
	await page
		.getByRole('link', { name: new RegExp(`^${screen}\\b`) })
		.first()
		.click();
	await page.getByRole('heading', { level: 1, name: new RegExp(`^${screen}`) }).waitFor();
}

/** Until every page was read. The sample reads its twelve pages in a minute or two. */
async function untilRead(page: Page): Promise<void> {
	await page.getByRole('progressbar', { name: /^Reading/ }).waitFor({ state: 'detached' });
}

/** Feeding, with what is going in and what is left; then the box's account. */
export async function feedTheSample({ page, snap }: Camera): Promise<void> {
	await page.getByRole('button', { name: 'Try the sample box' }).click();
	await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
	await snap('today-feeding', { whole: true });
	await goTo(page, 'Feed');
	await page
		.getByText(/a minute/)
		.first()
		.waitFor();
	await snap('feed-going-in', { whole: true });
	await untilRead(page);
	await snap('feed-done', { whole: true });
	await goTo(page, 'Today');
	await snap('today', { whole: true });
}

/** Page `place` lies on the desk with its picture. */
async function onDesk(page: Page, place: number): Promise<void> {
	await page.locator('.where strong', { hasText: new RegExp(`^Page ${place} of`) }).waitFor();
	await page
		.getByRole('img', { name: new RegExp(`^Page ${place} of`) })
		.first()
		.waitFor();
	await page.waitForTimeout(400);
}

/** Names the page's client and date from its words; a client without a chart gets one. */
async function accept(page: Page): Promise<void> {
	await page.keyboard.press('a');
	const dialog = page.getByRole('dialog', { name: 'New client' });
	await page.waitForTimeout(300);
	if (!(await dialog.isVisible())) return;
	await page.keyboard.press('Enter');
	await dialog.waitFor({ state: 'hidden' });
	await page.waitForTimeout(200);
}

/** The sample's paper lay in the chart: why a page is private is asked, and the words are offered again. */
async function attest(page: Page): Promise<boolean> {
	const words = page.getByLabel('In your own words');
	if (!(await words.isVisible())) return false;
	await words.fill('My own thinking after the hour, kept here for want of a folder.');
	await words.press('Enter');
	return true;
}

/** A verdict by key, through whatever the screen asks before it files. */
async function verdict(page: Page, key: string, place: number): Promise<void> {
	await page.locator('[data-fate]:not([aria-disabled])').first().waitFor();
	await page.keyboard.press(key);
	const here = page.locator('.where strong', { hasText: new RegExp(`^Page ${place} of`) });
	const sure = page.getByRole('button', { name: /^Yes, (file it to|lock it away)/ });
	for (let i = 0; i < 40; i++) {
		await page.waitForTimeout(250);
		if (await sure.isVisible()) await sure.press('Enter');
		else if (await attest(page)) continue;
		else if (!(await here.isVisible())) return;
	}
}

async function split({ page, snap }: Camera, place: number): Promise<void> {
	await page.keyboard.press('m');
	await page.getByRole('heading', { name: /^Split page/ }).waitFor();
	await page.waitForTimeout(500);
	await snap(`split-${place}`);
	if (await page.getByText('Nothing is covered yet').isVisible())
		await page.getByRole('checkbox').first().press('Space');
	await page.keyboard.press('v');
	await page.waitForTimeout(300);
	await snap(`split-${place}-preview`);
	await page.keyboard.press('Enter');
	const anyway = page.getByRole('button', { name: 'File the split anyway' });
	await page.waitForTimeout(500);
	if (await anyway.isVisible()) {
		await snap(`split-${place}-asks`);
		await anyway.press('Enter');
	}
	await page.waitForTimeout(300);
	await attest(page);
	await page.getByRole('heading', { name: /^Split page/ }).waitFor({ state: 'hidden' });
}

/** What a person would decide of the sample's twelve pages, in their order. */
const keys = ['c', 'p', 'c', 'c', 'p', 'm', 'p', 'c', 'b', 'p', 'p', 'c'];

export async function decideTheSample(camera: Camera): Promise<void> {
	const { page, snap } = camera;
	await goTo(page, 'Decide');
	for (const [i, key] of keys.entries()) {
		const place = i + 1;
		await onDesk(page, place);
		if (place === 3) {
			await page.keyboard.press('c');
			await page.getByRole('button', { name: /^Yes, file it to/ }).waitFor();
			await snap('decide-wrong-client');
			await page.keyboard.press('Escape');
			await page.waitForTimeout(300);
		}
		if (place === 1) {
			await page.keyboard.press('?');
			await page.waitForTimeout(300);
			await snap('decide-keys');
			await page.keyboard.press('Escape');
			await page.waitForTimeout(300);
			await page.keyboard.press('a');
			await page.getByRole('dialog', { name: 'New client' }).waitFor();
			await snap('decide-new-client');
			await page.keyboard.press('Enter');
			await page.getByRole('dialog', { name: 'New client' }).waitFor({ state: 'hidden' });
			await page.waitForTimeout(300);
		} else await accept(page);
		await snap(`decide-${String(place).padStart(2, '0')}`);
		if (key === 'm') await split(camera, place);
		else await verdict(page, key, place);
	}
	await page.getByRole('link', { name: 'Feed another box' }).waitFor();
	await snap('decide-done', { whole: true });
}

export async function lookAtTheCharts({ page, snap }: Camera): Promise<void> {
	await goTo(page, 'Charts');
	await snap('charts', { whole: true });
	await page.getByRole('rowheader').first().getByRole('button').click();
	await page.getByRole('heading', { name: 'Pages by date of service' }).waitFor();
	await page.waitForTimeout(800);
	await snap('chart-client', { whole: true });
	await page
		.getByRole('button', { name: /^(Open )?page 1/i })
		.first()
		.click();
	await page.getByRole('img', { name: /^Page 1 of/ }).waitFor();
	await page.waitForTimeout(500);
	await snap('chart-page', { whole: true });
}

export async function lookInTheCabinet({ page, snap }: Camera): Promise<void> {
	await goTo(page, 'Cabinet');
	await snap('cabinet-locked', { whole: true });
	await page.getByLabel('Cabinet passphrase', { exact: true }).fill('sample');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Lock the cabinet' }).waitFor();
	await page.waitForTimeout(800);
	await snap('cabinet-open', { whole: true });
	await page.getByRole('rowheader').first().getByRole('button').click();
	await page
		.getByRole('button', { name: /^(Open )?page 1/i })
		.first()
		.waitFor();
	await page.waitForTimeout(500);
	await snap('cabinet-client', { whole: true });
	await page
		.getByRole('button', { name: /^(Open )?page 1/i })
		.first()
		.click();
	await page.getByRole('img', { name: /^Page 1 of/ }).waitFor();
	await page.waitForTimeout(500);
	await snap('cabinet-page', { whole: true });
}

/** Answers a request with everything in the first client's chart; where the packet was saved. */
export async function releaseAPacket({ page, snap }: Camera): Promise<string> {
	await goTo(page, 'Release');
	const client = page.getByRole('combobox', { name: 'Client' });
	await client.click();
	await page.getByRole('listbox').getByRole('option').first().click();
	// The client's own right of access is the form's first basis, so the client asks.
	await page.getByLabel('Name of whoever asks').fill(await client.inputValue());
	await page.getByLabel('How you made sure of who asks').selectOption('known');
	await page.getByLabel('Request received on').fill('2026-11-02');
	const undated = page.getByRole('checkbox', { name: /without a date of service/ });
	if (await undated.isVisible()) await undated.check();
	await snap('release-request', { whole: true });
	await page.getByRole('button', { name: 'Look at the plan' }).click();
	await page.getByRole('heading', { name: /^The plan for/ }).waitFor();
	await page.waitForTimeout(500);
	await snap('release-plan', { whole: true });
	await page.getByRole('button', { name: 'Go on to the gate' }).click();
	await page.getByRole('heading', { name: 'The gate' }).waitFor();
	await page.getByText('Looking at every page once more').waitFor({ state: 'detached' });
	await snap('release-gate', { whole: true });
	for (const word of await page.getByLabel('Your word on it').all())
		await word.fill('The clinician has looked at it; it belongs in the record.');
	await page.getByRole('button', { name: 'Build the packet' }).click();
	const save = page.getByRole('button', { name: /^Save/ });
	await save.waitFor();
	await page.waitForTimeout(500);
	await snap('release-proof', { whole: true });
	const saving = page.waitForEvent('download');
	await save.click();
	const file = await (await saving).path();
	await page.waitForTimeout(800);
	await snap('release-saved', { whole: true });
	return file;
}

export async function lookAtTheRest({ page, snap }: Camera, picture: string): Promise<void> {
	await goTo(page, 'Checks');
	await page.getByRole('button', { name: 'Verify the history' }).click();
	await page
		.getByText(/entries hold/)
		.first()
		.waitFor();
	await snap('checks', { whole: true });
	await page.getByRole('link', { name: 'Read them' }).click();
	await page.getByRole('heading', { level: 1, name: 'What goes where' }).waitFor();
	await snap('what-goes-where', { whole: true });
	await goTo(page, 'Settings');
	await snap('settings', { whole: true });
	await page.getByRole('link', { name: 'How suggestions are made' }).click();
	await page.getByRole('heading', { level: 1, name: 'How suggestions are made' }).waitFor();
	await snap('how', { whole: true });
	await goTo(page, 'Feed');
	await page.getByRole('radio').first().check();
	const letter = {
		name: 'intake letter.docx',
		mimeType: 'application/octet-stream',
		buffer: Buffer.from('PK\u0003\u0004 not a scan')
	};
	await page.getByLabel('Files to feed').setInputFiles([letter]);
	await page.getByRole('list', { name: 'Not taken in' }).waitFor();
	await snap('feed-refused', { whole: true });
	await page.getByRole('radio').nth(1).check();
	await page.getByLabel('Files to feed').setInputFiles([picture]);
	await page
		.getByText(/1 side/)
		.first()
		.waitFor();
	await untilRead(page);
	await lookAtTheSame(page, snap);
	await goTo(page, 'Feed');
	await page.getByRole('link', { name: /separator sheets/ }).click();
	await page.getByRole('heading', { level: 1, name: 'Separator sheets' }).waitFor();
	await snap('feed-separators', { whole: true });
	await goTo(page, 'Feed');
	await page.getByRole('link', { name: 'Print box sheets and labels' }).first().click();
	await page.getByRole('checkbox').first().check();
	await snap('feed-labels', { whole: true });
	await goTo(page, 'Feed');
	await page.getByRole('link', { name: 'Use the camera' }).click();
	await page.getByRole('heading', { level: 1, name: 'Camera' }).waitFor();
	await page.waitForTimeout(1500);
	await snap('feed-camera');
	await goTo(page, 'Today');
	await snap('today-after', { whole: true });
}

/** The page that was fed a second time: it is pointed out, turned, and turned back. */
async function lookAtTheSame(page: Page, snap: Camera['snap']): Promise<void> {
	await goTo(page, 'Decide');
	await page.locator('.where strong').waitFor();
	await page.waitForTimeout(1500);
	await snap('decide-twin');
	await page.keyboard.press(']');
	await page.waitForTimeout(1500);
	await snap('decide-turned');
	await page.keyboard.press('[');
	await page.waitForTimeout(500);
}

/** The front desk's own screens: a practice of one clinician adds staff, who look around and feed a box for her. */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { addStaff } from '../../bench/desk.ts';
import type { Camera } from './camera.ts';
import { setUp } from './first-visit.ts';
import { goTo } from './sample-box.ts';

/** It guards an invented person's keys in a visit that is thrown away. */
const theirs = 'gravel tulip ninety kettle moss';

/** Another system's export: a folder for each client, one of them unknown. */
async function exported(paper: readonly string[]): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'exported-'));
	for (const [i, name] of ['Okafor, Ana (20417)', 'Zabel, Bo', 'Unsorted'].entries()) {
		const into = join(folder, name);
		await mkdir(into);
		for (const from of paper) await copyFile(from, join(into, `20${17 + i}-03-0${i + 1} Note.jpg`));
	}
	return folder;
}

async function lookAtImporting(
	page: Page,
	snap: Camera['snap'],
	paper: readonly string[]
): Promise<void> {
	const folder = await exported(paper);
	await page.getByRole('link', { name: 'Import from another system' }).click();
	await page.getByRole('heading', { level: 1, name: 'Import from another system' }).waitFor();
	await snap('staff-import', { whole: true });
	await page.getByLabel('The exported folder').setInputFiles(folder);
	await page.getByText(/^\d+ folders with/).waitFor();
	await snap('staff-import-folders', { whole: true });
	await rm(folder, { recursive: true });
}

export async function lookAtTheFrontDesk(
	{ page, snap }: Camera,
	paper: readonly string[]
): Promise<void> {
	await setUp({ page, snap: () => Promise.resolve() });
	await goTo(page, 'Settings');
	await page.getByRole('link', { name: 'Add someone' }).click();
	await page.getByRole('heading', { level: 1, name: 'Add someone' }).waitFor();
	await snap('add-someone', { whole: true });
	await addStaff(page, 'Sam Front', theirs);
	await page.getByRole('button', { name: 'Lock, so that they can unlock' }).click();
	await page.getByText('Who are you?').waitFor();
	await snap('unlock-two', { whole: true });
	await page.getByRole('radio', { name: /Sam Front/ }).check();
	await page.getByLabel('Passphrase', { exact: true }).fill(theirs);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
	await snap('staff-today', { whole: true });
	await goTo(page, 'Feed');
	await snap('staff-feed', { whole: true });
	await page.getByRole('radio', { name: /In the chart/ }).check();
	await page.getByLabel('Files to feed').setInputFiles([...paper]);
	await page.getByText('Did every picture come out well?').first().waitFor();
	await page.waitForTimeout(800);
	await snap('staff-feed-check', { whole: true });
	await page.getByRole('button', { name: 'Done with this box' }).click();
	await page.getByRole('table', { name: 'Boxes you fed' }).waitFor();
	await snap('staff-feed-receipt', { whole: true });
	await lookAtImporting(page, snap, paper);
	for (const screen of ['Charts', 'Release', 'History', 'Checks', 'Settings']) {
		await goTo(page, screen);
		await page.waitForTimeout(500);
		await snap(`staff-${screen.toLowerCase()}`, { whole: true });
	}
}

/** Folders that another record system exported: looked over, taken in a box for each client, and offered with their day. */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import { goTo, setUp } from '../support/desk-steps.ts';

const paper = fileURLToPath(new URL('../paper/', import.meta.url));
const exported: Readonly<Record<string, string>> = {
	'Okafor, Ana (20417)/2019-03-04 Progress note.jpg': 'dev-010.jpg',
	'Okafor, Ana (20417)/2019-03-11 Progress note.jpg': 'dev-037.jpg',
	'Zabel, Bo/Intake form.jpg': 'dev-001.jpg',
	'Unsorted/scan 12.jpg': 'words.png'
};

describe('an export of another system', () => {
	let app: App;
	let folder: string;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'exported-'));
		for (const [name, from] of Object.entries(exported)) {
			await mkdir(dirname(join(folder, name)), { recursive: true });
			await copyFile(join(paper, from), join(folder, name));
		}
		app = await openApp();
		await app.page.goto(app.address);
		await setUp(app.page);
	});

	afterAll(async () => {
		await app.close();
		await rm(folder, { recursive: true, force: true });
	});

	it('is shown folder by folder before anything goes in', async () => {
		const { page } = app;
		await goTo(page, 'Feed');
		await page.getByRole('link', { name: 'Import from another system' }).click();
		await page.getByLabel('The exported folder').setInputFiles(folder);
		await page.getByText('3 folders with 4 files.').waitFor();
		const rows = await page.getByRole('listitem').allInnerTexts();
		expect(rows).toHaveLength(3);
		expect(rows.join('\n')).toContain('New client: Ana Okafor');
		expect(rows[0]).toMatch(/Unsorted[^]*Page by page[^]*please look/);
		expect(rows.join('\n')).toContain('record 20417');
		expect(await page.getByRole('button', { name: /^Take in/ }).isDisabled()).toBe(true);
	});

	it('leaves out what a person leaves out, and takes in the rest once it is said where it was kept', async () => {
		const { page } = app;
		await page.getByRole('button', { name: 'Change whose papers “Unsorted” holds' }).click();
		await page.keyboard.type('left');
		await page.getByRole('option', { name: 'Left out' }).waitFor();
		await page.keyboard.press('Enter');
		await page.getByRole('radio', { name: /In the chart/ }).check();
		await page.getByRole('button', { name: 'Take in 2 folders, 3 files' }).click();
		await page.getByText('Everything that you wanted is in').waitFor({ timeout: 60_000 });
		const rows = await page.getByRole('listitem').allInnerTexts();
		expect(rows.filter((row) => /\bin$/.test(row.trim()))).toHaveLength(2);
		expect(rows.find((row) => row.startsWith('Unsorted'))).toContain('Left out');
	});

	it('comes to Decide with its client, and with its file’s day where the page names none or another', async () => {
		const { page } = app;
		await page.getByRole('link', { name: 'Decide', exact: true }).last().click();
		await page
			.getByText(/named for/)
			.first()
			.waitFor({ timeout: 120_000 });
		expect(await page.getByLabel('Client').first().inputValue()).toMatch(/Okafor|Zabel/);
	});

	it('is known again when it is chosen once more', async () => {
		const { page } = app;
		await goTo(page, 'Feed');
		await page.getByRole('link', { name: 'Import from another system' }).click();
		await page.getByRole('button', { name: 'Import another folder' }).click();
		await page.getByLabel('The exported folder').setInputFiles(folder);
		await page.getByText('already in, from an earlier import').first().waitFor();
		expect(await page.getByText('already in, from an earlier import').count()).toBe(2);
		expect(app.complaints).toEqual([]);
	});
});

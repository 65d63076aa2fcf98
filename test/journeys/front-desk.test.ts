import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBackup } from '#lib/backup/write.ts';
import { zipEntries } from '#lib/backup/zip.ts';
import { openApp, type App } from '../support/app.ts';
import { clientName, decideByKey, goTo, passphrase, until } from '../support/desk-steps.ts';
import { addClient, invite, setUpPractice } from '../support/practice.ts';

const paper = ['dev-001.jpg', 'dev-010.jpg'].map((name) => join('test/paper', name));

/** A practice of Ida Morrow, her client, and Sam Reed at the front desk, as its two backup files. */
async function backedUp(into: string): Promise<readonly string[]> {
	const standing = await setUpPractice();
	await addClient(standing.practice, clientName);
	await invite(standing, 'staff', 'Sam Reed');
	const practice = await standing.again();
	const { files, holdings, me } = practice;
	const paths: string[] = [];
	for (const part of ['chart', 'private'] as const) {
		const madeAt = new Date().toISOString();
		const zip = await zipEntries(writeBackup({ part, files, holdings, me, madeAt }));
		const path = join(into, `${part}.zip`);
		await writeFile(path, new Uint8Array(await zip.arrayBuffer()));
		paths.push(path);
	}
	await practice.close();
	return paths;
}

async function unlockAs(page: Page, name: string): Promise<void> {
	await page.getByRole('radio', { name: new RegExp(name) }).check();
	await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
}

async function lock(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Lock', exact: true }).click();
	await page.getByRole('radio').first().waitFor();
}

const pictures = (page: Page): Promise<number> => page.locator('img[src^="blob:"]').count();

describe('the front desk', () => {
	let app: App;
	let page: Page;
	let kept: string;

	beforeAll(async () => {
		app = await openApp();
		({ page } = app);
		kept = await mkdtemp(join(tmpdir(), 'front-desk-'));
		await page.goto(app.address);
		await page.getByText('I have a backup of a practice').click();
		await page.getByLabel(/^Backup files/).setInputFiles([...(await backedUp(kept))]);
		await page.getByRole('button', { name: 'Check and restore' }).click();
		await page.getByRole('radio', { name: /Sam Reed/ }).waitFor();
	});

	afterAll(async () => {
		await app.close();
		await rm(kept, { recursive: true });
	});

	it('staff have the screens of their work and no others', async () => {
		await unlockAs(page, 'Sam Reed');
		const links = page.getByRole('navigation', { name: 'Screens', exact: true }).getByRole('link');
		expect(await links.allInnerTexts()).toEqual([
			...['Today', 'Feed', 'Charts', 'Release', 'History', 'Settings']
		]);
		for (const screen of ['Feed', 'Charts', 'Release', 'History', 'Settings', 'Today']) {
			await goTo(page, screen);
			await page.getByRole('heading', { level: 1, name: screen }).waitFor();
		}
	});

	it('a box goes in for the clinician, is looked over, and leaves a receipt', async () => {
		await goTo(page, 'Feed');
		await page.getByText('For Ida Morrow, LCSW').waitFor();
		await page.getByRole('radio', { name: /In the chart/ }).check();
		await page.getByLabel('Files to feed').setInputFiles(paper);
		await page.getByText('2 sides are in, sealed to Ida Morrow, LCSW').waitFor();
		await page.getByRole('combobox').click();
		await page.keyboard.type('Ana');
		await page.getByRole('option', { name: new RegExp(clientName) }).click();
		await page.getByRole('button', { name: 'Of several clients, or not known' }).waitFor();

		await page.getByRole('button', { name: 'Page 2', exact: true }).click();
		await page.getByRole('img', { name: /^Page 2 as it was scanned/ }).waitFor();
		await page.getByRole('button', { name: 'It is good' }).click();
		expect(await pictures(page)).toBe(2);

		await page.getByRole('button', { name: 'Done with this box' }).click();
		const receipt = page.getByRole('table', { name: 'Boxes you fed' }).getByRole('row').nth(1);
		await receipt.waitFor();
		expect(await receipt.innerText()).toMatch(/Ida Morrow, LCSW\s+.*2\s+.*whole/s);
	});

	it('and its pages cannot be opened there again, by any screen or address', async () => {
		expect(await pictures(page)).toBe(0);
		for (const address of ['decide', 'cabinet', 'checks']) {
			await page.goto(`${app.address}/${address}`);
			await unlockAs(page, 'Sam Reed');
			await page.getByRole('heading', { name: 'This screen is for clinicians' }).waitFor();
			expect(await pictures(page)).toBe(0);
		}
		await goTo(page, 'Feed');
		await page.getByRole('table', { name: 'Boxes you fed' }).waitFor();
		expect(await pictures(page)).toBe(0);
		await lock(page);
	});

	it('the clinician finds the box with the client offered, and decides', async () => {
		await unlockAs(page, 'Ida Morrow');
		await goTo(page, 'Feed');
		await page.getByText(/by Sam Reed/).waitFor();
		await goTo(page, 'Decide');
		await until(page, 'the pages to be read', async () => {
			const client = await page.getByRole('combobox', { name: 'Client' }).inputValue();
			return client === clientName && (await page.getByText(/still to be read/).count()) === 0;
		});
		await decideByKey(page, 'c', 1);
		await decideByKey(page, 'n', 2);
		await page.getByRole('link', { name: 'Feed another box' }).waitFor();
		await goTo(page, 'Charts');
		await page.getByRole('button', { name: clientName }).click();
		await page
			.getByText(/1 page/)
			.first()
			.waitFor();
		expect(app.complaints).toEqual([]);
	});
});

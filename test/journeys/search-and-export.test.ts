import { readFileSync } from 'node:fs';
import { PDFDocument } from 'pdf-lib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackupFiles } from '#lib/backup/files.ts';
import { readZip } from '#lib/backup/zip.ts';
import { parseManifest } from '#lib/ehr-export/manifest.ts';
import { nodeReader } from '../release/packets.ts';
import type { App } from '../support/app.ts';
import { barriersOn } from '../support/barriers.ts';
import { clientName, goTo, openWithTwoPages, unlock, until } from '../support/desk-steps.ts';
import { pdftotext } from '../support/pdftotext.ts';

/** It stands on the first page that is filed, and on no other. */
const looked = 'Caffeine';
const corrected = 'Caffeinated drinks';

/** What a recipient's reader finds; `pdftotext` as well, where it is installed. */
async function wordsIn(bytes: Uint8Array<ArrayBuffer>): Promise<readonly string[]> {
	const words: string[] = [];
	for await (const found of nodeReader(new Uint8Array(bytes)))
		if (found.is === 'page') words.push(...found.page.words);
	const text = pdftotext(bytes)?.replace(/\s+/g, ' ');
	return [words.join(' '), ...(text === undefined ? [] : [text])];
}

describe('a word in the charts', () => {
	let app: App;
	let page: Page;

	beforeAll(async () => {
		app = await openWithTwoPages();
		({ page } = app);
	});

	afterAll(async () => {
		await app.close();
	});

	it('is found by keyboard although it is misspelt, and shown on the picture', async () => {
		await goTo(page, 'Charts');
		const field = page.getByLabel('Search the words of all charts');
		await field.focus();
		await page.keyboard.type('cafeine');
		const hit = page.getByRole('list', { name: 'Pages found' }).getByRole('link');
		await hit.waitFor();
		expect(await hit.count()).toBe(1);
		expect(await page.locator('mark').allInnerTexts()).toEqual([looked]);
		await page.keyboard.press('Tab');
		await page.keyboard.press('Tab');
		await hit.press('Enter');
		await page.getByText('Found in one place').waitFor();
		expect(page.url()).not.toMatch(/caf/i);
		expect(await page.title()).not.toMatch(/caf|ana/i);
		const box = await page.locator('svg rect.current').boundingBox();
		expect(box?.width).toBeGreaterThan(5);
	});

	it('prints with its page: one sheet, which says whose it is', async () => {
		const sheets = await page.pdf({ format: 'letter' });
		expect((await PDFDocument.load(sheets)).getPageCount()).toBe(1);
		const text = pdftotext(sheets);
		if (text !== undefined)
			expect(text).toMatch(new RegExp(`Harbor Street Therapy.*${clientName}`));
	});

	it('is put right', async () => {
		await page.getByRole('button', { name: 'Put a word right' }).press('Enter');
		await page.getByRole('button', { name: looked, exact: true }).press('Enter');
		const dialog = page.getByRole('dialog', { name: 'Put a word right' });
		await dialog.getByLabel('What stands on the paper').fill(corrected);
		await page.keyboard.press('Enter');
		await dialog.waitFor({ state: 'hidden' });
		await page.getByRole('button', { name: 'Done' }).press('Enter');
		await page.getByText('2 words were put right by hand').waitFor();
		expect(await page.getByText('Put a word of a filed page right.').count()).toBe(1);
	});

	it.each([
		['File it elsewhere…', 'File this page elsewhere', 'Why?'],
		['Lock it away…', 'Lock this page away?', 'Why is it not the record’s?']
	])('and a reason that is half typed outlives a lock: %s', async (button, title, label) => {
		const reason = page.getByRole('dialog', { name: title }).getByLabel(label);
		await page.getByRole('button', { name: button }).press('Enter');
		await reason.fill('It had slipped');
		// Behind the dialog nobody reaches it: the desk locks by itself, after a while.
		const lock = page.getByRole('button', { name: 'Lock', exact: true, includeHidden: true });
		await lock.evaluate((found: HTMLElement) => found.click());
		await unlock(page);
		await page.getByText('Something that you typed is not saved').waitFor();
		await page
			.locator('main')
			.getByRole('link', { name: /^(Filing|Why) a page/ })
			.click();
		await page.getByRole('button', { name: button }).press('Enter');
		await page.getByText('What you were typing is here again').waitFor();
		expect(await reason.inputValue()).toBe('It had slipped');
		await page.keyboard.press('Escape');
		await page.getByRole('alertdialog').getByRole('button', { name: 'Close without it' }).click();
		await reason.waitFor({ state: 'hidden' });
	});

	it('and goes with its page to another client’s chart, and back at once or after a reload', async () => {
		await goTo(page, 'Charts');
		await page.getByRole('button', { name: 'Add a client' }).press('Enter');
		const form = page.getByRole('dialog', { name: 'Add a client' });
		await form.getByLabel('Name').fill('Birk Other');
		await page.keyboard.press('Enter');
		await form.waitFor({ state: 'hidden' });
		await openFirstPageOf(page, clientName);
		const image = page.getByRole('img', { name: /^Page 1 of/ });
		const move = async (): Promise<void> => {
			await page.getByRole('button', { name: 'File it elsewhere…' }).press('Enter');
			const sheet = page.getByRole('dialog', { name: 'File this page elsewhere' });
			await sheet.getByLabel('Client').click();
			await sheet.getByLabel('Client').fill('Birk Other');
			await page.getByRole('option', { name: /Birk Other/ }).click();
			await sheet.getByLabel('Why?').fill('It had slipped in there.');
			await sheet.getByRole('button', { name: 'File it there' }).press('Enter');
			await page.getByText('It is in the chart of Birk Other now.').waitFor();
			await image.waitFor();
		};
		const isBack = async (times: number): Promise<void> => {
			await page.getByText(`Taken back. It is in the chart of ${clientName} as before.`).waitFor();
			const told = page.getByText(`back from the chart of Birk Other to that of ${clientName}`);
			await told.nth(times).waitFor();
			await image.waitFor();
		};
		await move();
		await page.getByRole('button', { name: 'Undo' }).press('Enter');
		await isBack(0);
		await move();
		await page.reload();
		await unlock(page);
		await page.getByRole('button', { name: 'Put it back…' }).press('Enter');
		const asked = page.getByRole('alertdialog', { name: 'Put this page back?' });
		await asked.getByRole('button', { name: 'Put it back' }).press('Enter');
		await isBack(1);
		expect(await page.getByRole('button', { name: 'Put it back…' }).count()).toBe(0);
		expect(app.complaints).toEqual([]);
	});

	it('under another kind it is said to be that, and goes back', async () => {
		await page.getByRole('button', { name: 'File it elsewhere…' }).press('Enter');
		const sheet = page.getByRole('dialog', { name: 'File this page elsewhere' });
		await sheet.getByLabel('Kind').selectOption('administrative');
		await sheet.getByLabel('Why?').fill('It is a bill.');
		await sheet.getByRole('button', { name: 'File it there' }).press('Enter');
		await page
			.getByText(/^It is filed anew as an administrative page (dated|without a date) .*\.$/)
			.waitFor();
		await page.getByRole('button', { name: 'Undo' }).press('Enter');
		await page.getByText(/^Taken back\. It is filed as .*, as before\.$/).waitFor();
		expect(await page.getByText('Administrative', { exact: true }).count()).toBe(0);
	});

	it('with a note that is struck and stands again', async () => {
		const text = 'The second sheet is in box 4.';
		await page.getByRole('button', { name: 'Write a note' }).press('Enter');
		await page.getByLabel('Your note').fill(text);
		await page.getByRole('button', { name: 'Keep the note' }).press('Enter');
		const strike = page.getByRole('button', { name: /^Strike/ });
		await strike.press('Enter');
		await page.getByText('The note is struck.').waitFor();
		await page.getByText('Nobody has written anything on this page.').waitFor();
		await page.getByRole('button', { name: 'Undo' }).press('Enter');
		await page.getByText('Taken back. The note stands again.').waitFor();
		await strike.waitFor();
		await page.getByText('Put a struck note on a filed page back.').waitFor();
		expect(await page.getByText(text, { exact: true }).count()).toBe(1);
	});

	it('and is found as it is now, no more as it was, in every chart', async () => {
		await goTo(page, 'Charts');
		const field = page.getByLabel('Search the words of all charts');
		await field.fill('caffeinated drinks');
		await page.getByText('1 page found').waitFor();
		expect(await page.locator('mark').allInnerTexts()).toEqual(corrected.split(' '));
		await field.fill('caffeine cut');
		await page.getByText('No page has these words.').waitFor();
	});

	it('goes out with its chart as files that anybody can search, each with its proof', async () => {
		await goTo(page, 'Charts');
		const field = page.getByLabel('Search the words of all charts');
		// It is emptied by a key, which goes elsewhere when the focus goes back to a screen that has only just come.
		await until(page, 'the search to be empty', async () => {
			await field.fill('');
			return (await field.inputValue()) === '';
		});
		await page.getByRole('button', { name: clientName }).press('Enter');
		await page.getByRole('link', { name: 'Export' }).press('Enter');
		await page.getByText('2 pages in 2 files').waitFor();
		const saving = page.waitForEvent('download', { timeout: 120_000 });
		await page.getByRole('button', { name: 'Save as a zip' }).press('Enter');
		await page.getByText('One page reads like private analysis').waitFor();
		expect(await barriersOn(page)).toEqual([]);
		await page.getByRole('button', { name: 'Export all the same' }).press('Enter');
		const download = await saving;
		expect(download.suggestedFilename()).not.toMatch(/ana.?journey|Ana|Journey/);
		await page.getByText('It is exported, and every file was proved').waitFor();
		const zip = await readZip(new Blob([readFileSync(await download.path())]));
		if (!zip) throw new Error('the zip cannot be read');
		const manifest = parseManifest(
			new TextDecoder().decode(await bytesIn(zip, 'chart-export.json'))
		);
		expect(manifest?.files.map(({ path }) => path)).toEqual([
			`${clientName}/2008-10-07 progress note.pdf`,
			`${clientName}/2013-04-22 page.pdf`
		]);
		const [first, second] = manifest?.files ?? [];
		for (const text of await wordsIn(await bytesIn(zip, first?.path))) {
			expect(text).toContain(corrected);
			expect(text).toContain(clientName);
		}
		for (const text of await wordsIn(await bytesIn(zip, second?.path)))
			expect(text).not.toContain('Caffein');
		for (const { proof, sha256 } of manifest?.files ?? [])
			expect(new TextDecoder().decode(await bytesIn(zip, proof))).toContain(sha256);
	});

	it('and the export stands in the history', async () => {
		await goTo(page, 'History');
		await page
			.getByText(
				`Exported the chart of ${clientName} as a zip: 2 pages in 2 files. Asked about 1 page`
			)
			.waitFor();
		expect(app.complaints).toEqual([]);
	});

	it('is locked away with its page, which stands on the screen until its chart does', async () => {
		await openFirstPageOf(page, clientName);
		const lost = 'This page is not in the charts';
		await page.evaluate((text) => {
			const look = (): void => {
				if (document.body.innerText.includes(text)) document.body.dataset.lost = 'seen';
			};
			new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
		}, lost);
		await page.getByRole('button', { name: 'Lock it away…' }).press('Enter');
		const sheet = page.getByRole('dialog', { name: 'Lock this page away?' });
		await sheet.getByLabel('Why is it not the record’s?').fill('It is my own.');
		await sheet.getByRole('button', { name: 'Lock it away' }).press('Enter');
		await page.getByText('It is in your locked cabinet, and in this chart no more.').waitFor();
		await page.getByRole('heading', { level: 1, name: clientName }).waitFor();
		expect(await page.locator('body').getAttribute('data-lost')).toBe(null);
		expect(app.complaints).toEqual([]);
	});
});

async function openFirstPageOf(page: Page, name: string): Promise<void> {
	await goTo(page, 'Charts');
	await page.getByRole('button', { name }).press('Enter');
	await page.getByRole('button', { name: /^Page 1/ }).click();
}

async function bytesIn(zip: BackupFiles, path = ''): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = await zip.read(path);
	if (!bytes) throw new Error('a file is missing in the zip');
	return bytes;
}

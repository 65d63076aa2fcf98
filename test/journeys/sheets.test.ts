import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grayOf } from '#lib/imaging/picture.ts';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { nodePdf } from '#lib/intake/pdf-node.ts';
import { PDFDocument } from 'pdf-lib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxesInBackup, type KeptBox } from '../../src/bench/backed-up.ts';
import { saveBackups } from '../../src/bench/desk.ts';
import { openApp, type App } from '../support/app.ts';
import { clientName, goTo, passphrase, placeOnDesk, setUp, until } from '../support/desk-steps.ts';
import { scanned, type Wear } from '../support/scanned.ts';

const paper = 'test/paper';
/** A second scan of the same sheet, on a glass that was not clean. */
const again: Wear = { seed: 7, skew: 0.8, noise: 9, darker: 8, quality: 0.6 };
const worn: Wear = {
	...{ quarters: 2, skew: 1.4, noise: 14, quality: 0.5, holes: true },
	...{ stain: [0.3, 0.2], fold: 0.78 }
};

async function addClient(page: Page): Promise<void> {
	await goTo(page, 'Charts');
	await page
		.getByRole('button', { name: /new client|add a client/i })
		.first()
		.click();
	await page.getByLabel('Name').fill(clientName);
	await page.keyboard.press('Enter');
	await page.getByText('The client was added.').waitFor();
}

/** What the printer gets: one sheet for the client, in letter and in A4. */
async function printSheet(page: Page): Promise<readonly Uint8Array[]> {
	await goTo(page, 'Feed');
	await page.getByRole('link', { name: 'Print separator sheets' }).click();
	await page.getByRole('combobox', { name: 'Client' }).click();
	await page.getByRole('option', { name: new RegExp(clientName) }).click();
	await page.getByLabel('Where was this paper kept?').selectOption('sealed-envelope');
	await page.getByLabel('Keep private until decided').check();
	return [await page.pdf({ format: 'A4' }), await page.pdf({ format: 'letter' })];
}

async function drawn(pdf: Uint8Array): Promise<Uint8Array> {
	const opened = await nodePdf.open(pdf.slice());
	if (!opened.ok) throw new Error('the printed sheet does not open');
	const drawing = await opened.pdf.draw(1);
	await opened.pdf.close();
	if (!drawing.ok) throw new Error('the printed sheet cannot be drawn');
	return sharpCodec.encodePng(await scanned(grayOf(drawing.picture), worn));
}

async function secondScan(file: string): Promise<Uint8Array> {
	const first = new Uint8Array(await readFile(join(paper, file)));
	const gray = grayOf(await sharpCodec.decode(first, 'image/jpeg'));
	return sharpCodec.encodeJpeg(await scanned(gray, again), 0.6);
}

describe('separator sheets and sides that are there twice', () => {
	let app: App;
	let folder: string;
	let sheets: readonly Uint8Array[];
	let box: KeptBox | undefined;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'sheets-'));
		app = await openApp();
		const { page } = app;
		await page.goto(app.address);
		await setUp(page);
		await addClient(page);
		sheets = await printSheet(page);
		const [sheet = new Uint8Array()] = sheets;
		const files = {
			'1-sheet.pdf': sheet,
			'2-behind.jpg': await readFile(join(paper, 'dev-101.jpg')),
			'3-worn-sheet.png': await drawn(sheet),
			'4-behind.jpg': await readFile(join(paper, 'dev-001.jpg')),
			'5-again.jpg': await secondScan('dev-001.jpg')
		};
		const names = Object.keys(files).map((name) => join(folder, name));
		for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
		await goTo(page, 'Feed');
		await page.getByRole('radio').first().check();
		await page.getByLabel('Sheets fed').fill('5');
		await page.getByLabel('Files to feed').setInputFiles(names);
		const reading = page.getByRole('progressbar', { name: /^(Taking|Reading)/ });
		await reading.first().waitFor();
		await page.getByRole('link', { name: 'Look at the first' }).waitFor();
		await until(page, 'every page to be read', async () => (await reading.count()) === 0, 240);
		[box] = await boxesInBackup(await saveBackups(page), passphrase);
	}, 600_000);

	afterAll(async () => {
		await app.close();
		await rm(folder, { recursive: true, force: true });
	});

	it('prints exactly one page a sheet, on A4 and on letter', async () => {
		const pages = sheets.map(async (pdf) => (await PDFDocument.load(pdf)).getPageCount());
		expect(await Promise.all(pages)).toEqual([1, 1]);
	});

	it('knows its own sheet, fresh from the printer and worn and upside down', () => {
		const fates = box?.pages.map(({ page }) => page.decision?.fate);
		expect(fates).toEqual(['separator', undefined, 'separator', undefined, undefined]);
	});

	it('notes for every page behind a sheet what the sheet says', () => {
		const [first, ...behind] = (box?.pages ?? []).flatMap(({ page }) => page.behind ?? []);
		expect(first).toMatchObject({ provenance: 'sealed-envelope', keepPrivate: true });
		expect(first?.client).toBeDefined();
		expect(behind).toEqual([first, first]);
	});

	it('offers the pages behind it to that client, and says where they were kept', async () => {
		const { page } = app;
		await goTo(page, 'Decide');
		await until(page, 'page 2', async () => (await placeOnDesk(page)) === 2);
		await page.getByText(/Behind a separator/).waitFor();
		expect(await page.getByRole('combobox', { name: 'Client' }).inputValue()).toBe(clientName);
		expect(await page.getByText(/Behind a separator/).innerText()).toMatch(
			new RegExp(`${clientName}.*envelope.*private`, 'i')
		);
	});

	it('points out the second scan of a side, and D makes it a duplicate; nothing is dropped', async () => {
		const { page } = app;
		await goTo(page, 'Feed');
		await page.getByRole('link', { name: 'Look at the first' }).click();
		await page.getByText('This looks like page 4 of this box').waitFor();
		expect(await placeOnDesk(page)).toBe(5);
		await page.getByRole('button', { name: 'Compare them' }).click();
		const dialog = page.getByRole('dialog', { name: 'Is it the same side?' });
		await dialog.getByRole('img').nth(1).waitFor();
		await page.keyboard.press('x');
		await until(page, 'one on top', async () => (await dialog.getByRole('img').count()) === 1);
		await page.keyboard.press('s');
		await until(page, 'side by side', async () => (await dialog.getByRole('img').count()) === 2);
		await page.keyboard.press('d');
		await until(page, 'the next page', async () => (await placeOnDesk(page)) !== 5);
		const [now] = await boxesInBackup(await saveBackups(page), passphrase);
		expect(now?.pages.map(({ page: { decision } }) => decision?.fate)).toEqual([
			...['separator', undefined, 'separator', undefined],
			'duplicate'
		]);
		expect(app.complaints).toEqual([]);
	});
});

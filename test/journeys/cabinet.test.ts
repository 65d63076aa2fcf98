import { readFile } from 'node:fs/promises';
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
	feed,
	goTo,
	newClient,
	openCabinet,
	passphrase,
	setUp,
	tooWideOnPhone,
	unlockAs
} from '../support/desk-steps.ts';
import { nodeReader } from '../release/packets.ts';

/** Everything that is noted about this device outside the databases. */
const knownNotes = [
	...['cc-anchor-…', 'cc-anchor-members', 'cc-device', 'cc-scrub', 'cc-checklist'],
	// When each check was last made, and nothing of what it found.
	'cc-checks'
];

const theirs = 'gravel tulip ninety kettle moss';
const beas = 'walnut harbor fennel opal crisp';
const beasCabinet = 'ermine sluice bobbin thatch iris';

async function packetWords(bytes: Uint8Array<ArrayBuffer>): Promise<readonly string[]> {
	const pages: string[] = [];
	for await (const found of nodeReader(bytes)) {
		if (found.is === 'page') pages.push(found.page.words.join(' '));
	}
	return pages;
}

/** Every file below a folder of the origin's own, by its path. */
function namesIn(page: Page, folder: string): Promise<readonly string[]> {
	return page.evaluate(async (name) => {
		const found: string[] = [];
		async function walk(at: FileSystemDirectoryHandle, path: string): Promise<void> {
			for await (const [own, handle] of at.entries()) {
				if (handle.kind === 'directory') await walk(handle, `${path}${own}/`);
				else found.push(path + own);
			}
		}
		await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle(name), '');
		return found.sort();
	}, folder);
}

async function bytesOf(page: Page, folder: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = await page.evaluate(
		async ([name, ...parts]) => {
			let at = await (await navigator.storage.getDirectory()).getDirectoryHandle(name ?? '');
			for (const part of parts.slice(0, -1)) at = await at.getDirectoryHandle(part);
			const file = await (await at.getFileHandle(parts.at(-1) ?? '')).getFile();
			return [...new Uint8Array(await file.arrayBuffer())];
		},
		[folder, ...path.split('/')]
	);
	return new Uint8Array(bytes);
}

/** A folder that was used before. */
async function writeInto(page: Page, folder: string, file: string): Promise<void> {
	await page.evaluate(
		async ([name = '', own = '']) => {
			const root = await navigator.storage.getDirectory();
			const at = await root.getDirectoryHandle(name, { create: true });
			const writable = await (await at.getFileHandle(own, { create: true })).createWritable();
			await writable.write('of charts');
			await writable.close();
		},
		[folder, file]
	);
}

describe('private pages that must leave', () => {
	let app: App;
	let page: Page;

	beforeAll(async () => {
		app = await openApp();
		({ page } = app);
		// The dialog itself cannot be driven: the origin's own files stand in for the disk that somebody chooses.
		await page.addInitScript(() => {
			Object.assign(globalThis, {
				folderName: 'charts',
				showDirectoryPicker: async () =>
					(await navigator.storage.getDirectory()).getDirectoryHandle(
						(globalThis as unknown as { readonly folderName: string }).folderName,
						{ create: true }
					)
			});
		});
		await page.goto(app.address);
		await setUp(page);
	});

	afterAll(async () => {
		await app.close();
	});

	it('two pages are locked away, and somebody joins who can be a second person', async () => {
		await feed(page, ['test/paper/dev-001.jpg', 'test/paper/dev-010.jpg'], 2);
		await goTo(page, 'Decide');
		await newClient(page);
		await decideByKey(page, 'p', 1);
		await decideByKey(page, 'p', 2);
		await addStaff(page, 'Sam Front', theirs);
		await page.getByRole('button', { name: 'Lock, so that they can unlock' }).click();
		await unlockAs(page, /Ida Morrow/, passphrase);
		await openCabinet(page);
		expect(await page.getByRole('row', { name: new RegExp(clientName) }).innerText()).toContain(
			'2'
		);
	});

	it('their words are found in memory, and shown on the picture', async () => {
		await page.getByLabel('Search the words of this cabinet').fill('panik');
		const hits = page.getByRole('list', { name: 'Private pages found' }).getByRole('listitem');
		await hits.first().waitFor();
		expect(await hits.count()).toBe(1);
		expect(await barriersOn(page)).toEqual([]);
		expect(await tooWideOnPhone(page)).toBe(0);
		await hits.first().getByRole('button').press('Enter');
		await page.getByRole('img', { name: /^Page 1 of 2/ }).waitFor();
		await page.getByText(/^(Found in one place|Place 1 of \d+)$/).waitFor();
		expect(page.url()).toBe(`${app.address}/cabinet`);
		expect(await page.title()).toBe('Cabinet');
		await page.getByRole('button', { name: 'All clients' }).click();
	});

	it('they are exported to a place of their own, and never beside a chart', async () => {
		await writeInto(page, 'charts', 'CHART-EXPORT.txt');
		await page.getByRole('button', { name: 'Export', exact: true }).click();
		expect(await barriersOn(page)).toEqual([]);
		expect(await tooWideOnPhone(page)).toBe(0);
		const into = page.getByRole('button', { name: 'Write into a folder…' });
		await into.press('Enter');
		await page.getByText('That folder holds exported charts.').waitFor();
		expect(await namesIn(page, 'charts')).toEqual(['CHART-EXPORT.txt']);
		await page.evaluate(() => Object.assign(globalThis, { folderName: 'private' }));
		await into.press('Enter');
		await page.getByText('It is exported, and every file was proved').waitFor({ timeout: 120_000 });
		const names = await namesIn(page, 'private');
		expect(names).toContain('PRIVATE-NOTES-EXPORT.txt');
		expect(names).toContain('notes-export.csv');
		const made = names.filter((name) => name.endsWith('.pdf'));
		expect(made).toHaveLength(2);
		const [first = ''] = made;
		expect((await packetWords(await bytesOf(page, 'private', first))).join(' ')).toMatch(/panic/i);
		// Gone on with: what lies there is left as it is.
		await into.press('Enter');
		await page.getByText('All of them lay there already.').waitFor({ timeout: 120_000 });
		await page.getByRole('button', { name: 'All clients' }).click();
		await page.getByRole('button', { name: 'History', exact: true }).click();
		await page
			.getByText(/Exported 2 pages/)
			.first()
			.waitFor();
		await page.getByRole('button', { name: 'All clients' }).click();
	});

	it('one is chosen, on a ground that the law names, with a copy of the paper', async () => {
		// What was found stands above the list.
		await page
			.getByRole('row', { name: new RegExp(clientName) })
			.getByRole('button')
			.click();
		await page.getByRole('button', { name: 'Release pages…' }).click();
		await page.getByRole('button', { name: 'Build and prove the packet' }).click();
		await page.getByText('This packet cannot be built yet').waitFor();
		await page.getByRole('checkbox', { name: /^Page 1,/ }).check();
		await page.getByLabel('Released to').fill('Office of the Medical Examiner');
		await page.getByLabel('Purpose').fill('inquiry into a death');
		const door = page.getByLabel('Door of the law');
		expect((await door.locator('option').allInnerTexts()).join(' ')).not.toMatch(
			/subpoena|\bother\b/i
		);
		await door.selectOption('coroner');
		await page.getByLabel('The examiner’s request', { exact: true }).fill('Letter of March 1');
		await page
			.getByLabel('A copy: the examiner’s request')
			.setInputFiles('test/paper/scan-ccitt.pdf');
		await page.getByText('Attached: scan-ccitt.pdf').waitFor();
		await page.getByRole('button', { name: 'Build and prove the packet' }).click();
		await page.getByRole('button', { name: 'Sign and save PDF' }).waitFor({ timeout: 120_000 });
		expect(await page.getByText(/^The proof: (\d+) of \1 checks passed$/).count()).toBe(1);
	});

	it('two people sign, and only then is there a file', async () => {
		const sign = page.getByRole('button', { name: 'Sign and save PDF' });
		await page.getByRole('checkbox', { name: /^I wrote these notes/ }).check();
		await page.getByLabel('Cabinet passphrase, once more', { exact: true }).fill(cabinetPassphrase);
		await page.getByLabel('Who signs').selectOption({ label: 'Sam Front' });
		await page.getByLabel('Their own passphrase', { exact: true }).fill('a guess');
		await sign.click();
		await page.getByText('The second person’s passphrase is not right').waitFor();
		await page.getByLabel('Cabinet passphrase, once more', { exact: true }).fill(cabinetPassphrase);
		await page.getByLabel('Their own passphrase', { exact: true }).fill(theirs);
		const saving = page.waitForEvent('download');
		await sign.click();
		const download = await saving;
		expect(download.suggestedFilename()).toMatch(/^notes-[\d-]+-\w{6}\.pdf$/);
		const pages = await packetWords(new Uint8Array(await readFile(await download.path())));
		// Cover, index, one page.
		expect(pages).toHaveLength(3);
		expect(pages[0]).toContain('Copy of psychotherapy notes');
		expect(pages[0]).toContain('164.512(g)(1)');
		await page.getByText('Saved, and in this cabinet’s own log').waitFor();
		await page.getByRole('button', { name: 'Done' }).click();
	});

	it('it stands in the cabinet’s own log, and in none outside', async () => {
		await goTo(page, 'Cabinet');
		await page.getByRole('button', { name: 'What left this cabinet' }).click();
		await page.getByText('Second person: Sam Front, whose signature holds').waitFor();
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Copy of the paper' }).click();
		const copy = await readFile(await (await saving).path());
		expect(copy.equals(await readFile('test/paper/scan-ccitt.pdf'))).toBe(true);
		for (const screen of ['Release', 'History', 'Today', 'Charts', 'Checks'] as const) {
			await goTo(page, screen);
			const words = await page.locator('main').innerText();
			expect(words, screen).not.toMatch(/Medical Examiner|inquiry into a death/);
		}
	});

	it('a colleague joins, is lent one page for supervision, and sees that page alone', async () => {
		await addClinician(page, 'Bea Second', { desk: beas, cabinet: beasCabinet });
		await page.getByRole('button', { name: 'Lock, so that they can unlock' }).click();
		await unlockAs(page, /Ida Morrow/, passphrase);
		await openCabinet(page);
		await page.getByRole('button', { name: clientName }).click();
		await page.getByRole('button', { name: 'Lend for supervision…' }).click();
		await page.getByRole('checkbox', { name: /^Page 2,/ }).check();
		await page.getByLabel('Colleague').selectOption({ label: 'Bea Second, PsyD' });
		await page.getByLabel('Training programme', { exact: true }).fill('Practicum 2026');
		await page.getByRole('checkbox', { name: /own training programme/ }).check();
		await page.getByRole('button', { name: 'Lend copies' }).click();
		await page.getByText('Not looked at yet').waitFor();
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await unlockAs(page, /Bea Second/, beas);
		await goTo(page, 'Cabinet');
		await page.getByLabel('Cabinet passphrase', { exact: true }).fill(beasCabinet);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: /^Lent to you by Ida Morrow/ }).waitFor();
		await page.getByText('The cabinet is empty').waitFor();
		await page.getByRole('button', { name: /^Page 1/ }).click();
		const lent = page.getByRole('img', { name: /^Page 1 of 1/ });
		await lent.waitFor();
		expect(await lent.count()).toBe(1);
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
	});

	it('its owner sees that it was looked at, and takes it back', async () => {
		await unlockAs(page, /Ida Morrow/, passphrase);
		await openCabinet(page);
		await page.getByRole('button', { name: 'Lent for supervision' }).click();
		await page.getByText(/Looked at once/).waitFor();
		await page.getByRole('button', { name: 'Take it back' }).click();
		await page.getByRole('button', { name: 'Take them back' }).click();
		await page.getByText('It was taken back.').waitFor();
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await unlockAs(page, /Bea Second/, beas);
		await goTo(page, 'Cabinet');
		await page.getByLabel('Cabinet passphrase', { exact: true }).fill(beasCabinet);
		await page.keyboard.press('Enter');
		await page.getByText('The cabinet is empty').waitFor();
		expect(await page.getByText('Lent to you').count()).toBe(0);
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
	});

	it('where a page’s paper was kept is corrected in it, and its whole history is told in it', async () => {
		await unlockAs(page, /Ida Morrow/, passphrase);
		await openCabinet(page);
		await page.getByRole('button', { name: clientName }).click();
		await page.getByRole('button', { name: /^Page 1/ }).click();
		await page.getByRole('button', { name: 'Correct where it was kept…' }).click();
		const sheet = page.getByRole('dialog', { name: 'Where was this paper kept?' });
		await sheet.getByRole('radio', { name: /^In the chart/ }).check();
		await sheet.getByLabel('How do you know?').fill('It had a chart label.');
		await sheet.getByRole('button', { name: 'Correct it' }).click();
		await sheet.getByText('Write a word on why it is private.').waitFor();
		await sheet.getByLabel('Why is it private?').fill('My thoughts after the hour.');
		await sheet.getByRole('button', { name: 'Correct it' }).click();
		await page.getByText('Among the other pages of the chart').waitFor();
		await page.getByRole('button', { name: 'All clients' }).click();
		await page.getByRole('button', { name: 'Interfiled report' }).click();
		await page.getByText('My thoughts after the hour.').waitFor();
		// The browser's own way back leads to the list, not out of the cabinet.
		await page.goBack();
		await page.getByRole('button', { name: 'Interfiled report' }).waitFor();
		await page.goForward();
		await page.getByText('My thoughts after the hour.').waitFor();
		expect(page.url()).toBe(`${app.address}/cabinet`);
		await page.getByRole('button', { name: 'All clients' }).click();
		await page.getByRole('button', { name: 'History', exact: true }).click();
		await page.getByText(/because: It had a chart label/).waitFor();
		await page.getByText(/Released a copy of 1 page to Office of the Medical Examiner/).waitFor();
		await page.getByLabel('Client').selectOption({ label: clientName });
		await page.getByRole('button', { name: 'Save as JSON' }).click();
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save the file' }).click();
		const download = await saving;
		expect(download.suggestedFilename()).toMatch(/^own-history-[\d-]+\.json$/);
		expect(await readFile(await download.path(), 'utf8')).toContain('It had a chart label');
	});

	it('leaves nothing in the address, the title, the browser’s history, its notes or its pictures', async () => {
		await page.getByRole('button', { name: 'Lock the cabinet' }).click();
		await page.getByText('Your private notes stand here').waitFor();
		const left = await page.evaluate(async () => ({
			address: location.pathname + location.search + location.hash,
			title: document.title,
			state: JSON.stringify(history.state),
			keys: Object.keys(localStorage).map((key) => key.replace(/[0-9a-z]{26}$/, '…')),
			values: Object.values(localStorage).join(' '),
			session: JSON.stringify(Object.entries(sessionStorage)),
			pictures: document.querySelectorAll('img[src^="blob:"]').length,
			databases: (await indexedDB.databases()).map(({ name = '' }) => name),
			caches: (
				await Promise.all(
					(await caches.keys()).map(async (name) => (await caches.open(name)).keys())
				)
			)
				.flat()
				.map(({ url }) => new URL(url).pathname)
		}));
		expect(left.address).toBe('/cabinet');
		expect(left.title).toBe('Cabinet');
		expect(left.pictures).toBe(0);
		const kept = JSON.stringify(left);
		expect(kept).not.toContain(clientName);
		expect(kept).not.toMatch(/chart label|thoughts|Medical Examiner|\bnotes-/);
		expect(new Set(left.keys).difference(new Set(knownNotes))).toEqual(new Set());
		for (const screen of ['Today', 'Charts', 'History', 'Release', 'Checks'] as const) {
			await goTo(page, screen);
			expect(await page.title(), screen).not.toMatch(/cabinet ·|Journey/i);
			expect(await page.locator('main').innerText(), screen).not.toMatch(/chart label|thoughts/);
		}
	});

	it('its chain is walked with the others, by name, and how long it is stays untold', async () => {
		await page.getByRole('button', { name: 'Verify the history' }).click();
		const paper = page.getByRole('article', { name: 'The history, verified' });
		await paper.waitFor();
		const rows = await paper.getByRole('row').allInnerTexts();
		expect(rows.slice(1).map((row) => row.split('\t')[0]?.trim())).toEqual([
			...['The people of the practice', 'The charts', 'Your own tray', 'Your own locked cabinet'],
			...['The tray of Bea Second', 'The locked cabinet of Bea Second']
		]);
		for (const row of rows.slice(4)) expect(row).toMatch(/Every entry holds\.\s*$/);
		expect(rows[3]).toMatch(/All \d+ entries hold\./);
		expect(app.complaints).toEqual([]);
	});
});

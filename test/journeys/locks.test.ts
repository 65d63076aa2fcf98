import { readFile } from 'node:fs/promises';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import type { Page } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import { beginSetUp, cabinetPassphrase, goTo, passphrase, tryKit } from '../support/desk-steps.ts';

const renewed = 'gravel tulip ninety kettle moss';
const renewedCabinet = 'ermine sluice bobbin thatch iris';

const whitePaper = {
	...{ width: 300, height: 400 },
	data: new Uint8ClampedArray(300 * 400 * 4).fill(255)
};

async function change(
	page: Page,
	which: RegExp,
	passphrases: { readonly old: string; readonly new: string }
): Promise<void> {
	await page.getByRole('button', { name: which }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel(/^(cabinet )?passphrase now$/i).fill(passphrases.old);
	await sheet.getByLabel('New passphrase', { exact: true }).fill(passphrases.new);
	await sheet.getByLabel('New passphrase once more', { exact: true }).fill(passphrases.new);
	await sheet.getByRole('button', { name: 'Change it' }).click();
}

describe('kit and passphrases', () => {
	let app: App;
	let page: Page;
	let secret = '';
	let fingerprint = '';
	/** The practice kit's sheet, as a photo of it would show it. */
	let sheet: Buffer;

	beforeAll(async () => {
		app = await openApp();
		({ page } = app);
		await page.goto(app.address);
		await beginSetUp(page);
	});

	afterAll(async () => {
		await app.close();
	});

	it.each(['A4', 'Letter'])('the kit is one sheet of %s', async (format) => {
		const paper = new TextDecoder('latin1').decode(await page.pdf({ format }));
		expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
	});

	it('it says the fingerprint by which the practice is known afterwards', async () => {
		fingerprint = await page.locator('.fingerprint code').innerText();
		expect(fingerprint).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
	});

	it('its square code says the key that is printed beside it', async () => {
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save as a file instead' }).click();
		const file = await readFile(await (await saving).path(), 'utf8');
		secret = file.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-1')) ?? '';
		const shot = await page.getByRole('img', { name: /same key as a square code/ }).screenshot();
		const picture = await sharpCodec.decode(new Uint8Array(shot), 'image/png');
		expect(decodeQR(picture)).toBe(secret);
		sheet = await page.locator('.sheet').first().screenshot();
	});

	it('both passphrases change, the old ones stop to open, and the kit still fits', async () => {
		await tryKit(page, 'Go on to your own kit');
		const own = await tryKit(page, 'Finish set-up');
		expect(own).not.toBe(secret);
		await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
		await goTo(page, 'Settings');
		expect(await page.getByText(fingerprint).isVisible()).toBe(true);

		await change(page, /^Change my passphrase/, { old: passphrase, new: cabinetPassphrase });
		await page.getByText('That one opens the other lock too.').waitFor();
		await page.getByRole('button', { name: 'Keep it', exact: true }).click();

		await change(page, /^Change my passphrase/, { old: passphrase, new: renewed });
		await page.getByText('Your passphrase is changed.').waitFor();
		await change(page, /^Change my cabinet/, { old: cabinetPassphrase, new: renewedCabinet });
		await page.getByText('Your cabinet’s passphrase is changed.').waitFor();

		await page.getByRole('button', { name: /^Try my kit/ }).click();
		await page.getByLabel('Type the code from your paper').fill(secret.slice(0, -4));
		await page.getByRole('button', { name: 'Try it' }).click();
		await page.getByText(/Some of the recovery code is missing/).waitFor();
		await page.getByLabel('Type the code from your paper').fill(secret);
		await page.getByRole('button', { name: 'Try it' }).click();
		await page.getByText('Your kit works').waitFor();
		await page.getByLabel('Type the code from your paper').fill(own);
		await page.getByRole('button', { name: 'Try it' }).click();
		await page.getByText('Your kit works').waitFor();
		const photo = page.getByLabel(/a photo or scan of the paper/);
		const blank = Buffer.from(await sharpCodec.encodePng(whitePaper));
		await photo.setInputFiles({ name: 'blank.png', mimeType: 'image/png', buffer: blank });
		await page.getByText('The square code could not be read there.').waitFor();
		await photo.setInputFiles({ name: 'kit.png', mimeType: 'image/png', buffer: sheet });
		await page.getByText('Your kit works').waitFor();
		await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await page.getByText(/only closing this window also clears/i).waitFor();
		await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
		await page.keyboard.press('Enter');
		await page.getByText('That passphrase does not open it.').waitFor();
		await page.getByLabel('Passphrase', { exact: true }).fill(renewed);
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Lock', exact: true }).waitFor();

		await goTo(page, 'Cabinet');
		await page.getByLabel('Cabinet passphrase', { exact: true }).fill(renewedCabinet);
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Lock the cabinet' }).waitFor();
		expect(app.complaints).toEqual([]);
	});

	it('whether the browser has promised to keep the data is asked at every unlock, and told', async () => {
		const warning = page.getByText('This browser has not promised to keep your data');
		await goTo(page, 'Settings');
		await page.getByText('No: it may clear it when space runs out.').waitFor();
		await goTo(page, 'Today');
		await warning.waitFor();

		const browser = await app.context.newCDPSession(page);
		const permission = { name: 'persistent-storage' };
		await browser.send('Browser.setPermission', { permission, setting: 'granted' });
		await page.getByRole('button', { name: 'Lock', exact: true }).click();
		await page.getByLabel('Passphrase', { exact: true }).fill(renewed);
		await page.keyboard.press('Enter');
		await goTo(page, 'Settings');
		await page.getByText('Yes: it will not clear it by itself.').waitFor();
		expect(await page.evaluate(() => navigator.storage.persisted())).toBe(true);
		await goTo(page, 'Today');
		await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
		expect(await warning.count()).toBe(0);
	});
});

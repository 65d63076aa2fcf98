/** The first visit of an invented practice: welcome, set-up, the empty screens, locked, and storage that was damaged. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { Camera } from './camera.ts';

/** They guard an invented practice in a visit that is thrown away. */
export const passphrase = 'sorrel lantern quay thimble oat';
const cabinetPassphrase = 'vellum harrow inkling dusk pear';

/** The kit's code as a person copies it from paper: without the part that is always the same. */
async function codeOnPaper(page: Page): Promise<string> {
	const saving = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save as a file instead' }).click();
	const kit = await readFile(await (await saving).path(), 'utf8');
	const secret = kit.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-1')) ?? '';
	return (secret.slice(16).match(/.{1,4}/g) ?? []).join(' ');
}

type Lens = Pick<Camera, 'page' | 'snap'>;

/** From the welcome to an empty desk. */
export async function setUp({ page, snap }: Lens): Promise<void> {
	await page.getByRole('button', { name: 'Set up my practice' }).waitFor();
	await snap('welcome', { whole: true });
	await page.getByRole('button', { name: 'Set up my practice' }).click();
	await page.getByLabel('Name of the practice').fill('Harbor Street Therapy');
	await page.getByLabel('Your name').fill('Ida Morrow');
	await page.getByLabel('Your credential').fill('LCSW');
	await snap('set-up-you', { whole: true });
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.getByLabel('Passphrase for the desk', { exact: true }).fill(passphrase);
	await page
		.getByLabel('Passphrase for your locked cabinet', { exact: true })
		.fill(cabinetPassphrase);
	await page.waitForTimeout(800);
	await snap('set-up-passphrases', { whole: true });
	await page.getByRole('button', { name: 'Make my keys' }).click();
	await page.getByRole('button', { name: 'Save as a file instead' }).waitFor();
	await snap('kit', { whole: true });
	for (const act of ['Go on to your own kit', 'Finish set-up']) {
		await page.getByLabel('Type the code from your paper').fill(await codeOnPaper(page));
		await page.getByRole('button', { name: act }).click();
		await page.getByRole('button', { name: act }).waitFor({ state: 'detached' });
	}
	await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
}

export async function firstVisit({ page, snap }: Camera): Promise<void> {
	await setUp({ page, snap });
	await snap('today-empty', { whole: true });
	await page.keyboard.press('?');
	await page.getByRole('dialog', { name: 'Keys on this screen' }).waitFor();
	await snap('today-keys');
	await page.keyboard.press('Escape');
	await emptyScreens({ page, snap });
	await page.getByRole('button', { name: 'Lock', exact: true }).first().click();
	await page.getByLabel('Passphrase', { exact: true }).waitFor();
	await snap('unlock', { whole: true });
	await page.getByRole('button', { name: /recovery kit/ }).click();
	await snap('recover', { whole: true });
}

async function emptyScreens({ page, snap }: Lens): Promise<void> {
	for (const screen of ['Feed', 'Decide', 'Charts', 'Release']) {
		await page
			.getByRole('link', { name: new RegExp(`^${screen}\\b`) })
			.first()
			.click();
		await page.getByRole('heading', { level: 1, name: screen }).waitFor();
		await snap(`${screen.toLowerCase()}-empty`, { whole: true });
	}
}

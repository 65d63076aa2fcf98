import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import { follow } from '../support/desk-steps.ts';

/** Every address that the app has a screen at. */
const screens = readdirSync('build/prerendered', { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.html'))
	.map((name) => `/${name.replace(/(?:^|\/)?(?:index)?\.html$/, '')}`)
	.sort();

/** What the sheet lists for a screen, group by group, once it was asked for. */
async function sheetOn(page: Page): Promise<string[]> {
	// A field that has the focus, e.g. for a passphrase, takes it as a letter.
	await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	await page.keyboard.press('?');
	const sheet = page.getByRole('dialog', { name: 'Keys on this screen' });
	await sheet.waitFor();
	const groups = await sheet.getByRole('heading', { level: 3 }).allInnerTexts();
	expect(await page.getByRole('dialog').count()).toBe(1);
	await page.keyboard.press('Escape');
	await sheet.waitFor({ state: 'detached' });
	return groups;
}

describe('the list of keys', () => {
	let app: App;
	let page: Page;

	beforeAll(async () => {
		app = await openApp();
		({ page } = app);
		await page.goto(app.address);
		await page.getByRole('button', { name: 'Try the sample box' }).click();
		await page.getByRole('heading', { name: 'The sample in five steps' }).waitFor();
	});

	afterAll(() => app.close());

	it('comes on every screen, once', async () => {
		expect(screens.length).toBeGreaterThan(20);
		for (const path of screens) {
			await follow(page, path);
			expect.soft((await sheetOn(page)).length, path).toBeGreaterThan(0);
		}
		expect(app.complaints).toEqual([]);
	});

	it('lists what works there and nothing else', async () => {
		await follow(page, '/settings');
		expect(await sheetOn(page)).toEqual(['Everywhere']);
		await follow(page, '/feed/camera');
		expect(await sheetOn(page)).toEqual(['The camera', 'Everywhere']);
		await follow(page, '/decide');
		await page.getByRole('button', { name: /^Chart/ }).waitFor();
		expect(await sheetOn(page)).not.toContain('Everywhere');
	});

	it('does not come while somebody writes', async () => {
		const field = page.locator('main textarea');
		await page.locator('main').evaluate((main) => {
			main.append(document.createElement('textarea'));
		});
		await field.last().focus();
		await page.keyboard.press('?');
		await page.waitForTimeout(200);
		expect(await page.getByRole('dialog').count()).toBe(0);
		expect(await field.last().inputValue()).toBe('?');
	});
});

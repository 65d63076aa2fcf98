import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import { passphrase, setUp } from '../support/desk-steps.ts';

/** Everything but the page, its style sheet and its one small script. */
const theApp = /\/_app\/immutable\/(?!first\/)/;

describe('what is seen before the scripts have come', () => {
	let app: App;

	/** Opens the page on a line that brings no part of the app, and says what can be read then. */
	async function withoutApp(): Promise<string> {
		await app.page.route(theApp, () => undefined);
		await app.page.goto(app.address);
		return app.page.locator('[data-picture]:visible').innerText();
	}

	/** The parts come after all. */
	async function letAppCome(): Promise<void> {
		await app.page.unroute(theApp);
		await app.page.reload();
	}

	beforeAll(async () => {
		// Kept pages would never ask the line: as at the first visit.
		app = await openApp({ width: 390, height: 844 });
		await app.context.addInitScript(() => {
			Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
			Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
		});
	});

	afterAll(() => app.close());

	it('is the welcome on a first visit, in either theme', async () => {
		for (const colorScheme of ['light', 'dark'] as const) {
			await app.page.emulateMedia({ colorScheme });
			expect(await withoutApp()).toContain('Two kinds of record out');
			const [ink, desk] = await app.page.evaluate(() => {
				const { color, backgroundColor } = getComputedStyle(document.body);
				return [color, backgroundColor];
			});
			expect([ink, desk]).toEqual(
				colorScheme === 'light'
					? ['rgb(38, 35, 29)', 'rgb(243, 238, 227)']
					: ['rgb(240, 234, 222)', 'rgb(25, 24, 21)']
			);
			await look(app, `welcome-${colorScheme}`);
			await app.page.unroute(theApp);
		}
		await app.page.emulateMedia({ colorScheme: 'light' });
	});

	it('is the welcome in Spanish where that was chosen', async () => {
		await app.page.evaluate(() => localStorage.setItem('cc-language', 'es'));
		expect(await withoutApp()).toContain('Configurar mi consultorio');
		expect(await app.page.locator('html').getAttribute('lang')).toBe('es');
		await app.page.evaluate(() => localStorage.removeItem('cc-language'));
		await app.page.unroute(theApp);
	});

	it('looks like the screen that takes its place, to the pixel', async () => {
		await withoutApp();
		const before = await app.page.screenshot();
		await letAppCome();
		await app.page.locator('#first').waitFor({ state: 'detached' });
		expect((await app.page.screenshot()).equals(before)).toBe(true);
	});

	it('does what was pressed too early', async () => {
		const held: (() => void)[] = [];
		await app.page.route(theApp, async (route) => {
			await new Promise<void>((resolve) => held.push(resolve));
			await route.continue().catch(() => undefined);
		});
		await app.page.goto(app.address);
		await app.page.getByRole('button', { name: 'Set up my practice' }).click();
		const going = setInterval(() => held.splice(0).forEach((go) => go()), 50);
		await app.page.getByLabel('Name of the practice').waitFor();
		clearInterval(going);
		await app.page.unroute(theApp);
		expect(await app.page.locator('#first').count()).toBe(0);
	});

	it('does what was pressed while the screen took its place', async () => {
		const held: (() => void)[] = [];
		await app.page.route(theApp, async (route) => {
			await new Promise<void>((resolve) => held.push(resolve));
			await route.continue().catch(() => undefined);
		});
		await app.page.goto(app.address);
		await app.page.getByRole('button', { name: 'Set up my practice' }).hover();
		await app.page.mouse.down();
		const going = setInterval(() => held.splice(0).forEach((go) => go()), 50);
		await app.page.locator('#first').waitFor({ state: 'detached' });
		await app.page.mouse.up();
		const name = app.page.getByLabel('Name of the practice');
		await name.waitFor({ timeout: 10_000 });
		expect(await name.count()).toBe(1);
		clearInterval(going);
		await app.page.unroute(theApp);
	});

	it('is the closed door where there is a practice, and takes the passphrase', async () => {
		await app.page.goto(app.address);
		await setUp(app.page);
		const seen = await withoutApp();
		expect(seen).toContain('Passphrase');
		expect(seen).not.toContain('Two kinds of record');
		await look(app, 'door');
		await letAppCome();
		// Whether it is the picture's field or the screen's own.
		await app.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
		await app.page.keyboard.press('Enter');
		await app.page.getByRole('button', { name: 'Lock', exact: true }).waitFor();
		expect(app.complaints).toEqual([]);
	});
});

/** Keeps a picture where somebody asked for some. */
async function look({ page }: App, name: string): Promise<void> {
	const folder = process.env['PICTURES'];
	if (folder !== undefined) await page.screenshot({ path: `${folder}/first-${name}.png` });
}

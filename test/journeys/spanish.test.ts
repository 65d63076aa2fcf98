import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#lib/page/date.ts';
import type { App } from '../support/app.ts';
import {
	addStaff,
	clientName,
	follow,
	goTo,
	openWithTwoPages,
	passphrase,
	tooWideOnPhone,
	until,
	vouchFor
} from '../support/desk-steps.ts';
import { englishOn } from '../support/spanish.ts';

const paper = 'test/paper/dev-010.jpg';

describe('a front desk that works in Spanish', () => {
	let app: App;
	let page: Page;

	/** Nothing English on this screen, and nothing wider than a phone. */
	async function expectSpanish(where: string): Promise<void> {
		expect.soft(await englishOn(page), where).toEqual([]);
		expect.soft(await tooWideOnPhone(page), `${where} on a phone`).toBe(0);
		await look(page, where);
	}

	beforeAll(async () => {
		app = await openWithTwoPages();
		({ page } = app);
		// Front desk cannot say so of a page that reads like private analysis.
		await vouchFor(page, 2, 'Es una carta.');
		await addStaff(page, 'Sam Reed', passphrase);
	});

	afterAll(async () => {
		await app.close();
	});

	it('chooses its language in Settings, and keeps it at the door', async () => {
		await goTo(page, 'Settings');
		await page.getByLabel('Language of the screens').selectOption('es');
		await page.getByRole('button', { name: 'Lock and load again' }).click();
		await page.getByRole('button', { name: 'Desbloquear' }).waitFor();
		expect(await page.locator('html').getAttribute('lang')).toBe('es');
		await expectSpanish('the door');
		await page.getByRole('radio', { name: /Sam Reed/ }).check();
		await page.getByLabel('Frase de contraseña', { exact: true }).fill('not this one');
		await page.keyboard.press('Enter');
		await page.getByText('Esa frase de contraseña no lo abre.').waitFor();
		await page.getByLabel('Frase de contraseña', { exact: true }).fill(passphrase);
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Bloquear', exact: true }).waitFor();
		await goTo(page, 'Hoy');
		await expectSpanish('Today');
	});

	it('feeds a box', async () => {
		await goTo(page, 'Ingreso');
		await expectSpanish('Feed, before a box');
		await page.getByRole('radio', { name: /En el expediente/ }).check();
		await page.getByLabel('Archivos para ingresar').setInputFiles(paper);
		await page.getByText('1 cara está dentro, con sello para Ida Morrow, LCSW').waitFor();
		await expectSpanish('Feed, with a box');
		await page.getByRole('button', { name: 'Terminar con esta caja' }).click();
		await page.getByRole('table', { name: 'Cajas que usted ingresó' }).waitFor();
		await expectSpanish('Feed, with a receipt');
		for (const [path, where] of [
			['/feed/separators', 'separator sheets'],
			['/feed/camera', 'the camera']
		] as const) {
			await follow(page, path);
			await expectSpanish(where);
		}
	});

	it('looks into a chart', async () => {
		await goTo(page, 'Expedientes');
		await expectSpanish('the clients');
		await page.getByRole('button', { name: clientName }).first().click();
		await page.getByRole('button', { name: /^Página 1/ }).waitFor();
		await expectSpanish('a chart');
		await page.getByRole('button', { name: /^Página 1/ }).click();
		await page.getByRole('heading', { name: 'Sobre esta página', exact: true }).waitFor();
		await expectSpanish('a page');
	});

	it('writes a request down', async () => {
		await goTo(page, 'Entrega');
		await page.getByRole('button', { name: 'Mirar el plan' }).click();
		await page.getByText('Falta algo').waitFor();
		await expectSpanish('the request, not whole');
		await page.getByRole('combobox', { name: 'Cliente' }).click();
		await page.getByRole('option', { name: new RegExp(clientName) }).click();
		for (const who of ['attorney', 'court', 'provider', 'client']) {
			await page.getByLabel('Quién pide', { exact: true }).selectOption(who);
			await expectSpanish(`the request of ${who}`);
		}
		await page.getByLabel('Nombre de quien pide').fill(clientName);
		await page.getByLabel('Cómo se aseguró de quién pide').selectOption('known');
		await page.getByLabel('Solicitud recibida el').fill(dayOf(new Date()));
		await page.getByRole('checkbox', { name: /sin fecha de servicio/ }).check();
		await page.getByRole('button', { name: 'Ponerla en la lista' }).click();
		await page.getByText('La solicitud está en la lista.').waitFor();
		await expectSpanish('the list of requests');
	});

	it('goes through the plan and the gate', async () => {
		await follow(page, '/settings');
		await goTo(page, 'Entrega');
		await page.getByRole('combobox', { name: 'Cliente' }).click();
		await page.getByRole('option', { name: new RegExp(clientName) }).click();
		await page.getByLabel('Quién pide', { exact: true }).selectOption('client');
		await page.getByLabel('Nombre de quien pide').fill(clientName);
		await page.getByLabel('Cómo se aseguró de quién pide').selectOption('known');
		await page.getByLabel('Solicitud recibida el').fill(dayOf(new Date()));
		await page.getByRole('checkbox', { name: /sin fecha de servicio/ }).check();
		await page.getByRole('button', { name: 'Mirar el plan' }).click();
		await page.getByRole('heading', { name: `El plan para ${clientName}` }).waitFor();
		await expectSpanish('the plan');
		await page.getByRole('button', { name: 'Pasar al control' }).click();
		await page.getByRole('heading', { name: 'El control', exact: true }).waitFor();
		await page.getByText('Mirando cada página una vez más').waitFor({ state: 'detached' });
		await expectSpanish('the gate');
	});

	it('proves and saves a packet', async () => {
		for (const word of await page.getByLabel('Su palabra al respecto').all())
			await word.fill('Lo miró su profesional.');
		await page.getByRole('button', { name: 'Armar el paquete' }).click();
		const save = page.getByRole('button', { name: /^Guardar PDF/ });
		await save.waitFor({ timeout: 240_000 });
		await expectSpanish('the proof');
		await page.getByRole('button', { name: 'Ver las hojas' }).click();
		await page.getByRole('dialog').waitFor();
		await expectSpanish('the sheets');
		await page.keyboard.press('Escape');
		const saving = page.waitForEvent('download');
		await save.click();
		await saving;
		await page.getByRole('button', { name: 'Siguiente solicitud' }).waitFor();
		await expectSpanish('the packet, saved');
		await page.getByRole('link', { name: 'Certificado y comprobación' }).first().click();
		await page.getByRole('article').waitFor();
		await expectSpanish('its certificate');
		await goTo(page, 'Entrega');
		await page.getByRole('link', { name: 'Ver e imprimir la carta' }).click();
		await page.getByRole('heading', { level: 1, name: 'Carta' }).waitFor();
		await expectSpanish('its letter');
		await goTo(page, 'Entrega');
		await page.getByRole('button', { name: 'Siguiente solicitud' }).click();
	});

	it('writes letters, more time, and what copies cost', async () => {
		await page.getByRole('button', { name: 'Cartas…' }).click();
		await expectSpanish('the letters');
		await page.getByRole('dialog').getByRole('link').nth(1).click();
		await page.getByRole('heading', { level: 1, name: 'Carta' }).waitFor();
		await expectSpanish('a letter');
		await goTo(page, 'Entrega');
		for (const act of ['Prorrogar…', 'Cerrar…'])
			if (await page.getByRole('button', { name: act }).isVisible()) {
				await page.getByRole('button', { name: act }).click();
				await expectSpanish(act);
				await page.keyboard.press('Escape');
			}
		await page.getByRole('link', { name: 'Tarifa', exact: true }).click();
		await page.getByRole('heading', { level: 1, name: 'Hoja de tarifa' }).waitFor();
		await expectSpanish('the fee sheet');
	});

	it('reads its log, an incident and an accounting', async () => {
		await follow(page, '/release/log');
		await page.locator('main summary').first().click();
		await page.getByRole('button', { name: 'Hacer de nuevo este paquete' }).waitFor();
		await expectSpanish('what is known of a packet');
		await page.getByRole('button', { name: 'Salió por error…' }).click();
		const sure = page.getByRole('button', { name: 'Abrir un incidente' });
		await sure.waitFor();
		await expectSpanish('before an incident');
		await sure.click();
		await page.getByRole('button', { name: 'Cerrar el incidente' }).waitFor();
		await expectSpanish('an incident');
		await page.getByRole('link', { name: 'Carta de devolución' }).click();
		await page.getByRole('heading', { level: 1, name: 'Carta' }).waitFor();
		await expectSpanish('a recall letter');
		await follow(page, '/release/accountings');
		await page.getByRole('combobox', { name: 'Cliente' }).click();
		await page.getByRole('option', { name: new RegExp(clientName) }).click();
		await page.getByRole('button', { name: 'Anotarla y mirar' }).click();
		await page.getByRole('button', { name: 'Hacer el PDF y responder la solicitud' }).waitFor();
		await expectSpanish('an accounting');
		await page.getByRole('button', { name: 'Prorrogar…' }).click();
		await expectSpanish('more time for an accounting');
		await page.keyboard.press('Escape');
	});

	it('makes its checks, reads its history, and gets help', async () => {
		await goTo(page, 'Revisiones');
		await expectSpanish('Checks, before');
		for (const act of [
			'Revisar los expedientes',
			'Comprobar el historial',
			'Revisar todas ahora',
			'Ejecutar la autoprueba'
		])
			await page.getByRole('button', { name: act, exact: true }).click();
		await page.getByText(/pasos superados/).waitFor({ timeout: 120_000 });
		await page.getByText('Cómo funciona').first().click();
		await expectSpanish('Checks, after');
		await page.keyboard.press('?');
		await page.getByRole('dialog').waitFor();
		await expectSpanish('the keys');
		await page.keyboard.press('Escape');
		for (const [path, where] of [
			['/checks/what-goes-where', 'what goes where'],
			['/feed/import', 'import'],
			['/charts/export', 'export'],
			['/history', 'History'],
			['/help', 'Help']
		] as const) {
			await follow(page, path);
			await expectSpanish(where);
		}
	});

	it('has its lists and its settings', async () => {
		for (const [path, where] of [
			['/release', 'Release'],
			['/release/log', 'the disclosure log'],
			['/release/accountings', 'accountings'],
			['/release/incidents', 'incidents'],
			['/release/try', 'the dry run'],
			['/settings', 'Settings'],
			['/', 'Today']
		] as const) {
			await follow(page, path);
			await expectSpanish(where);
		}
		await follow(page, '/release/log');
		await page.getByRole('button', { name: 'Anotar una divulgación…' }).click();
		await expectSpanish('a line of the log');
		await page.keyboard.press('Escape');
		expect(app.complaints).toEqual([]);
	});

	it('and goes back to English at the door, where nothing of it is kept but the choice', async () => {
		await page.getByRole('button', { name: 'Bloquear', exact: true }).click();
		await page.getByRole('button', { name: 'English' }).click();
		await page.getByText('Who are you?').waitFor();
		expect(await page.locator('html').getAttribute('lang')).toBe('en');
		await until(page, 'English again', () =>
			page.getByRole('button', { name: 'Unlock' }).isVisible()
		);
		expect(await page.evaluate(() => localStorage.getItem('cc-language'))).toBe('en');
	});
});

/** Keeps a picture where somebody asked for some. */
async function look(page: Page, where: string): Promise<void> {
	const folder = process.env['PICTURES'];
	if (folder === undefined) return;
	const name = where.replace(/[^a-z]+/gi, '-');
	await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
	await page.setViewportSize({ width: 390, height: 844 });
	await page.screenshot({ path: `${folder}/${name}-phone.png`, fullPage: true });
	await page.setViewportSize({ width: 1440, height: 900 });
}

/** A passkey for the cabinet, in the built app, with a device that Chromium makes up: its own authenticator, PRF and all. */
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '../support/app.ts';
import { cabinetPassphrase, goTo, openCabinet, setUp, unlock } from '../support/desk-steps.ts';

let app: App;
let page: Page;
let device: CDPSession;
let authenticator: string;

/** A platform authenticator that says yes, unless it is told not to. */
async function addDevice(hasPrf: boolean): Promise<void> {
	const added = await device.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			ctap2Version: 'ctap2_1',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			hasPrf,
			isUserVerified: true,
			automaticPresenceSimulation: true
		}
	});
	authenticator = added.authenticatorId;
}

const listed = async () =>
	(await device.send('WebAuthn.getCredentials', { authenticatorId: authenticator })).credentials;

/** Whether it had been open; it is locked now. */
async function lockCabinet(): Promise<boolean> {
	await page.getByRole('button', { name: 'Lock the cabinet' }).click();
	await page.getByLabel('Cabinet passphrase', { exact: true }).waitFor();
	return true;
}

async function addPasskey(typed = cabinetPassphrase): Promise<void> {
	await goTo(page, 'Settings');
	await page.getByRole('button', { name: 'Add a passkey…' }).click();
	await page.getByRole('dialog').getByLabel('Cabinet passphrase', { exact: true }).fill(typed);
	await page.getByRole('button', { name: 'Ask this device' }).click();
}

beforeAll(async () => {
	app = await openApp();
	({ page } = app);
	await page.goto(app.address);
	await setUp(page);
	device = await app.context.newCDPSession(page);
	await device.send('WebAuthn.enable');
});

afterAll(() => app.close());

describe('a passkey for the cabinet', () => {
	it('is not added by a device that could not open anything with it, and that is said', async () => {
		await addDevice(false);
		await addPasskey();
		await page.getByText('cannot open a cabinet').waitFor();
		await page.getByRole('button', { name: 'Cancel' }).click();
		await goTo(page, 'Cabinet');
		expect(await page.getByRole('button', { name: 'Open with passkey' }).count()).toBe(0);
		await device.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: authenticator });
	});

	it('is added for who types the cabinet’s passphrase, and for nobody else', async () => {
		await addDevice(true);
		await addPasskey('not the passphrase');
		await page.getByText('That passphrase does not open it').waitFor();
		expect(await listed()).toHaveLength(0);
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Cabinet passphrase', { exact: true }).fill(cabinetPassphrase);
		await page.getByRole('button', { name: 'Ask this device' }).click();
		await page.getByText('Your passkey opens the cabinet from now on').waitFor();
		expect(await listed()).toHaveLength(1);
	});

	it('opens the cabinet, after a reload too, beside the passphrase', async () => {
		await goTo(page, 'Cabinet');
		await page.getByRole('button', { name: 'Open with passkey' }).click();
		expect(await lockCabinet()).toBe(true);
		await page.reload();
		await unlock(page);
		await goTo(page, 'Cabinet');
		await page.getByRole('button', { name: 'Open with passkey' }).click();
		expect(await lockCabinet()).toBe(true);
		await openCabinet(page);
		await lockCabinet();
	});

	it('that the device has lost says so, and the passphrase opens', async () => {
		await device.send('WebAuthn.clearCredentials', { authenticatorId: authenticator });
		expect(await listed()).toEqual([]);
		await page.getByRole('button', { name: 'Open with passkey' }).click();
		await page.getByText('this device does not have it any more').waitFor();
		await openCabinet(page);
		await lockCabinet();
	});

	it('is removed in Settings, and the passphrase goes on to open', async () => {
		await goTo(page, 'Settings');
		await page.getByRole('button', { name: 'Remove the passkey…' }).click();
		await page.getByRole('button', { name: 'Remove it' }).click();
		await page.getByText('The passkey opens the cabinet no more').waitFor();
		await openCabinet(page);
		await lockCabinet();
		expect(await page.getByRole('button', { name: 'Open with passkey' }).count()).toBe(0);
	});

	it('breaks no rule of the page’s own policy, and sends nothing anywhere', () => {
		expect(app.complaints).toEqual([]);
		expect(app.sink.arrived).toEqual([]);
	});
});

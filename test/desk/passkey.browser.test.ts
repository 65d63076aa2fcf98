import { beforeEach, describe, expect, it } from 'vitest';
import { CabinetDesk } from '#lib/desk/cabinet.svelte.ts';
import { PasskeyDesk } from '#lib/desk/passkey.svelte.ts';
import { deviceAt, type Device } from '../support/passkeys.ts';
import { cabinetPassphrase, nameOf, noPackets, openPractice, read } from './open-practice.ts';

let device: Device;
let passkey: PasskeyDesk;
let cabinet: CabinetDesk;

beforeEach(async () => {
	device = deviceAt('localhost');
	const practice = await openPractice(device);
	passkey = new PasskeyDesk(practice.passkey);
	cabinet = new CabinetDesk(practice, nameOf, read, noPackets);
});

describe('the cabinet’s passkey at the desk', () => {
	it('is offered at the door only after it was added, and opens it', async () => {
		expect(await cabinet.hasPasskey()).toBe(false);
		expect(await passkey.add(cabinetPassphrase)).toEqual({ ok: true });
		expect(passkey.standing).toMatchObject({ host: 'localhost', here: true });
		expect(await cabinet.hasPasskey()).toBe(true);
		expect(await cabinet.openByPasskey()).toEqual({ ok: true });
		expect(cabinet.isOpen).toBe(true);
		cabinet.lock();
		await passkey.remove();
		expect([passkey.standing, await cabinet.hasPasskey()]).toEqual([undefined, false]);
	});

	it('opens nothing that was locked while the device was still asking', async () => {
		await passkey.add(cabinetPassphrase);
		const opening = cabinet.openByPasskey();
		cabinet.lock();
		await opening;
		expect([cabinet.isOpen, cabinet.opened]).toEqual([false, undefined]);
	});

	it('says in words why it did not open, and that the passphrase does', async () => {
		await passkey.add(cabinetPassphrase);
		for (const refuse of ['cancelled', 'cannot'] as const) {
			device.refuse = refuse;
			expect(await cabinet.openByPasskey()).toEqual({
				ok: false,
				sentence: expect.stringContaining('The passphrase works as ever') as string
			});
		}
		expect(await cabinet.open(cabinetPassphrase)).toEqual({ ok: true });
		cabinet.lock();
	});
});

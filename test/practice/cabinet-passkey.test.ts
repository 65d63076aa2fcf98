import { beforeEach, describe, expect, it } from 'vitest';
import type { AnyPractice, Practice } from '#lib/practice/practice.ts';
import { asClinician } from '#lib/practice/practice.ts';
import { Door } from '#lib/practice/door.ts';
import { folderOf, paths } from '#lib/practice/roster.ts';
import { deviceAt, type Device } from '../support/passkeys.ts';
import {
	addClient,
	cabinetPassphrase,
	invite,
	passphrase,
	setUpPractice,
	type Standing
} from '../support/practice.ts';

const renewed = 'gravel tulip ninety kettle moss';

let standing: Standing;
let device: Device;
let practice: Practice;

async function unlock(id = standing.practice.me.person.id) {
	const door = new Door({ ...standing.around, passkeys: device });
	const found = await door.look();
	if (found.is !== 'locked') throw new Error(found.is);
	const unlocked = await door.unlock(found.roster, id, passphrase);
	if (!unlocked.ok) throw new Error(unlocked.why);
	return unlocked.practice;
}

beforeEach(async () => {
	standing = await setUpPractice();
	device = deviceAt('localhost');
	practice = asClinician(await unlock());
});

function pathOf({ roster, me }: AnyPractice): string {
	const slot = folderOf(roster, 'cabinet', me.person.id);
	if (!slot) throw new Error('no cabinet');
	return paths.folderPasskey(slot.folder, slot.epoch);
}

describe('a passkey for the cabinet', () => {
	it('opens it after a reload, and the passphrase does too', async () => {
		expect(await practice.passkey.look()).toBeUndefined();
		expect(await practice.passkey.add(cabinetPassphrase)).toEqual({ ok: true });
		const later = asClinician(await unlock());
		expect(await later.passkey.look()).toMatchObject({ host: 'localhost', here: true });
		expect((await later.openCabinetByPasskey()).ok).toBe(true);
		expect((await later.openCabinet(cabinetPassphrase)).ok).toBe(true);
	});

	it('opens nothing once it was removed, though the device still has it', async () => {
		await practice.passkey.add(cabinetPassphrase);
		expect(await practice.passkey.remove()).toEqual({ ok: true });
		expect(await practice.passkey.look()).toBeUndefined();
		expect(await practice.openCabinetByPasskey()).toEqual({ ok: false, why: 'cannot' });
		expect((await practice.openCabinet(cabinetPassphrase)).ok).toBe(true);
	});

	it('is one: a newer one takes the place of the older', async () => {
		await practice.passkey.add(cabinetPassphrase);
		const first = new Map(device.listed);
		device.listed.clear();
		await practice.passkey.add(cabinetPassphrase);
		expect((await practice.openCabinetByPasskey()).ok).toBe(true);
		device.listed.clear();
		for (const [credential, secret] of first) device.listed.set(credential, secret);
		expect((await practice.openCabinetByPasskey()).ok).toBe(false);
	});

	it('leaves nothing behind when the device refuses', async () => {
		device.refuse = 'cancelled';
		expect(await practice.passkey.add(cabinetPassphrase)).toEqual({ ok: false, why: 'cancelled' });
		expect(await standing.storage.files.read(pathOf(practice))).toBeUndefined();
	});

	it('still opens after the passphrase was changed: it is the same key behind another lock', async () => {
		await practice.passkey.add(cabinetPassphrase);
		await practice.keys.changeCabinetPassphrase({ old: cabinetPassphrase, new: renewed });
		expect((await asClinician(await unlock()).openCabinetByPasskey()).ok).toBe(true);
	});

	it('is dropped when the printed kit sets new passphrases', async () => {
		await practice.passkey.add(cabinetPassphrase);
		const both = { passphrase, cabinetPassphrase: renewed };
		const { roster, me } = practice;
		const recovered = await standing.door.recover(roster, me.person, standing.kit, both);
		expect(recovered).toEqual({ ok: true });
		const later = asClinician(await unlock());
		expect(await later.passkey.look()).toBeUndefined();
		expect((await later.openCabinet(renewed)).ok).toBe(true);
	});

	it('of one clinician never opens another’s, and staff have none', async () => {
		const bea = await invite(standing, 'clinician', 'Bea');
		const sam = await invite(standing, 'staff', 'Sam');
		await practice.passkey.add(cabinetPassphrase);
		const hers = asClinician(await unlock(bea));
		expect(await hers.passkey.look()).toBeUndefined();
		// As somebody with raw access to storage would do it.
		const file = await standing.storage.files.read(pathOf(practice));
		if (!file) throw new Error('no copy');
		await standing.storage.files.write([{ path: pathOf(hers), bytes: file }]);
		expect(await hers.passkey.look()).toBeUndefined();
		expect(await hers.openCabinetByPasskey()).toEqual({ ok: false, why: 'not-yours' });
		expect('passkey' in (await unlock(sam))).toBe(false);
	});

	it('is not to be had where there are no passkeys, and says so', async () => {
		const plain = await standing.again();
		expect(plain.passkey.isPossible).toBe(false);
		expect(await plain.passkey.add(cabinetPassphrase)).toEqual({ ok: false, why: 'cannot' });
		expect(await plain.openCabinetByPasskey()).toEqual({ ok: false, why: 'cannot' });
	});

	it('changes nothing else in storage, and no page', async () => {
		await addClient(practice, 'Ana');
		const before = await standing.storage.files.list();
		await practice.passkey.add(cabinetPassphrase);
		const after = await standing.storage.files.list();
		expect(after.filter((path) => !before.includes(path))).toEqual([pathOf(practice)]);
	});
});

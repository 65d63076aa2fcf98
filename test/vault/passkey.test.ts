import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FolderId } from '#lib/page/ids.ts';
import { createCabinet, openCabinet, type CreatedCabinet } from '#lib/vault/cabinet.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { makeKit } from '#lib/vault/kit.ts';
import { open } from '#lib/vault/open.ts';
import { addPasskey, openWithPasskey, readPasskey } from '#lib/vault/passkey.ts';
import { createPerson, type CreatedPerson } from '#lib/vault/person.ts';
import { newId } from '#lib/vault/random.ts';
import { seal } from '#lib/vault/seal.ts';
import { openBy } from '../support/crack.ts';
import { deviceAt, type Device } from '../support/passkeys.ts';
import { pageOf } from './seal-contract.ts';

const hardener = hardenHere({ logN: 4 });
const passphrase = 'vellum harrow inkling';
const at = '2026-11-24T16:00:00.000Z';

let owner: CreatedPerson;
let other: CreatedPerson;
let cabinet: CreatedCabinet;

async function clinician(): Promise<CreatedPerson> {
	const kit = (await makeKit()).recipient;
	const about = { name: 'N', credential: '', role: 'clinician', passphrase: 'p', kit } as const;
	return createPerson(about, hardener);
}

async function cabinetOf({ person }: CreatedPerson): Promise<CreatedCabinet> {
	const kit = (await makeKit()).recipient;
	const { recipient } = person;
	return createCabinet({ folder: newId<FolderId>(), recipient, kit, passphrase }, hardener);
}

beforeAll(async () => {
	[owner, other] = [await clinician(), await clinician()];
	cabinet = await cabinetOf(owner);
});

const add = (device: Device, typed = passphrase) =>
	addPasskey(
		owner.unlocked,
		{ ...cabinet, passphrase: typed },
		{ hardener, passkeys: device },
		{ name: 'Cabinet of N', at }
	);

async function added(device: Device): Promise<Uint8Array<ArrayBuffer>> {
	const made = await add(device);
	if (!made.ok) throw new Error(made.why);
	return made.file;
}

const opening = (file: Uint8Array, device: Device, who = owner, slot = cabinet.slot) =>
	openWithPasskey(who.unlocked, file, slot, device);

describe('a passkey’s copy of the cabinet’s key', () => {
	it('opens the same pages as the passphrase’s, which goes on to open them', async () => {
		const device = deviceAt('localhost');
		const page = await seal(cabinet.slot, pageOf(7));
		const keys = [
			await opening(await added(device), device),
			await openCabinet(owner.unlocked, cabinet.keyFile, passphrase, cabinet.slot, hardener)
		];
		for (const opened of keys) {
			if (!opened.ok) throw new Error(opened.why);
			expect(await open(opened.key, page)).toEqual({ ok: true, bytes: pageOf(7) });
		}
	});

	it('is made only for who knows the cabinet’s passphrase, and asks no device before', async () => {
		const device = deviceAt('localhost');
		expect(await add(device, 'not this')).toEqual({ ok: false, why: 'wrong-passphrase' });
		expect(device.listed.size).toBe(0);
	});

	it('opens for nobody else, though they hold the device', async () => {
		const device = deviceAt('localhost');
		const file = await added(device);
		const before = device.answers.length;
		expect(await opening(file, device, other)).toEqual({ ok: false, why: 'not-yours' });
		expect(device.answers.length).toBe(before);
	});

	it('opens for nobody without the device, though they hold the person’s own key', async () => {
		const file = await added(deviceAt('localhost'));
		expect(await opening(file, deviceAt('localhost'))).toEqual({ ok: false, why: 'cancelled' });
		const read = await readPasskey(owner.unlocked, file);
		if (!read.ok) throw new Error(read.why);
		const strangers = await Promise.all([1, 2].map(async () => (await makeKit()).typed.reveal()));
		expect(await openBy(read.sealed, strangers, [passphrase])).toBeUndefined();
	});

	it('says so when the device refuses, has lost it, or was asked at another address', async () => {
		const device = deviceAt('localhost');
		const file = await added(device);
		for (const refuse of ['cancelled', 'cannot'] as const) {
			device.refuse = refuse;
			expect(await opening(file, device)).toEqual({ ok: false, why: refuse });
			expect(await add(device)).toEqual({ ok: false, why: refuse });
		}
		device.refuse = undefined;
		device.listed.clear();
		expect(await opening(file, device)).toEqual({ ok: false, why: 'cancelled' });
		const elsewhere = { ...device, host: 'practice.example' };
		expect(await opening(file, elsewhere)).toEqual({ ok: false, why: 'another-address' });
	});

	it('opens no other cabinet of the same person, and no other key of the same one', async () => {
		const device = deviceAt('localhost');
		const file = await added(device);
		const next = { ...cabinet.slot, epoch: 2 };
		expect(await opening(file, device, owner, next)).toEqual({ ok: false, why: 'cannot' });
		const { slot } = await cabinetOf(owner);
		expect(await opening(file, device, owner, slot)).toEqual({ ok: false, why: 'cannot' });
		const swapped = { ...cabinet.slot, recipient: slot.recipient };
		expect(await opening(file, device, owner, swapped)).toEqual({ ok: false, why: 'damaged' });
	});

	it('lets no secret of the device lie about', async () => {
		const device = deviceAt('localhost');
		await opening(await added(device), device);
		expect(device.answers.length).toBe(2);
		for (const answer of device.answers) expect(answer.every((byte) => byte === 0)).toBe(true);
	});

	it('tells its clinician where and when it was added, and no one else', async () => {
		const file = await added(deviceAt('localhost'));
		const card = { host: 'localhost', addedAt: at };
		expect(await readPasskey(owner.unlocked, file)).toMatchObject({ ok: true, card });
		expect(await readPasskey(other.unlocked, file)).toEqual({ ok: false, why: 'not-yours' });
		expect(new TextDecoder('latin1').decode(file)).not.toContain('localhost');
	});

	it('is refused with any byte altered or any part cut off', async () => {
		const device = deviceAt('localhost');
		const file = await added(device);
		await fc.assert(
			fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (i, by) => {
				const altered = file.slice();
				altered[i] = (altered[i] ?? 0) ^ by;
				expect((await opening(altered, device)).ok).toBe(false);
				expect((await opening(file.subarray(0, i), device)).ok).toBe(false);
			}),
			{ numRuns: 60 }
		);
	});
});

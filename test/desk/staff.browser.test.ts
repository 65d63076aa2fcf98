import { afterEach, expect, expectTypeOf, test } from 'vitest';
import { OpenDesk } from '#lib/desk/open-desk.svelte.ts';
import { emptyForm } from '#lib/desk/release-form.ts';
import { Session } from '#lib/desk/session.svelte.ts';
import { StaffDesk } from '#lib/desk/staff-desk.svelte.ts';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import type { ClientId, PersonId } from '#lib/page/ids.ts';
import { Door } from '#lib/practice/door.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import { asClinician, type StaffPractice } from '#lib/practice/practice.ts';
import { partMakerWith } from '#lib/tray/part-maker.ts';
import { hardenHere } from '#lib/vault/hardener.ts';
import { newId } from '#lib/vault/random.ts';
import { steppingClock } from '../support/clock.ts';
import { CannedEngines } from './feed-desk.ts';

const passphrase = 'open sesame';
let close: (() => Promise<void>) | undefined;

afterEach(async () => {
	await close?.();
	close = undefined;
});

/** A practice of a clinician and Ben at the front desk, locked. */
async function setUp(): Promise<{ session: Session; ben: PersonId; maren: PersonId }> {
	const storage = memoryStorage();
	const door = new Door({
		storage,
		hardener: hardenHere({ logN: 4 }),
		clock: steppingClock(),
		makePart: partMakerWith(canvasCodec)
	});
	const prepared = await door.prepare({
		practice: 'Harbor Lane Counseling',
		name: 'Maren Ellsworth',
		credential: 'PhD',
		passphrase,
		cabinetPassphrase: 'the second drawer sticks'
	});
	await door.establish(prepared);
	const maren = prepared.person.id;
	const found = await door.look();
	if (found.is !== 'locked') throw new Error('no practice');
	const unlocked = await door.unlock(found.roster, maren, passphrase);
	if (!unlocked.ok) throw new Error(unlocked.why);
	const practice = asClinician(unlocked.practice);
	await practice.chart.act({
		is: 'client-added',
		client: { id: newId<ClientId>(), name: 'Ana Marlow' }
	});
	const invited = await practice.people.prepare({
		...{ role: 'staff', name: 'Ben Yule', credential: '', passphrase }
	});
	const joined = await practice.people.join(invited);
	if (!joined.ok) throw new Error(joined.why);
	await practice.close();
	const session = new Session({
		door,
		restoreTarget: storage,
		sample: () => Promise.reject(new Error('no sample here')),
		collectShared: () => Promise.resolve(undefined),
		askForPersistence: () => Promise.resolve(true),
		recallAnchors: () => Promise.resolve(),
		openDesk(opened, _sample, inbox) {
			const common = {
				engines: new CannedEngines(),
				newIds: { page: newId, box: newId, client: newId, packet: newId, request: newId },
				makePacket: () => Promise.reject(new Error('nothing is built here')),
				now: () => new Date(),
				inbox
			} as const;
			return opened.role === 'staff'
				? new StaffDesk({ ...common, practice: opened })
				: new OpenDesk({ ...common, practice: opened, notes: sessionStorage });
		}
	});
	await session.start();
	close = () => session.lock();
	return { session, ben: invited.person.id, maren };
}

test('staff unlock a desk without a tray and without a cabinet', async () => {
	const { session, ben } = await setUp();
	expect(await session.unlock(ben, passphrase)).toEqual({ ok: true });
	const { desk } = session;
	if (desk?.role !== 'staff') throw new Error('that is no staff desk');
	expect(Object.keys(desk)).not.toEqual(
		expect.arrayContaining([expect.stringMatching(/decide|cabinet|tray|learned|filing/)])
	);
	expectTypeOf<keyof StaffPractice & ('tray' | 'slot' | 'filing' | 'openCabinet')>().toBeNever();
	expect(desk.charts.clients.map(({ client }) => client.name)).toEqual(['Ana Marlow']);
	// Touching and hiding the window reach for no cabinet.
	session.touch();
	session.hide(true);
	await session.lock();
	expect(session.stage).toBe('locked');
});

test('what a staff member adds to the charts stands there for the clinician, signed', async () => {
	const { session, ben, maren } = await setUp();
	await session.unlock(ben, passphrase);
	if (session.desk?.role !== 'staff') throw new Error('that is no staff desk');
	expect((await session.desk.charts.add({ name: 'Cleo Dane' })).ok).toBe(true);
	await session.desk.history.read();
	expect(session.desk.history.hasTray).toBe(false);
	expect(session.desk.history.lines[0]).toMatchObject({ who: 'Ben Yule', from: 'chart' });
	await session.lock();

	await session.unlock(maren, passphrase);
	expect(session.desk.charts.clients.map(({ client }) => client.name)).toContain('Cleo Dane');
});

test('a release by staff says that the trays cannot be seen, and is not sent to Decide', async () => {
	const { session, ben } = await setUp();
	await session.unlock(ben, passphrase);
	if (session.desk?.role !== 'staff') throw new Error('that is no staff desk');
	const { release, charts } = session.desk;
	const [client] = charts.clients;
	if (!client) throw new Error('no client');
	const form = { ...emptyForm(), requesterName: 'Ana Marlow' };
	release.lookAt(client.client.id, form);
	expect(release.wrong).toEqual([]);
	expect(release.seesTray).toBe(false);
	expect(release.plan?.gate).toEqual([expect.stringMatching(/trays cannot be seen from here/)]);
});

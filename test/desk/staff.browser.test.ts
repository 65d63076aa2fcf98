import { afterEach, expect, expectTypeOf, test } from 'vitest';
import type { OpenDesk } from '#lib/desk/open-desk.svelte.ts';
import { emptyForm } from '#lib/desk/release-form.ts';
import type { Session } from '#lib/desk/session.svelte.ts';
import type { StaffDesk } from '#lib/desk/staff-desk.svelte.ts';
import type { StaffPractice } from '#lib/practice/practice.ts';
import { scan } from './feed-desk.ts';
import { passphrase, setUpSession } from './session-here.ts';

let close: (() => Promise<void>) | undefined;

afterEach(async () => {
	await close?.();
	close = undefined;
});

function staffAt({ desk }: Session): StaffDesk {
	if (desk?.role !== 'staff') throw new Error('that is no staff desk');
	return desk;
}

function clinicianAt({ desk }: Session): OpenDesk {
	if (desk?.role !== 'clinician') throw new Error('that is no clinician’s desk');
	return desk;
}

async function setUp(): ReturnType<typeof setUpSession> {
	const here = await setUpSession();
	close = () => here.session.lock();
	return here;
}

test('staff check the people and the charts, and are told nothing of trays and cabinets', async () => {
	sessionStorage.clear();
	const { session, ben } = await setUp();
	await session.unlock(ben, passphrase);
	const { verify, scrub } = staffAt(session);
	await verify.walk();
	expect(verify.last?.results.map(({ name, ok }) => [name, ok])).toEqual([
		['The people of the practice', true],
		['The charts', true]
	]);
	expect(scrub.chartsOnly).toBe(true);
	await scrub.all();
	expect(scrub.last).toMatchObject({ all: true, damaged: [], lockedDamaged: false });
	// A clinician's own daily look, which covers more, still has its turn today.
	expect(Object.keys(sessionStorage)).toEqual(['cc-scrub-charts']);
});

test('staff unlock a desk without a tray and without a cabinet', async () => {
	const { session, ben } = await setUp();
	expect(await session.unlock(ben, passphrase)).toEqual({ ok: true });
	const desk = staffAt(session);
	expect(Object.keys(desk)).not.toEqual(
		expect.arrayContaining([expect.stringMatching(/decide|cabinet|tray|learned|filing/)])
	);
	expectTypeOf<keyof StaffPractice & ('tray' | 'slot' | 'filing' | 'openCabinet')>().toBeNever();
	expect(desk.charts.clients.map(({ client }) => client.name)).toEqual(['Ana Marlow']);
	// Touching and hiding the window reach for no cabinet.
	session.touch(false);
	session.hide(true);
	await session.lock();
	expect(session.stage).toBe('locked');
});

test('what a staff member adds to the charts stands there for the clinician, signed', async () => {
	const { session, ben, maren } = await setUp();
	await session.unlock(ben, passphrase);
	const { charts, history } = staffAt(session);
	expect((await charts.add({ name: 'Cleo Dane' })).ok).toBe(true);
	await history.read();
	expect(history.hasTray).toBe(false);
	expect(history.lines[0]).toMatchObject({ who: 'Ben Yule', from: 'chart' });
	await session.lock();

	await session.unlock(maren, passphrase);
	expect(clinicianAt(session).charts.clients.map(({ client }) => client.name)).toContain(
		'Cleo Dane'
	);
});

test('staff are told when the last backup was made, and what was filed since', async () => {
	sessionStorage.clear();
	const { session, ben, maren } = await setUp();
	await session.unlock(ben, passphrase);
	expect(staffAt(session).backedUp).toBeUndefined();
	await session.lock();
	await session.unlock(maren, passphrase);
	const { backup } = clinicianAt(session);
	for (const part of ['chart', 'private'] as const)
		expect((await backup.check((await backup.make(part)).file)).ok).toBe(true);
	await session.lock();
	await session.unlock(ben, passphrase);
	expect(staffAt(session).backedUp).toEqual({
		...{ madeAt: backup.since?.madeAt, days: 0, pages: 0 }
	});
});

test('a release by staff says that the trays cannot be seen, and is not sent to Decide', async () => {
	const { session, ben } = await setUp();
	await session.unlock(ben, passphrase);
	const { release, charts } = staffAt(session);
	const [client] = charts.clients;
	if (!client) throw new Error('no client');
	const form = { ...emptyForm(), requesterName: 'Ana Marlow' };
	release.lookAt(client.client.id, form);
	expect(release.wrong).toEqual([]);
	expect(release.seesTray).toBe(false);
	expect(release.gate.items).toContainEqual(
		expect.objectContaining({ code: 'tray-unseen', severity: 'word' })
	);
});

test('a box that staff feed waits for its clinician with the client that was named', async () => {
	const { session, ben, maren } = await setUp();
	await session.unlock(ben, passphrase);
	const { feedFor, charts } = staffAt(session);
	// Of one clinician nobody is asked for whom.
	expect(feedFor.chosen).toBe(maren);
	const feed = feedFor.current?.feed;
	await feed?.feed([scan('a.pdf', 3)], { provenance: 'interfiled' });
	const box = feed?.summary?.box.box;
	const client = charts.clients[0]?.client.id;
	if (!box || !client) throw new Error('nothing was fed');
	await feedFor.index(maren, box, client);
	await feedFor.finish(maren, box);
	expect(feedFor.fed).toMatchObject([{ for: maren, sides: 3, isWhole: true }]);
	await session.lock();

	await session.unlock(maren, passphrase);
	const { decide, feed: theirs } = clinicianAt(session);
	expect(theirs.boxes[0]?.box).toMatchObject({ fedBy: ben, client });
	expect(theirs.box.turnedAway).toEqual([]);
	await decide.show();
	expect([decide.whose.client, decide.whose.clientFrom]).toEqual([client, 'box']);
});

test('what somebody writes into a box that is not theirs is turned away, and the clinician sees that', async () => {
	const { session, ben, maren, practiceOf } = await setUp();
	await session.unlock(maren, passphrase);
	const { feed } = clinicianAt(session);
	await feed.feed([scan('a.pdf', 1)], { provenance: 'unknown' });
	const box = feed.summary?.box.box;
	if (!box) throw new Error('nothing was fed');
	await session.lock();

	const staff = await practiceOf(ben);
	const note = { is: 'box-explained', box, note: 'Nothing is missing.' } as const;
	await staff.traySlots.get(maren)?.ledger.append(note);
	await staff.close();

	await session.unlock(maren, passphrase);
	const desk = clinicianAt(session);
	expect(desk.feed.box.turnedAway).toMatchObject([{ person: ben }]);
	expect(desk.feed.boxes[0]?.box.notes).toEqual([]);
	expect(desk.nameOf(ben)).toBe('Ben Yule');
});

import { beforeEach, describe, expect, it } from 'vitest';
import { emptyForm } from '#lib/desk/release-form.ts';
import { ReleaseDesk } from '#lib/desk/release.svelte.ts';
import { RequestPapers } from '#lib/desk/request-papers.svelte.ts';
import { RequestsDesk } from '#lib/desk/requests.svelte.ts';
import { SelfTestDesk } from '#lib/desk/self-test.svelte.ts';
import { DryRun } from '#lib/desk/dry-run.svelte.ts';
import { Pictures } from '#lib/desk/pictures.ts';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { Intake } from '#lib/intake/intake.ts';
import type { PacketId, PaperId, PersonId, RequestId } from '#lib/page/ids.ts';
import type { ReviewRule } from '#lib/page/records-request.ts';
import { memoryStorage } from '#lib/practice/memory-storage.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { sortHandlers } from '#lib/sorting/sort-handlers.ts';
import { newId } from '#lib/vault/random.ts';
import { drawPage } from '../release/chart-on-paper.ts';
import { ana, filePage, openPractice } from './open-practice.ts';

let practice: Practice;
let ben: PersonId;
let now: Date;
let desk: ReleaseDesk;
let requests: RequestsDesk;

/** Ben Yule keeps the front desk; his passphrase is another one. */
async function withBen(): Promise<Practice> {
	const storage = memoryStorage();
	const alone = await openPractice(undefined, storage);
	const invited = await alone.people.prepare({
		...{ role: 'staff', name: 'Ben Yule', credential: '', passphrase: 'the front desk bell' }
	});
	expect((await alone.people.join(invited)).ok).toBe(true);
	ben = invited.person.id;
	await alone.close();
	return openPractice(undefined, storage);
}

beforeEach(async () => {
	practice = await withBen();
	now = new Date(2026, 2, 2, 10);
	await filePage(practice, 21, 'chart', { day: '2020-02-02' });
	await filePage(practice, 22, 'chart', { day: '2021-02-02' });
	const { tray, chart, twoPeople, roster } = practice;
	const same = { chart, signedAs: 'Maren Ellsworth, PhD', practice: 'Harbor Lane Counseling' };
	desk = new ReleaseDesk({
		...{ ...same, tray, twoPeople, roster, newPacket: () => newId<PacketId>(), now: () => now },
		make: () => Promise.reject(new Error('nothing is built here')),
		selfTest: new SelfTestDesk(() => Promise.reject(new Error('nothing is tested here'))),
		sort: (reading) => Promise.resolve(sortHandlers.sort(reading))
	});
	requests = new RequestsDesk({
		...{ ...same, newRequest: () => newId<RequestId>(), today: () => desk.today }
	});
});

const ask = (rule: ReviewRule) =>
	requests.setSettings({ access: { days: 30, extension: 30 }, letterhead: {}, review: rule });

/** The request is on the list, and its plan is put down for the second look. */
async function putDown(): Promise<void> {
	const form = { ...emptyForm(), requesterName: ana.name, receivedOn: '2026-02-20' };
	const listed = await requests.list(ana.id, { ...form, identity: 'known' });
	if (!listed.ok) throw new Error(listed.sentence);
	const request = requests.of(listed.id);
	if (!request) throw new Error('not listed');
	desk.takeUp(request);
	expect(desk.lookAt(ana.id, desk.form)).toBe(true);
	expect(await desk.secondLook.plan()).toEqual({ ok: true });
	await settle();
}

async function settle(): Promise<void> {
	await Promise.all([desk.gate.done, desk.secondLook.done]);
	for (const item of desk.gate.items) if (item.severity === 'word') desk.gate.write(item, 'Seen.');
}

describe('another member’s look', () => {
	it('is asked for before anything is built, and counts with their own passphrase alone', async () => {
		await ask({ is: 'second-person' });
		await putDown();
		expect([desk.secondLook.now?.is, desk.isSettled]).toEqual(['waits-for-second', false]);
		expect(desk.secondLook.others.map(({ label }) => label)).toEqual(['Ben Yule']);
		expect(await desk.secondLook.sign(ben, 'open sesame')).toMatchObject({ ok: false });
		expect(await desk.secondLook.sign(ben, 'the front desk bell')).toEqual({ ok: true });
		await settle();
		expect(desk.secondLook.now).toMatchObject({ is: 'seen', seen: { by: 'Ben Yule' } });
		expect(desk.isSettled).toBe(true);
	});

	it('is of this very packet: a page less is looked at anew', async () => {
		await ask({ is: 'second-person' });
		await putDown();
		await desk.secondLook.sign(ben, 'the front desk bell');
		const page = desk.plan?.lines[0]?.page.page;
		if (!page) throw new Error('no page');
		desk.takeOut(page, 'not asked for');
		await settle();
		expect([desk.secondLook.now?.is, desk.isSettled]).toEqual(['to-plan', false]);
		desk.takeOut(page);
		await settle();
		expect(desk.secondLook.now?.is).toBe('seen');
	});

	it('that nobody signed does not count, whatever the ledger says', async () => {
		await ask({ is: 'second-person' });
		await putDown();
		const { id, client } = requests.open[0] ?? {};
		const review = id && requests.of(id)?.review;
		if (!id || !client || !review) throw new Error('not put down');
		const forged = { is: 'member', person: ben, signature: 'AAAA' } as const;
		await practice.chart.act({
			is: 'packet-seen-again',
			...{ request: id, client, plan: review.plan },
			seen: { at: now.toISOString(), by: 'Ben Yule', second: forged }
		});
		await settle();
		expect(desk.secondLook.now?.is).toBe('waits-for-second');
	});
});

describe('a second look of one’s own', () => {
	it('counts after the delay and not before, and is found on the list on the next day', async () => {
		await ask({ is: 'second-look', hours: 20 });
		await putDown();
		expect(desk.secondLook.now).toMatchObject({ is: 'waits-until', due: false });
		expect(await desk.secondLook.again()).toMatchObject({ ok: false });
		expect(desk.isSettled).toBe(false);
		desk.startOver();
		now = new Date(2026, 2, 3, 9);
		const request = requests.open[0];
		if (!request) throw new Error('not listed');
		desk.takeUp(request);
		desk.lookAt(ana.id, desk.form);
		await settle();
		expect(desk.secondLook.now).toMatchObject({ is: 'waits-until', due: true });
		expect(await desk.secondLook.again()).toEqual({ ok: true });
		await settle();
		expect([desk.secondLook.now?.is, desk.isSettled]).toEqual(['seen', true]);
	});
});

describe('a request’s papers', () => {
	async function papersDesk(): Promise<RequestPapers> {
		const intake = new Intake();
		return Promise.resolve(
			new RequestPapers({
				...{ chart: practice.chart, pictures: new Pictures(), signedAs: 'Ben Yule' },
				takeIn: (file, options) => intake.takeIn(file, options),
				newPaper: () => newId<PaperId>(),
				now: () => now
			})
		);
	}

	it('are sealed into the charts with their request, open again, and are no page of anybody’s', async () => {
		await putDown();
		const [request] = requests.open;
		if (!request) throw new Error('not listed');
		const papers = await papersDesk();
		const scan = new Blob([await canvasCodec.encodeJpeg(drawPage(5).picture, 0.8)]);
		expect(await papers.attach(request, 'authorization', scan)).toEqual({ ok: true });
		const [paper] = requests.of(request.id)?.papers ?? [];
		const side = paper?.sides[0];
		if (!side) throw new Error('not attached');
		expect(side).toMatchObject({ mediaType: 'image/jpeg' });
		const picture = await createImageBitmap(await (await fetch(await papers.picture(side))).blob());
		expect([picture.width, picture.height]).toEqual([side.width, side.height]);
		expect(practice.chart.state.pages.size).toBe(2);
		const kept = await practice.chart.sealed(side.picture);
		expect(new TextDecoder().decode(kept.subarray(0, 21))).toBe('age-encryption.org/v1');
		expect(await papers.remove(request, paper)).toEqual({ ok: true });
		await expect(practice.chart.sealed(side.picture)).rejects.toThrow();
	});

	it('can be turned a side at a time, in their own place, and the old picture goes', async () => {
		await putDown();
		const [request] = requests.open;
		if (!request) throw new Error('not listed');
		const papers = await papersDesk();
		const scan = new Blob([await canvasCodec.encodeJpeg(drawPage(5).picture, 0.8)]);
		await papers.attach(request, 'authorization', scan);
		await papers.attach(request, 'order', scan);
		const [paper] = requests.of(request.id)?.papers ?? [];
		const side = paper?.sides[0];
		if (!side) throw new Error('not attached');
		expect(await papers.turn(request, paper, 0, 90)).toEqual({ ok: true });
		const after = requests.of(request.id)?.papers ?? [];
		expect(after.map(({ kind }) => kind)).toEqual(['authorization', 'order']);
		const turned = after[0]?.sides[0];
		if (!turned) throw new Error('gone');
		expect(after[0]).toMatchObject({ paper: paper.paper, attachedAt: paper.attachedAt });
		expect([turned.width, turned.height]).toEqual([side.height, side.width]);
		const shown = await (await fetch(await papers.picture(turned))).blob();
		const [was, is] = [await practice.chart.open(turned.picture), await shown.bytes()];
		expect(is).toEqual(was);
		// What stood at the top stands at the right now.
		const before = drawPage(5).picture;
		const now = await canvasCodec.decode(is, 'image/jpeg');
		const at = ({ data, width }: typeof before, x: number, y: number): number =>
			data[(y * width + x) * 4] ?? 0;
		for (const [x, y] of [
			[10, 10],
			[before.width - 10, 20],
			[Math.floor(before.width / 2), Math.floor(before.height / 3)]
		] as const)
			expect(Math.abs(at(before, x, y) - at(now, before.height - 1 - y, x))).toBeLessThan(60);
		await expect(practice.chart.sealed(side.picture)).rejects.toThrow();
	});

	it('cannot be taken off while they are turned, nor turned as they were before', async () => {
		await putDown();
		const [request] = requests.open;
		if (!request) throw new Error('not listed');
		const papers = await papersDesk();
		const scan = new Blob([await canvasCodec.encodeJpeg(drawPage(5).picture, 0.8)]);
		await papers.attach(request, 'authorization', scan);
		const [paper] = requests.of(request.id)?.papers ?? [];
		if (!paper) throw new Error('not attached');
		const turning = papers.turn(request, paper, 0, 90);
		expect((await papers.remove(request, paper)).ok).toBe(false);
		expect(await turning).toEqual({ ok: true });
		// It is another paper now: its first picture is gone.
		expect((await papers.turn(request, paper, 0, 90)).ok).toBe(false);
		const [after] = requests.of(request.id)?.papers ?? [];
		const [side] = after?.sides ?? [];
		if (!after || !side) throw new Error('gone');
		expect((await practice.chart.open(side.picture)).length).toBeGreaterThan(0);
		expect(await papers.remove(request, after)).toEqual({ ok: true });
		expect(requests.of(request.id)?.papers ?? []).toEqual([]);
	});

	it('can be named as what speaks for somebody else on the pages, while they are attached', async () => {
		await putDown();
		const [request] = requests.open;
		if (!request) throw new Error('not listed');
		const papers = await papersDesk();
		const scan = new Blob([await canvasCodec.encodeJpeg(drawPage(5).picture, 0.8)]);
		await papers.attach(request, 'authorization', scan);
		desk.takeUp(request);
		desk.lookAt(ana.id, desk.form);
		const [paper] = desk.attached;
		if (!paper) throw new Error('not attached');
		desk.speakFor('Sam Ito', { by: 'authorization', words: 'signed March 1', paper: paper.paper });
		const said = { name: 'ito sam', by: 'authorization', words: 'signed March 1' };
		expect(desk.request?.others).toEqual([{ ...said, paper: paper.paper }]);
		await papers.remove(request, paper);
		desk.layAgain();
		expect(desk.request?.others).toEqual([said]);
	});

	it('are refused in a sentence where nothing can be read', async () => {
		await putDown();
		const [request] = requests.open;
		if (!request) throw new Error('not listed');
		const outcome = await (await papersDesk()).attach(request, 'order', new Blob(['nothing']));
		expect(outcome).toMatchObject({ ok: false });
		expect(requests.of(request.id)?.papers).toBeUndefined();
	});

	it('open nothing any more once their authority is revoked', async () => {
		await putDown();
		const [request] = requests.open;
		if (!request) throw new Error('not listed');
		const papers = await papersDesk();
		const tomorrow = { on: '2026-03-03', how: 'letter' };
		expect(await papers.revoke(request, tomorrow, desk.today)).toMatchObject({ ok: false });
		const revoked = { on: '2026-03-01', how: 'a letter from the client' };
		expect(await papers.revoke(request, revoked, desk.today)).toEqual({ ok: true });
		expect(desk.blocked.join(' ')).toContain('was revoked on March 1, 2026');
	});
});

describe('a dry run', () => {
	it('plans the whole chart without a request, and writes nothing', async () => {
		const before = await practice.chart.told();
		const { chart, tray } = practice;
		const dry = new DryRun({
			...{ chart, tray, now: () => now },
			sort: (reading) => Promise.resolve(sortHandlers.sort(reading))
		});
		expect(dry.look(ana.id)).toBe(true);
		await dry.gate.done;
		expect(dry.plan?.counts).toMatchObject({ chart: 2, in: 2 });
		const [first] = chart.state.pages.values();
		if (!first) throw new Error('no page');
		expect(
			await chart.act({ is: 'page-marked', page: first.page, marks: { part2: true } })
		).toMatchObject({ ok: true });
		dry.look(ana.id, 'third-party');
		await dry.gate.done;
		expect(dry.gate.items.map(({ code, severity }) => `${severity} ${code}`)).toContain(
			'blocks part2-consent'
		);
		expect((await chart.told()).length).toBe(before.length + 1);
	});
});

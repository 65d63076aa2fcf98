import { expect, test, vi } from 'vitest';
import { RescannedDesk } from '#lib/desk/rescanned.svelte.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { BoxId, PageId } from '#lib/page/ids.ts';
import { accountOf } from '#lib/tray/reconcile.ts';
import { slipOf } from '#lib/tray/rescans.ts';
import { deskAgain, scan, setupDesk, type TestDesk } from './feed-desk.ts';

interface Scanned {
	readonly desk: TestDesk;
	readonly first: BoxId;
	readonly second: BoxId;
	readonly old: PageId;
	readonly better: PageId;
	readonly rescanned: RescannedDesk;
}

/** A box whose second page was wanted again, and a box with the better scan of it. */
async function withBetterScan(): Promise<Scanned> {
	const desk = await setupDesk();
	const { decide, feed, practice } = desk;
	await feed.feed([scan('box.pdf', 3)], { provenance: 'interfiled' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	await decide.show();
	await decide.whose.add({ name: 'Ana Okafor' });
	decide.whose.setDate(ensureDate('2019-02-04'));
	await decide.decide('chart');
	const old = decide.at;
	await decide.decide('rescan');
	await decide.decide('chart');
	await feed.feed([scan('again.pdf', 1)], { provenance: 'unknown' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	await vi.waitFor(() => expect(decide.waiting).toHaveLength(1));
	const [first, second] = [...practice.tray.state.boxes.keys()];
	const better = decide.waiting[0]?.side.page;
	if (!old || !better || !first || !second) throw new Error('the boxes were not fed');
	const twinOf = (page: PageId): PageId | undefined => (page === better ? old : undefined);
	const rescanned = new RescannedDesk({ tray: practice.tray, twinOf });
	return { desk, first, second, old, better, rescanned };
}

test('a better scan is proposed for the side that it looks like, and takes its place and what is known of it', async () => {
	const { desk, first, old, better, rescanned } = await withBetterScan();
	const { practice } = desk;
	const pageOf = (id: PageId) => {
		const page = practice.tray.state.pages.get(id);
		if (!page) throw new Error('no page');
		return page;
	};
	expect(rescanned.openFor(pageOf(better)).map(({ page }) => page.side.page)).toEqual([old]);
	expect(rescanned.likelyFor(pageOf(better))).toMatchObject({ place: 2, box: { box: first } });
	const me = practice.me.person.id;
	expect(rescanned.countFor(me)).toEqual({ own: 1, others: 0 });
	expect(rescanned.countFor('somebody' as typeof me)).toEqual({ own: 0, others: 1 });
	expect(await rescanned.replace(old, better)).toEqual({ ok: true });
	expect(rescanned.wanted).toEqual([]);
	expect(rescanned.countFor(me)).toEqual({ own: 0, others: 0 });
	expect(rescanned.placeOf(pageOf(better))).toMatchObject({ place: 2, box: { box: first } });

	const decide = deskAgain(desk);
	await decide.show(better);
	expect(decide.box?.box).toBe(first);
	expect(decide.boxPages.map(({ side }) => side.page)[1]).toBe(better);
	expect(decide.boxPages).toHaveLength(3);
	// It was kept where the old side was kept: locking it away wants the clinician's word.
	decide.whose.choose(decide.whose.clients[0]?.id);
	expect(await decide.decide('cabinet')).toEqual({ ok: false, ask: 'attestation' });
	expect(await decide.decide('chart')).toEqual({ ok: true });
	expect(practice.chart.state.pages.get(better)?.provenance).toBe('interfiled');
});

test('both boxes add up: the old side stays a rescan, replaced, and the scanner is told no more', async () => {
	const { desk, first, second, old, better, rescanned } = await withBetterScan();
	const { tray } = desk.practice;
	const slip = () => {
		const box = tray.state.boxes.get(first);
		if (!box) throw new Error('no box');
		return slipOf(tray.state, box, box.fedBy).wanted;
	};
	expect(slip()).toHaveLength(1);
	await rescanned.replace(old, better);
	expect(slip()).toEqual([]);
	expect(accountOf(tray.state, first)).toMatchObject({
		...{ sides: 3, undecided: 0, replaced: 1 },
		fates: { chart: 2, rescan: 1 }
	});
	expect(accountOf(tray.state, second)).toMatchObject({ sides: 1, undecided: 1, replaced: 0 });
	const decide = deskAgain(desk);
	await decide.show(old);
	expect(decide.boxPages.map(({ side }) => side.page)[1]).toBe(old);
	expect(decide.page?.replacedBy).toBe(better);
	expect(decide.waiting.map(({ side }) => side.page)).toEqual([better]);
});

test('it is another page after all, or the wish is taken back: each has its own place again', async () => {
	const { desk, second, old, better, rescanned } = await withBetterScan();
	const { tray } = desk.practice;
	for (const back of ['given back', 'undone'] as const) {
		await rescanned.replace(old, better);
		const decide = deskAgain(desk);
		if (back === 'given back') await rescanned.giveBack(old);
		else expect(await decide.undo(old)).toEqual({ ok: true });
		expect(tray.state.pages.get(old)?.replacedBy).toBeUndefined();
		expect(tray.state.pages.get(better)?.replaces).toBeUndefined();
		await decide.show(better);
		expect(decide.box?.box).toBe(second);
		expect(decide.boxPages).toHaveLength(1);
	}
	expect(rescanned.wanted).toEqual([]);
});

test('a page that came before the wish is no better scan', async () => {
	const { desk, rescanned } = await withBetterScan();
	const { decide, practice } = desk;
	await decide.show([...practice.tray.state.pages.keys()][2]);
	await decide.undo(decide.at);
	const earlier = decide.page;
	if (!earlier) throw new Error('no page');
	expect(rescanned.wanted).toHaveLength(1);
	expect(rescanned.openFor(earlier)).toEqual([]);
});

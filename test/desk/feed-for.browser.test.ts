import { expect, test, vi } from 'vitest';
import { FeedFor } from '#lib/desk/feed-for.svelte.ts';
import type { Chart } from '#lib/chart/chart.ts';
import { emptyChart, foldChart } from '#lib/chart/state.ts';
import type { ClientId, PersonId } from '#lib/page/ids.ts';
import { MemoryPracticeFiles } from '#lib/shelf/memory-practice-files.ts';
import { accountOf } from '#lib/tray/reconcile.ts';
import { FedReceipts, withoutReceipt } from '#lib/tray/receipts.ts';
import { openWith } from '#lib/vault/age.ts';
import { newId } from '#lib/vault/random.ts';
import { Luck } from '../support/crashing-shelf.ts';
import { setUpFrontDesk, type FrontDesk } from '../support/front-desk.ts';
import { exported } from './exported.ts';
import { CannedEngines, scan } from './feed-desk.ts';

const about = { provenance: 'interfiled', label: 'Shelf 3', sheets: 5 } as const;

interface AtDesk extends FrontDesk {
	readonly feeding: FeedFor;
	readonly engines: CannedEngines;
	readonly files: MemoryPracticeFiles;
	/** The same person after a reload. */
	readonly again: () => FeedFor;
}

async function setUp(luck?: Luck): Promise<AtDesk> {
	const desk = await setUpFrontDesk(luck);
	const files = new MemoryPracticeFiles();
	const engines = new CannedEngines();
	const clinicians = [desk.ana, desk.ida].map(({ clinician, slot }) => ({
		...{ id: clinician.person.id, signedAs: clinician.person.name, slot }
	}));
	const again = (): FeedFor =>
		new FeedFor({
			...{ me: desk.ben.person.id, clinicians, engines, newBox: newId, newPage: newId },
			importing: { chart: charts(), newClient: newId },
			receipts: new FedReceipts(files, desk.ben)
		});
	return { ...desk, files, engines, again, feeding: again() };
}

/** Charts in which clients can be begun. */
function charts(): Pick<Chart, 'act' | 'state'> {
	let state = emptyChart;
	return {
		get state() {
			return state;
		},
		act: (action) => {
			state = foldChart(state, [{ n: 0, at: '', person: 'p' as PersonId, action }]);
			return Promise.resolve({ ok: true, n: 0, hash: '', at: '' } as const);
		}
	};
}

function forWhom(feeding: FeedFor, { clinician }: FrontDesk['ana']) {
	const found = feeding.feedingFor(clinician.person.id);
	if (!found) throw new Error('nobody feeds for them');
	return found;
}

test('boxes for two clinicians go in at once, and each adds up on both sides of the slot', async () => {
	const { feeding, ana, ida, ben } = await setUp();
	const boxes = { ana: forWhom(feeding, ana), ida: forWhom(feeding, ida) };
	await Promise.all([
		boxes.ana.feed.feed([scan('a.pdf', 3), scan('b.pdf', 0, 'damaged'), scan('c.jpg', 2)], about),
		boxes.ida.feed.feed([scan('x.pdf', 4)], { provenance: 'sealed-envelope' })
	]);
	for (const [their, mine, sides, refused] of [
		[ana, boxes.ana, 5, 1],
		[ida, boxes.ida, 4, 0]
	] as const) {
		const tray = await their.open();
		const box = mine.feed.summary?.box.box;
		if (!box) throw new Error('no box');
		const account = accountOf(tray.state, box);
		expect(account).toMatchObject({ sides, waiting: sides, undecided: sides });
		expect(account?.sides).toBe(mine.feed.summary.account.sides);
		expect(account?.differences).toEqual(mine.feed.summary.account.differences);
		expect(tray.state.boxes.get(box)?.refused).toHaveLength(refused);
		expect(tray.state.boxes.get(box)).toMatchObject({ fed: true, fedBy: ben.person.id });
		expect(tray.state.turnedAway).toEqual([]);
	}
	await feeding.look();
	expect(feeding.fed.map(({ sides, isWhole }) => [sides, isWhole]).sort()).toEqual([
		[4, true],
		[5, true]
	]);
});

test('folders of another system go in for the clinician, a box for each client, and nobody here can open them', async () => {
	const { feeding, ana } = await setUp();
	const { importing } = forWhom(feeding, ana);
	if (!importing) throw new Error('staff cannot import');
	const paths = ['Out/Nguyen, Bo/2019-03-04 Note.pdf', 'Out/Okafor, Ana/Intake.pdf'];
	await importing.look(paths.map((path) => exported(path, 2)));
	importing.provenance = 'interfiled';
	await importing.start();
	expect(importing.rows.map(({ status }) => status)).toEqual(['in', 'in']);
	const tray = await ana.open();
	const boxes = [...tray.state.boxes.values()];
	expect(boxes.map(({ fed, client }) => [fed, client !== undefined])).toEqual([
		[true, true],
		[true, true]
	]);
	expect(new Set(boxes.map(({ client }) => client)).size).toBe(2);
	const days = [...tray.state.pages.values()].map(({ side }) => side.fileDay);
	expect(days.filter((day) => day === '2019-03-04')).toHaveLength(2);
	expect(tray.state.turnedAway).toEqual([]);
	// Chosen once more in this session, they are known.
	await importing.look(paths.map((path) => exported(path, 2)));
	expect(importing.rows.map(({ status }) => status)).toEqual(['was-in', 'was-in']);
});

test('the client that the front desk names travels to the clinician, and can be taken back', async () => {
	const { feeding, ana } = await setUp();
	const whom = ana.clinician.person.id;
	const { feed } = forWhom(feeding, ana);
	await feed.feed([scan('a.pdf', 1)], about);
	const box = feed.summary?.box.box;
	if (!box) throw new Error('no box');
	const client = newId<ClientId>();
	expect(await feeding.index(whom, box, client)).toEqual({ ok: true });
	expect(feed.summary.box.client).toBe(client);
	expect((await ana.open()).state.boxes.get(box)?.client).toBe(client);
	await feeding.index(whom, box, undefined);
	expect((await ana.open()).state.boxes.get(box)?.client).toBeUndefined();
});

test('receipts survive a reload, name nothing, and open for nobody else', async () => {
	const { feeding, ana, ben, files, again } = await setUp();
	await forWhom(feeding, ana).feed.feed([scan('Whitcomb intake.pdf', 3)], about);
	const after = again();
	await vi.waitFor(() => expect(after.fed).toHaveLength(1));
	expect(after.fed[0]).toMatchObject({ sides: 3, isWhole: true, for: ana.clinician.person.id });

	const receipts = await new FedReceipts(files, ben).all();
	const stored = new Set(await ana.shelf.blobIds());
	for (const { sealed, by } of receipts) {
		expect(by).toBe(ben.person.id);
		if (sealed) expect(stored.has(sealed)).toBe(true);
	}
	expect(JSON.stringify(receipts)).not.toMatch(/Whitcomb|Shelf|interfiled|\.pdf/);
	expect(await withoutReceipt(ana.shelf, ben.person.id, receipts)).toBe(0);
	for (const path of await files.list()) {
		const bytes = await files.read(path);
		expect(bytes && (await openWith(ana.clinician.identity, bytes))).toEqual({
			ok: false,
			why: 'not-for-this-key'
		});
	}
});

test('after a crash the chain tells how many acts have no receipt, and no side is lost', async () => {
	const luck = new Luck();
	const { feeding, ana, ben, files } = await setUp(luck);
	luck.strike(3, { is: 'dies', stored: true });
	const { feed } = forWhom(feeding, ana);
	await feed.feed([scan('a.pdf', 4)], about).catch(() => undefined);
	luck.restart();
	const receipts = await new FedReceipts(files, ben).all();
	expect(receipts.filter(({ sealed }) => sealed)).toHaveLength(1);
	expect(await withoutReceipt(ana.shelf, ben.person.id, receipts)).toBe(1);
	expect((await ana.open()).state.pages.size).toBe(2);
});

test('pictures can be looked at while the screen is there, and are gone at the end of the box', async () => {
	const { feeding, ana } = await setUp();
	const whom = ana.clinician.person.id;
	const { feed, check } = forWhom(feeding, ana);
	feeding.enter();
	await feed.feed([scan('a.pdf', 20)], about);
	expect(check.sides.map(({ place }) => place)).toEqual(
		Array.from({ length: 20 }, (_, i) => i + 1)
	);
	expect(check.sides.filter(({ picture }) => picture)).toHaveLength(12);
	const [last] = check.sides.slice(-1);
	if (!last?.picture) throw new Error('no picture');
	expect(await (await fetch(last.picture)).text()).toBe('a.pdf 20');
	const { box } = last;
	expect(feeding.unfinished).toEqual([]);
	feeding.chosen = whom;
	expect(feeding.unfinished.map((each) => each.box.box)).toEqual([box]);
	await feeding.finish(whom, box);
	expect(check.sides).toEqual([]);
	expect(feeding.unfinished).toEqual([]);
	await expect(fetch(last.picture)).rejects.toThrow();
});

test('nothing is kept to look at once the screen is left or the practice is locked, though a box still goes in', async () => {
	const { feeding, ana } = await setUp();
	const { feed, check } = forWhom(feeding, ana);
	feeding.enter();
	const going = feed.feed([scan('a.pdf', 6)], about);
	await vi.waitFor(() => expect(check.sides.length).toBeGreaterThan(0));
	feeding.leave();
	await going;
	expect(check.sides).toEqual([]);
	expect(feed.summary?.account.sides).toBe(6);
	feeding.stop();
	expect(feeding.chosen).toBeUndefined();
});

test('a feed for another never reads, sorts or decides', async () => {
	const { feeding, ana, engines } = await setUp();
	const { feed, tray } = forWhom(feeding, ana);
	await feed.feed([scan('a.pdf', 2)], about);
	expect(engines.turnsGiven).toEqual([]);
	const [page] = [...tray.state.pages.keys()];
	if (!page) throw new Error('no page');
	expect('open' in tray).toBe(false);
	const decided = { is: 'page-decided', page, decision: { fate: 'blank' } } as const;
	await expect(tray.act(decided)).rejects.toThrow('scans in');
});

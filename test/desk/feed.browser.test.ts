import { describe, expect, test, vi } from 'vitest';
import { AboutNext } from '#lib/desk/feed-about.svelte.ts';
import { Awake } from '#lib/desk/feed-awake.ts';
import { Inbox } from '#lib/desk/feed-inbox.svelte.ts';
import { FeedDesk } from '#lib/desk/feed.svelte.ts';
import type { Evidence } from '#lib/page/suggestion.ts';
import { ReadQueue } from '#lib/desk/read-queue.svelte.ts';
import type { BoxId, ClientId } from '#lib/page/ids.ts';
import { newId } from '#lib/vault/random.ts';
import { scan, setupDesk, type TestDesk } from './feed-desk.ts';

const box = { provenance: 'unknown' } as const;

test('a damaged file says why and stops nothing else', async () => {
	const { feed, queue } = await setupDesk();
	await feed.feed([scan('b.pdf', 2), scan('a.pdf', 0, 'damaged'), scan('c.jpg', 1)], box);
	expect(feed.files.map(({ name, status }) => [name, status])).toEqual([
		['a.pdf', 'refused'],
		['b.pdf', 'taken'],
		['c.jpg', 'taken']
	]);
	expect(feed.files[0]?.sentences[0]).toContain('damaged');
	await vi.waitFor(() => expect(queue.running).toBe(false));
	expect(feed.summary?.account).toMatchObject({ sides: 3, read: 3, waiting: 0, undecided: 3 });
	expect(feed.summary?.account.differences).toEqual(['1 file or page could not be taken in.']);
});

test('a file that breaks off keeps its pages, and the box says that some are missing', async () => {
	const { feed } = await setupDesk();
	await feed.feed([scan('a.pdf', 2, 'cut'), scan('b.jpg', 1)], box);
	expect(feed.files[0]).toMatchObject({ status: 'taken', sides: 2 });
	expect(feed.summary?.box).toMatchObject({ fed: true, filesTaken: 1 });
	expect(feed.summary?.box.refused).toMatchObject([{ file: 1, name: 'a.pdf', sides: 2 }]);
	expect(feed.summary?.account.differences).toEqual([
		'1 file is cut short: only a part of it came in.'
	]);
});

test('files go in as people number them', async () => {
	const { feed } = await setupDesk();
	await feed.feed([scan('scan 10.jpg', 1), scan('scan 2.jpg', 1)], box);
	expect(feed.files.map(({ name }) => name)).toEqual(['scan 2.jpg', 'scan 10.jpg']);
});

test('a stopped feed goes on with the files at hand, and no side comes twice', async () => {
	const { feed, engines } = await setupDesk();
	engines.stopAfter = 3;
	const feeding = feed.feed([scan('a.pdf', 2), scan('b.pdf', 3), scan('c.pdf', 1)], box);
	await vi.waitFor(() => expect(feed.summary?.account.sides).toBe(3));
	feed.stop();
	await feeding;
	expect(feed.stopped.map(({ name }) => name)).toEqual(['b.pdf', 'c.pdf']);
	expect(feed.summary?.box.fed).toBe(false);
	engines.stopAfter = Infinity;
	await feed.resume();
	expect(feed.summary?.account.sides).toBe(6);
	expect(feed.summary?.box).toMatchObject({ fed: true, filesTaken: 3 });
	expect(feed.boxes).toHaveLength(1);
});

test('a feed that is stopped while its box is being opened takes nothing in until it goes on', async () => {
	const { feed } = await setupDesk();
	const feeding = feed.feed([scan('a.pdf', 2)], box);
	expect(feed.taking).toBe(true);
	feed.stop();
	await feeding;
	expect(feed.stopped.map(({ name }) => name)).toEqual(['a.pdf']);
	expect(feed.summary?.box).toMatchObject({ fed: false, filesTaken: 0 });
	await feed.resume();
	expect(feed.summary?.account).toMatchObject({ sides: 2, differences: [] });
	expect(feed.boxes).toHaveLength(1);
});

test('a second feed begins only after the first', async () => {
	const { feed } = await setupDesk();
	const feeding = feed.feed([scan('a.pdf', 2)], box);
	await feed.feed([scan('b.pdf', 1)], box);
	await feeding;
	expect(feed.boxes).toHaveLength(1);
	expect(feed.summary?.account.sides).toBe(2);
});

test('the same box goes on after a reload without duplicates, and keeps pages that are truly alike', async () => {
	const { feed, engines } = await setupDesk();
	// Two sheets that scan to the same bytes are two sides.
	const files = [
		scan('a.jpg', 1),
		scan('alike.jpg', 1),
		new File([await scan('alike.jpg', 1).text()], 'b.jpg')
	];
	engines.stopAfter = 2;
	const feeding = feed.feed(files, box);
	await vi.waitFor(() => expect(feed.summary?.account.sides).toBe(2));
	feed.stop();
	await feeding;
	const id = feed.current;
	if (!id) throw new Error('no box');
	expect(feed.summary?.account.differences[0]).toContain('cut short: 2 of 3 files');
	engines.stopAfter = Infinity;
	await feed.goOn(id, files);
	expect(feed.summary?.account.sides).toBe(3);
	expect(feed.summary?.account.differences).toEqual([]);
	await feed.goOn(id, files);
	expect(feed.summary?.account.sides).toBe(3);
	expect(feed.summary?.box.filesTaken).toBe(3);
});

test('a locked file opens with its password, and a wrong one may be tried again', async () => {
	const { feed } = await setupDesk();
	await feed.feed([scan('a.pdf', 2, 'locked:heron')], box);
	const file = feed.files[0];
	if (!file) throw new Error('no file');
	expect(file.status).toBe('locked');
	await feed.unlockFile(file, 'egret');
	expect(file.status).toBe('locked');
	expect(file.sentences[0]).toContain('does not open');
	expect(feed.summary?.box.refused).toHaveLength(1);
	await feed.unlockFile(file, 'heron');
	expect(file.status).toBe('taken');
	expect(feed.summary?.account).toMatchObject({ sides: 2, differences: [] });
});

test('pages that come one by one are read side by side', async () => {
	const { feed, engines, queue } = await setupDesk();
	let open = (): void => undefined;
	engines.gate = new Promise((resolve) => (open = resolve));
	await feed.feed([scan('a.pdf', 8)], box);
	await vi.waitFor(() => expect(engines.under).toBe(2));
	open();
	await vi.waitFor(() => expect(queue.running).toBe(false));
	expect(engines.mostUnder).toBe(2);
	expect(feed.summary?.account.read).toBe(8);
});

test('words that come when a private page’s copy has just been removed are not kept', async () => {
	const { feed, engines, practice, queue } = await setupDesk();
	const { tray, chart, filing } = practice;
	const client = newId<ClientId>();
	await chart.act({ is: 'client-added', client: { id: client, name: 'Ana' } });
	let open: () => void = () => undefined;
	engines.gate = new Promise((resolve) => (open = resolve));
	await feed.feed([scan('a.pdf', 1)], box);
	queue.stop();
	await vi.waitFor(() => expect(engines.under).toBe(0));
	// The copies go at the last moment before the words may be written.
	const swept: unknown[] = [];
	const late = new ReadQueue(tray, engines, {
		undisturbed: async (act) => {
			swept.push(await filing.sweep());
			return filing.undisturbed(act);
		}
	});
	late.start();
	const [page] = tray.state.pages.keys();
	if (!page) throw new Error('no page');
	expect(await filing.decide(page, { fate: 'cabinet', client })).toMatchObject({ ok: true });
	open();
	await vi.waitFor(() => expect(late.running).toBe(false));
	expect(swept).toMatchObject([{ ok: true }]);
	expect(late.halted).toBeUndefined();
	const { gone, reading, suggestion, hints } = tray.state.pages.get(page) ?? {};
	expect({ gone, reading, suggestion, hints }).toEqual({ gone: true });
});

test('reading that was stopped within a page reads that page again', async () => {
	const { feed, engines, queue } = await setupDesk();
	engines.gate = new Promise(() => undefined);
	await feed.feed([scan('a.pdf', 3)], box);
	await vi.waitFor(() => expect(engines.under).toBe(2));
	queue.stop();
	expect(queue).toMatchObject({ running: false, waiting: 3 });
	engines.gate = undefined;
	queue.start();
	await vi.waitFor(() => expect(queue.waiting).toBe(0));
	await vi.waitFor(() => expect(queue.running).toBe(false));
	expect(feed.summary?.account).toMatchObject({ read: 3, unread: 0 });
});

test('refused files keep their names, and a locked one opens when it is chosen again after a reload', async () => {
	const { practice, feed, engines, queue } = await setupDesk();
	const locked = scan('b locked.pdf', 2, 'locked:heron');
	await feed.feed([scan('a.pdf', 1), locked, scan('c damaged.pdf', 0, 'damaged')], box);
	const id = feed.current;
	if (!id) throw new Error('no box');
	expect(feed.summary?.box.refused).toMatchObject([
		{ file: 2, name: 'b locked.pdf', locked: true },
		{ file: 3, name: 'c damaged.pdf' }
	]);
	const parts = { tray: practice.tray, engines, queue, newBox: newId, newPage: newId };
	const later = new FeedDesk(parts);
	await later.again(id, 2, locked);
	const [row] = later.files;
	expect(row?.status).toBe('locked');
	if (row) await later.unlockFile(row, 'heron');
	expect(later.summary?.account.sides).toBe(3);
	expect(later.summary?.box.refused).toMatchObject([{ name: 'c damaged.pdf' }]);
	// A better copy of the damaged one.
	await later.again(id, 3, scan('c.pdf', 1));
	expect(later.summary?.account).toMatchObject({ sides: 4, differences: [] });
});

test('fronts and backs are put together and apart again, until pages are decided', async () => {
	const { practice, feed } = await setupDesk();
	await feed.feed([scan('1 fronts.pdf', 3), scan('2 backs.pdf', 3)], box);
	const id = feed.current;
	const orders = () => feed.summary?.pages.map(({ side }) => side.order);
	if (!id) throw new Error('no box');
	const how = { reversed: true, backsFirst: false };
	expect(await feed.box.collate(id, how)).toEqual({ ok: true });
	expect(orders()).toEqual([0, 5, 1, 4, 2, 3]);
	expect(await feed.box.takeApart(id)).toEqual({ ok: true });
	expect(orders()).toEqual([0, 1, 2, 3, 4, 5]);
	const page = feed.summary?.pages[0]?.side.page;
	if (!page) throw new Error('no page');
	await practice.filing.decide(page, { fate: 'blank' });
	expect(await feed.box.collate(id, how)).toMatchObject({
		ok: false,
		sentence: expect.stringContaining('are decided') as string
	});
});

test('stacks that differ are refused with both counts, and nothing is changed', async () => {
	const { feed } = await setupDesk();
	await feed.feed([scan('1.pdf', 3), scan('2.pdf', 2)], box);
	const id = feed.current;
	if (!id) throw new Error('no box');
	const refused = await feed.box.collate(id, { reversed: true, backsFirst: false });
	expect(refused).toMatchObject({
		sentence: expect.stringContaining('3 fronts and 2 backs') as string
	});
	expect(feed.summary?.pages.map(({ side }) => side.order)).toEqual([0, 1, 2, 3, 4]);
});

test('a box that does not add up is explained in words, and put away and taken out again', async () => {
	const { feed } = await setupDesk();
	await feed.feed([scan('a.pdf', 3)], { ...box, sheets: 2, bothSides: true });
	const id = feed.current;
	if (!id) throw new Error('no box');
	expect(feed.summary?.account.differences.join()).toContain('1 side too few');
	expect(await feed.box.explain(id, '  ')).toMatchObject({ ok: false });
	await feed.box.explain(id, 'The last sheet has no back.');
	expect(feed.summary?.box.notes).toMatchObject([{ note: 'The last sheet has no back.' }]);
	expect(feed.summary?.account).toMatchObject({ explained: true });
	expect(feed.summary?.account.differences).toHaveLength(1);
	await feed.box.putAway(id, true);
	expect(feed.summary?.box.away).toBe(true);
	await feed.box.putAway(id, false);
	expect(feed.summary?.box.away).toBeUndefined();
});

test('boxes that did not change stay the same objects while another is fed', async () => {
	const { feed } = await setupDesk();
	await feed.feed([scan('a.pdf', 2)], box);
	await vi.waitFor(() => expect(feed.summary?.account.read).toBe(2));
	const before = feed.summary;
	await feed.feed([scan('b.pdf', 2)], box);
	expect(feed.boxes.at(-1)).toBe(before);
});

test('readers are replaced between boxes, and only then', async () => {
	const { feed, engines, queue } = await setupDesk();
	await feed.feed([scan('a.pdf', 3)], box);
	await vi.waitFor(() => expect(queue.running).toBe(false));
	expect(engines.recycled).toBe(0);
	await feed.feed([scan('b.pdf', 3)], box);
	await vi.waitFor(() => expect(queue.running).toBe(false));
	expect(engines.recycled).toBe(1);
});

describe('what waits to be fed', () => {
	test('comes together however it came, pasted pictures told apart', () => {
		const inbox = new Inbox();
		inbox.add([new File(['1'], 'a.pdf')]);
		inbox.add([new File(['2'], 'image.png'), new File(['3'], 'image.png')], 'pasted');
		expect(inbox.files.map(({ name }) => name)).toEqual([
			'a.pdf',
			'Pasted picture 1.png',
			'Pasted picture 2.png'
		]);
		expect(inbox.said).toBe('Pasted: 2 files.');
		expect(inbox.takeAll()).toHaveLength(3);
		expect(inbox.files).toEqual([]);
	});

	test('is let go of at lock, and that is said', () => {
		const inbox = new Inbox();
		inbox.add([new File(['1'], 'a.pdf')], 'photographed');
		inbox.lock();
		expect(inbox.files).toEqual([]);
		expect(inbox.lost).toContain('1 file had not gone in');
	});

	test('of a share that was lost says to share it again', () => {
		const inbox = new Inbox();
		inbox.offer({ files: [], left: 0 });
		expect(inbox.lost).toContain('share it again');
		inbox.offer({ files: [new File(['1'], 'a.pdf')], left: 0 });
		expect(inbox.lost).toBeUndefined();
	});

	test('joins nothing before a person has kept what was shared', () => {
		const inbox = new Inbox();
		inbox.add([new File(['1'], 'mine.pdf')]);
		inbox.offer({ files: [new File(['2'], 'a.pdf')], left: 0 });
		inbox.offer({ files: [new File(['3'], 'b.pdf')], left: 0 });
		expect(inbox.files.map(({ name }) => name)).toEqual(['mine.pdf']);
		expect(inbox.takeAll()).toHaveLength(1);
		expect(inbox.offered.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
		inbox.keepOffered();
		expect(inbox.files.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
		expect(inbox.said).toBe('2 files shared.');
		inbox.offer({ files: [new File(['4'], 'c.pdf')], left: 0 });
		inbox.dropOffered();
		expect([inbox.offered, inbox.files.length]).toEqual([[], 2]);
		inbox.offer({ files: [new File(['5'], 'd.pdf')], left: 0 });
		inbox.lock();
		expect([inbox.offered, inbox.files]).toEqual([[], []]);
		expect(inbox.lost).toContain('3 files had not gone in');
	});
});

test('the screen is kept awake while anything is under way, and again after it was hidden', async () => {
	let held = 0;
	let asked = 0;
	const wakeLock = {
		request: () => {
			held++;
			asked++;
			const release = (): Promise<void> => {
				held--;
				return Promise.resolve();
			};
			return Promise.resolve({ release } as WakeLockSentinel);
		}
	};
	const awake = new Awake({ wakeLock }, document);
	awake.set('feeding', true);
	awake.set('reading', true);
	await vi.waitFor(() => expect(held).toBe(1));
	document.dispatchEvent(new Event('visibilitychange'));
	await vi.waitFor(() => expect([asked, held]).toEqual([2, 1]));
	awake.set('feeding', false);
	expect(held).toBe(1);
	awake.set('reading', false);
	await vi.waitFor(() => expect(held).toBe(0));
	document.dispatchEvent(new Event('visibilitychange'));
	expect(asked).toBe(2);
});

test('what was said of a box waits for its files, and the next box is asked anew', () => {
	const about = new AboutNext();
	expect(about.handOver()).toBeUndefined();
	about.provenance = 'interfiled';
	about.label = ' Drawer 2 ';
	about.sheets = 'seven';
	about.faces = 'both';
	expect(about.sheetsProblem).toContain('number');
	expect(about.handOver()).toBeUndefined();
	about.sheets = '7';
	expect(about.handOver()).toEqual({
		provenance: 'interfiled',
		label: 'Drawer 2',
		sheets: 7,
		bothSides: true
	});
	expect(about.provenance).toBeUndefined();
	expect(about.label + about.sheets + about.faces).toBe('');
});

test('a locked file whose password nobody knows is not asked for any longer, and the account says so', async () => {
	const { feed } = await setupDesk();
	await feed.feed([scan('a.pdf', 1), scan('b.pdf', 2, 'locked:heron')], box);
	expect(feed.locked.map(({ name, place }) => [name, place])).toEqual([['b.pdf', 2]]);
	for (const file of feed.locked) feed.leaveOut(file);
	expect(feed.locked).toEqual([]);
	expect(feed.summary?.account.differences).toEqual(['1 file or page could not be taken in.']);
});

test('the tray’s history keeps what a page’s lines are about, and none of their words', async () => {
	const { feed, engines, practice, queue } = await setupDesk();
	engines.suggestion = {
		...{ kind: 'psychotherapy', confidence: 0.9, summary: 'Analyzes the conversation.' },
		lines: [{ line: 3, element: 'transference', probability: 0.9, private: 0.9 }],
		evidence: [
			{ line: 3, text: 'he waits for my vermilion scolding', element: 'transference' },
			{ line: 5, text: 'I felt cerulean all week', element: 'countertransference' }
		].map((one) => ({ ...one, probability: 0.9, reason: 'Private. 45 CFR 164.501' }) as Evidence)
	};
	await feed.feed([scan('one.pdf', 1)], { provenance: 'separate-folder' });
	await vi.waitFor(() => expect(queue.running).toBe(false));
	const told = JSON.stringify(await practice.tray.told());
	expect(told).toContain('countertransference');
	expect(told).not.toMatch(/vermilion|cerulean|scolding/);
	const [page] = practice.tray.state.pages.values();
	expect(page?.suggestion?.evidence.map(({ line }) => line)).toEqual([3, 5]);
});

/** Feeds until so many sides are in, and stops; which box it is. */
async function stoppedAfter(
	sides: number,
	{ feed, engines }: TestDesk,
	files: readonly File[]
): Promise<BoxId> {
	engines.stopAfter = sides;
	const feeding = feed.feed(files, box);
	await vi.waitFor(() => expect(feed.summary?.account.sides).toBe(sides));
	feed.stop();
	await feeding;
	if (!feed.current) throw new Error('no box');
	return feed.current;
}

/** As after a lock or a reload: the desk knows what the tray tells. */
function feedAgain(desk: TestDesk): FeedDesk {
	const { practice, engines, queue } = desk;
	return new FeedDesk({ tray: practice.tray, engines, queue, newBox: newId, newPage: newId });
}

test('another copy of one file leaves the others of the box where they were', async () => {
	const desk = await setupDesk();
	const { feed, engines } = desk;
	const files = [scan('a.jpg', 1, 'damaged'), scan('b.pdf', 3), scan('c.pdf', 1)];
	const id = await stoppedAfter(2, desk, files);
	engines.stopAfter = Infinity;
	await feed.again(id, 1, scan('a better.jpg', 1));
	expect(feed.summary?.box).toMatchObject({ fed: false, filesTaken: 1 });
	expect(feed.stopped.map(({ name }) => name)).toEqual(['b.pdf', 'c.pdf']);
	await feed.resume();
	expect(feed.summary?.box).toMatchObject({ fed: true, filesTaken: 3, refused: [] });
	expect(feed.summary?.account).toMatchObject({ sides: 5, differences: [] });
});

test('one file of a box that was cut short does not make it whole', async () => {
	const desk = await setupDesk();
	const { feed, engines } = desk;
	const files = [scan('a.jpg', 1, 'damaged'), scan('b.pdf', 3), scan('c.pdf', 1)];
	engines.stopAfter = 0;
	const feeding = feed.feed(files, box);
	await vi.waitFor(() => expect(feed.summary?.box.refused).toHaveLength(1));
	feed.stop();
	await feeding;
	const id = feed.current;
	if (!id) throw new Error('no box');

	const later = feedAgain(desk);
	engines.stopAfter = 1;
	const going = later.again(id, 1, scan('a better.pdf', 2));
	await vi.waitFor(() => expect(later.summary?.account.sides).toBe(1));
	later.stop();
	await going;
	engines.stopAfter = Infinity;
	await later.resume();
	expect(later.summary?.box).toMatchObject({ fed: false, filesTaken: 1 });
	expect(later.summary?.account.differences[0]).toContain('cut short: 1 of 3 files');
	await later.goOn(id, files.slice(1));
	expect(later.summary?.box).toMatchObject({ fed: true, filesTaken: 3 });
	expect(later.summary?.account).toMatchObject({ sides: 6, differences: [] });
});

test('a locked file that was cut short comes in whole after a lock, and no side of it twice', async () => {
	const desk = await setupDesk();
	const { feed, engines } = desk;
	const file = scan('a.pdf', 5, 'locked:heron');
	await feed.feed([file], box);
	const [row] = feed.files;
	const id = feed.current;
	if (!row || !id) throw new Error('no file');
	engines.stopAfter = 2;
	const going = feed.unlockFile(row, 'heron');
	await vi.waitFor(() => expect(feed.summary?.account.sides).toBe(2));
	feed.stop();
	await going;

	const later = feedAgain(desk);
	engines.stopAfter = Infinity;
	await later.again(id, 1, file);
	const [locked] = later.locked;
	if (!locked) throw new Error('not locked');
	await later.unlockFile(locked, 'heron');
	expect(later.summary?.account).toMatchObject({ sides: 5, differences: [] });
	expect(later.summary?.box).toMatchObject({ fed: true, filesTaken: 1 });
});

test('stopped twice over a reload, no side comes twice', async () => {
	const desk = await setupDesk();
	const { engines } = desk;
	const files = [scan('a.pdf', 8)];
	const id = await stoppedAfter(2, desk, files);

	const later = feedAgain(desk);
	engines.stopAfter = 4;
	const going = later.goOn(id, files);
	await vi.waitFor(() => expect(later.summary?.account.sides).toBe(4));
	later.stop();
	await going;
	engines.stopAfter = Infinity;
	await later.resume();
	expect(later.summary?.account).toMatchObject({ sides: 8, differences: [] });
	expect(later.summary?.box).toMatchObject({ fed: true, filesTaken: 1 });
});

test('a file that was in whole before its tab was closed is counted when the box goes on', async () => {
	const desk = await setupDesk();
	const { feed, practice } = desk;
	const act = practice.tray.act.bind(practice.tray);
	// The tab is closed between the last side and its file's word.
	const cut = vi.spyOn(practice.tray, 'act').mockImplementation((action, more) => {
		if (action.is !== 'file-taken') return act(action, more);
		return Promise.resolve({ ok: false, why: 'broken' });
	});
	await feed.feed([scan('a.pdf', 2), scan('b.pdf', 1)], box);
	cut.mockRestore();
	const id = feed.current;
	if (!id) throw new Error('no box');
	expect(feed.summary?.box).toMatchObject({ fed: false, filesTaken: 0 });
	const later = feedAgain(desk);
	await later.goOn(id, [scan('a.pdf', 2), scan('b.pdf', 1)]);
	expect(later.summary?.box).toMatchObject({ fed: true, filesTaken: 2 });
	expect(later.summary?.account).toMatchObject({ sides: 3, differences: [] });
});

test('without a box nothing is this desk’s, and whoever has the files keeps them', async () => {
	const { feed, practice } = await setupDesk();
	const refused = vi.spyOn(practice.tray, 'act').mockResolvedValue({ ok: false, why: 'full' });
	expect(await feed.feed([scan('a.pdf', 1)], box)).toBe(false);
	expect(feed.halted).toMatch(/\.$/);
	expect(feed.files).toEqual([]);
	refused.mockRestore();
	const going = feed.feed([scan('a.pdf', 1)], box);
	expect(await feed.feed([scan('b.pdf', 1)], box)).toBe(false);
	expect(await going).toBe(true);
});

test('gone on with at the moment of its stop, it goes on', async () => {
	const { feed, engines } = await setupDesk();
	engines.stopAfter = 1;
	const feeding = feed.feed([scan('a.pdf', 3)], box);
	await vi.waitFor(() => expect(feed.summary?.account.sides).toBe(1));
	engines.stopAfter = Infinity;
	feed.stop();
	await Promise.all([feeding, feed.resume()]);
	expect(feed.summary?.account).toMatchObject({ sides: 3, differences: [] });
});

test('gone on with twice in a row, it goes on once, and stops when it is told to', async () => {
	const { feed, engines, practice } = await setupDesk();
	const files = [scan('a.pdf', 2), scan('b.pdf', 4)];
	engines.stopAfter = 1;
	const feeding = feed.feed(files, box);
	await vi.waitFor(() => expect(feed.summary?.account.sides).toBe(1));
	feed.stop();
	await feeding;
	engines.stopAfter = 3;
	const going = feed.resume();
	const atOnce = feed.resume();
	await vi.waitFor(() => expect(feed.summary?.account.sides).toBe(3));
	const late = feed.resume();
	feed.stop();
	await Promise.all([going, atOnce, late]);
	expect([feed.taking, feed.summary?.account.sides, feed.stopped.length]).toEqual([false, 3, 1]);
	engines.stopAfter = Infinity;
	const act = vi.spyOn(practice.tray, 'act');
	const id = feed.current;
	if (!id) throw new Error('no box');
	await Promise.all([feed.resume(), feed.resume(), feed.goOn(id, files)]);
	expect(feed.summary?.account).toMatchObject({ sides: 6, differences: [] });
	expect(act.mock.calls.filter(([{ is }]) => is === 'box-fed')).toHaveLength(1);
});

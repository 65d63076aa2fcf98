import { expect, test, vi } from 'vitest';
import { scan, setupDesk } from './feed-desk.ts';

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
	expect(feed.summary?.box.refused).toHaveLength(1);
	expect(feed.summary?.account.differences).toEqual(['1 file or page could not be taken in.']);
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

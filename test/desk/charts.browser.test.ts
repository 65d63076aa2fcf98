import { beforeEach, describe, expect, it } from 'vitest';
import { ChartsDesk } from '#lib/desk/charts.svelte.ts';
import { Pictures } from '#lib/desk/pictures.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId, NoteId } from '#lib/page/ids.ts';
import { readingAt } from '#lib/page/upright.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { newId } from '#lib/vault/random.ts';
import { ana, filePage, nameOf, openPractice, read } from './open-practice.ts';

const any = { bytes: new Uint8Array(), mediaType: 'image/jpeg', dpi: 100 } as const;
let practice: Practice;
let desk: ChartsDesk;

beforeEach(async () => {
	practice = await openPractice();
	desk = new ChartsDesk({
		chart: practice.chart,
		pictures: new Pictures(),
		nameOf,
		read,
		filing: practice.filing,
		newClient: () => newId<ClientId>(),
		newNote: () => newId<NoteId>()
	});
});

describe('finding a client', () => {
	beforeEach(async () => {
		await desk.add({ name: 'Berit Aas' });
	});

	it.each([
		['', ['Berit Aas', 'Ana Marlow-Ünal']],
		['unal', ['Ana Marlow-Ünal']],
		['  ÜNAL ana ', ['Ana Marlow-Ünal']],
		['r-1180', ['Ana Marlow-Ünal']],
		['1984', ['Ana Marlow-Ünal']],
		['aas', ['Berit Aas']],
		['nobody', []]
	])('by “%s”', (typed, names) => {
		desk.filter = typed;
		expect(desk.shown.map(({ client }) => client.name)).toEqual(names);
	});

	it('with one slip of typing, after those who are called so', async () => {
		await desk.add({ name: 'BEAUCHAMP, Lucille' });
		await desk.add({ name: 'Alma Beuchamp' });
		desk.filter = 'beuchamp';
		const names = () => desk.shown.map(({ client }) => client.name);
		expect(names()).toEqual(['Alma Beuchamp', 'BEAUCHAMP, Lucille']);
		desk.filter = 'lucile beauchmap';
		expect(names()).toEqual(['BEAUCHAMP, Lucille']);
	});

	it('warns of a namesake, whatever the accents, and not of the client itself', () => {
		expect(desk.namesake('ana marlow unal')?.id).toBe(ana.id);
		expect(desk.namesake('Ana Marlow-Ünal', ana.id)).toBeUndefined();
		expect(desk.namesake('  ')).toBeUndefined();
	});
});

describe('a client', () => {
	it('is added, changed, and found again under what it is now', async () => {
		const added = await desk.add({ name: 'C. Bellamy' });
		if (!added.ok || !added.id) throw new Error('not added');
		await desk.change({ id: added.id, name: 'Cleo Bellamy', birthDate: ensureDate('1990-12-01') });
		expect(desk.client(added.id)).toMatchObject({ name: 'Cleo Bellamy', birthDate: '1990-12-01' });
	});
});

describe('a client that was changed by mistake', () => {
	it('is as before again, unless somebody has changed it since', async () => {
		const after = { id: ana.id, name: 'Ana Marlow' };
		await desk.change(after);
		expect(await desk.changeBack(ana, after)).toEqual({ ok: true });
		expect(desk.client(ana.id)).toEqual(ana);
		await desk.change(after);
		await desk.change({ ...after, recordNumber: 'R-7' });
		expect(await desk.changeBack(ana, after)).toMatchObject({ ok: false });
		expect(desk.client(ana.id)).toMatchObject({ recordNumber: 'R-7' });
	});
});

describe('a page of a chart', () => {
	it('opens with its picture and its words', async () => {
		await filePage(practice, 11, 'chart', { day: '2020-02-02' });
		const [page] = desk.pagesOf(ana.id);
		if (!page) throw new Error('no page');
		const { url, reading } = await desk.open(page);
		expect((await (await fetch(url)).blob()).type).toBe('image/jpeg');
		expect(reading?.lines.length).toBeGreaterThan(0);
	});

	it('has a history in words, and only its own', async () => {
		const page = await filePage(practice, 12, 'chart', { because: 'the session note' });
		await filePage(practice, 13, 'chart');
		await practice.filing.undo(page);
		expect((await desk.pastOf(page)).lines.map(({ who, what }) => [who, what])).toEqual([
			[
				'Maren Ellsworth',
				'Filed a page to the chart of Ana Marlow-Ünal (kept in a separate folder), because: the session note.'
			],
			[
				'Maren Ellsworth',
				'Took a page out of the chart of Ana Marlow-Ünal. The decision was taken back.'
			]
		]);
		expect(desk.pagesOf(ana.id)).toHaveLength(1);
	});

	it('is turned with its words, for the screen, the timeline and every reload, and says so', async () => {
		const id = await filePage(practice, 16, 'chart');
		const [page] = desk.pagesOf(ana.id);
		if (!page) throw new Error('no page');
		const before = await desk.open(page);
		expect(await desk.turn(page, 90)).toEqual({ ok: true });
		const [turned] = desk.pagesOf(ana.id);
		if (!turned) throw new Error('no page');
		expect(turned).toMatchObject({ turn: 90, width: page.height, height: page.width });
		const after = await desk.open(turned);
		expect(after.reading).toEqual(before.reading && readingAt(before.reading, 90));
		const sizeOf = async (url: string): Promise<readonly number[]> => {
			const { width, height } = await createImageBitmap(await (await fetch(url)).blob());
			return [width, height];
		};
		expect(await sizeOf(after.url)).toEqual([page.height, page.width]);
		const [w = 0, h = 0] = await sizeOf(await desk.thumbnail(turned));
		expect(w).toBeGreaterThan(h);
		await desk.turn(turned, 270);
		expect(practice.chart.state.pages.get(id)).toMatchObject({ turn: 0, width: page.width });
		expect((await desk.pastOf(id)).lines.map(({ what }) => what).slice(1)).toEqual([
			'Turned the picture of a filed page.',
			'Turned the picture of a filed page.'
		]);
	});

	it('taken back after it was turned comes back as it stood', async () => {
		const id = await filePage(practice, 17, 'chart');
		const [page] = desk.pagesOf(ana.id);
		if (page) await desk.turn(page, 270);
		await practice.filing.sweep();
		await practice.filing.undo(id);
		expect(practice.tray.state.pages.get(id)).toMatchObject({ turn: 270, turnGiven: true });
	});

	it('that has no words is read on demand, found to lie on its head, and leaves no piece behind', async () => {
		const id = await filePage(practice, 18, 'chart');
		const [page] = desk.pagesOf(ana.id);
		if (!page) throw new Error('no page');
		expect(await desk.read(page)).toEqual({ ok: true });
		const [again] = desk.pagesOf(ana.id);
		expect(again).toMatchObject({ turn: 180, width: page.width });
		expect(again && (await desk.open(again)).reading?.text).toBe((await read(any)).text);
		const pieces = practice.holdings.find(({ kind }) => kind === 'chart')?.shelf;
		expect(await pieces?.blobIds()).toHaveLength(3);
		await practice.filing.undo(id);
		expect(await pieces?.blobIds()).toEqual([]);
	});

	it('that is taken out while it is read leaves no word of it in the charts', async () => {
		const id = await filePage(practice, 18, 'chart');
		const [page] = desk.pagesOf(ana.id);
		if (!page) throw new Error('no page');
		const late = Promise.withResolvers<undefined>();
		const slow = new ChartsDesk({
			...{ chart: practice.chart, filing: practice.filing, pictures: new Pictures(), nameOf },
			newClient: () => newId<ClientId>(),
			newNote: () => newId<NoteId>(),
			read: (...asked) => late.promise.then(() => read(...asked))
		});
		const reading = slow.read({ ...page, reading: undefined });
		await practice.filing.undo(id);
		late.resolve(undefined);
		expect(await reading).toEqual({ ok: true });
		const pieces = practice.holdings.find(({ kind }) => kind === 'chart')?.shelf;
		expect(await pieces?.blobIds()).toEqual([]);
	});

	it('that is a mixed page’s part says so, and nothing of the whole', async () => {
		const regions = [{ x: 0, y: 0, width: 850, height: 300 }];
		await filePage(practice, 14, 'split', { regions });
		const [part] = desk.pagesOf(ana.id);
		if (!part) throw new Error('no part');
		expect((await desk.pastOf(part.page)).lines.map(({ what }) => what)).toEqual([
			'Filed the chart’s part of a mixed page to the chart of Ana Marlow-Ünal (kept in a separate folder).'
		]);
	});

	it('never shows in a chart when it went to the cabinet', async () => {
		await filePage(practice, 15, 'cabinet');
		expect(desk.pagesOf(ana.id)).toEqual([]);
		expect(desk.clients.find(({ client }) => client.id === ana.id)?.pages).toBe(0);
	});
});

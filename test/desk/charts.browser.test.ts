import { beforeEach, describe, expect, it } from 'vitest';
import { ChartsDesk } from '#lib/desk/charts.svelte.ts';
import { Pictures } from '#lib/desk/pictures.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { newId } from '#lib/vault/random.ts';
import { ana, filePage, nameOf, openPractice } from './open-practice.ts';

let practice: Practice;
let desk: ChartsDesk;

beforeEach(async () => {
	practice = await openPractice();
	desk = new ChartsDesk({
		chart: practice.chart,
		pictures: new Pictures(),
		nameOf,
		newClient: () => newId<ClientId>()
	});
});

describe('finding a client', () => {
	beforeEach(async () => {
		await desk.add({ name: 'Berit Aas' });
	});

	it.each([
		['', ['Ana Marlow-Ünal', 'Berit Aas']],
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
		expect((await desk.history(page)).map(({ who, what }) => [who, what])).toEqual([
			['Maren Ellsworth', 'Filed to the chart, because: the session note.'],
			['Maren Ellsworth', 'Taken out of the chart. The decision was taken back.']
		]);
		expect(desk.pagesOf(ana.id)).toHaveLength(1);
	});

	it('that is a mixed page’s part says so, and nothing of the whole', async () => {
		const regions = [{ x: 0, y: 0, width: 850, height: 300 }];
		await filePage(practice, 14, 'split', { regions });
		const [part] = desk.pagesOf(ana.id);
		if (!part) throw new Error('no part');
		expect((await desk.history(part.page)).map(({ what }) => what)).toEqual([
			'Filed the chart’s part of a mixed page to the chart.'
		]);
	});

	it('never shows in a chart when it went to the cabinet', async () => {
		await filePage(practice, 15, 'cabinet');
		expect(desk.pagesOf(ana.id)).toEqual([]);
		expect(desk.clients.find(({ client }) => client.id === ana.id)?.pages).toBe(0);
	});
});

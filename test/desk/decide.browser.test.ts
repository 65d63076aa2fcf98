import { expect, test, vi } from 'vitest';
import type { ClientId } from '#lib/page/ids.ts';
import { cabinetPassphrase, scan, setupDesk, type TestDesk } from './feed-desk.ts';

async function withPages(count: number): Promise<TestDesk & { client: ClientId }> {
	const desk = await setupDesk();
	await desk.feed.feed([scan('box.pdf', count)], { provenance: 'interfiled' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	await desk.decide.show();
	await desk.decide.addClient({ name: 'Ana Okafor' });
	if (!desk.decide.client) throw new Error('no client');
	return { ...desk, client: desk.decide.client };
}

test('a verdict brings the next page at once, and undo puts the page back on the desk', async () => {
	const { decide, practice } = await withPages(3);
	const first = decide.at;
	expect(await decide.decide('chart')).toEqual({ ok: true });
	expect(decide.at).toBe(decide.boxPages[1]?.side.page);
	expect(practice.chart.state.pages.size).toBe(1);
	expect(await decide.undo()).toEqual({ ok: true });
	expect(decide.at).toBe(first);
	expect(decide.page?.decision).toBeUndefined();
	expect(decide.waiting).toHaveLength(3);
	expect(practice.chart.state.pages.size).toBe(0);
});

test('nothing is filed before somebody said whose page it is', async () => {
	const { decide, practice } = await withPages(1);
	decide.choose(undefined);
	expect(await decide.decide('cabinet')).toEqual({ ok: false, ask: 'client' });
	expect(decide.waiting).toHaveLength(1);
	expect(practice.chart.state.pages.size).toBe(0);
});

test('a page that names somebody else is asked about before it is filed', async () => {
	const desk = await setupDesk();
	desk.engines.hints = { name: 'Birk Lindqvist' };
	await desk.feed.feed([scan('box.pdf', 1)], { provenance: 'unknown' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	const { decide } = desk;
	await decide.show();
	await decide.addClient({ name: 'Ana Okafor' });
	expect(decide.looksWrong).toBe(true);
	expect(await decide.decide('chart')).toEqual({ ok: false, ask: 'wrong-client' });
	expect(await decide.decide('chart', { sure: true })).toEqual({ ok: true });
});

test('a mixed page without regions is not filed', async () => {
	const { decide } = await withPages(1);
	expect(await decide.decide('split')).toEqual({ ok: false, ask: 'regions' });
	expect(decide.waiting).toHaveLength(1);
});

test('a page with a fate takes no second one, and the count of fates is kept', async () => {
	const { decide } = await withPages(2);
	const first = decide.at;
	await decide.decide('blank');
	await decide.decide('chart');
	expect(decide.at).toBeUndefined();
	expect(decide.tally).toEqual({
		pages: 2,
		fates: [
			['chart', 1],
			['blank', 1]
		]
	});
	await decide.show(first);
	expect(await decide.decide('chart')).toMatchObject({ ok: false });
	expect(decide.page?.decision?.fate).toBe('blank');
});

test('a private page that has left the tray comes back only through the open cabinet', async () => {
	const { decide, practice } = await withPages(1);
	const page = decide.at;
	if (!page) throw new Error('no page');
	await decide.decide('cabinet');
	await practice.filing.sweep();
	expect(await decide.undo()).toEqual({ ok: false, ask: 'cabinet' });
	const opened = await practice.openCabinet(cabinetPassphrase);
	if (!opened.ok) throw new Error(opened.why);
	expect(await practice.filing.undo(page, opened.cabinet)).toMatchObject({ ok: true });
	expect(decide.waiting).toHaveLength(1);
});

test('what was chosen stays from page to page of a box', async () => {
	const { decide, client } = await withPages(2);
	await decide.decide('chart');
	expect(decide.client).toBe(client);
});

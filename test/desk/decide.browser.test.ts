import { expect, test, vi } from 'vitest';
import { canvasCodec } from '#lib/imaging/canvas.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';
import { newId } from '#lib/vault/random.ts';
import { drawPage } from '../release/chart-on-paper.ts';
import { cabinetPassphrase, deskAgain, scan, setupDesk, sure, type TestDesk } from './feed-desk.ts';

const unread: Suggestion = {
	...{ kind: 'unsure', confidence: 0, evidence: [], lines: [] },
	summary: 'Nothing could be read.'
};
const none: BlobRef = { sha256: '', size: 0 };
const sheetClient = newId<ClientId>();

function drawnPng(): Promise<Uint8Array<ArrayBuffer>> {
	return canvasCodec.encodePng(drawPage(7).picture);
}

async function withPages(count: number): Promise<TestDesk & { client: ClientId }> {
	const desk = await setupDesk();
	await desk.feed.feed([scan('box.pdf', count)], { provenance: 'separate-folder' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	await desk.decide.show();
	await desk.decide.whose.add({ name: 'Ana Okafor' });
	if (!desk.decide.whose.client) throw new Error('no client');
	return { ...desk, client: desk.decide.whose.client };
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
	decide.whose.choose(undefined);
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
	await decide.whose.add({ name: 'Ana Okafor' });
	expect(decide.whose.looksWrong).toBe(true);
	expect(await decide.decide('chart')).toEqual({ ok: false, ask: 'wrong-client' });
	expect(await decide.decide('chart', { sure: true })).toEqual({ ok: true });
});

test('a misread name is taken for the client whom it is most like, and is no other client', async () => {
	const desk = await setupDesk();
	await desk.decide.whose.add({ name: 'Benedict Okafor' });
	const benedict = desk.decide.whose.client;
	await desk.decide.whose.add({ name: 'Ruth Okafor' });
	desk.engines.hints = { name: 'Benedict Okafcr' };
	await desk.feed.feed([scan('box.pdf', 1)], { provenance: 'unknown' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	const { decide } = desk;
	await decide.show();
	expect(decide.whose.client).toBe(benedict);
	expect(decide.whose.clientFrom).toBe('likely');
	expect(decide.whose.looksWrong).toBe(false);
	decide.whose.choose(decide.whose.clients.find(({ name }) => name === 'Ruth Okafor')?.id);
	decide.whose.accept();
	expect(decide.whose.client).toBe(benedict);
});

test('what is read after somebody answered is asked about still', async () => {
	const desk = await withPages(1);
	const { decide } = desk;
	const sure = { client: decide.whose.client, questions: decide.questionsBefore('chart') };
	expect(sure.questions).toEqual([]);
	desk.engines.hints = { name: 'Birk Lindqvist' };
	await decide.turn(180);
	await vi.waitFor(() => expect(decide.whose.looksWrong).toBe(true));
	expect(await decide.decide('chart', { sure })).toEqual({ ok: false, ask: 'wrong-client' });
	const again = { ...sure, questions: ['wrong-client'] as const };
	expect(await decide.decide('chart', { sure: again })).toEqual({ ok: true });
});

test('a page with a fact that the chart must hold is not locked away whole unasked', async () => {
	const desk = await setupDesk();
	const sentence = 'This safety fact must also be in the chart. 45 CFR 164.501';
	const remarks = [{ code: 'also-in-chart', line: 0, sentence }] as const;
	desk.engines.suggestion = { ...desk.engines.suggestion, kind: 'mixed', remarks };
	await desk.feed.feed([scan('box.pdf', 1)], { provenance: 'separate-folder' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	const { decide } = desk;
	await decide.show();
	await decide.whose.add({ name: 'Ana Okafor' });
	expect(decide.questionsBefore('chart')).not.toContain('also-in-chart');
	expect(decide.questionsBefore('split')).not.toContain('also-in-chart');
	expect(await decide.decide('cabinet')).toEqual({ ok: false, ask: 'also-in-chart' });
	expect(await decide.decide('cabinet', { sure: true })).toEqual({ ok: true });
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
	await decide.decide('chart', { sure: true });
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

test('a page whose copy was removed keeps what was suggested alone; brought back, it is sorted and not read again', async () => {
	const desk = await setupDesk();
	desk.engines.suggestion = sure('progress');
	await desk.feed.feed([scan('box.pdf', 1)], { provenance: 'separate-folder' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	const { decide, practice, engines } = desk;
	await decide.show();
	await decide.whose.add({ name: 'Ana Okafor' });
	await decide.decide('chart');
	await practice.filing.sweep();
	const suggested = () => [...practice.tray.state.pages.values()][0]?.suggestion;
	expect(suggested()).toMatchObject({ kind: 'progress', confidence: 0.95, lines: [] });
	const reads = engines.turnsGiven.length;
	expect(await decide.undo()).toEqual({ ok: true });
	await vi.waitFor(() => expect(suggested()?.lines).toHaveLength(1));
	expect(engines.turnsGiven).toHaveLength(reads);
});

test('what was chosen stays from page to page of a box', async () => {
	const { decide, client } = await withPages(2);
	await decide.decide('chart');
	expect(decide.whose.client).toBe(client);
	expect(decide.whose.clientFrom).toBe('kept');
	expect(await decide.decide('chart')).toEqual({ ok: true });
});

test('what was typed of a page is there again after a look elsewhere', async () => {
	const desk = await setupDesk();
	await desk.feed.feed([scan('box.pdf', 2)], { provenance: 'interfiled' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	const { decide } = desk;
	await decide.show();
	await decide.whose.add({ name: 'Ana Okafor' });
	const typed = ensureDate('1999-01-02');
	decide.whose.setDate(typed);
	const { client } = decide.whose;
	await decide.show(decide.at);
	expect(decide.whose).toMatchObject({ client, serviceDate: typed, dateFrom: 'person' });
});

test('a page that could not be read is not filed to the client of the page before without a question', async () => {
	const desk = await setupDesk();
	desk.engines.suggestion = unread;
	await desk.feed.feed([scan('box.pdf', 3)], { provenance: 'interfiled' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	const { decide, practice } = desk;
	await decide.show();
	await decide.whose.add({ name: 'Ana Okafor' });
	expect(await decide.decide('chart')).toEqual({ ok: true });
	expect(decide.whose.clientFrom).toBe('kept');
	expect(decide.questionsBefore('blank')).toEqual([]);
	expect(await decide.decide('chart')).toEqual({ ok: false, ask: 'kept-client' });
	expect(practice.chart.state.pages.size).toBe(1);
	expect(await decide.decide('chart', { sure: true })).toEqual({ ok: true });
	// Chosen by a person, there is nothing to ask.
	if (decide.whose.client) decide.whose.choose(decide.whose.client);
	expect(await decide.decide('chart')).toEqual({ ok: true });
});

test('the date of the page before does not go on to a page that could not be read', async () => {
	const desk = await setupDesk();
	desk.engines.suggestion = unread;
	await desk.feed.feed([scan('box.pdf', 2)], { provenance: 'interfiled' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	const { decide, practice } = desk;
	await decide.show();
	await decide.whose.add({ name: 'Ana Okafor' });
	decide.whose.setDate(ensureDate('2019-02-26'));
	await decide.decide('chart');
	expect(decide.whose.serviceDate).toBeUndefined();
	await decide.decide('chart', { sure: true });
	const [first, second] = [...practice.chart.state.pages.values()];
	expect([first?.serviceDate, second?.serviceDate]).toEqual(['2019-02-26', undefined]);
	expect(first?.kind).toBe('other');
});

test('a turned page stands turned at once, forgets its words, and is read again as the person turned it', async () => {
	const desk = await setupDesk();
	desk.engines.picture = await drawnPng();
	await desk.feed.feed([scan('box.pdf', 1)], { provenance: 'interfiled' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	const { decide, practice, engines } = desk;
	await decide.show();
	const before = decide.page?.reading;
	expect(before).toBeDefined();
	expect(await decide.turn(90)).toEqual({ ok: true });
	expect(decide.page).toMatchObject({ turn: 90, turnGiven: true });
	await vi.waitFor(() => expect(decide.page?.reading).toBeDefined());
	expect(engines.turnsGiven).toEqual([undefined, 90]);
	expect(await practice.tray.opens(before ?? none, new Uint8Array())).toBe(false);
	const lying = await practice.holdings.find(({ kind }) => kind === 'tray')?.shelf.blobIds();
	expect(lying).not.toContain(before?.sha256);
	await vi.waitFor(() => expect(decide.onDesk?.page.turn).toBe(90));
	const shown = await createImageBitmap(await (await fetch(decide.onDesk?.url ?? '')).blob());
	expect([shown.width, shown.height]).toEqual([1100, 850]);
	// And back: it is undone by turning it on.
	await decide.turn(270);
	expect(decide.page?.turn).toBe(0);
});

test('behind a separator sheet its client goes first, its provenance counts, and what was kept apart is asked about', async () => {
	const desk = await setupDesk();
	const { decide, practice } = desk;
	await practice.chart.act({
		is: 'client-added',
		client: { id: sheetClient, name: 'Bo Elsewhere' }
	});
	desk.engines.hints = { name: 'Ana Okafor' };
	await desk.feed.feed([scan('box.pdf', 3)], { provenance: 'interfiled' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	await decide.show();
	await decide.whose.add({ name: 'Ana Okafor' });
	const [first, second] = decide.boxPages;
	if (!first || !second) throw new Error('no pages');
	const { reading: _, suggestion: __, ...taken } = first;
	const page = newId<PageId>();
	const separator = {
		client: sheetClient,
		provenance: 'sealed-envelope',
		keepPrivate: true
	} as const;
	const side = { ...taken.side, page };
	await practice.tray.act({ is: 'side-taken', taken: { ...taken, side, separator } });
	const others = decide.boxPages.map(({ side }) => side.page).filter((id) => id !== page);
	const { box } = first.side;
	await practice.tray.act({ is: 'box-collated', box, pages: [page, ...others] });

	await decide.show(second.side.page);
	expect(decide.whose.client).toBe(sheetClient);
	expect(decide.whose.clientFrom).toBe('separator');
	expect(decide.questionsBefore('chart')).toEqual(['wrong-client', 'kept-apart']);
	expect(decide.questionsBefore('cabinet')).toEqual(['wrong-client']);
	await decide.decide('chart', { sure: true });
	const filed = practice.chart.state.pages.get(second.side.page);
	expect(filed).toMatchObject({ client: sheetClient, provenance: 'sealed-envelope' });

	// The sheet itself is done; taken back, it is a page, and nothing lies behind it.
	expect(decide.waiting.some(({ side }) => side.page === page)).toBe(false);
	expect(await decide.undo(page)).toEqual({ ok: true });
	expect(decide.boxPages.some(({ behind }) => behind)).toBe(false);
	expect(await decide.decide('separator')).toEqual({ ok: true });
	expect(decide.boxPages.filter(({ behind }) => behind)).toHaveLength(3);
});

test('any earlier page is taken back after a reload, not only the last', async () => {
	const desk = await withPages(3);
	const first = desk.decide.at;
	for (const fate of ['chart', 'rescan', 'cabinet'] as const) await desk.decide.decide(fate);
	expect(desk.decide.waiting).toEqual([]);
	const again = deskAgain(desk);
	await again.show(first);
	expect(again.page?.decision?.fate).toBe('chart');
	expect(await again.undo(first)).toEqual({ ok: true });
	expect(again.whose.client).toBe(desk.client);
	expect(desk.practice.chart.state.pages.size).toBe(0);
	for (const waiting of [2, 3]) {
		expect(await again.undo()).toEqual({ ok: true });
		expect(again.waiting).toHaveLength(waiting);
	}
	expect(await again.undo()).toMatchObject({ ok: false });
});

test('the order by doubt is remembered, and carries no date from page to page', async () => {
	const desk = await setupDesk();
	const told = [sure('progress'), sure('mixed'), { ...sure('progress'), confidence: 0.6 }, unread];
	let at = 0;
	desk.engines.sort = () =>
		Promise.resolve({ hints: {}, suggestion: told[at++] ?? sure('progress') });
	await desk.feed.feed([scan('box.pdf', 4)], { provenance: 'separate-folder' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	const kept = new Map<string, string>();
	const notes = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
	const decide = deskAgain(desk, { notes });
	await decide.orderBy('doubt');
	const confidences = (): (number | undefined)[] =>
		decide.waiting.map(({ suggestion }) => suggestion?.confidence);
	expect(confidences()).toEqual([0, 0.95, 0.6, 0.95]);
	expect(decide.page?.suggestion?.kind).toBe('unsure');
	await decide.whose.add({ name: 'Ana Okafor' });
	decide.whose.setDate(ensureDate('2020-01-05'));
	await decide.decide('chart', { sure: true });
	expect(decide.page?.suggestion?.kind).toBe('mixed');
	expect(decide.whose.serviceDate).toBeUndefined();
	expect(decide.questionsBefore('chart')).toEqual(['kept-client']);
	await decide.previous();
	expect(confidences()).toEqual([0.95, 0.6, 0.95]);
	expect(decide.page?.suggestion).toMatchObject({ kind: 'progress', confidence: 0.95 });
	expect(deskAgain(desk, { notes }).order).toBe('doubt');
	await decide.orderBy('paper');
	expect(deskAgain(desk, { notes }).order).toBe('paper');
});

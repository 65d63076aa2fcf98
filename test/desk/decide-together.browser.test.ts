import { expect, test, vi } from 'vitest';
import type { Provenance } from '#lib/page/fate.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';
import { deskAgain, scan, setupDesk, sure, type TestDesk } from './feed-desk.ts';

async function withAlike(
	kind: Suggestion['kind'],
	count: number,
	provenance: Provenance = 'separate-folder'
): Promise<TestDesk> {
	const desk = await setupDesk();
	desk.engines.suggestion = sure(kind);
	await desk.feed.feed([scan('box.pdf', count)], { provenance });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	await desk.decide.show();
	await desk.decide.whose.add({ name: 'Ana Okafor' });
	return desk;
}

test('pages that look alike are decided in one act, and taken back in one, after a reload as well', async () => {
	const desk = await withAlike('psychotherapy', 5);
	const { decide, practice } = desk;
	const { run } = decide;
	expect(run).toMatchObject({ fate: 'cabinet', more: 0 });
	expect(run?.pages).toHaveLength(5);
	if (!run) return;
	// One is taken out: it waits to be decided alone.
	const [left, ...pages] = run.pages;
	expect(await decide.decideRun({ ...run, pages })).toEqual({ ok: true });
	expect(decide.waiting.map(({ side }) => side.page)).toEqual([left?.page.side.page]);
	expect(decide.at).toBe(left?.page.side.page);
	expect(decide.run).toBeUndefined();
	await decide.decide('blank');

	const again = deskAgain(desk);
	expect(await again.undo()).toEqual({ ok: true });
	expect(again.waiting).toHaveLength(1);
	expect(await again.undo()).toEqual({ ok: true });
	expect(again.waiting).toHaveLength(5);
	expect(again.at).toBe(pages[0]?.page.side.page);
	expect(practice.tray.state.undo).toEqual([]);
	expect(again.boxPages.map(({ owed }) => owed)).toEqual(Array(5).fill(undefined));
});

test('one page of a run can be taken back alone', async () => {
	const { decide, practice } = await withAlike('progress', 3);
	const { run } = decide;
	if (!run) throw new Error('no run');
	await decide.decideRun(run);
	expect(practice.chart.state.pages.size).toBe(3);
	const second = run.pages[1]?.page.side.page;
	expect(await decide.undo(second)).toEqual({ ok: true });
	expect(decide.waiting.map(({ side }) => side.page)).toEqual([second]);
	expect(practice.chart.state.pages.size).toBe(2);
	expect(await decide.undo()).toEqual({ ok: true });
	expect(practice.chart.state.pages.size).toBe(0);
});

test('what was looked at and has changed meanwhile is not decided', async () => {
	const { decide, practice } = await withAlike('progress', 3);
	const { run } = decide;
	if (!run) throw new Error('no run');
	await decide.turn(180);
	expect(await decide.decideRun(run)).toMatchObject({ ok: false });
	expect(practice.chart.state.pages.size).toBe(0);
});

test.each([
	['they are too few', sure('progress'), 2, 'separate-folder'],
	['it is only probable', { ...sure('progress'), confidence: 0.7 }, 4, 'separate-folder'],
	['they are mixed', sure('mixed'), 4, 'separate-folder'],
	['nobody can tell', { ...sure('unsure'), confidence: 0.9 }, 4, 'separate-folder'],
	['locking them away wants a reason', sure('psychotherapy'), 4, 'interfiled'],
	[
		'somebody else is named on them',
		{ ...sure('progress'), remarks: [{ code: 'names-others', sentence: 'A name.' }] },
		4,
		'separate-folder'
	],
	[
		'the chart must hold a part of them',
		{ ...sure('psychotherapy'), remarks: [{ code: 'also-in-chart', sentence: 'Safety.' }] },
		4,
		'separate-folder'
	]
] as const)('pages are not decided together where %s', async (_, suggestion, count, provenance) => {
	const desk = await setupDesk();
	desk.engines.suggestion = suggestion;
	await desk.feed.feed([scan('box.pdf', count)], { provenance });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	await desk.decide.show();
	await desk.decide.whose.add({ name: 'Ana Okafor' });
	expect(desk.decide.run).toBeUndefined();
});

test('a page of another client, and one that looks otherwise, is in no run', async () => {
	const desk = await setupDesk();
	const told = [
		{ hints: { name: 'Ana Okafor' }, suggestion: sure('progress') },
		{ hints: { name: 'Birk Lindqvist' }, suggestion: sure('progress') },
		{ hints: { name: 'Ana Okafor' }, suggestion: sure('progress', 'administrative') },
		{ hints: { name: 'Ana Okafor' }, suggestion: sure('progress') },
		{ hints: { name: 'Ana Okafor' }, suggestion: sure('progress') }
	];
	let at = 0;
	desk.engines.sort = () =>
		Promise.resolve(told[at++] ?? { hints: {}, suggestion: sure('unsure') });
	await desk.decide.whose.add({ name: 'Birk Lindqvist' });
	await desk.decide.whose.add({ name: 'Ana Okafor' });
	await desk.feed.feed([scan('box.pdf', 5)], { provenance: 'separate-folder' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	const { decide } = desk;
	const first = decide.boxPages.length;
	expect(first).toBe(0);
	const anas = [...desk.practice.tray.state.pages.values()].filter(
		({ hints, suggestion }) =>
			hints?.name === 'Ana Okafor' && suggestion?.lines[0]?.element === 'medication'
	);
	await decide.show(anas[0]?.side.page);
	expect(decide.run?.pages.map(({ page }) => page.side.page).toSorted()).toEqual(
		anas.map(({ side }) => side.page).toSorted()
	);
});

/** What a page's own words say of its session and author goes to the chart with it, unless a person says otherwise. */
import { expect, test, vi } from 'vitest';
import { offeredMarks } from '#lib/desk/offered-marks.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import { scan, setupDesk, sure, type TestDesk } from './feed-desk.ts';

const hints = { session: 'couple', contact: 'intake', author: 'T. Lindqvist, LICSW' } as const;

async function withPages(count: number): Promise<TestDesk> {
	const desk = await setupDesk();
	desk.engines.hints = hints;
	desk.engines.suggestion = sure('progress');
	await desk.feed.feed([scan('box.pdf', count)], { provenance: 'separate-folder' });
	await vi.waitFor(() => expect(desk.queue.running).toBe(false));
	await desk.decide.show();
	await desk.decide.whose.add({ name: 'Ana Okafor' });
	return desk;
}

function charted({ practice }: TestDesk): readonly ChartPage[] {
	return [...practice.chart.state.pages.values()];
}

test('a page is filed with what it says of its session and its author', async () => {
	const desk = await withPages(1);
	await desk.decide.decide('chart');
	expect(charted(desk)[0]).toMatchObject(hints);
	const id = charted(desk)[0]?.page;
	if (!id) throw new Error('no page');
	// Said anew: all of it.
	await desk.practice.chart.act({
		is: 'page-marked',
		page: id,
		marks: { author: 'A. Reader, MD' }
	});
	expect(charted(desk)[0]).toMatchObject({ author: 'A. Reader, MD' });
	expect(charted(desk)[0]).not.toHaveProperty('session');
	expect(charted(desk)[0]).not.toHaveProperty('contact');
});

test('what a person said stands, and nothing of it goes into the cabinet', async () => {
	const desk = await withPages(2);
	await desk.decide.decide('chart', { marks: { session: 'individual' } });
	expect(charted(desk)[0]).toMatchObject({ session: 'individual' });
	expect(charted(desk)[0]).not.toHaveProperty('author');
	await desk.decide.decide('cabinet');
	expect(charted(desk)).toHaveLength(1);
});

test('pages that are decided together each go with their own', async () => {
	const desk = await withPages(4);
	const { run } = desk.decide;
	if (!run) throw new Error('no run');
	await desk.decide.decideRun(run);
	expect(charted(desk)).toHaveLength(run.pages.length);
	for (const page of charted(desk)) expect(page.author).toBe(hints.author);
});

test('a bill names no session, and a page that names others is not offered as the client’s alone', () => {
	const { contact, author } = hints;
	expect(offeredMarks({ hints, suggestion: sure('administrative') })).toEqual({ author });
	const others = [{ code: 'names-others', sentence: 'A name.' }] as const;
	const suggestion = { ...sure('progress'), remarks: others };
	const alone = { session: 'individual', contact, author } as const;
	expect(offeredMarks({ hints: alone, suggestion })).toEqual({ contact, author });
	expect(offeredMarks({ hints: alone, suggestion: sure('progress') })).toEqual(alone);
	expect(offeredMarks(undefined)).toEqual({});
});

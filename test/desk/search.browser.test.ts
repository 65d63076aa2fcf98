import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SearchDesk } from '#lib/desk/search.svelte.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { Searcher } from '#lib/search/searcher.ts';
import { openIndex } from '#lib/search/sealed-index.ts';
import { drawPage } from '../release/chart-on-paper.ts';
import { ana, cabinetPassphrase, filePage, openPractice } from './open-practice.ts';

let practice: Practice;
let desk: SearchDesk;

const wordOf = (seed: number): string => {
	const [line] = drawPage(seed).reading.lines;
	const words = line?.words.map(({ text }) => text) ?? [];
	return words.toSorted((a, b) => b.length - a.length)[0] ?? '';
};

async function started(): Promise<SearchDesk> {
	const made = new SearchDesk(practice.chart, new Searcher(), { quiet: 1_000_000 });
	await made.start();
	return made;
}

async function keptText(): Promise<string> {
	const kept = await practice.chart.keptBeside('words');
	const index = kept && (await openIndex(practice.chart.key, kept));
	return JSON.stringify(index?.toKeep() ?? '');
}

beforeEach(async () => {
	practice = await openPractice();
});

afterEach(() => desk.stop());

describe('the words of the charts', () => {
	it('are found on pages that were there, and on pages that come while it runs', async () => {
		await filePage(practice, 31, 'chart', { day: '2024-03-12' });
		desk = await started();
		await desk.ask(wordOf(31));
		expect(desk.hits?.[0]?.client.id).toBe(ana.id);
		expect(desk.hits?.[0]?.lines.flat().some(({ found }) => found)).toBe(true);
		await filePage(practice, 32, 'chart');
		await expect.poll(() => [desk.ready, desk.all]).toEqual([2, 2]);
		await desk.ask('ana marlow');
		expect(desk.of).toBe(2);
		await desk.ask('march 2024');
		expect(desk.hits).toHaveLength(1);
	});

	it('never hold a private page’s: not while it lies in the tray, and not in the cabinet', async () => {
		await filePage(practice, 33, 'cabinet', { planted: 'quokka' });
		await filePage(practice, 34, 'chart');
		desk = await started();
		await desk.keep();
		const kept = await keptText();
		expect(kept).toContain(wordOf(34).toLowerCase());
		expect(kept).not.toContain('quokka');
		await desk.ask('quokka');
		expect(desk.hits).toEqual([]);
	});

	it('leave the index, and what is kept of it, with a page that goes to the cabinet', async () => {
		const page = await filePage(practice, 35, 'chart', { planted: 'quokka' });
		await filePage(practice, 36, 'chart');
		desk = await started();
		await desk.keep();
		expect(await keptText()).toContain('quokka');
		const decided = await practice.filing.decide(page, { fate: 'cabinet', client: ana.id });
		expect(decided.ok).toBe(true);
		await expect.poll(() => [desk.ready, desk.all]).toEqual([1, 1]);
		// At once, before anything is kept anew: what lies there could be opened with the charts' key.
		expect(await keptText()).toBe('""');
		await desk.keep();
		expect(await keptText()).not.toContain('quokka');
		expect((await practice.openCabinet(cabinetPassphrase)).ok).toBe(true);
	});

	it('are kept sealed, and only what has changed is read again at the next unlock', async () => {
		await filePage(practice, 37, 'chart');
		desk = await started();
		await desk.keep();
		const kept = await practice.chart.keptBeside('words');
		expect(new TextDecoder().decode(kept?.slice(0, 21))).toBe('age-encryption.org/v1');
		await filePage(practice, 38, 'chart');
		desk.stop();
		const asked: number[] = [];
		const engine = new Searcher();
		const add = engine.add.bind(engine);
		engine.add = (pages) => {
			asked.push(pages.length);
			return add(pages);
		};
		desk = new SearchDesk(practice.chart, engine, { quiet: 1_000_000 });
		await desk.start();
		expect(asked).toEqual([1]);
		await desk.ask(wordOf(37));
		expect(desk.hits?.length).toBeGreaterThan(0);
	});

	it('are read anew where what was kept is damaged', async () => {
		await filePage(practice, 39, 'chart');
		await practice.chart.keepBeside('words', new Uint8Array([1, 2, 3]));
		desk = await started();
		await desk.ask(wordOf(39));
		expect([desk.failed, desk.hits?.length]).toEqual([false, 1]);
	});

	it('are gone with the lock', async () => {
		await filePage(practice, 40, 'chart');
		desk = await started();
		await desk.ask(wordOf(40));
		desk.stop();
		expect([desk.text, desk.hits]).toEqual(['', undefined]);
	});
});

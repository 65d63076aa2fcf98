import { beforeEach, describe, expect, test } from 'vitest';
import { ChartCheck } from '#lib/desk/chart-check.svelte.ts';
import { ChecksMade } from '#lib/desk/checks-made.svelte.ts';
import { LastNotes } from '#lib/desk/last-notes.svelte.ts';
import { LockAway } from '#lib/desk/lock-away.ts';
import type { BoxId, ClientId, PageId } from '#lib/page/ids.ts';
import { ensureDate } from '#lib/page/date.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { sortHandlers } from '#lib/sorting/sort-handlers.ts';
import { corpusPages } from '../checks/corpus-pages.ts';
import { readingOf } from '../checks/read.ts';
import { addClient, layPage, openBox, setUpPractice } from '../support/practice.ts';
import { markedPage } from '../support/marked-paper.ts';

const textOf = (id: string): string => corpusPages.find((page) => page.id === id)?.text ?? '';
const now = (): Date => new Date('2026-11-28T10:00:00Z');

let practice: Practice;
let client: ClientId;
let box: BoxId;
let made: ChecksMade;
let noted: Map<string, string>;
let picture: Uint8Array<ArrayBuffer>;

async function chartPage(id: string, day?: string): Promise<PageId> {
	const page = await layPage(practice, box, picture, readingOf(textOf(id)));
	const serviceDate = day ? { serviceDate: ensureDate(day) } : {};
	const filed = await practice.filing.decide(page, { fate: 'chart', client, ...serviceDate });
	if (!filed.ok) throw new Error(filed.why);
	return page;
}

const partsOf = () => ({
	...{ tray: practice.tray, chart: practice.chart, signedAs: practice.signedAs, made, now },
	sort: (reading: Parameters<typeof sortHandlers.sort>[0]) =>
		Promise.resolve(sortHandlers.sort(reading))
});

beforeEach(async () => {
	({ practice } = await setUpPractice());
	({ picture } = await markedPage('e'.repeat(32), 'f'.repeat(32)));
	client = await addClient(practice, 'Ana Marked');
	box = await openBox(practice);
	noted = new Map();
	const getItem = (key: string): string | null => noted.get(key) ?? null;
	made = new ChecksMade({ getItem, setItem: (key, value) => void noted.set(key, value) });
});

describe('the chart check', () => {
	test('finds the page that holds private analysis, with its lines, and leaves the plain note alone', async () => {
		await chartPage('dev-001');
		const hidden = await chartPage('dev-011');
		const check = new ChartCheck(partsOf());
		await check.run();
		expect(check.found.map(({ page, is }) => [page.page, is])).toEqual([[hidden, 'part']]);
		expect(check.found[0]?.lines.length).toBeGreaterThan(0);
		expect(check.last).toEqual({
			...{ at: '2026-11-28T10:00:00.000Z', pages: 2, of: 2, unread: 0, damaged: 0 }
		});
		// On this device stands when, and nothing of what was found.
		expect([...noted.values()]).toEqual(['{"chart":"2026-11-28T10:00:00.000Z"}']);
	});

	test('forgets a page once it is locked away, and everything when the practice is locked', async () => {
		const hidden = await chartPage('dev-083');
		const check = new ChartCheck(partsOf());
		await check.run();
		const found = check.found[0];
		if (!found) throw new Error('nothing was found');
		const lockAway = new LockAway(practice);
		expect(await lockAway.lockAway(found.page, 'my own guesses', '')).toMatchObject({ ok: true });
		expect(practice.chart.state.pages.has(hidden)).toBe(false);
		expect(check.found).toEqual([]);
		check.stop();
		expect([check.last, check.found, check.running]).toEqual([undefined, [], undefined]);
	});

	test('asks no more about a page that a clinician has vouched for, and counts it', async () => {
		const page = await chartPage('dev-083');
		const check = new ChartCheck(partsOf());
		await check.run();
		expect(check.found).toHaveLength(1);
		await practice.chart.act({ is: 'page-vouched', page, because: 'It is the treatment plan.' });
		expect([check.found, [...check.vouched]]).toEqual([[], [page]]);
		await check.run();
		expect([check.found, [...check.vouched]]).toEqual([[], [page]]);
	});

	test('asks again once the word is taken back, without another look', async () => {
		const page = await chartPage('dev-083');
		const check = new ChartCheck(partsOf());
		await check.run();
		await practice.chart.act({ is: 'page-vouched', page, because: 'It is the treatment plan.' });
		await practice.chart.act({ is: 'vouch-withdrawn', page });
		expect(check.found.map((one) => one.page.page)).toEqual([page]);
		expect(check.vouched.size).toBe(0);
	});

	test('that was stopped says how far it came, and does not count as made', async () => {
		for (const id of ['dev-083', 'dev-001', 'dev-011']) await chartPage(id);
		const parts = partsOf();
		const check: ChartCheck = new ChartCheck({
			...parts,
			sort: (reading) => {
				if (check.running?.done === 1) check.cancel();
				return parts.sort(reading);
			}
		});
		await check.run();
		expect(check.last).toMatchObject({ pages: 1, of: 3 });
		expect(noted.size).toBe(0);
	});

	test('counts what nobody could read, apart', async () => {
		const page = await layPage(practice, box, picture, readingOf(textOf('dev-011'), 0.2));
		await practice.filing.decide(page, { fate: 'chart', client });
		const check = new ChartCheck(partsOf());
		await check.run();
		expect([check.found, check.last?.unread]).toEqual([[], 1]);
	});
});

describe('the last five notes', () => {
	test('are the five latest by date of service, of one client and day together', async () => {
		for (const day of ['2001-01-05', '2003-01-05', '2002-01-05', '2004-01-05', '2005-01-05'])
			await chartPage('dev-001', day);
		const front = await chartPage('dev-001', '2006-02-01');
		const back = await chartPage('dev-083', '2006-02-01');
		const notes = new LastNotes(partsOf());
		await notes.run();
		expect(notes.notes?.map(({ date }) => date)).toEqual([
			...['2006-02-01', '2005-01-05', '2004-01-05', '2003-01-05', '2002-01-05']
		]);
		expect(notes.notes?.[0]?.pages.toSorted()).toEqual([front, back].toSorted());
		expect(notes.notes?.[0]?.look.impressions.map(({ page }) => page)).toContain(back);
		expect(notes.notes?.[1]?.look.impressions).toEqual([]);
		expect(made.at('notes')).toBe('2026-11-28T10:00:00.000Z');
		notes.stop();
		expect(notes.notes).toBeUndefined();
	});

	test('leave out what somebody else has signed, and keep a misread name of one’s own', async () => {
		const [first = '', ...letters] = practice.signedAs.split(',');
		const signed = async (author: string, day: string): Promise<PageId> => {
			const page = await layPage(practice, box, picture, readingOf(textOf('dev-001')));
			const details = {
				fate: 'chart',
				client,
				serviceDate: ensureDate(day),
				marks: { author }
			} as const;
			const filed = await practice.filing.decide(page, details);
			if (!filed.ok) throw new Error(filed.why);
			return page;
		};
		const misread = `${first.slice(0, -1)}l,${letters.join(',')}`;
		const own = await signed(misread, '2005-01-05');
		await signed('Noelle Farquhar, PMHNP-BC', '2006-01-05');
		const notes = new LastNotes(partsOf());
		await notes.run();
		expect(notes.notes?.flatMap(({ pages }) => pages)).toEqual([own]);
	});

	test('hold what was read and waits in the tray, and nothing that was locked away', async () => {
		const { tray } = practice;
		const [waits, locked] = [
			await layPage(practice, box, picture, readingOf(textOf('dev-001'))),
			await layPage(practice, box, picture, readingOf(textOf('dev-011')))
		];
		for (const page of [waits, locked]) {
			const reading = tray.state.pages.get(page)?.reading;
			if (!reading) throw new Error('not read');
			const suggestion = { kind: 'progress', confidence: 0.9, evidence: [], lines: [] } as const;
			await tray.act({
				...{ is: 'page-read', page, reading, turn: 0 },
				...{ suggestion: { ...suggestion, summary: '' }, hints: { name: 'Bo Lind' } }
			});
		}
		await practice.filing.decide(locked, { fate: 'cabinet', client });
		const notes = new LastNotes(partsOf());
		await notes.run();
		expect(notes.notes).toMatchObject([
			{ place: { is: 'tray' }, clientName: 'Bo Lind', pages: [waits], unseen: 0 }
		]);
	});
});

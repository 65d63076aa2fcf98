import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	choose,
	csvOf,
	everything,
	jsonOf,
	newestFirst,
	type Line
} from '#lib/desk/history-lines.ts';
import { inRuns } from '#lib/desk/history-runs.ts';
import { chartWords, trayTeller, type Said } from '#lib/desk/history-words.ts';
import { inEnglish } from '#lib/language/telling.ts';
import type { ChartAction } from '#lib/chart/actions.ts';
import { fates, isFiled } from '#lib/page/fate.ts';
import type { BoxId, ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import type { TrayAction } from '#lib/tray/actions.ts';

const page = 'p1' as PageId;
const client = 'c1' as ClientId;
const box = 'b1' as BoxId;
const nameOf = (): string => 'Ana Okafor';
const wordsOf = (said: Said | undefined): string | undefined => said && inEnglish(said.what);

const line = (n: number, at: string, over: Partial<Line> = {}): Line => ({
	...{ from: 'chart', n, at, day: at.slice(0, 10), person: 'a' as PersonId, who: 'Maren, PhD' },
	...{ what: 'Did it.', about: 'filing' },
	...over
});

describe('the words of the chart', () => {
	const filed = { page, client, kind: 'progress', provenance: 'interfiled' };
	const rows: readonly (readonly [unknown, string])[] = [
		[{ is: 'client-added', client: { id: client, name: 'Ana Okafor' } }, 'Added the client Ana'],
		[{ is: 'client-changed', client: { id: client, name: 'Ana Okafor' } }, 'Changed the details'],
		[
			{ is: 'page-filed', page: filed, because: 'progress note.' },
			'Filed a page to the chart of Ana Okafor (kept among the record’s pages), because: progress note.'
		],
		[{ is: 'page-withdrawn', page, client, because: 'Undone.' }, 'Took a page out of the chart'],
		[{ is: 'page-turned', page, turn: 90 }, 'Turned the picture'],
		[{ is: 'page-read', page, turn: 0 }, 'Had a filed page read.'],
		[
			{ is: 'page-redacted', page, redacted: { marks: [{}, {}] } },
			'Made a redacted copy of a filed page, with 2 places covered.'
		],
		[{ is: 'redaction-removed', page }, 'Took back the redacted copy'],
		[
			{
				is: 'packet-released',
				disclosure: { client, pages: 1, recipient: { name: 'Dr. Bell' }, purpose: 'care' }
			},
			'Released 1 page of Ana Okafor to Dr. Bell, for: care.'
		]
	];

	it.each([
		[
			{ client: 'c2' as ClientId, kind: 'other' },
			'Put a page back from the chart of Berit Aas to that of Ana Okafor.'
		],
		[
			{ client, kind: 'other', serviceDate: '2020-02-02' },
			'Put a page of Ana Okafor back under its earlier date: no date of service.'
		],
		[{ client, kind: 'administrative' }, 'Put a page of Ana Okafor back under its earlier kind.']
	])('tell a filing elsewhere that was taken back: %j', (was, words) => {
		const filed = { page, client, kind: 'other', provenance: 'unknown' };
		const action = { is: 'page-filed', page: filed, was, back: true } as ChartAction;
		const named = (id: ClientId): string => (id === client ? 'Ana Okafor' : 'Berit Aas');
		expect(inEnglish(chartWords(action, named).what)).toBe(words);
	});

	it.each(rows)('tell %j', (action, words) => {
		expect(inEnglish(chartWords(action as ChartAction, nameOf).what)).toContain(words);
	});
});

describe('the words of the tray', () => {
	it('tell what stays in the tray, and that it was taken back', () => {
		const tell = trayTeller();
		const decided: TrayAction = {
			is: 'page-decided',
			page,
			decision: { fate: 'blank', because: 'only dust' }
		};
		expect(wordsOf(tell(decided))).toBe('Decided that a side is blank, because: only dust.');
		expect(wordsOf(tell({ is: 'page-undone', page }))).toBe('Took a decision back.');
	});

	it('say nothing of a page that is filed, whatever was decided before: nothing to count from', () => {
		const filing = fates.filter(isFiled);
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(...fates)),
				fc.constantFrom(...filing),
				(before, fate) => {
					const tell = trayTeller();
					for (const one of before) tell({ is: 'page-decided', page, decision: { fate: one } });
					const acts: readonly TrayAction[] = [
						{ is: 'page-decided', page, decision: { fate, because: 'a secret' } },
						{ is: 'page-filed', page, receipts: [] },
						{ is: 'page-undone', page },
						{ is: 'page-returned', page },
						{ is: 'copies-removed', pages: [page] }
					];
					expect(acts.map(tell)).toEqual(acts.map(() => undefined));
				}
			)
		);
	});

	it('leave a refused file’s name sealed', () => {
		const refused = trayTeller()({
			...{ is: 'file-refused', box, file: 2, name: 'Okafor.pdf' },
			sentence: 'It is damaged.'
		});
		expect(wordsOf(refused)).toBe('File 2 was refused. It is damaged.');
	});
});

describe('lines', () => {
	const at = fc.array(fc.integer({ min: 0, max: 9 }).map((n) => `2026-03-0${n}T10:00:00.000Z`));

	it('are put together newest first, none lost, each ledger in its own order', () => {
		fc.assert(
			fc.property(at, at, at, (a, b, c) => {
				const chart = a.map((time, i) => line(i + 1, time));
				const tray = b.map((time, i) => line(i + 1, time, { from: 'tray' }));
				const members = c.map((time, i) => line(i + 1, time, { from: 'members' }));
				const merged = newestFirst(chart, tray, members);
				expect(merged.filter(({ from }) => from === 'members')).toEqual(members.toReversed());
				expect(merged.filter(({ from }) => from === 'chart')).toEqual(chart.toReversed());
				expect(merged.filter(({ from }) => from === 'tray')).toEqual(tray.toReversed());
			})
		);
	});

	it('are chosen by person, days, what and page', () => {
		const lines = [
			line(1, '2026-03-01T10:00:00Z', { page }),
			line(2, '2026-03-02T10:00:00Z', { about: 'clients' }),
			line(3, '2026-03-03T10:00:00Z', { person: 'b' as PersonId })
		];
		const numbers = (choice: object): number[] =>
			choose(lines, { ...everything, ...choice }).map(({ n }) => n);
		expect(numbers({})).toEqual([1, 2, 3]);
		expect(numbers({ since: '2026-03-02', until: '2026-03-02' })).toEqual([2]);
		expect(numbers({ person: 'b' })).toEqual([3]);
		expect(numbers({ about: 'clients' })).toEqual([2]);
		expect(numbers({ page })).toEqual([1]);
	});

	it('in a table run no formula and keep quotes', () => {
		const csv = csvOf([line(1, '2026-03-01T10:00:00Z', { what: '=HYPERLINK("x")' })]);
		expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
		expect(csv.split('\r\n')).toHaveLength(3);
	});

	it('as JSON hold what is shown, and no ids', () => {
		const text = jsonOf([line(1, '2026-03-01T10:00:00Z', { page, client })]);
		expect(JSON.parse(text)).toEqual({
			v: 1,
			entries: [
				{
					at: '2026-03-01T10:00:00Z',
					who: 'Maren, PhD',
					what: 'Did it.',
					ledger: 'chart',
					n: 1
				}
			]
		});
	});
});

describe('runs of lines', () => {
	const routine = fc.constantFrom('side', 'file', 'read', undefined);
	const who = fc.constantFrom('a', 'b') as fc.Arbitrary<PersonId>;
	const day = fc.integer({ min: 1, max: 2 }).map((n) => `2026-03-0${n}`);

	it('hold every line once and in order, and only what one person did on one day', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(routine, who, day)), (facts) => {
				const lines = facts.map(([routine, person, day], i) =>
					line(i + 1, `${day}T10:00:00Z`, { person, day, ...(routine ? { routine } : {}) })
				);
				const runs = inRuns(lines);
				expect(runs.flatMap((run) => run.lines)).toEqual(lines);
				for (const { lines: run } of runs.filter((run) => run.lines.length > 1)) {
					expect(run.length).toBeGreaterThan(2);
					expect(run.every((one) => one.routine)).toBe(true);
					expect(new Set(run.map(({ person, day }) => `${person} ${day}`)).size).toBe(1);
				}
			})
		);
	});

	it('say what was done how often, and leave two lines as they are', () => {
		const tell = (...routines: readonly ('side' | 'file' | 'read')[]): readonly string[] =>
			inRuns(routines.map((routine, i) => line(i + 1, '2026-03-01T10:00:00Z', { routine }))).map(
				({ what }) => inEnglish(what)
			);
		expect(tell('read', 'side', 'file', 'side')).toEqual([
			'took 2 sides into the tray, took in 1 file, had 1 page read.'
		]);
		expect(tell('read', 'read', 'read')).toEqual(['had 3 pages read.']);
		expect(tell('side', 'file')).toEqual(['Did it.', 'Did it.']);
	});

	it('know a box’s sides, files and readings by the tray’s own words', () => {
		const tell = trayTeller();
		const acts = [
			{ is: 'side-taken', taken: { side: { page } } },
			{ is: 'file-taken', box, file: 1, sides: 1 },
			{ is: 'page-read', page },
			{ is: 'box-fed', box }
		] as unknown as readonly TrayAction[];
		expect(acts.map((act) => tell(act)?.routine)).toEqual(['side', 'file', 'read', undefined]);
	});
});

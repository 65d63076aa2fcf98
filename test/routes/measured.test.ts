import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mistakes, rowsOf, setsOf, type Measured } from '../../src/routes/how/measured-words.ts';

const measured = JSON.parse(readFileSync('src/routes/how/measured.json', 'utf8')) as {
	on: string;
	costs: Readonly<Record<string, number>>;
	rows: readonly Measured[];
};

function row(set: string, judged: string, name: string, counts: Partial<Measured>): Measured {
	const none = { private: 0, mixed: 0, chart: 0, leaked: 0, buried: 0, over: 0, held: 0 };
	return { set, judged, name, pages: 0, ...none, ...counts };
}

describe('the measured mistakes', () => {
	it('are summed over the sets of one sort, each against the pages that it can happen to', () => {
		const [shown, ...others] = rowsOf([
			row('a', 'file-unseen', 'text', { pages: 10, private: 5, leaked: 1, chart: 5, over: 2 }),
			row('b', 'file-unseen', 'text', { pages: 20, private: 8, mixed: 3, buried: 1, held: 4 }),
			row('b', 'file-unseen', 'keyword list', { pages: 20, private: 8, leaked: 8 })
		]);
		expect(shown).toMatchObject({
			title: 'Clean text',
			pages: 30,
			leaked: '1 of 13',
			buried: '1 of 3',
			over: '2 of 5',
			held: '4 of 30'
		});
		expect(others).toEqual([]);
	});

	it('of the committed file fill every row, and no more went wrong than could', () => {
		expect(rowsOf(measured.rows).length).toBeGreaterThanOrEqual(5);
		for (const { leaked, buried, over, held, ...all } of measured.rows) {
			expect(leaked).toBeLessThanOrEqual(all.private);
			expect(buried).toBeLessThanOrEqual(all.mixed);
			expect(over).toBeLessThanOrEqual(all.chart);
			expect(held).toBeLessThanOrEqual(all.pages);
		}
		expect(measured.on).toMatch(/^\d{4}-\d\d-\d\d$/);
	});

	it('of every set stand by themselves, each row under a name of its own', () => {
		const rows = setsOf(measured.rows);
		expect(rows.length).toBeGreaterThan(10);
		expect(new Set(rows.map(({ title, says }) => title + says)).size).toBe(rows.length);
		const [one] = setsOf([row('dev', 'file-unseen', 'text', { pages: 10, private: 5, leaked: 1 })]);
		expect(one).toMatchObject({ title: 'Set 1, invented: clean text', leaked: '1 of 5' });
	});

	it('weigh the less the further down they stand', () => {
		const weights = mistakes.map(({ name }) => measured.costs[name] ?? 0);
		expect(weights).toEqual([...weights].sort((a, b) => b - a));
		expect(new Set(weights).size).toBe(4);
	});
});

import { describe, expect, it } from 'vitest';
import { blankTest } from '#lib/imaging/blank.ts';
import { DrawnPage } from '../support/drawn.ts';

const pencil = 0xc0;
const threeHoles = (page: DrawnPage): DrawnPage =>
	[1.25, 3.5, 5.75].reduce((punched, y) => punched.disk(0.45, y, 0.28), page);
const rules = (page: DrawnPage): DrawnPage =>
	page.each((value, _, y) => (y > 1 && y % 0.3 < 0.006 ? 190 : value));

describe('the blank test', () => {
	it.each([
		['white paper', new DrawnPage(), 'yes'],
		['yellow paper', new DrawnPage({ paper: 235 }), 'yes'],
		['noisy white paper', new DrawnPage({ paper: 245 }).noise(12), 'yes'],
		['very noisy paper', new DrawnPage({ paper: 235 }).noise(25), 'yes'],
		['the shadow of a gutter', new DrawnPage({ paper: 250 }).shadow(110).noise(4), 'yes'],
		['a sheet smaller than the glass', new DrawnPage({ paper: 215 }).box(5, 0, 1, 7, 255), 'yes'],
		['punch holes', threeHoles(new DrawnPage({ paper: 250 })).noise(4), 'yes'],
		['the black lid along one side', new DrawnPage().box(0, 0, 0.15, 7, 10), 'yes'],
		['ruled paper', rules(new DrawnPage()), 'maybe'],
		['one pen line', new DrawnPage({ paper: 250 }).scrawl(3).noise(4), 'no'],
		['a page of print', new DrawnPage({ paper: 250 }).print(20).noise(4), 'no'],
		[
			'one faint pencil line',
			new DrawnPage({ paper: 250 }).scrawl(3, { value: pencil }).noise(3),
			'maybe'
		],
		['a short faint word', new DrawnPage().scrawl(5, { from: 1, to: 1.6, value: pencil }), 'maybe'],
		['pencil in the shadow', new DrawnPage().scrawl(3, { value: pencil }).shadow(60), 'maybe'],
		[
			'pencil beside punch holes',
			threeHoles(new DrawnPage()).scrawl(6, { value: pencil }),
			'maybe'
		],
		['pencil on noisy paper', new DrawnPage().scrawl(3, { value: pencil }).noise(12), 'maybe'],
		['a dash of a pen', new DrawnPage().box(2, 2, 0.3, 0.01, 40), 'maybe']
	] as const)('says of %s: %s', (_, page, answer) => {
		expect(blankTest(page.gray, page.dpi)).toBe(answer);
	});

	it.each([1, 2, 3, 4, 5, 6])('never loses a pencil line, hand %i', (seed) => {
		const page = new DrawnPage({ paper: 250, seed })
			.scrawl(1 + seed * 0.8, { value: pencil })
			.noise(6);
		expect(blankTest(page.gray, page.dpi)).not.toBe('yes');
	});
});

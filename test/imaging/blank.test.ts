import { describe, expect, it } from 'vitest';
import { blankTest } from '#lib/imaging/blank.ts';
import type { Gray } from '#lib/imaging/picture.ts';
import type { Blank } from '#lib/page/reading.ts';
import { DrawnPage } from '../support/drawn.ts';

const pencil = { value: 0xc0 };
const threeHoles = (page: DrawnPage): DrawnPage =>
	[1.25, 3.5, 5.75].reduce((punched, y) => punched.disk(0.45, y, 0.28), page);
const rules = (page: DrawnPage): DrawnPage =>
	page.each((value, _, y) => (y > 1 && y % 0.3 < 0.006 ? 190 : value));

describe('the blank test', () => {
	// Pages are drawn when their test runs.
	const pages: readonly [name: string, answer: Blank, draw: () => DrawnPage][] = [
		['white paper', 'yes', () => new DrawnPage()],
		['yellow paper', 'yes', () => new DrawnPage({ paper: 235 })],
		['noisy white paper', 'yes', () => new DrawnPage({ paper: 245 }).noise(12)],
		['very noisy paper', 'yes', () => new DrawnPage({ paper: 235 }).noise(25)],
		['the shadow of a gutter', 'yes', () => new DrawnPage({ paper: 250 }).shadow(110).noise(4)],
		[
			'a sheet smaller than the glass',
			'yes',
			() => new DrawnPage({ paper: 215 }).box(5, 0, 1, 7, 255)
		],
		['punch holes', 'yes', () => threeHoles(new DrawnPage({ paper: 250 })).noise(4)],
		['the black lid along one side', 'yes', () => new DrawnPage().box(0, 0, 0.15, 7, 10)],
		['ruled paper', 'maybe', () => rules(new DrawnPage())],
		['one pen line', 'no', () => new DrawnPage({ paper: 250 }).scrawl(3).noise(4)],
		['a page of print', 'no', () => new DrawnPage({ paper: 250 }).print(20).noise(4)],
		['one pencil line', 'maybe', () => new DrawnPage({ paper: 250 }).scrawl(3, pencil).noise(3)],
		['a short faint word', 'maybe', () => new DrawnPage().scrawl(5, { ...pencil, to: 1.6 })],
		['pencil in the shadow', 'maybe', () => new DrawnPage().scrawl(3, pencil).shadow(60)],
		['pencil beside punch holes', 'maybe', () => threeHoles(new DrawnPage()).scrawl(6, pencil)],
		['pencil on noisy paper', 'maybe', () => new DrawnPage().scrawl(3, pencil).noise(12)],
		['a dash of a pen', 'maybe', () => new DrawnPage().box(2, 2, 0.3, 0.01, 40)]
	];
	it.each(pages)('says of %s: %s', (_, answer, draw) => {
		const page = draw();
		expect(blankTest(page.gray, page.dpi)).toBe(answer);
	});

	it.each([1, 2, 3, 4, 5, 6])('never loses a pencil line, hand %i', (seed) => {
		const page = new DrawnPage({ paper: 250, seed }).scrawl(1 + seed * 0.8, pencil).noise(6);
		expect(blankTest(page.gray, page.dpi)).not.toBe('yes');
	});

	it.each(
		[75, 100, 150, 200, 240, 300, 400, 600].flatMap((dpi) => [1, 2, 3].map((dots) => [dpi, dots]))
	)('never loses a line of #c0c0c0 pencil at %i dpi, %i dots wide', (dpi, dots) => {
		expect(blankTest(pencilLine(dpi, dots), dpi)).not.toBe('yes');
	});
});

/** Four inches of loops on half a letter page of white paper, in strokes of so many dots. */
function pencilLine(dpi: number, dots: number): Gray {
	const [width, height] = [Math.round(8.5 * dpi), Math.round(5.5 * dpi)];
	const data = new Uint8Array(width * height).fill(255);
	for (let inch = 0; inch < 4; inch += 0.1 / dpi) {
		const x = Math.round((2 + inch + 0.04 * Math.sin(inch * 60)) * dpi);
		const y = Math.round((2.5 - 0.06 * Math.sin(inch * 47)) * dpi);
		for (let row = y; row < y + dots; row++)
			data.fill(0xc0, row * width + x, row * width + x + dots);
	}
	return { width, height, data };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ensureDate } from '#lib/page/date.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import {
	filedAsWords,
	groupByDate,
	pagesWords,
	whyNoWords,
	type FiledPage
} from '../../src/routes/pages/page-words.ts';

function page(n: number, day?: string): FiledPage {
	const facts = { page: `page-${n}` as PageId, width: 850, height: 1100 };
	return { ...facts, ...(day ? { serviceDate: ensureDate(day) } : {}) };
}

describe('pages by date', () => {
	it('are grouped with the undated last, and numbered through', () => {
		const groups = groupByDate([page(1, '2020-01-02'), page(2, '2020-01-02'), page(3)]);
		expect(groups.map(({ title, pages }) => [title, pages.map(({ number }) => number)])).toEqual([
			['January 2, 2020', [1, 2]],
			['No date of service', [3]]
		]);
	});

	it('lose no page and keep their order', () => {
		const days = fc.array(fc.constantFrom(undefined, '2020-01-02', '2021-03-04', '2021-03-05'));
		fc.assert(
			fc.property(days, (chosen) => {
				const pages = chosen.map((day, n) => page(n, day));
				const flat = groupByDate(pages).flatMap((group) => group.pages);
				expect(flat.map((entry) => entry.page)).toEqual(pages);
				expect(flat.map(({ number }) => number)).toEqual(pages.map((_page, n) => n + 1));
			})
		);
	});

	it.each([
		[0, '0 pages'],
		[1, '1 page'],
		[1200, '1,200 pages']
	])('%d is “%s”', (count, words) => {
		expect(pagesWords(count)).toBe(words);
	});
});

describe('a page without words to show', () => {
	const line = { text: 'a', rect: { x: 0, y: 0, width: 1, height: 1 }, confidence: 0.9, words: [] };
	const read: Reading = {
		text: 'a',
		lines: [line],
		confidence: 0.9,
		blank: 'no',
		rotated: 0,
		turn: 0,
		skewDegrees: 0,
		width: 1,
		height: 1
	};

	it.each([
		['was not read', undefined, 'filed before it was read'],
		['was not recognised', { ...read, confidence: 0.3 }, 'could not be read'],
		['looks blank', { ...read, lines: [], confidence: 0, blank: 'yes' as const }, 'looks blank']
	])('says that it %s', (_what, reading, words) => {
		expect(whyNoWords(reading)).toContain(words);
	});

	it('is none when the words are good', () => {
		expect(whyNoWords(read)).toBeUndefined();
	});
});

it.each([
	['progress', '2020-02-03', 'a progress note dated February 3, 2020'],
	['administrative', undefined, 'an administrative page without a date of service'],
	['other', '2020-02-03', 'a page of no named kind dated February 3, 2020']
] as const)('a page is filed as what a sentence can say: %s', (kind, day, words) => {
	const serviceDate = day && ensureDate(day);
	expect(filedAsWords({ kind, ...(serviceDate ? { serviceDate } : {}) })).toBe(words);
});

import { expect, it } from 'vitest';
import { ensureDate } from '#lib/page/date.ts';
import { pagesAYear } from '../../src/routes/charts/pages-a-year.ts';

const on = (day: string) => ({ serviceDate: ensureDate(day) });

it('counts pages by year, with the empty years between, and those without a date apart', () => {
	const pages = [on('2021-12-31'), {}, on('2019-01-01'), on('2021-01-01')];
	expect(pagesAYear(pages)).toEqual({
		years: [
			{ year: 2019, pages: 1 },
			{ year: 2020, pages: 0 },
			{ year: 2021, pages: 2 }
		],
		undated: 1
	});
});

it('has no year of a chart without dates', () => {
	expect(pagesAYear([{}, {}])).toEqual({ years: [], undated: 2 });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, ensureDate, type CalendarDate } from '#lib/page/date.ts';
import type { ListedRequest } from '#lib/page/records-request.ts';
import {
	byUrgency,
	dueOf,
	latestExtension,
	urgencyOf,
	whyNotExtended
} from '#lib/release/clock.ts';
import { listed } from './requests.ts';

const federal = { days: 30, extension: 30 };
const day = ensureDate;

describe('the day that an answer is due', () => {
	it.each([
		['thirty days after receipt', federal, undefined, '2026-03-04'],
		[
			'sooner where the practice’s state says so',
			{ days: 15, extension: 0 },
			undefined,
			'2026-02-17'
		],
		['sooner where the paper asks for it', federal, '2026-02-10', '2026-02-10'],
		['never later than the law, whatever is typed', federal, '2026-05-01', '2026-03-04'],
		[
			'never later than the law, whatever is set',
			{ days: 90, extension: 90 },
			undefined,
			'2026-03-04'
		]
	])('is, for a client’s access request, %s', (_, rules, asked, due) => {
		expect(dueOf('access', day('2026-02-02'), rules, asked ? day(asked) : undefined)).toBe(due);
	});

	it('is only what the paper sets for anybody else', () => {
		expect(dueOf('court-order', day('2026-02-02'), federal)).toBeUndefined();
		expect(dueOf('subpoena', day('2026-02-02'), federal, day('2026-04-30'))).toBe('2026-04-30');
	});
});

describe('the extension', () => {
	const request = listed({ dueOn: day('2026-03-04') });

	it('reaches thirty days beyond the first day at the latest, or as far as the practice’s rule', () => {
		expect(latestExtension(request, federal)).toBe('2026-04-03');
		expect(latestExtension(request, { days: 15, extension: 7 })).toBe('2026-03-11');
		expect(latestExtension(request, { days: 15, extension: 99 })).toBe('2026-04-03');
	});

	it.each<[string, Partial<ListedRequest>, typeof federal, CalendarDate, string | undefined]>([
		['can be had on the last day', {}, federal, day('2026-03-04'), undefined],
		['is too late a day after', {}, federal, day('2026-03-05'), 'has passed'],
		[
			'is not to be had twice',
			{ extension: { dueOn: day('2026-04-01'), because: '', on: day('2026-03-01') } },
			federal,
			day('2026-03-02'),
			'once already'
		],
		[
			'is not for an attorney',
			{ form: { basis: 'authorization' } },
			federal,
			day('2026-03-02'),
			'right of access'
		],
		[
			'is not where the rule has none',
			{},
			{ days: 15, extension: 0 },
			day('2026-03-02'),
			'allows no extension'
		]
	])('%s', (_, change, rules, today, says) => {
		const why = whyNotExtended({ ...request, ...change }, rules, today);
		if (says) expect(why).toContain(says);
		else expect(why).toBeUndefined();
	});
});

describe('the list', () => {
	it.each([
		['2026-03-10', 'danger', '6 days overdue'],
		['2026-03-05', 'danger', 'one day overdue'],
		['2026-03-04', 'danger', 'due today'],
		['2026-03-03', 'doubt', 'due in one day'],
		['2026-02-25', 'doubt', 'due in 7 days'],
		['2026-02-24', 'plain', 'due in 8 days']
	])('says on %s: %s, %s', (today, tone, words) => {
		expect(urgencyOf(listed({ dueOn: day('2026-03-04') }), day(today))).toEqual({ tone, words });
	});

	it('goes by the extended day, and says when there is none', () => {
		const extension = { dueOn: day('2026-04-01'), because: '', on: day('2026-03-01') };
		const extended = listed({ dueOn: day('2026-03-04'), extension });
		expect(urgencyOf(extended, day('2026-03-31')).words).toBe('due in one day');
		expect(urgencyOf(listed({}), day('2026-03-31')).words).toBe('no day set');
	});

	it('puts the most urgent first and those without a day last', () => {
		const dues = ['2026-03-04', undefined, '2026-02-01', '2026-03-03'];
		const order = byUrgency(dues.map((due) => listed(due ? { dueOn: day(due) } : {})));
		expect(order.map(({ dueOn }) => dueOn)).toEqual([
			'2026-02-01',
			'2026-03-03',
			'2026-03-04',
			undefined
		]);
	});
});

describe('days', () => {
	it('are counted on the calendar, over leap years and changes of the clock', () => {
		const span = {
			from: fc.integer({ min: 0, max: 60_000 }),
			by: fc.integer({ min: -999, max: 999 })
		};
		fc.assert(
			fc.property(fc.record(span), ({ from, by }) => {
				const start = addDays(day('1900-01-01'), from);
				expect(daysBetween(start, addDays(start, by))).toBe(by);
			})
		);
		expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29');
		expect(addDays(day('2026-03-07'), 2)).toBe('2026-03-09');
	});
});

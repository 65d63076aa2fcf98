import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dollars, type FeeRates } from '#lib/page/fees.ts';
import { centsOf, feeRules, feesOf } from '#lib/release/fees.ts';

const rates: FeeRates = { laborHour: 2400, sheet: 7, medium: 450, summaryHour: 6000, flat: 650 };

describe('the fee for a copy', () => {
	it('is what copying, supplies, postage and an agreed summary cost, and nothing else', () => {
		const form = {
			...{ charge: 'cost', medium: 'paper', laborMinutes: '25', sheets: '40', postage: '9.85' },
			...{ summary: 'on', summaryMinutes: '30' }
		};
		expect(feesOf(form, rates, 'access')).toEqual({
			is: 'fee',
			lines: [
				{ label: 'Labor for copying', how: '25 minutes at $24.00 an hour', cents: 1000 },
				{ label: 'Paper and toner', how: '40 sheets at $0.07 a sheet', cents: 280 },
				{ label: 'Postage', how: 'as paid', cents: 985 },
				{ label: 'Summary, agreed to', how: '30 minutes at $60.00 an hour', cents: 3000 }
			],
			total: 5265
		});
	});

	it('never guesses a price that the practice has not set', () => {
		const form = { charge: 'cost', medium: 'medium', laborMinutes: '10', media: '1' };
		const fees = feesOf(form, {}, 'access');
		expect(fees.is === 'wrong' && fees.wrong.map(({ field }) => field)).toEqual([
			'laborMinutes',
			'media'
		]);
		expect(feesOf({ charge: 'flat', medium: 'file' }, {}, 'access').is).toBe('wrong');
	});

	it.each([
		['a look at the record', { medium: 'look', charge: 'cost', laborMinutes: '60' }],
		['what the practice waives', { medium: 'paper', charge: 'waived', sheets: '9' }],
		['no cost at all', { medium: 'file', charge: 'cost' }],
		['a summary that was not agreed to', { medium: 'file', charge: 'cost', summaryMinutes: '60' }],
		['sheets of a copy that is a file', { medium: 'file', charge: 'cost', sheets: '60' }]
	])('is nothing for %s', (_what, form) => {
		expect(feesOf(form, rates, 'access').is).toBe('nothing');
	});

	it('can be flat for a file alone, and then nothing comes on top', () => {
		const form = { charge: 'flat', medium: 'file', laborMinutes: '60', postage: '3.00' };
		expect(feesOf(form, rates, 'access')).toMatchObject({ is: 'fee', total: 650 });
		expect(feesOf({ ...form, medium: 'paper' }, rates, 'access').is).toBe('wrong');
	});

	it('is the sum of its lines, in whole cents, and never more than the rates', () => {
		const minutes = fc.integer({ min: 0, max: 9999 });
		fc.assert(
			fc.property(minutes, minutes, fc.integer({ min: 0, max: 9999 }), (labor, sheets, cents) => {
				const form = {
					charge: 'cost',
					medium: 'paper',
					laborMinutes: String(labor),
					sheets: String(sheets)
				};
				const fees = feesOf(form, { laborHour: cents, sheet: cents }, 'access');
				if (fees.is !== 'fee') {
					expect(labor + sheets).toBe(0);
					return;
				}
				expect(fees.total).toBe(fees.lines.reduce((sum, line) => sum + line.cents, 0));
				expect(Number.isInteger(fees.total)).toBe(true);
				expect(fees.total).toBeLessThanOrEqual((labor * cents) / 60 + sheets * cents);
			})
		);
	});

	it('has its limits named for the client’s own request only', () => {
		expect(feeRules('access').join(' ')).toContain('Never: searching');
		expect(feeRules('authorization')).toHaveLength(1);
	});
});

describe('amounts', () => {
	it.each([
		['', 0],
		['9.85', 985],
		['$ 12', 1200],
		['0.05', 5],
		['1.5', undefined],
		['-1', undefined],
		['1,000', undefined],
		['abc', undefined]
	])('as typed: %j', (typed, cents) => {
		expect(centsOf(typed)).toBe(cents);
	});

	it.each([
		[0, '$0.00'],
		[5, '$0.05'],
		[123456, '$1,234.56']
	])('in words: %i', (cents, words) => {
		expect(dollars(cents)).toBe(words);
	});
});

import { describe, expect, it } from 'vitest';
import { differencesOf } from '#lib/checks/doses.ts';
import { readingOf } from './read.ts';

const compared = (own: string, ...charted: readonly string[]) =>
	differencesOf(
		readingOf(own),
		charted.map((text) => readingOf(text))
	);

describe('a medicine that stands on both sides', () => {
	it.each([
		['Zoloft 50 mg since spring.', 'Takes Zoloft 100 mg daily.', ['50 mg'], ['100 mg']],
		['On lithium 900.', 'Lithium 600 mg bid', ['900 mg'], ['600 mg']],
		['Zoloft up to 150 mg', 'Zoloft 50 mg, then 100 mg', ['150 mg'], ['50 mg']]
	])('with another dose is told: %s | %s', (own, chart, here, there) => {
		const [found] = compared(own, chart);
		expect(found).toMatchObject({ what: 'dose', here, line: own });
		expect(found?.there).toEqual(expect.arrayContaining(there));
	});

	it.each([
		['Zoloft 50 mg.', 'Zoloft 50 mg daily'],
		['Zoloft 50 mg.', 'Zoloft 25 mg, now Zoloft 50 mg'],
		['Zoloft 50 mg.', 'Still takes the Zoloft.'],
		['Hates the Zoloft.', 'Zoloft 100 mg'],
		['Zoloft for 3 weeks now', 'Zoloft 100 mg'],
		['Zoloft 50 mg', 'Lithium 600 mg'],
		['Zoloft 50 mg', 'PHQ-9 = 19']
	])('is not told where nothing can differ: %s | %s', (own, chart) => {
		expect(compared(own, chart).filter(({ what }) => what === 'dose')).toEqual([]);
	});

	it('with another day is told, and with the same is not', () => {
		const own = 'Zoloft begun 2/1/2006, she says.';
		expect(compared(own, 'Zoloft started 3/1/2006')).toEqual([
			{ medicine: 'zoloft', what: 'day', here: ['2006-02-01'], there: ['2006-03-01'], line: own }
		]);
		expect(compared(own, 'Zoloft started 2/1/2006')).toEqual([]);
	});

	it('is held against all pages together, and against none that cannot be read', () => {
		expect(compared('Zoloft 50 mg', 'Zoloft 100 mg', 'Zoloft 50 mg')).toEqual([]);
		const illegible = readingOf('Zoloft 100 mg', 0.2);
		expect(differencesOf(readingOf('Zoloft 50 mg'), [illegible])).toEqual([]);
	});
});

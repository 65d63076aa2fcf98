import { describe, expect, it } from 'vitest';
import { factsOn, type Excluded } from '#lib/checks/facts.ts';
import { lookAtNote } from '#lib/checks/progress-note.ts';
import type { PageId } from '#lib/page/ids.ts';
import { newId } from '#lib/vault/random.ts';
import { corpusPages } from './corpus-pages.ts';
import { lookedAt } from './read.ts';

const look = (...texts: readonly string[]) =>
	lookAtNote(texts.map((text) => ({ page: newId<PageId>(), ...lookedAt(text) })));

const whole = `PROGRESS NOTE  Client: Dana Whitlow
3/14/2006   10:00-10:50   90806   individual CBT, weekly
S: Mood better. Sleeping 7 hrs, appetite normal, no panic attacks this week.
Back at work three days a week, missed no shifts.
O: On time, affect full range. PHQ-9 = 8, down from 14. Improving since intake.
A: MDD, recurrent, moderate (296.32). Prognosis: good with continued treatment.
P: Continue sertraline 100 mg. Goals: thought record daily. RTC one week.`;

describe('a note', () => {
	it('with everything that is looked for has nothing to point out', () => {
		expect(look(whole)).toEqual({ impressions: [], missing: [], unread: [] });
	});

	it.each<[Excluded, RegExp]>([
		['session-times', /10:00-10:50 {3}/],
		['prognosis', /Prognosis: .*/],
		['diagnosis', /MDD, recurrent, moderate \(296\.32\)\./]
	])('without its %s is told so, and of nothing else', (element, cut) => {
		expect(look(whole.replace(cut, '')).missing).toEqual([element]);
	});

	it('that goes on overleaf is one note', () => {
		const lines = whole.split('\n');
		const [front, back] = [lines.slice(0, 4).join('\n'), lines.slice(4).join('\n')];
		expect(look(front).missing).toContain('diagnosis');
		expect(look(front, back).missing).toEqual([]);
	});

	it('that gives a medicine no dose is told which one; none is asked for where none is named', () => {
		const doseless = look(whole.replace('sertraline 100 mg', 'sertraline and Ativan, sertraline'));
		expect(doseless.doseless).toEqual(['sertraline', 'ativan']);
		const without = look(whole.replace('Continue sertraline 100 mg. ', ''));
		expect(without).toMatchObject({ missing: [] });
		expect(without.doseless).toBeUndefined();
	});

	it('that cannot be read misses nothing, and says which page it was', () => {
		const page = newId<PageId>();
		const told = lookAtNote([{ page, ...lookedAt(whole, 0.2) }]);
		expect(told).toEqual({ impressions: [], missing: [], unread: [page] });
	});
});

describe('pages of the corpus', () => {
	it.each(corpusPages.filter(({ kind }) => kind === 'mixed'))(
		'$id holds raw impressions, each in its own words and with a reason',
		({ text }) => {
			const { impressions } = look(text);
			expect(impressions.length).toBeGreaterThan(0);
			for (const one of impressions) {
				expect(text).toContain(one.text.trim());
				expect(one.reason).toMatch(/\w/);
			}
		}
	);

	it.each(corpusPages.filter(({ kind }) => kind === 'progress'))('$id holds none', ({ text }) =>
		expect(look(text).impressions).toEqual([])
	);

	it.each(
		corpusPages.flatMap(({ id, text, facts }) => facts.map((fact) => ({ id, text, ...fact })))
	)('$id tells its $element where it stands', ({ text, element, quote }) => {
		const told = factsOn(lookedAt(text)).filter((fact) => fact.element === element);
		expect(told.map((fact) => fact.text).join('\n')).toContain(quote);
	});
});

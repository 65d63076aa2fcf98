import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, ensureDate } from '#lib/page/date.ts';
import type { ClientId, IncidentId, PacketId, PageId } from '#lib/page/ids.ts';
import type { Incident } from '#lib/page/incident.ts';
import {
	byUrgencyOfIncident,
	clocksOf,
	factorNames,
	hhsDay,
	judgements,
	nextClock,
	urgencyOfIncident,
	whyNotClosed
} from '#lib/release/incident.ts';
import { clientLetter, missingForClient, recallLetter } from '#lib/release/incident-letters.ts';
import type { LetterFacts } from '#lib/release/letters.ts';

const today = ensureDate('2026-03-02');

function incident(form: Incident['form'], change: Partial<Incident> = {}): Incident {
	return {
		...{ id: 'i' as IncidentId, client: 'ana' as ClientId, openedAt: '2026-02-20T12:00:00.000Z' },
		...{ openedBy: 'Ida', packets: ['p' as PacketId], form },
		...change
	};
}

const weighed = Object.fromEntries(factorNames.map((name) => [name, 'weighed']));
const written = { foundOn: '2026-02-10', happened: 'The wrong envelope', because: 'it came back' };

describe('the clock of an incident', () => {
	it('runs 60 days from the day it was found, and until that is written from the day it began', () => {
		expect(nextClock(incident({}))?.due).toBe('2026-04-21');
		expect(nextClock(incident({ foundOn: '2026-02-10' }))?.due).toBe('2026-04-11');
	});

	it.each([
		['2026-02-10', '2027-03-01'],
		['2027-12-31', '2028-02-29'],
		['2028-01-01', '2029-03-01']
	])('for HHS runs to 60 days after the year in which it was found: %s', (found, due) => {
		expect(hhsDay(ensureDate(found))).toBe(due);
	});

	it.each([
		['1', ['client', 'hhs'], '2027-03-01'],
		['499', ['client', 'hhs'], '2027-03-01'],
		['500', ['client', 'hhs'], '2026-04-11'],
		['501', ['client', 'hhs', 'media'], '2026-04-11'],
		['many', ['client', 'hhs'], '2027-03-01']
	])('knows whom to tell when %s people are concerned', (people, whom, hhs) => {
		const clocks = clocksOf(incident({ foundOn: '2026-02-10', people }));
		expect(clocks.map(({ what }) => what)).toEqual(whom);
		expect(clocks.find(({ what }) => what === 'hhs')?.due).toBe(hhs);
	});

	it.each([
		['2026-04-11', 'today: tell the client', 'danger'],
		['2026-04-12', 'one day late to tell the client', 'danger'],
		['2026-04-10', 'one day left to tell the client', 'doubt'],
		['2026-03-02', '40 days left to tell the client', 'plain']
	])('is told in words on %s', (on, words, tone) => {
		const one = incident({ foundOn: '2026-02-10' });
		expect(urgencyOfIncident(one, ensureDate(on))).toEqual({ words, tone });
	});

	it('says of one that began by itself that somebody has to look', () => {
		const began = { page: 'p' as PageId, sha256: '', at: '' };
		const { words } = urgencyOfIncident(incident({}, { began }), today);
		expect(words).toBe('to be looked at, 50 days left');
	});

	it('never gives more than 60 days, whenever it was found', () => {
		const days = fc
			.integer({ min: 0, max: 20_000 })
			.map((n) => addDays(ensureDate('1996-01-01'), n));
		fc.assert(
			fc.property(days, fc.integer({ min: 1, max: 2000 }), (found, people) => {
				const [client, hhs] = clocksOf(incident({ foundOn: found, people: String(people) }));
				expect(daysBetween(found, client?.due ?? found)).toBe(60);
				const most = people >= 500 ? 60 : 366 + 60;
				expect(daysBetween(found, hhs?.due ?? found)).toBeLessThanOrEqual(most);
				expect(daysBetween(found, hhs?.due ?? found)).toBeGreaterThanOrEqual(60);
			})
		);
	});

	it('stops only where a person has shown why it is no breach', () => {
		for (const judgement of judgements) {
			const clocks = clocksOf(incident({ ...written, ...weighed, judgement }));
			expect([judgement, clocks.length > 0]).toEqual([judgement, judgement === 'breach']);
		}
		expect(clocksOf(incident({ ...written, judgement: 'perhaps' }))).toHaveLength(2);
		// To choose it is not yet to show it.
		expect(clocksOf(incident({ ...written, judgement: 'low' }))).toHaveLength(2);
		expect(clocksOf(incident({ ...weighed, judgement: 'low' }))).toHaveLength(2);
		expect(clocksOf(incident({ judgement: 'permitted' }))).toHaveLength(2);
	});
});

describe('closing an incident', () => {
	it('presumes a breach until somebody has said what it is', () => {
		expect(whyNotClosed(incident(written), today)[0]).toContain('presumed to be a breach');
	});

	it.each(factorNames)('as a low probability asks for each factor: without “%s”', (missing) => {
		const form = { ...written, ...weighed, judgement: 'low' };
		expect(whyNotClosed(incident(form), today)).toEqual([]);
		expect(whyNotClosed(incident({ ...form, [missing]: ' ' }), today)).toHaveLength(1);
	});

	it.each([
		['breach', {}, 2],
		['breach', { clientToldOn: '2026-03-01' }, 1],
		['breach', { clientToldOn: '2026-03-01', hhsToldOn: '2026-03-03' }, 1],
		['breach', { clientToldOn: '2026-03-01', hhsToldOn: '2026-03-02' }, 0],
		['permitted', {}, 0],
		['permitted', { because: '' }, 1],
		['exception', { happened: '' }, 1],
		['secured', { foundOn: '2026-03-03' }, 1],
		['secured', { foundOn: '' }, 1]
	])('as %s with %j lacks %i', (judgement, more, count) => {
		const one = incident({ ...written, judgement, ...more });
		expect(whyNotClosed(one, today)).toHaveLength(count);
	});

	it('leaves what is done at the end of the list, and the nearest day at its head', () => {
		const ids = byUrgencyOfIncident([
			incident({ foundOn: '2026-02-10' }, { id: 'later' as IncidentId }),
			incident(
				{},
				{
					id: 'done' as IncidentId,
					closed: { outcome: 'low', because: '', at: '', by: '' }
				}
			),
			incident({ foundOn: '2026-01-10' }, { id: 'sooner' as IncidentId })
		]).map(({ id }) => id);
		expect(ids).toEqual(['sooner', 'later', 'done']);
	});
});

describe('the letters of an incident', () => {
	const facts: LetterFacts = {
		practice: 'Maple Street Counseling',
		letterhead: { phone: '(802) 555-0142', address: '12 Harbor Street, Burlington, VT 05401' },
		on: today,
		signedBy: 'Ida',
		to: { name: 'Somebody Else' },
		client: 'Ana Marlow'
	};

	it('asks for the papers back without saying whose they are or what they say', () => {
		const text = recallLetter(facts, { ...written, what: 'Two session notes' }).paragraphs.join(
			' '
		);
		expect(text).not.toContain('Ana');
		expect(text).not.toContain('session');
		expect(text).toContain('(802) 555-0142');
	});

	it('tells the client what 164.404(c)(1) asks for, and says what is missing', () => {
		const form = {
			...written,
			happenedOn: '2026-02-01',
			what: 'Notes',
			protect: 'Call us',
			doing: 'We ask for them back'
		};
		const text = clientLetter({ ...facts, to: { name: 'Ana Marlow' } }, form).paragraphs.join(' ');
		for (const said of [
			'The wrong envelope.',
			'February 1, 2026',
			'February 10, 2026',
			'Notes.',
			'Call us.',
			'We ask for them back.'
		])
			expect(text).toContain(said);
		expect(missingForClient(form, facts)).toEqual([]);
		expect(missingForClient({}, { ...facts, letterhead: {} })).toHaveLength(6);
	});

	it.each([
		[{ phone: '(802) 555-0142' }, 1],
		[{ phone: '1-800-555-0142' }, 0],
		[{ contactPhone: '(888) 555-0142' }, 0],
		[{ contact: 'records@harbor.example' }, 0],
		[{ address: '12 Harbor Street' }, 0]
	])('can be answered in a way that 164.404(c)(1)(E) lists: %j', (letterhead, missing) => {
		const said = missingForClient({}, { ...facts, letterhead });
		expect(said.filter((one) => one.includes('164.404'))).toHaveLength(missing);
	});

	it('never speaks of notes that are kept apart', () => {
		const letters = [recallLetter(facts, written), clientLetter(facts, written)];
		const text = letters.flatMap(({ paragraphs }) => paragraphs).join(' ');
		expect(text).not.toMatch(/psychotherapy|private|cabinet|apart/iu);
	});
});

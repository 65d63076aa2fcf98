import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { clientNamed, dayNamed } from '#lib/intake/exported-names.ts';
import { ensureDate, parseDate } from '#lib/page/date.ts';

const today = ensureDate('2026-11-28');

describe('the day that a file’s name gives', () => {
	it.each([
		['2019-03-04.pdf', '2019-03-04'],
		['2019_03_04_progress_note.pdf', '2019-03-04'],
		['20190304 Progress Note.pdf', '2019-03-04'],
		['Progress Note 03042019.pdf', '2019-03-04'],
		['Progress Note 3-4-2019.PDF', '2019-03-04'],
		['3.4.19 session.tif', '2019-03-04'],
		['03-04-98.pdf', '1998-03-04'],
		['Mar 4, 2019 - individual.pdf', '2019-03-04'],
		['note 4 March 2019.pdf', '2019-03-04'],
		['4Mar2019.pdf', '2019-03-04'],
		['2019-03-04 (copy of 2019-03-04).pdf', '2019-03-04'],
		// Not a day, two days, a day to come, or no day at all.
		['2019-02-30.pdf', undefined],
		['2019-03-04 to 2019-04-01.pdf', undefined],
		['2027-01-01.pdf', undefined],
		['Intake form.pdf', undefined],
		['scan 12.pdf', undefined],
		['1234567.pdf', undefined],
		['13-40-2019.pdf', undefined]
	])('%s: %s', (name, day) => {
		expect(dayNamed(name, today)).toBe(day);
	});

	it('is read from every usual way of writing it', () => {
		const day = fc
			.date({ min: new Date('1931-01-01'), max: new Date('2026-11-28'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10));
		const way = fc.constantFrom(
			(y: string, m: string, d: string) => `${y}-${m}-${d}`,
			(y: string, m: string, d: string) => `${y}${m}${d}`,
			(y: string, m: string, d: string) => `${y}.${m}.${d} note`,
			(y: string, m: string, d: string) => `note_${m}-${d}-${y}`,
			(y: string, m: string, d: string) => `${Number(m)}-${Number(d)}-${y.slice(2)}`,
			(y: string, m: string, d: string) => `Note ${m}_${d}_${y} signed`
		);
		fc.assert(
			fc.property(day, way, (text, write) => {
				const [y = '', m = '', d = ''] = text.split('-');
				expect(dayNamed(`${write(y, m, d)}.pdf`, today)).toBe(parseDate(text));
			})
		);
	});
});

test.each([
	['Okafor, Ana', { name: 'Ana Okafor' }],
	['Ana Okafor', { name: 'Ana Okafor' }],
	['Okafor_Ana', { name: 'Okafor Ana' }],
	['Okafor, Ana (20417)', { name: 'Ana Okafor', recordNumber: '20417' }],
	['20417 - Ana Okafor', { name: 'Ana Okafor', recordNumber: '20417' }],
	['MRN AB-20417 Ana Okafor', { name: 'Ana Okafor', recordNumber: 'AB-20417' }],
	['Okafor, Ana DOB 5-2-1984', { name: 'Ana Okafor', birthDate: '1984-05-02' }],
	[
		'Okafor, Ana (DOB 05/02/1984) #20417',
		{ name: 'Ana Okafor', birthDate: '1984-05-02', recordNumber: '20417' }
	],
	['O’Brien-Núñez, Søren J.', { name: 'Søren J. O’Brien-Núñez' }],
	['20417', { recordNumber: '20417' }],
	['', {}]
])('the folder %s is of %j', (folder, client) => {
	expect(clientNamed(folder)).toEqual(client);
});

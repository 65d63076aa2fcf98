/** What a page says of its session and of who signed it; what only looks like it is not taken. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { hintsOf } from '#lib/sorting/hints.ts';

const read = (text: string) => hintsOf(text.split('\n').map((line) => ({ text: line })));

describe('the session', () => {
	test.each([
		['INDIVIDUAL THERAPY NOTE - BIRP', 'individual'],
		['Individual session   Client: V. Thorne', 'individual'],
		['HIGHLAND COMMUNITY SERVICES BOARD        Individual Progress Note (BIRP)', 'individual'],
		['Contact:  [x] individual  [ ] group  [ ] phone', 'individual'],
		['9/16/1998       Individual 11:00-11:50', 'individual'],
		['CPT 90834   45 min', 'individual'],
		['GOTTMAN METHOD COUPLE SESSION - DAP', 'couple'],
		['DAP PROGRESS NOTE                Couple: Gwen + Tobias A.', 'couple'],
		['04/22/2010      Family session, 60 min', 'family'],
		['LAKESHORE RECOVERY CENTER          IOP GROUP NOTE', 'group']
	])('is read from %s', (text, session) => {
		expect(read(text).session).toBe(session);
	});

	test.each([
		'Ravenswood Counseling Group, P.C.          Tax ID on file',
		'DAP Note                        Family & Marriage Center',
		"ST. BRENDAN'S FAMILY SERVICE BUREAU",
		'Subscriber: Pruitt, M.     Group: City Schools',
		'CPT 90847',
		'his family, and the couple next door'
	])('is not read from %s', (text) => {
		expect(read(text).session).toBeUndefined();
	});

	it('is looked for in the head of the page only', () => {
		expect(read(`${'Ct reports.\n'.repeat(8)}Family session next week`).session).toBeUndefined();
	});
});

describe('the contact', () => {
	test.each([
		['INTAKE ASSESSMENT', 'intake'],
		['Initial psychiatric evaluation', 'intake'],
		['Telephone contact 3/2/04', 'telephone'],
		['Deb S.   phone (no video)  11:00-11:40', 'telephone'],
		['DISCHARGE SUMMARY', 'termination'],
		['Termination session, 12 of 12', 'termination'],
		['BDI-II 14 (22 at intake)', undefined],
		['Home phone: 555-0142', undefined]
	])('of %s is %s', (text, contact) => {
		expect(read(text).contact).toBe(contact);
	});
});

describe('the author', () => {
	test.each([
		['T. Lindqvist, LICSW', 'T. Lindqvist, LICSW'],
		['                       R. Castellanos LMFT', 'R. Castellanos LMFT'],
		['Corinne Delacroix-Watts, LCSW   pager 4418', 'Corinne Delacroix-Watts, LCSW'],
		[
			'Electronically signed: Marisol Etcheverry, LMSW  11/10/2020 4:12 PM',
			'Marisol Etcheverry, LMSW'
		],
		['Signed Ingrid Vasile-Moreau, PhD, PSYPACT APIT', 'Ingrid Vasile-Moreau, PhD'],
		['Saul Brodsky, M.D.', 'Saul Brodsky, M.D.'],
		['Noelle Farquhar, PMHNP-BC   (clinical supervision by Dr. R.)', 'Noelle Farquhar, PMHNP-BC'],
		['T. Wojcik, LMHC          V. Escamilla (client)', 'T. Wojcik, LMHC']
	])('signs as in %s', (text, author) => {
		expect(read(`Ct came on time.\n${text}`).author).toBe(author);
	});

	test.each([
		'cc: Hadley Pruitt, PhD',
		'Phoned Anders Holm, MD about the dose',
		'Staff with team RN re missed doses.',
		'clinical supervision: B. Ferrante, LPC-S'
	])('is nobody in %s', (text) => {
		expect(read(`Ct came on time.\n${text}`).author).toBeUndefined();
	});

	it('is found at the foot of most signed pages of the corpus, and is never more than a name', () => {
		const pages = readFileSync('src/training/corpus/dev.jsonl', 'utf8').trim().split('\n');
		const authors = pages.flatMap((line) => {
			const { text } = JSON.parse(line) as { readonly text: string };
			return read(text).author ?? [];
		});
		expect(authors.length).toBeGreaterThan(45);
		for (const author of authors) expect(author.split(' ').length).toBeLessThanOrEqual(5);
	});
});

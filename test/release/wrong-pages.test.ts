import { describe, expect, it } from 'vitest';
import type { PageId } from '#lib/page/ids.ts';
import type { LetterFacts } from '#lib/release/letters.ts';
import { ensureDate } from '#lib/page/date.ts';
import { recallLetter } from '#lib/release/incident-letters.ts';
import { wrongPagesOf } from '#lib/release/wrong-pages.ts';

const holds = ['a', 'b', 'c'];
/** A cover, a form's copy, and three pages of the record. */
const one = [
	{ page: 'copy' as PageId, sheet: 2 },
	...holds.map((page, at) => ({ page: page as PageId, sheet: at + 3 }))
];
const two = [
	{ page: 'a' as PageId, sheet: 3 },
	{ page: 'b' as PageId, sheet: 4 },
	{ page: 'c' as PageId, sheet: 3 }
];
const outOf = (page: string) => ({ began: { page: page as PageId, sha256: '', at: '' } });

describe('the pages that are to come back', () => {
	it.each<[string, object, string | undefined]>([
		['of the packet of which one page was taken out', outOf('b'), 'page 4'],
		[
			'of which a person has written more',
			{ ...outOf('b'), form: { wrongPages: '3, 5' } },
			'pages 3 and 5'
		],
		['of which a person wrote a run', { form: { wrongPages: ' 4–5 ' } }, 'pages 4 and 5'],
		['of which a person wrote all', { form: { wrongPages: '3-5' } }, undefined],
		[
			'of which a person wrote one that is no page of the record',
			{ form: { wrongPages: '2, 4' } },
			undefined
		],
		['of which a person wrote no number', { form: { wrongPages: 'the second note' } }, undefined],
		['of which a person wrote a run backwards', { form: { wrongPages: '5-3' } }, undefined],
		['of which nobody has said anything', {}, undefined],
		[
			'that reached somebody else',
			{ ...outOf('b'), form: { wentToName: 'Somebody Else' } },
			undefined
		],
		['that never held the page', outOf('elsewhere'), undefined]
	])('of a packet %s', (_name, incident, words) => {
		expect(wrongPagesOf({ form: {}, ...incident }, { made: one, holds })).toBe(words);
	});

	it('are named by their volume where there are several, and never by a number alone', () => {
		expect(wrongPagesOf({ form: {}, ...outOf('c') }, { made: two, holds })).toBe(
			'page 3 of volume 2'
		);
		expect(wrongPagesOf({ form: { wrongPages: '3' } }, { made: two, holds })).toBeUndefined();
	});

	it('are all of it in a packet of one', () => {
		const made = [{ page: 'a' as PageId, sheet: 2 }];
		expect(wrongPagesOf({ form: {}, ...outOf('a') }, { made, holds: ['a'] })).toBeUndefined();
	});
});

describe('the recall letter', () => {
	const facts: LetterFacts = {
		practice: 'Maple Street Counseling',
		letterhead: { phone: '(802) 555-0142' },
		on: ensureDate('2026-03-02'),
		signedBy: 'Ida',
		to: { name: 'Somebody Else' },
		client: 'Ana Marlow'
	};
	const text = (some?: string) => recallLetter(facts, {}, some).paragraphs.join('\n');

	it('asks for all of it where all of it was wrong', () => {
		expect(text()).toContain('send all of it back');
		expect(text()).toContain('destroyed, all that I received');
		expect(text()).not.toMatch(/\bpages? \d/u);
	});

	it.each([
		['page 4', 'Page 4 of it was not meant for you', 'any copy of it'],
		['pages 3 and 5', 'Pages 3 and 5 of it were not meant for you', 'any copy of them'],
		['page 3 of volume 2', 'Page 3 of volume 2 was not meant for you', 'any copy of it']
	])('names %s alone where the rest was rightly sent', (some, wrong, copy) => {
		expect(text(some)).toContain(wrong);
		expect(text(some)).toContain(
			`• I have sent back, or destroyed, ${some}, and I did not keep ${copy}.`
		);
		expect(text(some)).not.toContain('all that I received');
		expect(text(some)).not.toContain('all of it');
		expect(text(some)).not.toContain('Ana');
	});
});

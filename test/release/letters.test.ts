import { describe, expect, it } from 'vitest';
import { ensureDate } from '#lib/page/date.ts';
import { denialGrounds, type DenialGround } from '#lib/release/denial-grounds.ts';
import { missingForDenial } from '#lib/release/denial-grounds.ts';
import { extensionLetter, partialDenialLetter } from '#lib/release/letters.ts';

const facts = {
	practice: 'Maple Street Counseling',
	letterhead: { contact: 'Privacy officer', contactPhone: '(802) 555-0143' },
	on: ensureDate('2026-03-02'),
	signedBy: 'R. Castellano',
	to: { name: 'Ana Duarte' },
	client: 'Ana Duarte',
	receivedOn: ensureDate('2026-02-20')
};

describe('the extension letter', () => {
	const extension = { dueOn: ensureDate('2026-04-21'), because: 'the record is in storage' };

	it('gives the reason and the day (164.524(b)(2)(ii)(A))', () => {
		const words = extensionLetter(facts, extension).paragraphs.join(' ');
		expect(words).toContain('your records');
		expect(words).toContain('February 20, 2026');
		expect(words).toContain('the record is in storage. ');
		expect(words).toContain('on or before April 21, 2026');
	});

	it('names the client when somebody else asks', () => {
		const words = extensionLetter({ ...facts, to: { name: 'M. Duarte' } }, extension).paragraphs[0];
		expect(words).toContain('the records of Ana Duarte');
	});
});

describe('the letter that goes with a part', () => {
	it.each([true, undefined])(
		'has the ground, and both places to complain (164.524(d)(2)): %s',
		(apart) => {
			const words = partialDenialLetter(facts, { notesApart: apart }).paragraphs.join(' ');
			expect(words).toContain('164.524(a)(1)(i)');
			expect(words).toContain('no review');
			expect(words).toContain('Privacy officer, (802) 555-0143');
			expect(words).toContain('Secretary of Health and Human Services');
		}
	);

	it('claims that there are such notes only when a clinician has said so', () => {
		expect(partialDenialLetter(facts, { notesApart: true }).paragraphs[1]).toMatch(/^We keep/);
		expect(partialDenialLetter(facts, { notesApart: undefined }).paragraphs[1]).toContain(
			'If there are such notes'
		);
	});

	it.each(Object.entries(denialGrounds))(
		'gives a review on a reviewable ground only: %s',
		(name, { citation, reviewable }) => {
			const ground = name as DenialGround;
			const words = partialDenialLetter(facts, { notesApart: false, ground }).paragraphs.join(' ');
			expect(words).toContain(citation);
			expect(words.includes('164.524(d)(4)')).toBe(reviewable);
			expect(words).not.toContain('psychotherapy');
		}
	);

	it('is not whole without somebody who takes complaints', () => {
		expect(missingForDenial(facts.letterhead)).toEqual([]);
		expect(missingForDenial({ contact: 'Privacy officer' })).toHaveLength(1);
	});
});

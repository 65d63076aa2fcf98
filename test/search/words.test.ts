import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldMisread, indexTerms, isFound, termsIn, wordsIn } from '#lib/search/words.ts';

describe('the words of a text', () => {
	it.each([
		['Sertraline 50 mg, daily.', ['sertraline', '50', 'mg', 'daily']],
		['the client was at the door', ['client', 'door']],
		['Müller–Ünal’s 2024-03-12', ['muller', 'unal', '2024', '03', '12']],
		['wi|l | 4', ['will', '4']],
		['', []]
	])('of “%s”', (text, terms) => {
		expect(termsIn(text)).toEqual(terms);
	});

	it('stand where they say', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const words = wordsIn(text);
				const joined = words.map(({ from, to }) => text.slice(from, to));
				expect(joined.flatMap((word) => termsIn(word))).toEqual(words.map(({ term }) => term));
			})
		);
	});
});

describe('a misreading', () => {
	it.each([
		['modern', 'modem'],
		['dose', 'd0se'],
		['clinic', 'c1inic'],
		['will', 'vvill'],
		['client', 'dient'],
		['2024', '2o24'],
		['150', 'l5o']
	])('%s and %s are looked for alike', (one, other) => {
		expect(foldMisread(one)).toBe(foldMisread(other));
	});

	it.each([
		['anger', 'danger'],
		['2024', '2023'],
		['mood', 'moon']
	])('%s and %s stay two words', (one, other) => {
		expect(foldMisread(one)).not.toBe(foldMisread(other));
	});

	it('folds once and for all, so that question and page meet', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[a-z0-9]{1,12}$/), (word) => {
				expect(indexTerms(word).some((term) => isFound(word, new Set([term])))).toBe(
					indexTerms(word).length > 0
				);
			})
		);
	});
});

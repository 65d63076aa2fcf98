import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	characterErrorRate,
	editDistance,
	folded,
	noScore,
	scoreOf,
	sumOf,
	wordErrorRate
} from '../../src/bench/score.ts';

describe('the distance of two texts', () => {
	it.each([
		['', '', 0],
		['', 'abc', 3],
		['kitten', 'sitting', 3],
		['flaw', 'lawn', 2],
		['sleep 6-7 hrs', 'sleep 6-1 hrs.', 2]
	])('from %j to %j is %i', (one, other, distance) => {
		expect(editDistance(one, other)).toBe(distance);
	});

	it('is the same both ways, nothing only between equals, and never more than the longer text', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (one, other) => {
				const distance = editDistance(one, other);
				expect(editDistance(other, one)).toBe(distance);
				expect(distance === 0).toBe(one === other);
				expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
				expect(distance).toBeGreaterThanOrEqual(Math.abs(one.length - other.length));
			})
		);
	});

	it('is never longer by a third text', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), (one, other, third) => {
				const around = editDistance(one, third) + editDistance(third, other);
				expect(editDistance(one, other)).toBeLessThanOrEqual(around);
			})
		);
	});
});

describe('a reading', () => {
	it('is not blamed for white space, curly quotation marks and long dashes', () => {
		const paper = 'S: “Fine” – she said.\n\n   P:   RTC 1 wk.';
		const read = 'S: "Fine" - she said.\nP: RTC 1 wk.\n';
		expect(folded(paper)).toBe(folded(read));
		expect(scoreOf(paper, read)).toMatchObject({ characterEdits: 0, wordEdits: 0 });
	});

	it('counts each wrong letter, and each word with one', () => {
		const score = scoreOf('denies SI and HI', 'denles SI and Hl');
		expect(score).toEqual({ pages: 1, characterEdits: 2, characters: 16, wordEdits: 2, words: 4 });
		expect(characterErrorRate(score)).toBeCloseTo(2 / 16);
		expect(wordErrorRate(score)).toBeCloseTo(2 / 4);
	});

	it('that made words up on an empty page is wrong by all of them', () => {
		expect(characterErrorRate(scoreOf('', 'ghost'))).toBe(5);
		expect(wordErrorRate(scoreOf('', ''))).toBe(0);
	});

	it('of many pages weighs each letter alike, not each page', () => {
		const sum = sumOf([scoreOf('a', 'b'), scoreOf('abcdefghi', 'abcdefghi')]);
		expect(characterErrorRate(sum)).toBeCloseTo(0.1);
		expect(characterErrorRate(noScore)).toBeUndefined();
	});
});

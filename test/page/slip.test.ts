import { expect, test } from 'vitest';
import { isMeantBy } from '#lib/page/slip.ts';

test.each([
	['beuchamp', 'beauchamp', 'a letter too few'],
	['beaucchamp', 'beauchamp', 'a letter too many'],
	['beaushamp', 'beauchamp', 'a wrong one'],
	['okafro', 'okafor', 'two in each other’s place'],
	['beuch', 'beauchamp', 'not typed to its end']
])('“%s” may mean %s: %s', (typed, word) => {
	expect(isMeantBy(typed, word)).toBe(true);
});

test.each([
	['dann', 'anna', 'short words'],
	['beuchmp', 'beauchamp', 'two slips'],
	['martin', 'okafor', 'another word'],
	['10425', '10426', 'a number']
])('“%s” does not mean %s: %s', (typed, word) => {
	expect(isMeantBy(typed, word)).toBe(false);
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byHand, threats } from '../../src/routes/protected/threats.ts';

const promises = threats.flatMap(({ what, tests }) =>
	tests.map(([file, name]) => ({ what, file, name }))
);

describe('what the app says is protected', () => {
	it.each(promises)('$what: is kept by "$name"', ({ file, name }) => {
		const source = readFileSync(file, 'utf8');
		const named = source.split('\n').filter((line) => line.includes(name));
		expect(named.some((line) => /\b(it|test)\b|\)\(/.test(line))).toBe(true);
	});

	it('has a test for every promise, and none where nobody keeps one', () => {
		for (const { keeper, tests } of threats) expect(tests.length > 0).toBe(keeper !== 'nobody');
	});

	it('says what is left of every threat, and claims no compliance', () => {
		for (const { left } of threats) expect(left.length).toBeGreaterThan(20);
		const page = readFileSync('src/routes/protected/+page.svelte', 'utf8');
		const words = page + JSON.stringify(threats) + JSON.stringify(byHand);
		expect(words).not.toMatch(/compliant|compliance|unbreakable|100 ?%|military/i);
	});
});

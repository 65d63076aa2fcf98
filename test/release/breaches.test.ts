import { describe, expect, it } from 'vitest';
import { breaches, walls } from '../../src/build/breaches.ts';
import { tryBreaches } from '../../src/build/break-walls.ts';

describe('the walls around the private side', () => {
	it('are each broken on purpose, at least once on every run', () => {
		const short = breaches.filter((breach) => breach.short);
		expect(short.map(({ wall }) => wall)).toEqual(walls);
	});

	it('turn the test that guards them red when they are broken', () => {
		const tried = tryBreaches(breaches.filter((breach) => breach.short));
		expect(tried.filter(({ wrong }) => wrong !== undefined)).toEqual([]);
		expect(tried).toHaveLength(walls.length);
	}, 600_000);
});

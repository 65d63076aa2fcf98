import { describe, expect, it } from 'vitest';
import { keysFor, type Now } from '../../src/routes/decide/keys.ts';

const bare: Now = {
	...{ isEmpty: false, isDecided: false, hasWords: false, hasDone: false },
	...{ hasTwin: false, hasRun: false, isRescan: false, marks: 0 }
};

function listed(now: Partial<Now>): readonly string[] {
	return keysFor({ ...bare, ...now }).flatMap(({ shortcuts }) =>
		shortcuts.flatMap(({ keys }) => keys)
	);
}

describe('the sheet of keys', () => {
	it.each([
		['take the page at its word only where it says something', { hasWords: true }, ['A']],
		['take a decision back only where there is one', { hasDone: true }, ['U']],
		['compare two sides only where there are two', { hasTwin: true }, ['X', 'S']],
		['decide pages together only where some look alike', { hasRun: true }, ['G']],
		['put a better scan in its place only where it is one', { isRescan: true }, ['I']],
		['go to marked lines only where lines are marked', { marks: 2 }, ['L', '1']]
	] as const)('names the keys that %s', (_, now, keys) => {
		expect(listed(now)).toEqual(expect.arrayContaining([...keys]));
		for (const key of keys) expect(listed({})).not.toContain(key);
	});

	it('names nothing but taking back when no page waits', () => {
		expect(listed({ isEmpty: true, hasDone: true })).toEqual(['U']);
		expect(listed({ isEmpty: true })).toEqual([]);
	});

	it('offers no verdict on a page that has its fate', () => {
		expect(listed({ isDecided: true })).not.toContain('C');
		expect(listed({ isDecided: true })).toContain('U');
	});
});

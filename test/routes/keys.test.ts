import { describe, expect, it } from 'vitest';
import { keysFor } from '../../src/routes/decide/keys.ts';

function listed(isDecided: boolean, hasTwin: boolean): readonly string[] {
	return keysFor(isDecided, hasTwin).flatMap(({ shortcuts }) =>
		shortcuts.flatMap(({ keys }) => keys)
	);
}

describe('the sheet of keys', () => {
	it('names the keys that compare two sides only where there are two', () => {
		expect(listed(false, true)).toEqual(expect.arrayContaining(['X', 'S', 'D']));
		for (const key of ['X', 'S']) expect(listed(false, false)).not.toContain(key);
	});

	it('offers no verdict on a page that has its fate', () => {
		expect(listed(true, false)).not.toContain('C');
		expect(listed(true, false)).toContain('U');
	});
});

import { expect, it } from 'vitest';
import { forWhom } from '../../src/routes/release/for-whom.ts';

it('says who asks, beside whose records', () => {
	expect(forWhom('Ana Journey', 'Dana Whitfield')).toBe('for Dana Whitfield');
});

it.each(['Ana Journey', '', undefined])(
	'says nothing more of a client’s own request: %s',
	(who) => {
		expect(forWhom('Ana Journey', who)).toBeUndefined();
	}
);

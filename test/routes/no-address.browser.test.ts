import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import NoAddress from '../../src/routes/release/NoAddress.svelte';

describe('a letter that leaves', () => {
	it.each([
		['without an address', { phone: '(802) 555-0143' }, true],
		['with one of blanks', { address: ' \n' }, true],
		['with one', { address: '12 Maple Street' }, false]
	])('is said to have none, before it does: %s', async (_name, letterhead, expected) => {
		const screen = await render(NoAddress, { letterhead });
		expect(screen.container.textContent.includes('nobody can write back')).toBe(expected);
	});
});

import { beforeEach, expect, it } from 'vitest';
import { Tour } from '#lib/desk/tour.svelte.ts';

beforeEach(() => localStorage.clear());

it('is shown until it is hidden, and stays hidden on this device', () => {
	const first = new Tour(localStorage);
	expect(first.hidden).toBe(false);
	expect(localStorage.length).toBe(0);
	first.hide();
	expect(first.hidden).toBe(true);
	expect(new Tour(localStorage).hidden).toBe(true);
});

import { beforeEach, describe, expect, it } from 'vitest';
import { Checklist } from '#lib/desk/checklist.svelte.ts';

beforeEach(() => localStorage.clear());

describe('the set-up checklist', () => {
	it('keeps its ticks on this device, and takes one back', () => {
		const first = new Checklist(localStorage);
		first.tick('disk-encryption', true);
		first.tick('screen-lock', true);
		first.tick('screen-lock', false);
		const again = new Checklist(localStorage);
		expect([again.has('disk-encryption'), again.has('screen-lock')]).toEqual([true, false]);
	});

	it('of the sample leaves nothing behind', () => {
		const sample = new Checklist();
		sample.tick('disk-encryption', true);
		expect(sample.has('disk-encryption')).toBe(true);
		expect(localStorage.length).toBe(0);
	});
});

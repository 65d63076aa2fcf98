/** The list of sides to scan again: each box is called as its label and its cardboard call it. */
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { BoxId, PersonId } from '#lib/page/ids.ts';
import RescanList from '../../src/routes/staff/RescanList.svelte';

test('a box to fetch a sheet from bears its code', async () => {
	const wanted = [{ place: 3, at: '2026-11-23T16:20:00Z' }];
	const box = 'pkzjsguq2m5go' as BoxId;
	await render(RescanList, {
		slips: [{ box, for: 'lin' as PersonId, sides: 12, wanted }],
		titleOf: () => 'Box fed Nov 20',
		practice: 'Riverbend Counseling'
	});
	await expect
		.element(page.getByRole('heading', { name: 'Box fed Nov 20 PKZJ-SGUQ' }))
		.toBeVisible();
});

/** The list of sides to scan again: each box is called as its label and its cardboard call it. */
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { BoxId, PersonId } from '#lib/page/ids.ts';
import { emulate } from '../support/emulate.ts';
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

afterEach(() => emulate({ media: '' }));

test('it prints alone, though it stands in the middle of a screen', async () => {
	const main = document.createElement('main');
	main.innerHTML =
		'<h1>Feed</h1><section><p>Choose files</p><div class="here"></div></section><p>After</p>';
	document.body.append(main);
	await render(
		RescanList,
		{
			slips: [{ box: 'pkzjsguq2m5go' as BoxId, for: 'lin' as PersonId, sides: 12, wanted: [] }],
			titleOf: () => 'Box fed Nov 20',
			practice: 'Riverbend Counseling'
		},
		{ baseElement: main.querySelector<HTMLElement>('.here') ?? main }
	);
	const list = page.getByRole('article', { name: 'To be scanned again' });
	for (const text of ['Choose files', 'After'])
		await expect.element(page.getByText(text)).toBeVisible();
	await emulate({ media: 'print' });
	for (const text of ['Choose files', 'After'])
		await expect.element(page.getByText(text)).not.toBeVisible();
	await expect.element(page.getByRole('heading', { level: 1 })).not.toBeInTheDocument();
	await expect.element(list).toBeVisible();
	main.remove();
});

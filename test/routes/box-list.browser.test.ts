/** Hundreds of boxes: a screenful is drawn, and any other is found by what is written on it. */
import { createRawSnippet } from 'svelte';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { boxNumber } from '#lib/page/box-number.ts';
import type { BoxId } from '#lib/page/ids.ts';
import type { BoxSummary } from '#lib/desk/feed-boxes.svelte.ts';
import BoxList from '../../src/routes/feed/BoxList.svelte';

const boxesOf = (count: number): readonly BoxSummary[] =>
	Array.from({ length: count }, (_, i) => ({
		box: { box: `box-${i}`, label: `Drawer ${i}` }
	})) as unknown as readonly BoxSummary[];
const card = createRawSnippet((summary: () => BoxSummary) => ({
	render: () => `<article>${summary().box.label ?? ''}</article>`
}));
const shown = () => page.getByRole('article').all().length;

test('a few boxes all lie there, with nothing to look through', async () => {
	await render(BoxList, { boxes: boxesOf(20), card });
	expect(shown()).toBe(20);
	expect(page.getByRole('searchbox').query()).toBeNull();
});

test('of four hundred a screenful is drawn, more when asked, and the one that is sought', async () => {
	await render(BoxList, { boxes: boxesOf(400), card });
	expect(shown()).toBe(20);
	await page.getByRole('button', { name: 'Show more' }).click();
	await expect.poll(shown).toBe(40);
	await page.getByRole('searchbox', { name: 'Find a box' }).fill('drawer 399');
	await expect.poll(shown).toBe(1);
	await page.getByRole('searchbox', { name: 'Find a box' }).fill(boxNumber('box-398' as BoxId));
	await expect.poll(shown).toBe(1);
	await page.getByRole('searchbox', { name: 'Find a box' }).fill('cupboard');
	await expect.element(page.getByText('No box has that written on it.')).toBeVisible();
});

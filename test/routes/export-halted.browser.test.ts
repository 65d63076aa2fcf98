/** An export that was stopped says how much was written, and how it goes on. */
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ExportHalted from '../../src/routes/charts/export/ExportHalted.svelte';

test.each([
	['folder', /so far: 12 of 40 files, each proved\..*To go on, write into the same folder again/],
	['zip', /Nothing was saved: a zip is made at one go\./]
] as const)('into a %s', async (to, words) => {
	await render(ExportHalted, { halted: { to, done: 12, of: 40 } });
	await expect.element(page.getByText(words)).toBeVisible();
});

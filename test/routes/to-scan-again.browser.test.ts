import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ToScanAgain from '../../src/routes/ToScanAgain.svelte';

const link = () => page.getByRole('link', { name: 'Show the list' });

test.each([
	[1, 0, '1 side waits for a better scan', /^Feed lists where each lies in its box\.$/, 1],
	[0, 2, '2 sides wait for a better scan', /Whoever fed the box finds the list/, 0],
	[
		2,
		1,
		'3 sides wait for a better scan',
		/each of yours .*\(2\)\. Whoever fed the others \(1\)/,
		1
	]
])('%d of one’s own and %d of others’: %s', async (own, others, title, who, links) => {
	await render(ToScanAgain, { own, others });
	await expect.element(page.getByText(title)).toBeVisible();
	await expect.element(page.getByText(who)).toBeVisible();
	expect(link().elements()).toHaveLength(links);
	if (links > 0) await expect.element(link()).toHaveAttribute('href', '/feed#scan-again');
});

test('nothing is said when none waits', async () => {
	await render(ToScanAgain, { own: 0, others: 0 });
	expect(page.getByRole('note').elements()).toHaveLength(0);
});

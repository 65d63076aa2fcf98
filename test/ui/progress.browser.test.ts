/** How far work has come: what is said and what the bar shows are the same. */
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import Progress from '#lib/ui/Progress.svelte';

const bar = () => page.getByRole('progressbar');
/** Of the track, as it is painted now. */
const painted = (): number => {
	const track = bar().element();
	return (track.firstElementChild?.getBoundingClientRect().width ?? 0) / track.clientWidth;
};

test('a proof is told in hundredths, and never as whole before it is', async () => {
	await render(Progress, { label: 'Proving', value: 199, max: 200, inPercent: true });
	await expect.element(bar()).toHaveAttribute('aria-valuetext', '99%');
});

test('a full count stands beside a full bar, and the next work begins with an empty one', async () => {
	const { rerender } = await render(Progress, { label: 'Building', value: 0, max: 4 });
	await rerender({ value: 4 });
	await expect.element(bar()).toHaveAttribute('aria-valuetext', '4 of 4 pages');
	expect(painted()).toBeGreaterThan(0.99);
	await rerender({ label: 'Proving', value: 0, max: 16, inPercent: true });
	await expect.element(bar()).toHaveAttribute('aria-valuetext', '0%');
	expect(painted()).toBeLessThan(0.02);
});

/** A pane that scrolls says that it goes on below, until its end is reached. */
import { afterEach, expect, test } from 'vitest';
import { emulate, forcedColours } from '../support/emulate.ts';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import '#lib/ui/more-below.css';

afterEach(async () => {
	document.body.replaceChildren();
	await emulate({ features: [] });
});

function paneOf(height: number): HTMLElement {
	const pane = document.createElement('div');
	pane.className = 'more-below';
	pane.style.cssText = 'display: flex; flex-direction: column; height: 200px; overflow-y: auto';
	const inside = document.createElement('div');
	inside.style.cssText = `flex: none; height: ${height}px`;
	pane.append(inside);
	document.body.append(pane);
	return pane;
}

const sign = (pane: HTMLElement) => getComputedStyle(pane, '::after');

test('what goes on below is shown, and at its end no more', async () => {
	const pane = paneOf(600);
	await expect.poll(() => sign(pane).opacity).toBe('1');
	pane.scrollTop = 200;
	await expect.poll(() => sign(pane).opacity).toBe('1');
	pane.scrollTop = 400;
	await expect.poll(() => sign(pane).opacity).toBe('0');
	// It takes no room of its own.
	expect(pane.scrollHeight).toBe(600);
});

test('what fits shows nothing', async () => {
	const pane = paneOf(100);
	await new Promise((resolve) => requestAnimationFrame(resolve));
	expect(sign(pane).opacity).toBe('0');
	expect(pane.scrollHeight).toBe(200);
});

test('with the system’s colours, and without motion, it is a line', async () => {
	await emulate(forcedColours);
	const pane = paneOf(600);
	await expect.poll(() => sign(pane).opacity).toBe('1');
	expect(sign(pane).borderBottomStyle).toBe('double');
	expect(sign(pane).borderBottomColor).toBe(getComputedStyle(pane).color);
	pane.scrollTop = 400;
	await expect.poll(() => sign(pane).opacity).toBe('0');
});

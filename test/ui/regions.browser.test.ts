/** Splitting a page by keyboard and by ticking lines, in a real browser. */
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import RegionEditor from '#lib/ui/RegionEditor.svelte';
import type { Region } from '#lib/ui/regions.ts';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import { sheet } from './gallery-sample.ts';

async function editor(width = 1200, height = 800) {
	await page.viewport(width, height);
	const onchange = vi.fn<(regions: readonly Region[]) => void>();
	await render(RegionEditor, { ...sheet, label: 'Page 8', onchange });
	return { onchange, last: () => onchange.mock.lastCall?.[0] ?? [] };
}

const region = (n: number) =>
	page.getByRole('button', { name: new RegExp(`^Private region ${n} `) });

test('a region is added, moved, resized and removed by keyboard alone', async () => {
	const { last } = await editor();
	page.getByRole('button', { name: 'Add a region' }).element().focus();
	await userEvent.keyboard('{Enter}');
	await expect.element(region(1)).toHaveFocus();
	const added = last()[0]?.rect;
	await userEvent.keyboard('{ArrowDown}');
	expect(last()[0]?.rect.y).toBe((added?.y ?? 0) + 11);
	await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
	expect(last()[0]?.rect.width).toBe((added?.width ?? 0) + 11);
	await userEvent.keyboard('{Delete}');
	expect(last()).toEqual([]);
	await expect.element(region(1)).not.toBeInTheDocument();
});

test('an arrow at the edge changes nothing, and is nothing to undo', async () => {
	const { onchange, last } = await editor();
	await userEvent.click(page.getByRole('button', { name: 'Add a region' }));
	await expect.element(region(1)).toHaveFocus();
	for (let i = 0; i < 40; i++) await userEvent.keyboard('{ArrowRight}');
	const atEdge = last()[0]?.rect;
	expect((atEdge?.x ?? 0) + (atEdge?.width ?? 0)).toBe(sheet.width);
	const changes = onchange.mock.calls.length;
	await userEvent.keyboard('{ArrowRight}{ArrowRight}');
	// Nor does it grow to the other side.
	await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
	expect(onchange.mock.calls.length).toBe(changes);
	await userEvent.keyboard('{ArrowLeft}');
	expect(last()[0]?.rect.x).toBeLessThan(atEdge?.x ?? 0);
});

test('a region in the corner is taken hold of beside the zoom, which stays on top', async () => {
	await editor(390, 844);
	await userEvent.click(page.getByRole('button', { name: 'Add a region' }));
	await expect.element(region(1)).toHaveFocus();
	for (let i = 0; i < 60; i++) await userEvent.keyboard('{ArrowRight}{ArrowDown}');
	const over = (element: Element): Element | null => {
		const { left, top, width, height } = element.getBoundingClientRect();
		return document.elementFromPoint(left + width / 2, top + height / 2);
	};
	const handle = region(1).element().querySelector('.handle') as Element;
	expect(over(handle)).toBe(handle);
	// At a size where the region lies far below the picture's frame.
	for (const size of ['Fill the width', 'Larger', 'Smaller', 'Whole page']) {
		const button = page.getByRole('button', { name: size }).element();
		expect(button.contains(over(button))).toBe(true);
	}
});

test('ticking a line covers it on the picture, unticking frees it', async () => {
	const { last } = await editor();
	const line = page.getByRole('checkbox', { name: /rescue her/ });
	await line.click();
	await expect.element(line).toBeChecked();
	const rect = sheet.lines[5]?.rect;
	expect(last()[0]?.rect.y).toBeLessThanOrEqual(rect?.y ?? 0);
	await expect.element(page.getByText('lines private')).toHaveTextContent('1 of 7 lines private');
	await line.click();
	await expect.element(line).not.toBeChecked();
	expect(last()).toEqual([]);
});

test('a region is drawn by dragging over the picture, and its lines are ticked', async () => {
	const { last } = await editor();
	const picture = page.getByRole('img', { name: 'Page 8', exact: true }).element();
	const box = picture.getBoundingClientRect();
	const layer = document.querySelector('.layer');
	const at = (type: string, x: number, y: number) =>
		layer?.dispatchEvent(
			new PointerEvent(type, {
				bubbles: true,
				pointerId: 1,
				button: 0,
				buttons: 1,
				clientX: box.left + (x / sheet.width) * box.width,
				clientY: box.top + (y / sheet.height) * box.height
			})
		);
	// Synthetic pointers cannot be captured; the drag itself does not depend on it.
	if (layer) vi.spyOn(layer, 'setPointerCapture').mockImplementation(() => undefined);
	at('pointerdown', 90, 365);
	at('pointermove', 500, 400);
	at('pointerup', 800, 485);
	const drawn = last()[0]?.rect;
	expect(drawn?.x).toBeCloseTo(90, -1);
	expect(drawn?.height).toBeCloseTo(120, -1);
	await expect.element(page.getByRole('checkbox', { name: /standoff/ })).toBeChecked();
	await expect.element(page.getByRole('checkbox', { name: /Sertraline/ })).not.toBeChecked();
});

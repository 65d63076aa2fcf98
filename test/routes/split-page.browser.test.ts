/** The split screen: it starts from the sorter's cut, a person changes it, and what is filed is what was covered. */
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import type { OnDesk } from '#lib/desk/decide.svelte.ts';
import type { Rect } from '#lib/page/reading.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import SplitPage from '../../src/routes/decide/SplitPage.svelte';
import { reading, sheet, suggestion } from '../ui/gallery-sample.ts';

/** Only what the split screen looks at. */
function onDesk(said: Suggestion): OnDesk {
	const { width, height } = sheet;
	const tray = { side: { width, height }, turn: 0, suggestion: said };
	return { page: tray as unknown as TrayPage, url: sheet.src, reading };
}

async function split(said: Suggestion, width = 1200, height = 900) {
	await page.viewport(width, height);
	const onfile = vi.fn<(regions: readonly Rect[], turn: number) => void>();
	const rest = { label: 'Page 8 of 30', client: 'Ana Ortiz', busy: false };
	const { container } = await render(SplitPage, {
		...{ opened: onDesk(said), ...rest, onfile, oncancel: () => undefined }
	});
	// As tall as the screen, like the deck that it lies in.
	container.style.height = `${height}px`;
	return onfile;
}

const ticked = () =>
	page
		.getByRole('checkbox', { checked: true })
		.all()
		.map((box) => box.element().closest('li')?.querySelector('.text')?.textContent);

test('starts from the proposed cut, says so, and files it as it stands', async () => {
	const onfile = await split(suggestion);
	await expect.element(page.getByText('This cut is a proposal')).toBeVisible();
	expect(ticked()).toEqual([
		'Her silence today felt like the old standoff with her mother',
		'I notice my own wish to rescue her; bring to supervision'
	]);
	await userEvent.click(page.getByRole('button', { name: 'File the split' }));
	const [line4, line6] = [reading.lines[4]?.rect, reading.lines[6]?.rect];
	const band = onfile.mock.lastCall?.[0][0];
	expect(band?.x).toBe(0);
	expect(band?.width).toBe(sheet.width);
	expect(band?.y).toBeLessThan(line4?.y ?? 0);
	expect((band?.y ?? 0) + (band?.height ?? 0)).toBeLessThan(line6?.y ?? 0);
});

test('a line that a person unticks goes to the chart, and its neighbour stays private', async () => {
	const onfile = await split(suggestion);
	await userEvent.click(page.getByRole('checkbox', { name: /standoff/ }));
	expect(ticked()).toEqual(['I notice my own wish to rescue her; bring to supervision']);
	await userEvent.click(page.getByRole('button', { name: 'File the split' }));
	const free = reading.lines[4]?.rect;
	const regions = onfile.mock.lastCall?.[0] ?? [];
	expect(regions).toHaveLength(1);
	expect(regions[0]?.y).toBeGreaterThanOrEqual((free?.y ?? 0) + (free?.height ?? 0));
});

test('lines that were proposed as private go to the chart only after a question, which quotes them', async () => {
	const onfile = await split(suggestion);
	const region = page.getByRole('button', { name: /^Private region 1/ });
	region.element().focus();
	await userEvent.keyboard('{Delete}');
	await userEvent.click(page.getByRole('checkbox', { name: /wish to rescue/ }));
	const warning = page.getByText('One line that was proposed as private would go to the chart');
	await expect.element(warning).toBeVisible();
	await userEvent.click(page.getByRole('button', { name: 'File the split' }));
	expect(onfile).not.toHaveBeenCalled();
	await userEvent.click(page.getByRole('button', { name: 'File the split anyway' }));
	expect(onfile).toHaveBeenCalledOnce();
});

test.each([
	[1200, 900],
	[390, 844]
])('a warning comes and goes without moving the picture or the lines: %d wide', async (w, h) => {
	await split(suggestion, w, h);
	const places = () =>
		['img[alt]', 'fieldset li'].map((found) => {
			const { x, y, width, height } = document.querySelector(found)?.getBoundingClientRect() ?? {};
			return [x, y, width, height];
		});
	const line = page.getByRole('checkbox', { name: /standoff/ }).element();
	line.scrollIntoView({ block: 'center' });
	await new Promise((resolve) => setTimeout(resolve, 100));
	const before = places();
	page
		.getByRole('button', { name: /^Private region 1/ })
		.element()
		.focus({ preventScroll: true });
	await userEvent.keyboard(`{Shift>}${'{ArrowUp}'.repeat(6)}{/Shift}`);
	const warning = page.getByText(/that (was|were) proposed as private would go to the chart/);
	await expect.element(warning).toBeVisible();
	// It is in sight beside the lines that it speaks of.
	expect(warning.element().getBoundingClientRect().bottom).toBeLessThan(h);
	expect(places()).toEqual(before);
	await userEvent.keyboard('u'.repeat(6));
	await expect.element(warning).not.toBeInTheDocument();
	expect(places()).toEqual(before);
});

test('what is wrong on both sides is named in one question', async () => {
	const medication = { line: 2, element: 'medication', probability: 0.9, private: 0.05 } as const;
	await split({ ...suggestion, lines: [medication] });
	page
		.getByRole('button', { name: /^Private region 1/ })
		.element()
		.focus();
	await userEvent.keyboard('{Delete}');
	await userEvent.click(page.getByRole('checkbox', { name: /Sertraline/ }));
	await userEvent.click(page.getByRole('button', { name: 'File the split' }));
	const question = page.getByRole('alertdialog');
	await expect.element(question).toHaveTextContent(/proposed as private would go to the chart/);
	await expect.element(question).toHaveTextContent(/in a region that would go to the cabinet only/);
});

test('a change to the cut is taken back, step by step, and no farther than the proposal', async () => {
	const onfile = await split(suggestion);
	const proposed = ticked();
	await expect.element(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
	await userEvent.click(page.getByRole('checkbox', { name: /standoff/ }));
	page
		.getByRole('button', { name: /^Private region 1/ })
		.element()
		.focus();
	await userEvent.keyboard('{Delete}');
	expect(ticked()).toEqual([]);
	await userEvent.keyboard('{Control>}z{/Control}');
	expect(ticked()).toEqual(['I notice my own wish to rescue her; bring to supervision']);
	await userEvent.keyboard('uu');
	expect(ticked()).toEqual(proposed);
	await userEvent.click(page.getByRole('button', { name: 'File the split' }));
	expect(onfile).toHaveBeenCalledOnce();
});

test('without a cut nothing is proposed that the lines do not say', async () => {
	const { cut: _, ...rest } = suggestion;
	await split(rest);
	await expect.element(page.getByText('Cover what is private.')).toBeVisible();
	expect(ticked()).toEqual([]);
});

test('the words of the chart take no room from the picture', async () => {
	await split(suggestion);
	const picture = page.getByRole('group', { name: /^Page 8 of 30/ }).element();
	const before = picture.getBoundingClientRect();
	await userEvent.click(page.getByText(/^The words the chart will hold/));
	await expect.element(page.getByRole('list').last()).toBeVisible();
	expect(picture.getBoundingClientRect().height).toBe(before.height);
});

test('on a phone what the cut comes to stands over what is pressed at the end, and covers no picture', async () => {
	await split(suggestion, 390, 844);
	const strip = page.getByRole('button', { name: /^The chart will hold \d+ of \d+ lines/ });
	await expect.element(strip).toBeVisible();
	page
		.getByRole('button', { name: /^Private region 1/ })
		.element()
		.focus({ preventScroll: true });
	await userEvent.keyboard('{Delete}');
	await userEvent.click(page.getByRole('checkbox', { name: /wish to rescue/ }));
	window.scrollTo({ top: 0, behavior: 'instant' });
	const warned = page.getByRole('button', { name: /^1 private line is not covered/ });
	await expect.element(warned).toBeVisible();
	const boxOf = (one: Element): DOMRect => one.getBoundingClientRect();
	const viewer = page.getByRole('group', { name: /^Page 8 of 30/ }).element();
	expect(boxOf(warned.element()).bottom).toBeLessThan(844);
	expect(boxOf(viewer).bottom).toBeLessThanOrEqual(boxOf(warned.element()).top);
	await userEvent.click(warned);
	const whole = page.getByText('One line that was proposed as private would go to the chart');
	await expect.poll(() => boxOf(whole.element()).bottom).toBeLessThan(boxOf(warned.element()).top);
});

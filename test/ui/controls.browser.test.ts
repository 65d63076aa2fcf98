/** Dialogs, pickers, toasts and the strip, worked by keyboard in a real browser; and every control has a name. */
import { expect, test, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { createRawSnippet } from 'svelte';
import BoxStrip from '#lib/ui/BoxStrip.svelte';
import Button from '#lib/ui/Button.svelte';
import Combobox from '#lib/ui/Combobox.svelte';
import { isCovered } from '#lib/ui/shortcut.ts';
import TextField from '#lib/ui/TextField.svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import { box, clients } from './gallery-sample.ts';
import Gallery from './Gallery.svelte';

test('a dialog takes the focus, keeps it, closes with Escape and gives it back', async () => {
	await page.viewport(1200, 900);
	await render(Gallery);
	const opener = page.getByRole('button', { name: 'Open a dialog' });
	opener.element().focus();
	await userEvent.keyboard('{Enter}');
	const dialog = page.getByRole('dialog', { name: 'File page 8' });
	await expect.element(dialog).toBeVisible();
	expect(isCovered()).toBe(true);
	for (let i = 0; i < 6; i++) {
		await userEvent.keyboard('{Tab}');
		expect(dialog.element().contains(document.activeElement)).toBe(true);
	}
	await userEvent.keyboard('{Escape}');
	await expect.element(dialog).not.toBeInTheDocument();
	await expect.element(opener).toHaveFocus();
	expect(isCovered()).toBe(false);
});

test('a dialog asks before Escape drops what was typed, and its own button for going back does not', async () => {
	await render(Gallery);
	await page.getByRole('button', { name: 'Open a dialog' }).click();
	const dialog = page.getByRole('dialog', { name: 'File page 8' });
	const why = dialog.getByRole('textbox', { name: 'Why?' });
	await why.fill('It had slipped in');
	await userEvent.keyboard('{Escape}');
	const question = page.getByRole('alertdialog', { name: 'Close without saving?' });
	await expect.element(question.getByRole('button', { name: 'Stay' })).toHaveFocus();
	await userEvent.keyboard('{Enter}');
	await expect.element(question).not.toBeInTheDocument();
	await expect.element(why).toHaveValue('It had slipped in');
	await why.fill('');
	await userEvent.keyboard('{Escape}');
	await expect.element(dialog).not.toBeInTheDocument();

	await page.getByRole('button', { name: 'Open a dialog' }).click();
	await why.fill('It had slipped in');
	await userEvent.keyboard('{Escape}');
	await question.getByRole('button', { name: 'Close without it' }).click();
	await expect.element(dialog).not.toBeInTheDocument();

	await page.getByRole('button', { name: 'Open a dialog' }).click();
	await why.fill('It had slipped in');
	await dialog.getByRole('button', { name: 'Back to the page' }).click();
	await expect.element(dialog).not.toBeInTheDocument();
});

test('one field that is emptied again does not give up what stands in another', async () => {
	await render(Gallery);
	await page.getByRole('button', { name: 'Open a dialog' }).click();
	const dialog = page.getByRole('dialog', { name: 'File page 8' });
	await dialog.getByRole('textbox', { name: 'Why?' }).fill('It had slipped in');
	const who = dialog.getByRole('textbox', { name: /Who said so/ });
	await who.fill('Nobody');
	await who.fill('');
	await userEvent.keyboard('{Escape}');
	const question = page.getByRole('alertdialog', { name: 'Close without saving?' });
	await question.getByRole('button', { name: 'Close without it' }).click();
	await expect.element(dialog).not.toBeInTheDocument();
	// A new sheet begins with nothing.
	await page.getByRole('button', { name: 'Open a dialog' }).click();
	await userEvent.keyboard('{Escape}');
	await expect.element(dialog).not.toBeInTheDocument();
});

test('a confirmation starts on the safe answer', async () => {
	await render(Gallery);
	page.getByRole('button', { name: 'Delete the kit' }).element().focus();
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByRole('alertdialog', { name: 'Delete this kit?' })).toBeVisible();
	expect(isCovered()).toBe(true);
	await expect.element(page.getByRole('button', { name: 'Cancel' })).toHaveFocus();
	await userEvent.keyboard('{Enter}');
	await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument();
});

test('a toast is read out and its undo works', async () => {
	await render(Gallery);
	await page.getByRole('button', { name: 'Toast' }).click();
	const messages = page.getByRole('region', { name: 'Messages' });
	await expect.element(messages.getByText('Page 8 filed to the cabinet')).toBeVisible();
	await messages.getByRole('button', { name: /Undo/ }).click();
	await expect.element(messages.getByText('Undone')).toBeVisible();
});

test('every control on the gallery has a name', async () => {
	await render(Gallery);
	for (const role of [
		'button',
		'link',
		'textbox',
		'combobox',
		'checkbox',
		'slider',
		'img',
		'meter',
		'progressbar'
	] as const) {
		const all = page.getByRole(role).elements();
		const named = page.getByRole(role, { name: /\S/ }).elements();
		expect(named.length, role).toBe(all.length);
		expect(all.length, role).toBeGreaterThan(0);
	}
});

test('nothing on the gallery is wider than a phone', async () => {
	await page.viewport(390, 844);
	await render(Gallery);
	expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});

test('a client is found by part of a name without its accent, and chosen with Enter', async () => {
	const onchoose = vi.fn();
	await render(Combobox, { label: 'Client', options: clients, onchoose });
	const input = page.getByRole('combobox', { name: 'Client' });
	await input.click();
	await userEvent.keyboard('belen');
	await expect.element(page.getByRole('option', { name: /Ortiz/ })).toBeVisible();
	expect(page.getByRole('option').elements().length).toBe(1);
	await userEvent.keyboard('{ArrowDown}{Enter}');
	expect(onchoose).toHaveBeenLastCalledWith('a');
	await expect.element(input).toHaveValue('Ana Belén Ortiz');
});

test('a name that nobody has is offered as a new client', async () => {
	const oncreate = vi.fn();
	await render(Combobox, { label: 'Client', options: clients, oncreate });
	await page.getByRole('combobox', { name: 'Client' }).click();
	await userEvent.keyboard('Zed');
	await page.getByRole('option', { name: 'New client: Zed' }).click();
	expect(oncreate).toHaveBeenCalledWith('Zed');
});

test('typed words that chose nobody do not stay in the field', async () => {
	await render(Combobox, { label: 'Client', options: clients, value: 'a', oncreate: vi.fn() });
	const input = page.getByRole('combobox', { name: 'Client' });
	await input.click();
	await userEvent.keyboard('Zed{Tab}');
	await expect.element(input).toHaveValue('Ana Belén Ortiz');
	await input.click();
	await userEvent.keyboard('{Backspace}');
	await expect.element(input).toHaveValue('');
	await userEvent.keyboard('Zed{Escape}');
	await expect.element(input).toHaveValue('Ana Belén Ortiz');
	await input.click();
	await userEvent.keyboard('Zed');
	await page.getByRole('option', { name: 'New client: Zed' }).click();
	await expect.element(input).toHaveValue('Ana Belén Ortiz');
});

test('a problem is tied to its field', async () => {
	await render(TextField, { label: 'License', hint: 'As printed.', problem: 'Give a number.' });
	const field = page.getByRole('textbox', { name: 'License' });
	await expect.element(field).toHaveAccessibleDescription('As printed. Give a number.');
	await expect.element(field).toHaveAttribute('aria-invalid', 'true');
});

test('the strip says where one is and goes by arrow', async () => {
	const ongo = vi.fn();
	await render(BoxStrip, { pages: box, current: 7, ongo });
	const strip = page.getByRole('slider', { name: 'Pages of this box' });
	await expect.element(strip).toHaveAttribute('aria-valuetext', 'Page 8 of 30, undecided');
	strip.element().focus();
	await userEvent.keyboard('{ArrowRight}');
	expect(ongo).toHaveBeenLastCalledWith(8);
	await userEvent.keyboard('{End}');
	expect(ongo).toHaveBeenLastCalledWith(29);
});

test('a toggle that is on looks otherwise than one that is off, whatever it is made of', async () => {
	const children = createRawSnippet(() => ({ render: () => '<span>Doubtful first</span>' }));
	for (const variant of ['plain', 'quiet'] as const) {
		const [on, off] = await Promise.all(
			[true, false].map(async (pressed) => {
				const { container } = await render(Button, { variant, children, 'aria-pressed': pressed });
				const { borderTopColor, boxShadow } = getComputedStyle(
					container.querySelector('button') as Element
				);
				return { borderTopColor, boxShadow };
			})
		);
		expect(on?.borderTopColor).not.toBe(off?.borderTopColor);
		expect(on?.boxShadow).not.toBe('none');
		expect(off?.boxShadow).toBe('none');
	}
});

test('where nothing but fingers works, buttons show no keys, and the list of keys still does', async () => {
	const browser = cdp() as unknown as {
		send(name: 'Emulation.setTouchEmulationEnabled', how: { enabled: boolean }): Promise<void>;
	};
	await browser.send('Emulation.setTouchEmulationEnabled', { enabled: true });
	try {
		expect(matchMedia('(pointer: coarse) and (hover: none)').matches).toBe(true);
		await render(Gallery);
		const opener = page.getByRole('button', { name: 'Keys', exact: true });
		expect(opener.element().querySelector('kbd')?.checkVisibility()).toBe(false);
		await opener.click();
		const sheet = page.getByRole('dialog', { name: 'Keys on this screen' });
		await expect.element(sheet.getByText('C', { exact: true })).toBeVisible();
	} finally {
		await browser.send('Emulation.setTouchEmulationEnabled', { enabled: false });
	}
});

/** The redaction screen: everything by keyboard, and a second look before anything is kept. */
import { expect, test, vi } from 'vitest';
import { page as screen, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import type { RedactDesk } from '#lib/desk/redact.svelte.ts';
import SecondLook from '../../src/routes/charts/redact/SecondLook.svelte';
import { sheet } from '../ui/gallery-sample.ts';

test('the second look says what stands there once more, and what shows in part', async () => {
	await screen.viewport(1200, 900);
	const coverAgain = vi.fn();
	const desk: unknown = {
		...{ boxes: [{ id: 1 }], sheet, coverAgain, busy: false },
		again: [{ text: 'Dana', rects: [] }],
		half: ['mother'],
		left: ['Client came with', 'and Dana left']
	};
	const onkeep = vi.fn();
	await render(SecondLook, {
		...{ redact: desk as RedactDesk, src: sheet.src, label: 'Page 2 of 3' },
		...{ onkeep, onclose: () => undefined }
	});
	await expect.element(screen.getByText('Dana can still be read elsewhere')).toBeVisible();
	await expect.element(screen.getByText(/mother: gone from the words/)).toBeVisible();
	await userEvent.click(screen.getByRole('button', { name: 'Cover these too' }));
	expect(coverAgain).toHaveBeenCalledOnce();
	await expect.element(screen.getByText('and Dana left')).toBeVisible();
	await userEvent.click(screen.getByRole('button', { name: 'Keep this copy' }));
	expect(onkeep).toHaveBeenCalledOnce();
});

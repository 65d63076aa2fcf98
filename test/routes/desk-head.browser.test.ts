/** The head of the Decide screen: what is on shows it, and what does nothing cannot be pressed. */
import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import DeskHead from '../../src/routes/decide/DeskHead.svelte';

const nothing = (): void => undefined;
const head = {
	...{ label: 'Page 3 of 12', box: 'Attic 3', waiting: 10, order: 'paper' as const },
	...{ onorder: nothing, onoverview: nothing, onprevious: nothing, onnext: nothing },
	...{ onkeys: nothing }
};

test('“Undo” is pressed only where there is something to take back', async () => {
	await page.viewport(1200, 700);
	const onundo = vi.fn();
	const { rerender } = await render(DeskHead, { ...head, onundo, canUndo: false });
	const undo = page.getByRole('button', { name: /^Undo/ });
	await expect.element(undo).toBeDisabled();
	await rerender({ canUndo: true });
	await undo.click();
	expect(onundo).toHaveBeenCalledOnce();
});

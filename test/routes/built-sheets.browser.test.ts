/** The sheets of a finished packet: of one in volumes, those of the volume that was chosen. */
import { PDFDocument } from 'pdf-lib';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Proven } from '#lib/release/proof/proven.ts';
import BuiltSheets from '../../src/routes/release/BuiltSheets.svelte';

async function fileOf(sheets: number): Promise<Uint8Array<ArrayBuffer>> {
	const file = await PDFDocument.create();
	for (let at = 0; at < sheets; at++) file.addPage([200, 300]);
	return new Uint8Array(await file.save());
}

test('shows every volume of a packet, by the keyboard too', async () => {
	const files = [await fileOf(2), await fileOf(3)];
	// Only what this screen looks at.
	const packet = { files: () => files } as unknown as Proven;
	await render(BuiltSheets, { packet, password: undefined, onclose: () => undefined });
	await expect.element(page.getByRole('img', { name: 'Sheet 2 of 2' })).toBeVisible();
	const volumes = page.getByRole('combobox', { name: 'Which volume is shown' });
	volumes.element().focus();
	await userEvent.keyboard('{ArrowDown}');
	await expect.element(volumes).toHaveValue('1');
	await expect.element(page.getByRole('img', { name: 'Sheet 3 of 3' })).toBeVisible();
	expect(page.getByRole('img').elements()).toHaveLength(3);
});

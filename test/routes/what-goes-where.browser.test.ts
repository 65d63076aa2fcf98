/** The two lists of 45 CFR 164.501, from the reasons that rest on them. */
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import type { TrayPage } from '#lib/tray/state.ts';
import { marksOf } from '#lib/ui/marks.ts';
import WhatGoesButton from '../../src/routes/checks/WhatGoesButton.svelte';
import Help from '../../src/routes/help/+page.svelte';
import Says from '../../src/routes/decide/Says.svelte';
import { reading, suggestion } from '../ui/gallery-sample.ts';

describe('what goes where', () => {
	test('is a link under the reasons on Decide, where keys decide and no dialog may stand', async () => {
		await render(Says, {
			page: { suggestion } as TrayPage,
			opened: { page: { suggestion } as TrayPage, url: '', reading },
			queue: { running: false, halted: undefined, start: () => undefined },
			marks: marksOf(suggestion, reading),
			onchoose: () => undefined
		});
		await expect
			.element(page.getByRole('link', { name: /^What goes where/ }))
			.toHaveAttribute('href', expect.stringMatching(/\/checks\/what-goes-where$/));
	});

	test('is a link where the page tells nothing, too', async () => {
		const untold: TrayPage['suggestion'] = {
			...suggestion,
			kind: 'unsure',
			evidence: [],
			remarks: []
		};
		const told = { suggestion: untold } as TrayPage;
		await render(Says, {
			page: told,
			opened: { page: told, url: '', reading },
			queue: { running: false, halted: undefined, start: () => undefined },
			marks: [],
			onchoose: () => undefined
		});
		await expect.element(page.getByRole('link', { name: /^What goes where/ })).toBeVisible();
	});

	test('is where Help says that it is', async () => {
		await render(Help);
		await expect
			.element(page.getByRole('link', { name: 'What goes where' }))
			.toHaveAttribute('href', '/checks/what-goes-where');
	});

	test('opens over the screen where the gate and the checks show their reasons, and closes again', async () => {
		await render(WhatGoesButton);
		await userEvent.click(page.getByRole('button', { name: 'What goes where' }));
		const sheet = page.getByRole('dialog', { name: 'What goes where' });
		await expect.element(sheet.getByText('Session start and stop times')).toBeVisible();
		expect(sheet.getByRole('listitem').all()).toHaveLength(16);
		await userEvent.keyboard('{Escape}');
		await expect.element(sheet).not.toBeInTheDocument();
	});
});

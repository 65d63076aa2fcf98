/** What can be done about a line of the log: an incident is opened only after it was asked once. */
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { AfterDesks } from '#lib/desk/after-desks.ts';
import type { LogLine } from '#lib/release/log.ts';
import LineFacts from '../../src/routes/release/log/LineFacts.svelte';

async function shown(incidents: readonly object[], more: object = {}) {
	const begin = vi.fn(() => Promise.resolve({ ok: false, sentence: 'Not here.' }));
	// Only what this screen looks at.
	const after = { incidents: { begin }, rebuild: {} } as unknown as AfterDesks;
	const line = {
		...{ id: 'a', on: '2026-03-02', writtenAt: '2026-03-02T15:00:00.000Z', writtenBy: 'R. C.' },
		...{ recipient: { name: 'Dr. Okafor' }, description: '3 pages', incidents },
		accounting: { counts: true, because: 'it was not permitted' },
		...more
	} as unknown as LogLine;
	await render(LineFacts, { after, line, oncorrect: vi.fn(), onstrike: vi.fn() });
	return begin;
}

async function look(incidents: readonly object[]) {
	const begin = await shown(incidents);
	await userEvent.click(page.getByRole('button', { name: 'It went out by mistake…' }));
	return begin;
}

test('asks once, names what follows, and opens nothing where the answer is no', async () => {
	const begin = await look([]);
	const question = page.getByRole('alertdialog', { name: 'Did this go out by mistake?' });
	await expect.element(question).toHaveTextContent('60 days');
	await userEvent.click(question.getByRole('button', { name: 'Cancel' }));
	expect(begin).not.toHaveBeenCalled();
	await userEvent.click(page.getByRole('button', { name: 'It went out by mistake…' }));
	await userEvent.click(question.getByRole('button', { name: 'Open an incident' }));
	await expect.element(page.getByText('Not here.')).toBeVisible();
	expect(begin).toHaveBeenCalledTimes(1);
});

test('asks nothing where an incident is open already', async () => {
	const begin = await look([{ id: 'b' }]);
	expect(begin).toHaveBeenCalledTimes(1);
});

test('names whoever wrote a word at the gate, where that was kept', async () => {
	const at = '2026-03-01T15:00:00.000Z';
	const [own, old] = [
		{ about: 'One page has no words.', word: 'Looked at it.', by: 'Ida Voss, PhD', at },
		{ about: 'Two pages are unsigned.', word: 'They are drafts.' }
	];
	await shown([], { packet: { packet: 'p1', pages: 3, sha256: '', gateWords: [own, old] } });
	await expect
		.element(page.getByText(/“Looked at it\.” — Ida Voss, PhD, Mar 1, 2026, \d+:00/))
		.toBeVisible();
	// Each stands by itself.
	await expect
		.element(page.getByText(/^Two pages are unsigned\. “They are drafts\.”$/))
		.toBeVisible();
});

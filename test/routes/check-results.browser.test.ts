/** Checks: each says when it was made, and its result can be put on paper, also where nothing was found. */
import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import type { ChartCheck as Check } from '#lib/desk/chart-check.svelte.ts';
import type { ChartsDesk } from '#lib/desk/charts.svelte.ts';
import type { Looked, ScrubDesk } from '#lib/desk/scrub.svelte.ts';
import type { PageId } from '#lib/page/ids.ts';
import { momentWords } from '#lib/ui/moments.ts';
import BackupCheck from '../../src/routes/checks/BackupCheck.svelte';
import StoredPages from '../../src/routes/checks/StoredPages.svelte';
import ChartCheckBench from './ChartCheckBench.svelte';

const charts = { client: () => undefined } as unknown as ChartsDesk;
const practice = 'Riverbend Counseling';
const at = '2026-11-23T16:20:00Z';
const paper = (name: string) => page.getByRole('article', { name });
const print = () => page.getByRole('button', { name: 'Print' });

describe('the chart check', () => {
	const checked = { at, pages: 40, of: 40, unread: 2, damaged: 0 };
	const checkWith = (last: Check['last'], more: Partial<Pick<Check, 'found' | 'vouched'>>): Check =>
		({
			...{ found: [], vouched: new Set<PageId>(), running: undefined, last },
			...more
		}) as unknown as Check;
	const screen = (last: Check['last'], more: Partial<Pick<Check, 'found' | 'vouched'>> = {}) =>
		render(ChartCheckBench, {
			check: checkWith(last, more),
			charts,
			practice,
			lastMade: at
		});

	test('prints that it found nothing, and what nobody could read', async () => {
		await screen(checked);
		const sheet = paper('Chart pages that read like private analysis');
		await expect.element(sheet).toHaveTextContent(/40 pages looked at\. None of them reads like/);
		await expect.element(sheet).toHaveTextContent('2 pages have no words that can be read');
		await expect.element(sheet).toHaveTextContent(momentWords(at));
		await expect.element(print()).toBeVisible();
	});

	test('prints how far it came, where it was stopped', async () => {
		await screen({ ...checked, pages: 7 });
		await expect
			.element(paper('Chart pages that read like private analysis'))
			.toHaveTextContent('7 of 40 pages were looked at. The others were not.');
	});

	test('says what a clinician has vouched for beside what is still found', async () => {
		const one = { page: { page: 'b', client: 'c' }, is: 'whole', lines: [] };
		const found = [one] as unknown as Check['found'];
		const vouched = new Set(['a']) as unknown as Check['vouched'];
		await screen(checked, { found, vouched });
		await expect
			.element(paper('Chart pages that read like private analysis'))
			.toHaveTextContent('40 pages looked at. 1 page that a clinician vouched for is not listed.');
	});

	test('has no paper before it was made', async () => {
		await screen(undefined);
		await expect.element(print()).not.toBeInTheDocument();
	});
});

describe('the stored pages', () => {
	const looked: Looked = { at, pages: 12, all: true, damaged: [], lockedDamaged: false };
	const scrub = (last: Looked) =>
		({ last, looking: undefined, unreadable: false, chartsOnly: false }) as unknown as ScrubDesk;

	test('print what was found; what was found on another day waits folded', async () => {
		const { rerender } = await render(StoredPages, { scrub: scrub(looked), practice });
		await expect.element(print()).not.toBeInTheDocument();
		const later = '2026-11-24T16:20:00Z';
		await rerender({ scrub: scrub({ ...looked, at: later }) });
		await expect
			.element(paper('The stored pages'))
			.toHaveTextContent(
				/All the stored pages were looked at \(12 pages of the charts and your tray/
			);
		await expect.element(paper('The stored pages')).toHaveTextContent(momentWords(later));
		await expect.element(print()).toBeVisible();
	});

	test('print the numbers of what is damaged', async () => {
		const { rerender } = await render(StoredPages, { scrub: scrub(looked), practice });
		const damaged = ['b3f1'] as unknown as Looked['damaged'];
		await rerender({ scrub: scrub({ ...looked, at: '2026-11-24T16:20:00Z', damaged }) });
		await expect.element(paper('The stored pages')).toHaveTextContent('b3f1');
	});
});

describe('the backup', () => {
	test('says when it was read back, and which part never was', async () => {
		const chart = { madeAt: '2026-11-22T10:00:00Z', readBackAt: at };
		await render(BackupCheck, { backup: { last: { chart } }, practice });
		await expect
			.element(page.getByText(/^Last made on this device/))
			.toHaveTextContent(momentWords(at));
		await page.getByText(/^Result: The backup/).click();
		const sheet = paper('The backup');
		await expect
			.element(sheet.getByRole('row', { name: /^The charts/ }))
			.toHaveTextContent(`${momentWords(chart.madeAt)} ${momentWords(at)}`);
		await expect
			.element(sheet.getByRole('row', { name: /^Your tray/ }))
			.toHaveTextContent('No backup was read back yet');
		await expect.element(print()).toBeVisible();
	});

	test('says that it was not read back yet, and has no paper', async () => {
		await render(BackupCheck, { backup: { last: {} }, practice });
		await expect.element(page.getByText('Not made on this device yet.')).toBeVisible();
		await expect.element(print()).not.toBeInTheDocument();
	});
});

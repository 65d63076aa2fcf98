/** The pages of a plan in small: what is said of a page stays beside that page. */
import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import type { PlanLine } from '#lib/release/plan.ts';
import PlanLines from '../../src/routes/release/PlanLines.svelte';
import { sheet } from '../ui/gallery-sample.ts';

/** Only what this screen looks at. */
function redacted(id: string): PlanLine {
	const { width, height } = sheet;
	const copy = { thumbnail: { sha256: id }, marks: Array.from({ length: 12 }) };
	const own = { page: id, client: 'c', width, height, serviceDate: '2019-05-02', kind: 'progress' };
	const line = { page: { ...own, redacted: copy }, in: true, redacted: true, reason: 'Asked for.' };
	return line as unknown as PlanLine;
}

test('the badge of a redacted copy does not reach the next page', async () => {
	await page.viewport(660, 700);
	const lines = [redacted('a'), redacted('b')];
	const rest = { load: () => Promise.resolve(sheet.src), ontakeout: vi.fn(), onwhole: vi.fn() };
	await render(PlanLines, { lines, all: lines, ...rest });
	const badges = page.getByText('Redacted copy, 12 places covered');
	await expect.element(badges.first()).toBeVisible();
	for (const badge of badges.elements()) {
		const beside = badge.closest('li')?.getBoundingClientRect();
		expect(badge.getBoundingClientRect().right).toBeLessThanOrEqual(beside?.right ?? 0);
	}
	expect(badges.elements()).toHaveLength(2);
});

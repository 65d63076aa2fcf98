/** What would keep somebody out: axe's findings at WCAG 2.2 A and AA on the screen as it is, in both themes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface WithAxe {
	readonly axe: { run(where: Document, options: RunOptions): Promise<AxeResults> };
}

/** One line for each element that a rule finds fault with; none, when nobody is kept out. */
export async function barriersOn(page: Page): Promise<readonly string[]> {
	const found: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		// What is typed into takes the other theme's colours a moment later than the rest.
		await page.waitForTimeout(500);
		// Evaluated, not added to the page: the content security policy lets no stranger's script in.
		await page.evaluate(source);
		const { violations } = await page.evaluate(
			(values) =>
				(globalThis as unknown as WithAxe).axe.run(document, {
					runOnly: { type: 'tag', values }
				}),
			rules
		);
		for (const { id, nodes } of violations)
			found.push(...nodes.map(({ target }) => `${colorScheme}: ${id}: ${target.join(' ')}`));
	}
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	return found;
}

/** What would keep somebody out: axe's findings at WCAG 2.2 A and AA on the screen as it is, in both themes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The themes differ in nothing but their colours. */
const ofColours = ['color-contrast', 'link-in-text-block'];
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface WithAxe {
	readonly axe: { run(where: Document, options: RunOptions): Promise<AxeResults> };
}

/** One line for each element that a rule finds fault with; none, when nobody is kept out. Leaves the other theme on. */
export async function barriersOn(page: Page): Promise<readonly string[]> {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
	const found = await violationsOn(page, { type: 'tag', values: standards });
	await page.emulateMedia({ colorScheme: isDark ? 'light' : 'dark' });
	// What is typed into takes the other theme's colours a moment later than the rest.
	await page.waitForTimeout(500);
	return [...found, ...(await violationsOn(page, { type: 'rule', values: ofColours }))];
}

async function violationsOn(
	page: Page,
	runOnly: NonNullable<RunOptions['runOnly']>
): Promise<readonly string[]> {
	// Evaluated, not added to the page: the content security policy lets no stranger's script in.
	await page.evaluate(source);
	const [theme, violations] = await page.evaluate(async (only) => {
		const { axe } = globalThis as unknown as WithAxe;
		const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
		const results = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });
		return [isDark ? 'dark' : 'light', results.violations] as const;
	}, runOnly);
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target }) => `${theme}: ${id}: ${target.join(' ')}`)
	);
}

/** How to tell a screen that still speaks English from one in Spanish. */
import type { Page } from 'playwright-core';
import { readCatalog } from './catalogs.ts';

/** Short words that every English sentence has some of, and no Spanish one. */
const english =
	/\b(the|and|of|is|are|was|were|with|this|that|not|you|your|for|from|by|it|its|which|nobody|been|has been|what|when|here|every|who)\b/i;

/** What may be English: names, what somebody typed, sealed records, and examples of letters, which stay English. */
const allowed: readonly RegExp[] = [
	/Chart & Cabinet|Harbor Street Therapy|LCSW|Dana Whitfield/,
	// Examples of what stands in an English document.
	/“[^”]*”/g,
	/\(([^()]*(right of access|subpoena|discovery|breach|accounting|custodian of records)[^()]*)\)/g
];

/** English texts of the catalogs whose Spanish is another; `No` and `Total` are the same. */
const catalog = new Set(
	[
		...(await readCatalog('src/lib/language')),
		...(await readCatalog('src/lib/language/told'))
	].flatMap(({ english: text, spanish }) =>
		text.length > 2 && spanish !== '' && spanish !== text ? [text] : []
	)
);

/** The texts on the screen that are English, or read like it, each once. */
export async function englishOn(page: Page): Promise<string[]> {
	const texts = await page.evaluate(() => {
		const seen = new Set<string>();
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const element = node.parentElement;
			if (
				!element?.checkVisibility() ||
				element.closest('[lang=en], .words, blockquote, code, kbd, script, style, textarea')
			)
				continue;
			seen.add((node.textContent ?? '').replace(/\s+/g, ' ').trim());
		}
		for (const element of document.querySelectorAll(
			'[aria-label], [placeholder], [title], [alt]'
		)) {
			if (!element.checkVisibility() || element.closest('[lang=en]')) continue;
			for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
				seen.add(element.getAttribute(name) ?? '');
		}
		return [...seen];
	});
	return texts.filter(
		(text) =>
			catalog.has(text) ||
			english.test(allowed.reduce((left, pattern) => left.replace(pattern, ''), text))
	);
}

/** What the screen says after a verdict, and which verdict a suggestion comes to. Pure. */
import type { RunFate } from '#lib/desk/run-of.ts';
import type { Fate } from '#lib/page/fate.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import { isUnsure } from '#lib/ui/fate-words.ts';

/** The verdict to mark as suggested; none for mixed and unsure pages and for paper that was kept apart: those have no default. */
export function suggestedFate({
	suggestion,
	behind
}: Pick<TrayPage, 'suggestion' | 'behind'>): Fate | undefined {
	if (!suggestion || behind?.keepPrivate) return undefined;
	if (isUnsure(suggestion.kind, suggestion.confidence)) return undefined;
	const fates = {
		progress: 'chart',
		administrative: 'chart',
		psychotherapy: 'cabinet',
		blank: 'blank',
		mixed: undefined,
		unsure: undefined
	} as const;
	return fates[suggestion.kind];
}

/** The message after a verdict, and its tone. */
export function doneWords(
	fate: Fate,
	client: string | undefined,
	/** Whose cabinet took it, when it was a colleague's. */
	colleague?: string
): [message: string, tone: 'plain' | 'chart' | 'cabinet'] {
	switch (fate) {
		case 'chart':
			return [`Filed to the chart of ${client ?? 'the client'}.`, 'chart'];
		case 'cabinet':
			return [
				colleague === undefined
					? 'Locked in your cabinet.'
					: `Locked in the cabinet of ${colleague}.`,
				'cabinet'
			];
		case 'split':
			return [
				`Split: the chart part is filed, the whole page is in ${colleague === undefined ? 'your cabinet' : `the cabinet of ${colleague}`}.`,
				'chart'
			];
		case 'blank':
			return ['Set aside as blank.', 'plain'];
		case 'rescan':
			return ['Marked for a better scan.', 'plain'];
		case 'duplicate':
			return ['Set aside as a duplicate.', 'plain'];
		case 'not-a-record':
			return ['Set aside: not a record.', 'plain'];
		case 'separator':
			return ['Set aside: a separator sheet.', 'plain'];
	}
}

/** The message after several pages were decided together, and its tone. */
export function runWords(
	fate: RunFate,
	pages: number,
	client: string | undefined
): [message: string, tone: 'plain' | 'chart' | 'cabinet'] {
	const many = pages === 1 ? '1 page' : `${pages} pages`;
	switch (fate) {
		case 'chart':
			return [`Filed ${many} to the chart of ${client ?? 'the client'}.`, 'chart'];
		case 'cabinet':
			return [`Locked ${many} in your cabinet.`, 'cabinet'];
		case 'blank':
			return [`Set ${many} aside as blank.`, 'plain'];
	}
}

/** What the program suspects of other people on the page and of 42 CFR Part 2, in its own sentences. */
export function suspicionsOf(suggestion: Suggestion | undefined): readonly string[] {
	return (suggestion?.remarks ?? [])
		.filter(({ code }) => code === 'part-2' || code === 'names-others')
		.map(({ sentence }) => sentence);
}

/** What index and certification tell of a page besides its date and kind. Pure. */
import type { ChartPage } from '#lib/chart/reader.ts';
import type { OutgoingPage } from '../plan.ts';

/** 42 CFR Part 2 protects it. */
export function isProtected({ part2 }: ChartPage): boolean {
	return part2 === true;
}

/** It goes out as its redacted copy. */
export function isRedacted({ covered }: OutgoingPage): boolean {
	return covered !== undefined;
}

/** It is the chart's part of a page whose remainder is withheld. */
export function isPart({ kind }: ChartPage): boolean {
	return kind === 'mixed-part';
}

/** As they stand in the index behind the kind, which says “in part” itself. */
export function marksOf(page: OutgoingPage): readonly string[] {
	return [isRedacted(page) && 'redacted', isProtected(page) && 'Part 2'].filter(
		(mark) => mark !== false
	);
}

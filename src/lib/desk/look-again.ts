/** A page of the chart, looked at once more by the sorter: for the gate before a release, and for the chart check. */
import type { Chart } from '#lib/chart/chart.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import { damaged, lookOf, unread, type PageLook } from '#lib/release/page-look.ts';
import { readingIn } from './charts.svelte.ts';
import type { Engines } from './engines.ts';

export interface LookParts {
	readonly chart: Pick<Chart, 'open'>;
	readonly sort: Engines['sort'];
}

/** Never rejects: what cannot be looked at is `unread` or `damaged`. */
export async function lookAgain(
	{ chart, sort }: LookParts,
	page: ChartPage,
	signal: AbortSignal
): Promise<PageLook> {
	if (!page.reading) return unread;
	try {
		const reading = readingIn(await chart.open(page.reading), page.turn);
		return lookOf(reading, await sort(reading, signal));
	} catch (error) {
		if (error instanceof Error && error.name === 'DamagedBlob') return damaged;
		// The sorter is away, or was stopped: nobody has looked at this page.
		return unread;
	}
}

/** A page of the chart, looked at once more by the sorter: for the gate before a release, and for the chart check. */
import type { Chart } from '#lib/chart/chart.ts';
import type { BlobRef } from '#lib/chart/reader.ts';
import type { Reading, Rotation } from '#lib/page/reading.ts';
import { readingSeen } from '#lib/page/reading-without.ts';
import type { Suggestion } from '#lib/page/suggestion.ts';
import { damaged, lookOf, missed, unread, type PageLook } from '#lib/release/page-look.ts';
import type { OutgoingPage } from '#lib/release/plan.ts';
import { readingIn } from './charts.svelte.ts';
import type { Engines } from './engines.ts';

export interface LookParts {
	readonly chart: Pick<Chart, 'open' | 'state'>;
	readonly sort: Engines['sort'];
}

/** Never rejects: what cannot be looked at is `unread` or `damaged`. */
export async function lookAgain(
	{ chart, sort }: LookParts,
	page: OutgoingPage,
	signal: AbortSignal
): Promise<PageLook> {
	const read = async (words: BlobRef, turn?: Rotation): Promise<Reading> =>
		readingIn(await chart.open(words), turn);
	try {
		const reading = page.reading && (await read(page.reading, page.turn));
		const look = reading ? lookOf(reading, await sort(reading, signal)) : unread;
		const { refs, turn } = furtherWords(chart, page);
		const also: Suggestion[] = [];
		for (const ref of refs) {
			const further = await read(ref, turn);
			const seen = page.covered ? readingSeen(further, page.covered) : further;
			const { suggestion } = lookOf(seen, await sort(seen, signal));
			if (suggestion) also.push(suggestion);
		}
		return also.length > 0 ? { ...look, also } : look;
	} catch (error) {
		if (error instanceof Error && error.name === 'DamagedBlob') return damaged;
		// The sorter is away, or was stopped: nobody has looked at this page.
		return missed;
	}
}

/** All words that a look depends on, by name: a page that was read anew, put right or covered otherwise is looked at again. */
export function wordsOf({ chart }: Pick<LookParts, 'chart'>, page: OutgoingPage): string {
	const { refs } = furtherWords(chart, page);
	const names = [page.reading, ...refs].map((ref) => ref?.sha256 ?? '');
	return JSON.stringify([names, page.turn ?? 0, page.covered]);
}

/**
 * What stands on the picture is not only what stands in a page's words: somebody may have put other words in place of
 * those that were read, and a copy's words lack every word that something black touches, also where it can be read.
 */
function furtherWords(
	chart: LookParts['chart'],
	page: OutgoingPage
): { readonly refs: readonly BlobRef[]; readonly turn: Rotation | undefined } {
	const whole = page.covered ? chart.state.pages.get(page.page) : page;
	const refs = page.covered ? [whole?.reading, whole?.readAs] : [page.readAs];
	return { refs: refs.filter((ref) => ref !== undefined), turn: whole?.turn };
}

/** One reader's run over the pages, and what a few such runs come to. */

export interface Run {
	/** From handing the pages over to the last page read. */
	readonly seconds: number;
	/**
	 * Pages a minute once the engine stood: from the first page read to the last.
	 * `undefined` where single pages cannot be told apart.
	 */
	readonly warmRate: number | undefined;
	/** What was read, by page id. */
	readonly texts: ReadonlyMap<string, string>;
	/** E.g. how many readers the app chose. */
	readonly remark?: string;
}

/** Rate between the first and the last page's end; two ends at least are needed. */
export function warmRateOf(endsMs: readonly number[]): number | undefined {
	const [first, last] = [Math.min(...endsMs), Math.max(...endsMs)];
	return endsMs.length > 1 && last > first
		? ((endsMs.length - 1) / (last - first)) * 60_000
		: undefined;
}

export function pagesPerMinute(pages: number, seconds: number): number {
	return (pages / seconds) * 60;
}

/** The middle value; the mean of the two middle ones of an even number. NaN of none. */
export function medianOf(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const half = sorted.length / 2;
	const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
	return ((low ?? NaN) + (high ?? NaN)) / 2;
}

/** The smallest value that so many percent of all values do not exceed. NaN of none. */
export function percentileOf(values: readonly number[], percent: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? NaN;
}

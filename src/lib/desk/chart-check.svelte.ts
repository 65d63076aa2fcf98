/** The chart check: looks at every page of the charts a second time, for those that read like private analysis. */
import type { Chart } from '#lib/chart/chart.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { Evidence } from '#lib/page/suggestion.ts';
import { privateLines, readsPrivate, type PageLook } from '#lib/release/page-look.ts';
import type { ChecksMade } from './checks-made.svelte.ts';
import type { Engines } from './engines.ts';
import { lookAgain } from './look-again.ts';

export interface LooksPrivate {
	readonly page: ChartPage;
	/** It reads like private analysis as a whole, or a part of it does. */
	readonly is: 'whole' | 'part';
	readonly lines: readonly Pick<Evidence, 'text' | 'reason'>[];
}

export interface ChartChecked {
	/** ISO 8601 time. */
	readonly at: string;
	/** Pages that were looked at, of those in the charts then: fewer when it was stopped. */
	readonly pages: number;
	readonly of: number;
	/** Pages without words that could be read: nobody has looked at these but people. */
	readonly unread: number;
	readonly damaged: number;
}

export interface ChartCheckParts {
	readonly chart: Chart;
	readonly sort: Engines['sort'];
	readonly made: ChecksMade;
	readonly now: () => Date;
}

export class ChartCheck {
	/** The last one since unlocking. */
	last = $state.raw<ChartChecked>();
	/** As they came; a page that has left the chart, or was vouched for meanwhile, is here no more until that is taken back. */
	found = $state.raw<readonly LooksPrivate[]>([]);
	/** Found as well, and a clinician has said that they belong there. */
	vouched = $state.raw<ReadonlySet<PageId>>(new Set());
	running = $state.raw<{ readonly done: number; readonly of: number }>();
	readonly #parts: ChartCheckParts;
	#abort: AbortController | undefined;
	/** All that the last one found, whatever became of it. */
	#seen: readonly LooksPrivate[] = [];

	constructor(parts: ChartCheckParts) {
		this.#parts = parts;
		parts.chart.onChange(() => this.#sort());
	}

	/** Looks at all pages, one after the other. What was found stands as it comes. */
	async run(): Promise<void> {
		if (this.running) return;
		const { chart, made, now } = this.#parts;
		const abort = (this.#abort = new AbortController());
		const pages = [...chart.state.pages.values()];
		const of = pages.length;
		let [done, withoutWords, broken] = [0, 0, 0];
		this.#forget();
		this.running = { done, of };
		for (const page of pages) {
			const look = await lookAgain(this.#parts, page, abort.signal);
			if (abort.signal.aborted) break;
			if (look.is === 'unread') withoutWords++;
			if (look.is === 'damaged') broken++;
			this.#take(page, look);
			this.running = { done: ++done, of };
		}
		this.running = undefined;
		// Locked meanwhile: nothing of it stays.
		if (this.#abort !== abort) return;
		const at = now().toISOString();
		this.last = { at, pages: done, of, unread: withoutWords, damaged: broken };
		if (done === of) made.note('chart', at);
	}

	/** What was found until now stands. */
	cancel(): void {
		this.#abort?.abort();
	}

	/** Stops and forgets. */
	stop(): void {
		this.#abort?.abort();
		this.#abort = undefined;
		this.#forget();
		this.running = undefined;
	}

	#take(page: ChartPage, look: PageLook): void {
		const lines = privateLines(look);
		if (!lines) return;
		const is = readsPrivate(look)?.kind === 'mixed' ? 'part' : 'whole';
		this.#seen = [...this.#seen, { page, is, lines }];
		this.#sort();
	}

	#forget(): void {
		this.#seen = [];
		[this.last, this.found, this.vouched] = [undefined, [], new Set()];
	}

	/** Pages leave the chart and are vouched for while their list is read, and both is taken back. */
	#sort(): void {
		const { pages } = this.#parts.chart.state;
		const there = this.#seen.flatMap((one) => {
			const now = pages.get(one.page.page);
			return now ? [{ one, isVouched: now.vouched !== undefined }] : [];
		});
		const found = there.flatMap(({ one, isVouched }) => (isVouched ? [] : [one]));
		const vouched = there.flatMap(({ one, isVouched }) => (isVouched ? [one.page.page] : []));
		// Nothing is drawn anew for what changes elsewhere in the charts.
		if (!isSame(found, this.found)) this.found = found;
		if (!isSame(vouched, [...this.vouched])) this.vouched = new Set(vouched);
	}
}

function isSame<Thing>(some: readonly Thing[], others: readonly Thing[]): boolean {
	return some.length === others.length && some.every((one, at) => one === others[at]);
}

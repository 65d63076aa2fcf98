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
	/** As they came; a page that has left the chart, or was vouched for meanwhile, is here no more. */
	found = $state.raw<readonly LooksPrivate[]>([]);
	/** Found as well, and a clinician has said that they belong there. */
	vouched = $state.raw<ReadonlySet<PageId>>(new Set());
	running = $state.raw<{ readonly done: number; readonly of: number }>();
	readonly #parts: ChartCheckParts;
	#abort: AbortController | undefined;

	constructor(parts: ChartCheckParts) {
		this.#parts = parts;
		parts.chart.onChange(() => this.#prune());
	}

	/** Looks at all pages, one after the other. What was found stands as it comes. */
	async run(): Promise<void> {
		if (this.running) return;
		const { chart, made, now } = this.#parts;
		const abort = (this.#abort = new AbortController());
		const pages = [...chart.state.pages.values()];
		const of = pages.length;
		let [done, withoutWords, broken] = [0, 0, 0];
		[this.last, this.found, this.vouched] = [undefined, [], new Set()];
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
		[this.last, this.found, this.vouched] = [undefined, [], new Set()];
		this.running = undefined;
	}

	#take(page: ChartPage, look: PageLook): void {
		const lines = privateLines(look);
		if (!lines) return;
		const is = readsPrivate(look)?.kind === 'mixed' ? 'part' : 'whole';
		this.found = [...this.found, { page, is, lines }];
		this.#prune();
	}

	/** Pages leave the chart and are vouched for while their list is read. */
	#prune(): void {
		const now = this.found.map((one) => ({
			one,
			page: this.#parts.chart.state.pages.get(one.page.page)
		}));
		const left = now.flatMap(({ one, page }) => (page && !page.vouched ? [one] : []));
		if (left.length === this.found.length) return;
		const vouched = now.flatMap(({ page }) => (page?.vouched ? [page.page] : []));
		this.vouched = new Set([...this.vouched, ...vouched]);
		this.found = left;
	}
}

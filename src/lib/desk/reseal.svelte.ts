/** Older pages of the charts, sealed anew after somebody left: begun, stopped and gone on with. */
import { resealOlder, type Resealing } from '#lib/chart/reseal.ts';
import { languageTag } from '#lib/language/language.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { sentenceFor } from './sentences.ts';

export class ResealDesk {
	running = $state(false);
	/** How far it is, or was when it ended. */
	step = $state.raw<Resealing>();
	/** What came of it, in a sentence; absent before and while it runs. */
	result = $state<string>();
	/** How many keys the charts had before the one of today. */
	readonly earlierKeys: number;

	readonly #chart: Practice['chart'];
	readonly #filing: Practice['filing'];
	#stop = new AbortController();
	#run: Promise<void> | undefined;

	constructor({ chart, filing, roster }: Pick<Practice, 'chart' | 'filing' | 'roster'>) {
		this.#chart = chart;
		this.#filing = filing;
		this.earlierKeys = roster.earlier.length;
	}

	/** Goes through every page; a second call while it runs changes nothing. */
	start(): Promise<void> {
		this.#run ??= this.#go(this.#stop.signal).finally(() => {
			this.#run = undefined;
			this.#stop = new AbortController();
			this.running = false;
		});
		return this.#run;
	}

	/** After the few pages at hand, which it waits for. What was done stays done. */
	async stop(): Promise<void> {
		if (!this.#run) return;
		this.#stop.abort();
		await this.#run;
	}

	async #go(signal: AbortSignal): Promise<void> {
		this.running = true;
		this.step = this.result = undefined;
		for await (const step of resealOlder(this.#chart, (act) => this.#filing.undisturbed(act))) {
			this.step = step;
			if (signal.aborted) break;
		}
		this.result = resultOf(this.step);
	}
}

function resultOf(step: Resealing | undefined): string {
	if (!step) return 'There is no page in the charts.';
	const { done, of, resealed, damaged, why } = step;
	if (why) return `${sentenceFor(why)} ${counted(resealed)} sealed anew before that.`;
	const bad = damaged > 0 ? ` ${counted(damaged)} damaged and left alone: see to your backup.` : '';
	if (done < of) return `Stopped. ${counted(resealed)} sealed anew; the rest waits.${bad}`;
	if (resealed === 0) return `Every page lies under the newest key already.${bad}`;
	return `Done: ${counted(resealed)} sealed anew.${bad} Make a new backup of the charts, and put older ones out of reach.`;
}

function counted(pages: number): string {
	return pages === 1 ? '1 page was' : `${pages.toLocaleString(languageTag())} pages were`;
}

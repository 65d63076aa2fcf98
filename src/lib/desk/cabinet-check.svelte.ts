/** The cabinet check: record facts that sit only in the open cabinet. It lives in the cabinet's lock, and writes nothing anywhere. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { HeldPage } from '#lib/cabinet/state.ts';
import type { Chart } from '#lib/chart/chart.ts';
import type { Looked } from '#lib/checks/facts.ts';
import { factsKeptApart, type KeptApart } from '#lib/checks/kept-apart.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import { isReadable, type Rotation } from '#lib/page/reading.ts';
import { readingIn } from './charts.svelte.ts';
import type { Engines } from './engines.ts';

export interface KeptHere {
	readonly page: HeldPage;
	/** Chart pages of the same client and day that it was held against. */
	readonly against: number;
	readonly facts: readonly KeptApart[];
}

export interface CabinetChecked {
	/** ISO 8601 time. */
	readonly at: string;
	readonly pages: number;
	readonly of: number;
	/** Pages whose words cannot be read. */
	readonly unread: number;
}

export interface CabinetCheckParts {
	readonly cabinet: OpenCabinet;
	readonly chart: Chart;
	readonly sort: Engines['sort'];
	readonly now: () => Date;
}

interface Worded {
	readonly reading: BlobRef | undefined;
	readonly turn?: Rotation;
}

export class CabinetCheck {
	last = $state.raw<CabinetChecked>();
	found = $state.raw<readonly KeptHere[]>([]);
	running = $state.raw<{ readonly done: number; readonly of: number }>();
	readonly #parts: CabinetCheckParts;
	#abort: AbortController | undefined;

	constructor(parts: CabinetCheckParts) {
		this.#parts = parts;
	}

	async run(): Promise<void> {
		if (this.running) return;
		const { cabinet, now } = this.#parts;
		const abort = (this.#abort = new AbortController());
		const pages = [...cabinet.state.pages.values()];
		const of = pages.length;
		let [done, unread] = [0, 0];
		[this.last, this.found, this.running] = [undefined, [], { done, of }];
		for (const page of pages) {
			const held = await this.#look(cabinet, page, abort.signal);
			const charted = held ? await this.#charted(page, abort.signal) : [];
			if (abort.signal.aborted) break;
			if (!held) unread++;
			const facts = held ? factsKeptApart(held, charted) : [];
			if (facts.length > 0) this.found = [...this.found, { page, against: charted.length, facts }];
			this.running = { done: ++done, of };
		}
		this.running = undefined;
		// Locked meanwhile: nothing of it stays.
		if (this.#abort === abort) this.last = { at: now().toISOString(), pages: done, of, unread };
	}

	/** What was found until now stands. */
	cancel(): void {
		this.#abort?.abort();
	}

	/** Lets go of every word: the cabinet is locked. */
	stop(): void {
		this.#abort?.abort();
		this.#abort = undefined;
		[this.last, this.found, this.running] = [undefined, [], undefined];
	}

	/** A page without a date is held against nothing: which of the chart's pages is of its day is not known. */
	async #charted(
		{ client, serviceDate }: HeldPage,
		signal: AbortSignal
	): Promise<readonly Looked[]> {
		const { chart } = this.#parts;
		const looked: Looked[] = [];
		for (const page of chart.state.pages.values()) {
			if (!serviceDate || page.client !== client || page.serviceDate !== serviceDate) continue;
			const look = await this.#look(chart, page, signal);
			if (look) looked.push(look);
		}
		return looked;
	}

	/** `undefined` where there are no words to be held against anything. */
	async #look(
		from: Pick<OpenCabinet, 'open'> | Pick<Chart, 'open'>,
		{ reading: ref, turn }: Worded,
		signal: AbortSignal
	): Promise<Looked | undefined> {
		if (!ref) return undefined;
		try {
			const reading = readingIn(await from.open(ref), turn);
			if (!isReadable(reading)) return undefined;
			const { suggestion } = await this.#parts.sort(reading, signal);
			return { reading, suggestion };
		} catch {
			// Damaged, or stopped: the stored pages' own check names what is damaged.
			return undefined;
		}
	}
}

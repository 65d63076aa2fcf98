/** The cabinet check: record facts that sit only in the open cabinet. It lives in the cabinet's lock, and writes nothing anywhere. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { HeldPage } from '#lib/cabinet/state.ts';
import type { Chart } from '#lib/chart/chart.ts';
import { differencesOf, type Differs } from '#lib/checks/doses.ts';
import type { Looked } from '#lib/checks/facts.ts';
import { factsKeptApart, type KeptApart } from '#lib/checks/kept-apart.ts';
import type { BlobRef } from '#lib/page/blob.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { isReadable, type Rotation } from '#lib/page/reading.ts';
import { readingIn } from './charts.svelte.ts';
import type { Engines } from './engines.ts';

export interface KeptHere {
	readonly page: HeldPage;
	/** Readable chart pages of the client that it was held against: of its day, or all of them where it has none. */
	readonly against: number;
	readonly facts: readonly KeptApart[];
	/** Medicines that stand on both sides, with another dose or day. */
	readonly differs: readonly Differs[];
}

export interface CabinetChecked {
	/** ISO 8601 time. */
	readonly at: string;
	readonly pages: number;
	readonly of: number;
	/** Pages whose words cannot be read. */
	readonly unread: number;
	/** Pages that no readable page of the chart stands beside: they could be held against nothing. */
	readonly alone: number;
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
	/** What was read of the chart that is held against now. */
	#charts:
		{ readonly client: ClientId; readonly looked: Map<PageId, Looked | undefined> } | undefined;

	constructor(parts: CabinetCheckParts) {
		this.#parts = parts;
	}

	async run(): Promise<void> {
		if (this.running) return;
		const { cabinet, now } = this.#parts;
		const abort = (this.#abort = new AbortController());
		// Client by client: each chart is read once.
		const pages = [...cabinet.state.pages.values()].sort((a, b) =>
			a.client.localeCompare(b.client)
		);
		const of = pages.length;
		let [done, unread, alone] = [0, 0, 0];
		[this.last, this.found, this.running] = [undefined, [], { done, of }];
		for (const page of pages) {
			const held = await this.#look(cabinet, page, abort.signal);
			const charted = held ? await this.#charted(page, abort.signal) : [];
			if (abort.signal.aborted) break;
			if (!held) unread++;
			if (held && charted.length === 0) alone++;
			const facts = held ? factsKeptApart(held, charted) : [];
			const readings = charted.map(({ reading }) => reading);
			const differs = held ? differencesOf(held.reading, readings) : [];
			if (facts.length + differs.length > 0)
				this.found = [...this.found, { page, against: charted.length, facts, differs }];
			this.running = { done: ++done, of };
		}
		this.running = undefined;
		// Locked meanwhile: nothing of it stays.
		if (this.#abort === abort)
			this.last = { at: now().toISOString(), pages: done, of, unread, alone };
		this.#charts = undefined;
	}

	/** What was found until now stands. */
	cancel(): void {
		this.#abort?.abort();
	}

	/** Lets go of every word: the cabinet is locked. */
	stop(): void {
		this.#abort?.abort();
		this.#abort = undefined;
		this.#charts = undefined;
		[this.last, this.found, this.running] = [undefined, [], undefined];
	}

	/** A page without a date is held against all of its client's pages: which of them is of its day is not known. */
	async #charted(
		{ client, serviceDate }: HeldPage,
		signal: AbortSignal
	): Promise<readonly Looked[]> {
		const { chart } = this.#parts;
		const looked: Looked[] = [];
		if (this.#charts?.client !== client) this.#charts = { client, looked: new Map() };
		const known = this.#charts.looked;
		for (const page of chart.state.pages.values()) {
			if (page.client !== client || (serviceDate && page.serviceDate !== serviceDate)) continue;
			if (!known.has(page.page)) known.set(page.page, await this.#look(chart, page, signal));
			const look = known.get(page.page);
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

/**
 * Searching the charts: an index that is loaded at unlock, kept up with the chart as it changes, and kept sealed beside
 * it. It knows what the chart's key opens; no tray and no cabinet is ever in it.
 */
import type { Chart } from '#lib/chart/chart.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import { aboutWords, printOf } from './search-about.ts';
import type { Client } from '#lib/page/client.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import type { IndexedFacts, Found, Wanted } from '#lib/search/page-index.ts';
import type { Beginning, SealedPage } from '#lib/search/search-handlers.ts';
import { snippetOf, type Piece } from '#lib/search/snippet.ts';
import { readingIn } from './charts.svelte.ts';

/** The search worker, or the same on this thread. */
export interface SearchEngine {
	begin(beginning: Beginning): Promise<readonly IndexedFacts[]>;
	add(pages: readonly SealedPage[]): Promise<void>;
	remove(pages: readonly PageId[]): Promise<void>;
	find(wanted: Wanted): Promise<Found>;
	seal(): Promise<Uint8Array<ArrayBuffer>>;
	stop(): void;
}

export interface Hit {
	readonly page: ChartPage;
	readonly client: Client;
	readonly terms: readonly string[];
	/** Lines with what was found; empty when it answers by its client, date or kind alone, or cannot be opened. */
	readonly lines: readonly (readonly Piece[])[];
}

/** Pages that are sent to the engine at once. */
const batch = 20;
/** Hits that are shown at once. */
const shownAtOnce = 20;
/** How long the chart must have been quiet before the index is kept: it is made of all its words each time. */
const quietFor = 20_000;

export class SearchDesk {
	text = $state('');
	client = $state<ClientId>();
	/** The best first; `undefined` while nothing is asked. */
	hits = $state.raw<readonly Hit[]>();
	/** How many pages answer in all. */
	of = $state(0);
	/** Pages that are in the index, of those that should be. */
	ready = $state(0);
	all = $state(0);
	/** The engine could not be started. */
	failed = $state(false);

	readonly isBehind = $derived(this.ready < this.all);

	readonly #chart: Chart;
	readonly #engine: SearchEngine;
	readonly #quietFor: number;
	/** What the index knows of each page. */
	readonly #prints = new Map<PageId, string>();
	#isDirty = false;
	#asked = 0;
	#most = shownAtOnce;
	#stopped = false;
	#stopFollowing: (() => void) | undefined;
	#keeping: ReturnType<typeof setTimeout> | undefined;
	/** One act on the engine after another. */
	#tail: Promise<void> = Promise.resolve();
	#isWaiting = false;

	constructor(chart: Chart, engine: SearchEngine, { quiet = quietFor } = {}) {
		this.#chart = chart;
		this.#engine = engine;
		this.#quietFor = quiet;
	}

	/** Opens what was kept, and catches up. Resolves when every page can be found; never rejects. */
	async start(): Promise<void> {
		this.all = this.#chart.state.pages.size;
		this.#tail = this.#guarded(async () => {
			const kept = await this.#chart.keptBeside('words');
			const facts = await this.#engine.begin({ key: this.#chart.key, kept });
			for (const { page, print } of facts) this.#prints.set(page, print);
		});
		this.#stopFollowing = this.#chart.onChange(() => void this.#follow());
		await this.#follow();
	}

	/** Looks for what is typed now. An answer that a later question has overtaken is dropped. */
	async look(): Promise<void> {
		const asked = ++this.#asked;
		const text = this.text.trim();
		if (text === '') {
			this.hits = undefined;
			this.of = 0;
			return;
		}
		const wanted = { text, client: this.client, most: this.#most };
		const found = await this.#engine.find(wanted).catch(() => undefined);
		if (!found || asked !== this.#asked) return;
		const hits = await Promise.all(found.pages.map((each) => this.#hitOf(each)));
		if (asked !== this.#asked) return;
		this.hits = hits.filter((hit) => hit !== undefined);
		this.of = found.of;
	}

	/** A question from the start: with the first hits only. */
	async ask(text: string, client?: ClientId): Promise<void> {
		this.text = text;
		this.client = client;
		this.#most = shownAtOnce;
		await this.look();
	}

	async more(): Promise<void> {
		this.#most += shownAtOnce;
		await this.look();
	}

	clear(): void {
		void this.ask('');
	}

	/** What is to be pointed out on a page that was found. */
	termsOn(page: PageId): readonly string[] {
		return this.hits?.find((hit) => hit.page.page === page)?.terms ?? [];
	}

	/** Drops the index and every word of the question. */
	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#keeping);
		this.#stopFollowing?.();
		this.#engine.stop();
		this.text = '';
		this.hits = undefined;
	}

	/** Keeps the index now. */
	keep(): Promise<void> {
		clearTimeout(this.#keeping);
		return this.#queue(async () => {
			if (!this.#isDirty) return;
			this.#isDirty = false;
			const sealed = await this.#engine.seal();
			await this.#chart.keepBeside('words', sealed);
		});
	}

	#follow(): Promise<void> {
		// Whoever waits for a turn looks at the chart as it is then.
		if (this.#isWaiting) return this.#tail;
		this.#isWaiting = true;
		return this.#queue(async () => {
			this.#isWaiting = false;
			await this.#catchUp();
		});
	}

	async #catchUp(): Promise<void> {
		const { pages, clients } = this.#chart.state;
		const gone = [...this.#prints.keys()].filter((page) => !pages.has(page));
		const late = [...pages.values()].filter(
			(page) => this.#prints.get(page.page) !== printOf(page, clients.get(page.client))
		);
		this.all = pages.size;
		this.ready = pages.size - late.length;
		if (gone.length === 0 && late.length === 0) return;
		this.#isDirty = true;
		for (const page of gone) this.#prints.delete(page);
		await this.#engine.remove(gone);
		// What has left the chart may be private now: not even sealed do its words stay here.
		if (gone.length > 0) await this.#chart.keepBeside('words', new Uint8Array());
		for (let at = 0; at < late.length && !this.#stopped; at += batch) {
			const some = late.slice(at, at + batch);
			await this.#engine.add(await Promise.all(some.map((page) => this.#sealed(page))));
			for (const page of some) this.#prints.set(page.page, printOf(page, clients.get(page.client)));
			this.ready += some.length;
		}
		if (this.#stopped) return;
		clearTimeout(this.#keeping);
		this.#keeping = setTimeout(
			() => void this.keep(),
			gone.length > 0 ? this.#quietFor / 10 : this.#quietFor
		);
		if (this.text !== '') void this.look();
	}

	async #sealed(page: ChartPage): Promise<SealedPage> {
		const client = this.#chart.state.clients.get(page.client);
		const ref = page.reading;
		const sealed = ref && (await this.#chart.sealed(ref).catch(() => undefined));
		return {
			page: page.page,
			client: page.client,
			print: printOf(page, client),
			about: aboutWords(page, client),
			reading: ref && sealed ? { ref, sealed } : undefined
		};
	}

	async #hitOf({ page: id, terms }: Found['pages'][number]): Promise<Hit | undefined> {
		const page = this.#chart.state.pages.get(id);
		const client = page && this.#chart.state.clients.get(page.client);
		if (!client) return undefined;
		const words = page.reading && (await this.#chart.open(page.reading).catch(() => undefined));
		const lines = words ? snippetOf(readingIn(words, page.turn), terms) : [];
		return { page, client, terms, lines };
	}

	#queue(act: () => Promise<void>): Promise<void> {
		this.#tail = this.#tail.then(() => this.#guarded(act));
		return this.#tail;
	}

	/** The charts are worked on without a search as well. */
	async #guarded(act: () => Promise<void>): Promise<void> {
		if (this.#stopped || this.failed) return;
		await act().catch(() => {
			// Put down while it worked: nothing is wrong.
			if (!this.#stopped) this.failed = true;
		});
	}
}

/** The charts: clients, a client's pages by date, one page with its words and its history. */
import type { ChartAction } from '#lib/chart/actions.ts';
import type { Chart } from '#lib/chart/chart.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import { pagesOfClient } from '#lib/chart/state.ts';
import { foldName, type Client } from '#lib/page/client.ts';
import type { Disclosure } from '#lib/page/disclosure.ts';
import type { ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { Pictures } from './pictures.ts';
import { outcomeOf, type Outcome } from './sentences.ts';

export interface OpenedPage<Page> {
	readonly page: Page;
	readonly url: string;
	readonly reading: Reading | undefined;
}

/** One line of a page's history, in words. */
export interface HistoryLine {
	readonly at: string;
	readonly who: string;
	readonly what: string;
}

export interface ClientRow {
	readonly client: Client;
	readonly pages: number;
	readonly latest: string | undefined;
}

export class ChartsDesk {
	filter = $state('');
	clients = $state.raw<readonly ClientRow[]>([]);
	disclosures = $state.raw<readonly Disclosure[]>([]);

	readonly shown = $derived.by(() => {
		const wanted = foldName(this.filter).split(' ').filter(Boolean);
		return this.clients.filter(({ client }) => {
			const name = `${foldName(client.name)} ${(client.recordNumber ?? '').toLowerCase()}`;
			return wanted.every((part) => name.includes(part));
		});
	});

	readonly #chart: Chart;
	readonly #pictures: Pictures;
	readonly #nameOf: (person: PersonId) => string;
	readonly #newClient: () => ClientId;

	constructor(parts: {
		readonly chart: Chart;
		readonly pictures: Pictures;
		readonly nameOf: (person: PersonId) => string;
		readonly newClient: () => ClientId;
	}) {
		this.#chart = parts.chart;
		this.#pictures = parts.pictures;
		this.#nameOf = parts.nameOf;
		this.#newClient = parts.newClient;
		this.#chart.onChange(() => this.#look());
		this.#look();
	}

	client(id: ClientId): Client | undefined {
		return this.clients.find(({ client }) => client.id === id)?.client;
	}

	pagesOf(client: ClientId): readonly ChartPage[] {
		// Reading `clients` makes a screen that lists pages follow every change of the chart.
		return this.clients.length === 0 ? [] : pagesOfClient(this.#chart.state, client);
	}

	async add(client: Omit<Client, 'id'>): Promise<Outcome & { readonly id?: ClientId }> {
		const id = this.#newClient();
		const added = await this.#chart.act({ is: 'client-added', client: { id, ...client } });
		return added.ok ? { ok: true, id } : outcomeOf(added);
	}

	async change(client: Client): Promise<Outcome> {
		return outcomeOf(await this.#chart.act({ is: 'client-changed', client }));
	}

	thumbnail(page: ChartPage): Promise<string> {
		return this.#pictures.url(page.thumbnail.sha256, async () => ({
			bytes: await this.#chart.open(page.thumbnail),
			mediaType: 'image/jpeg'
		}));
	}

	/** Rejects when the stored page is damaged. */
	async open(page: ChartPage): Promise<OpenedPage<ChartPage>> {
		const url = await this.#pictures.url(page.picture.sha256, async () => ({
			bytes: await this.#chart.open(page.picture),
			mediaType: page.mediaType
		}));
		const words = page.reading && (await this.#chart.open(page.reading));
		const reading = words && (JSON.parse(new TextDecoder().decode(words)) as Reading);
		return { page, url, reading };
	}

	/** What happened to a page, oldest first. */
	async history(page: PageId): Promise<readonly HistoryLine[]> {
		const told = await this.#chart.told();
		return told.flatMap(({ at, person, action }) => {
			const what = wordsFor(action, page);
			return what ? [{ at, who: this.#nameOf(person), what }] : [];
		});
	}

	#look(): void {
		const { clients, pages, disclosures } = this.#chart.state;
		const counts = new Map<ClientId, { pages: number; latest: string | undefined }>();
		for (const { client, serviceDate } of pages.values()) {
			const count = counts.get(client) ?? { pages: 0, latest: undefined };
			counts.set(client, {
				pages: count.pages + 1,
				latest: serviceDate && serviceDate > (count.latest ?? '') ? serviceDate : count.latest
			});
		}
		this.clients = [...clients.values()]
			.map((client) => ({ client, ...(counts.get(client.id) ?? { pages: 0, latest: undefined }) }))
			.sort((a, b) => a.client.name.localeCompare(b.client.name));
		this.disclosures = [...disclosures].reverse();
	}
}

function wordsFor(action: ChartAction, page: PageId): string | undefined {
	if (action.is === 'page-filed' && action.page.page === page) {
		const part = action.page.kind === 'mixed-part' ? 'The chart part of a mixed page was f' : 'F';
		return `${part}iled to the chart by ${action.page.filedBy}${action.because ? `, because: ${action.because}` : ''}`;
	}
	if (action.is === 'page-withdrawn' && action.page === page) {
		return `Taken out of the chart. ${action.because}`;
	}
	return undefined;
}

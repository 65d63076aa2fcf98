/** The charts: clients, a client's pages by date, one page with its words and its history. */
import type { Chart } from '#lib/chart/chart.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import { pagesOfClient } from '#lib/chart/state.ts';
import { languageTag } from '#lib/language/language.ts';
import { forReader } from '#lib/language/telling.ts';
import { foldName, type Client } from '#lib/page/client.ts';
import { byFamilyName } from '#lib/page/family-name.ts';
import type { Disclosure } from '#lib/page/disclosure.ts';
import type { KeptElsewhere } from '#lib/page/fate.ts';
import type { ClientId, NoteId, PageId, PersonId } from '#lib/page/ids.ts';
import type { PageMarks } from '#lib/page/marks.ts';
import type { PageNote } from '#lib/page/page-note.ts';
import { turned, type Reading, type Rotation } from '#lib/page/reading.ts';
import { isMeantBy } from '#lib/page/slip.ts';
import { readingAt } from '#lib/page/upright.ts';
import type { Filing } from '#lib/tray/filing.ts';
import type { Engines } from './engines.ts';
import { FiledPages, lastRefiled, type Refiled } from './filed-pages.ts';
import { aClient } from './history-parts.ts';
import { chartWords } from './history-words.ts';
import type { Pictures } from './pictures.ts';
import { readFiled, stillStands } from './read-filed.ts';
import { fine, outcomeOf, type Outcome } from './sentences.ts';

export interface OpenedPage<Page> {
	readonly page: Page;
	readonly url: string;
	readonly reading: Reading | undefined;
}

/** One line of a page's history, in words: a sentence without its subject. */
export interface HistoryLine {
	readonly at: string;
	readonly who: string;
	readonly what: string;
}

export interface PagePast {
	readonly lines: readonly HistoryLine[];
	readonly refiled: Refiled | undefined;
}

export interface ClientRow {
	readonly client: Client;
	readonly pages: number;
	readonly latest: string | undefined;
}

export class ChartsDesk {
	filter = $state('');
	/** By family name. */
	clients = $state.raw<readonly ClientRow[]>([]);
	disclosures = $state.raw<readonly Disclosure[]>([]);

	/** Whom the filter finds; those after whom it was typed with a slip come last. */
	readonly shown = $derived.by(() => {
		const wanted = foldName(this.filter).split(' ').filter(Boolean);
		const hits = this.clients.filter(({ client }) => wanted.every((part) => holds(client, part)));
		const meant = this.clients.filter(
			(row) =>
				!hits.includes(row) &&
				wanted.every((part) => holds(row.client, part) || isCalledLike(row.client, part))
		);
		return [...hits, ...meant];
	});

	/** What people do to a page that is filed. */
	readonly filed: FiledPages;

	readonly #chart: Chart;
	readonly #pictures: Pictures;
	readonly #nameOf: (person: PersonId) => string;
	/** It remembers how each name is filed: a list of thousands is put in order at every change. */
	readonly #inOrder = byFamilyName(languageTag());
	readonly #newClient: () => ClientId;
	readonly #read: Engines['read'];
	readonly #filing: Pick<Filing, 'undisturbed'>;

	constructor(parts: {
		readonly chart: Chart;
		readonly pictures: Pictures;
		readonly nameOf: (person: PersonId) => string;
		readonly newClient: () => ClientId;
		readonly newNote: () => NoteId;
		readonly read: Engines['read'];
		readonly filing: Pick<Filing, 'undisturbed'>;
	}) {
		this.#chart = parts.chart;
		this.filed = new FiledPages(parts);
		this.#pictures = parts.pictures;
		this.#nameOf = parts.nameOf;
		this.#newClient = parts.newClient;
		this.#read = parts.read;
		this.#filing = parts.filing;
		this.#chart.onChange(() => this.#look());
		this.#look();
	}

	client(id: ClientId): Client | undefined {
		return this.clients.find(({ client }) => client.id === id)?.client;
	}

	/** Another client of the same name, so that one person does not get two charts by mistake. */
	namesake(name: string, except?: ClientId): Client | undefined {
		const wanted = foldName(name);
		if (!wanted) return undefined;
		return this.clients.find(
			({ client }) => client.id !== except && foldName(client.name) === wanted
		)?.client;
	}

	/** What was released of a client's chart, latest first. */
	disclosuresOf(client: ClientId): readonly Disclosure[] {
		return this.disclosures.filter((line) => line.client === client);
	}

	pagesOf(client: ClientId): readonly ChartPage[] {
		// Reading `clients` makes a screen that lists pages follow every change of the chart.
		return this.clients.length === 0 ? [] : pagesOfClient(this.#chart.state, client);
	}

	/** What was written on a page, oldest first. */
	notesOn(page: PageId): readonly PageNote[] {
		return this.clients.length === 0 ? [] : this.filed.notesOn(page);
	}

	/** Of anybody who is or was in the practice. */
	whoIs(person: PersonId): string {
		return this.#nameOf(person);
	}

	async add(client: Omit<Client, 'id'>): Promise<Outcome & { readonly id?: ClientId }> {
		const id = this.#newClient();
		const added = await this.#chart.act({ is: 'client-added', client: { id, ...client } });
		return added.ok ? { ok: true, id } : outcomeOf(added);
	}

	async change(client: Client): Promise<Outcome> {
		return outcomeOf(await this.#chart.act({ is: 'client-changed', client }));
	}

	/** Gives a client the details of `before` again, unless somebody has changed them since `after` was written. */
	async changeBack(before: Client, after: Client): Promise<Outcome> {
		await this.#chart.catchUp();
		const now = this.#chart.state.clients.get(after.id);
		return now && isSameClient(now, after) ? this.change(before) : changedMeanwhile;
	}

	thumbnail(page: ChartPage): Promise<string> {
		const open = async () =>
			({ bytes: await this.#chart.open(page.thumbnail), mediaType: 'image/jpeg' }) as const;
		return this.#pictures.url(page.thumbnail.sha256, open, page.turn);
	}

	/** Turns a page's picture clockwise; its words turn with it. */
	async turn({ page }: ChartPage, by: Rotation): Promise<Outcome> {
		const now = this.#chart.state.pages.get(page);
		if (!now) return fine;
		const turn = turned(now.turn ?? 0, by);
		return outcomeOf(await this.#chart.act({ is: 'page-turned', page, turn }));
	}

	/** Says whom else a page is about, and whether Part 2 protects it. */
	async mark({ page }: ChartPage, marks: PageMarks): Promise<Outcome> {
		return outcomeOf(await this.#chart.act({ is: 'page-marked', page, marks }));
	}

	/** Corrects where a page's paper was kept. */
	async keptElsewhere(kept: KeptElsewhere): Promise<Outcome> {
		return outcomeOf(await this.#chart.act({ is: 'page-kept', ...kept }));
	}

	/** Reads a page that has no words, or none that were any good. */
	async read(page: ChartPage): Promise<Outcome> {
		const found = await readFiled(this.#chart, page, this.#read);
		if (!found.ok) return found;
		const { words, turn } = found;
		return this.#filing.undisturbed(async () => {
			await this.#chart.catchUp();
			if (!stillStands(this.#chart.state.pages.get(page.page), page)) return fine;
			const acted = await this.#chart.act(
				{ is: 'page-read', page: page.page, reading: words.ref, turn },
				{
					put: [words.blob],
					remove: [page.reading, page.readAs].flatMap((ref) => (ref ? [ref.sha256] : []))
				}
			);
			return outcomeOf(acted);
		});
	}

	/** Rejects when the stored page is damaged. */
	async open(page: ChartPage): Promise<OpenedPage<ChartPage>> {
		const open = async () => ({
			bytes: await this.#chart.open(page.picture),
			mediaType: page.mediaType
		});
		const url = await this.#pictures.url(page.picture.sha256, open, page.turn);
		const words = page.reading && (await this.#chart.open(page.reading));
		return { page, url, reading: words && readingIn(words, page.turn) };
	}

	/** What happened to a page, oldest first, and where it lay before its latest filing elsewhere, which can be taken back. */
	async pastOf(page: PageId): Promise<PagePast> {
		const told = await this.#chart.told();
		const lines = told.flatMap(({ at, person, action }) => {
			const said = chartWords(action, (client) => this.client(client)?.name ?? aClient);
			return said.page === page
				? [{ at, who: this.#nameOf(person), what: forReader(said.what) }]
				: [];
		});
		return { lines, refiled: lastRefiled(told, page) };
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
			.sort((a, b) => this.#inOrder(a.client, b.client));
		this.disclosures = [...disclosures].reverse();
	}
}

function isSameClient(a: Client, b: Client): boolean {
	return (
		a.name === b.name &&
		a.birthDate === b.birthDate &&
		a.recordNumber === b.recordNumber &&
		a.notesApart === b.notesApart
	);
}

const changedMeanwhile: Outcome = {
	ok: false,
	sentence: 'The client was changed again meanwhile. Look at what is known of them now.'
};

function holds({ name, recordNumber, birthDate }: Client, part: string): boolean {
	return `${foldName(name)} ${(recordNumber ?? '').toLowerCase()} ${birthDate ?? ''}`.includes(
		part
	);
}

function isCalledLike({ name }: Client, part: string): boolean {
	return foldName(name)
		.split(' ')
		.some((word) => isMeantBy(part, word));
}

/** The reading that a stored piece holds, as it lies on the picture turned so. */
export function readingIn(words: Uint8Array, turn: Rotation = 0): Reading {
	return readingAt(JSON.parse(new TextDecoder().decode(words)) as Reading, turn);
}

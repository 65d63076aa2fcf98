/** Searching the open cabinet: an index in memory that is made when somebody first searches, and gone with the lock. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { HeldPage } from '#lib/cabinet/state.ts';
import { formatDate } from '#lib/page/date.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import type { PageIndex } from '#lib/search/page-index.ts';
import { snippetOf, type Piece } from '#lib/search/snippet.ts';
import { readingIn } from './charts.svelte.ts';

export interface NoteHit {
	readonly page: HeldPage;
	readonly terms: readonly string[];
	readonly lines: readonly (readonly Piece[])[];
}

/** More than anybody reads through; who finds so many asks for more words. */
const most = 50;

export class NotesSearch {
	text = $state('');
	/** The best first; `undefined` while nothing is asked. */
	hits = $state.raw<readonly NoteHit[]>();
	of = $state(0);
	/** The words of the cabinet are being opened. */
	opening = $state(false);

	readonly #cabinet: OpenCabinet;
	readonly #clientOf: (client: ClientId) => string;
	readonly #prints = new Map<PageId, string>();
	#index: PageIndex | undefined;
	#isOver = false;
	#asked = 0;
	#tail: Promise<void> = Promise.resolve();

	constructor(cabinet: OpenCabinet, clientOf: (client: ClientId) => string) {
		this.#cabinet = cabinet;
		this.#clientOf = clientOf;
	}

	/** An answer that a later question has overtaken, or the lock, is dropped. */
	async ask(text: string): Promise<void> {
		this.text = text;
		const asked = ++this.#asked;
		if (text.trim() === '') {
			this.hits = undefined;
			this.of = 0;
			return;
		}
		this.opening = true;
		this.#tail = this.#tail.then(() => this.#catchUp());
		await this.#tail;
		this.opening = false;
		const found = this.#index?.find({ text, most });
		if (!found || asked !== this.#asked || this.#isOver) return;
		const hits = await Promise.all(found.pages.map((each) => this.#hitOf(each.page, each.terms)));
		if (asked !== this.#asked || this.#ended()) return;
		this.hits = hits.filter((hit) => hit !== undefined);
		this.of = found.of;
	}

	/** What is to be pointed out on a page that was found. */
	termsOn(page: PageId): readonly string[] {
		return this.hits?.find((hit) => hit.page.page === page)?.terms ?? [];
	}

	/** Lets go of every word. */
	stop(): void {
		this.#isOver = true;
		this.#index = undefined;
		this.#prints.clear();
		this.text = '';
		this.hits = undefined;
	}

	#ended(): boolean {
		return this.#isOver;
	}

	/** Pages that came, went or were read anew since the last question. */
	async #catchUp(): Promise<void> {
		const { PageIndex } = await import('#lib/search/page-index.ts');
		if (this.#isOver) return;
		const index = (this.#index ??= new PageIndex());
		const { pages } = this.#cabinet.state;
		for (const page of this.#prints.keys()) {
			if (pages.has(page)) continue;
			index.remove(page);
			this.#prints.delete(page);
		}
		for (const page of pages.values()) {
			const print = page.reading?.sha256 ?? '';
			if (this.#prints.get(page.page) === print) continue;
			const reading = await this.#readingOf(page);
			if (this.#ended()) return;
			const text = reading?.lines.map((line) => line.text).join('\n') ?? '';
			index.add({ page: page.page, client: page.client, print, text, about: this.#about(page) });
			this.#prints.set(page.page, print);
		}
	}

	#about({ client, serviceDate }: HeldPage): string {
		return [this.#clientOf(client), serviceDate && `${formatDate(serviceDate)} ${serviceDate}`]
			.filter(Boolean)
			.join(' ');
	}

	async #hitOf(id: PageId, terms: readonly string[]): Promise<NoteHit | undefined> {
		const page = this.#cabinet.state.pages.get(id);
		const reading = page && (await this.#readingOf(page));
		return page && { page, terms, lines: reading ? snippetOf(reading, terms) : [] };
	}

	/** A page that is damaged is found by its client and date alone. */
	async #readingOf({ reading, turn }: HeldPage) {
		const words = reading && (await this.#cabinet.open(reading).catch(() => undefined));
		return words && readingIn(words, turn);
	}
}

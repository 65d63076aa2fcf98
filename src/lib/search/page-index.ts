/**
 * The index of a folder's pages: which words stand on which page, held in memory, and as JSON to be kept. MiniSearch
 * does the work; what a misreading is, and what counts for more, is decided here. It knows no key and no store.
 */
import MiniSearch, {
	type AsPlainObject,
	type Options,
	type Query,
	type SearchResult
} from 'minisearch';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { foldMisread, foldedTerm, indexTerms, termsIn } from './words.ts';

/** What is known of an indexed page besides its words. */
export interface IndexedFacts {
	readonly page: PageId;
	readonly client: ClientId;
	/** Changes whenever the page has to be indexed anew. */
	readonly print: string;
}

export interface PageToIndex extends IndexedFacts {
	/** Client, date and kind in words: found like the page's own, for less. */
	readonly about: string;
	/** The words that were read; empty for a page without any. */
	readonly text: string;
}

export interface Wanted {
	readonly text: string;
	/** Only this client's pages. */
	readonly client?: ClientId | undefined;
	readonly most: number;
}

export interface PageFound {
	readonly page: PageId;
	/** The terms of the page that answer, to be pointed out on it. */
	readonly terms: readonly string[];
}

export interface Found {
	/** The best first. */
	readonly pages: readonly PageFound[];
	/** How many there are in all. */
	readonly of: number;
}

export interface KeptIndex {
	readonly v: 1;
	readonly facts: readonly IndexedFacts[];
	readonly index: AsPlainObject;
}

interface Document {
	readonly id: PageId;
	readonly words: string;
	readonly about: string;
}

const options: Options<Document> = {
	fields: ['words', 'about'],
	tokenize: (text) => (text === '' ? [] : text.split(' ')),
	processTerm: (term) => term,
	// Rows are taken out for good before the index is kept; see `tidy`.
	autoVacuum: false
};

export class PageIndex {
	readonly #index: MiniSearch<Document>;
	readonly #facts: Map<PageId, IndexedFacts>;

	constructor(kept?: KeptIndex) {
		this.#index = kept ? MiniSearch.loadJS<Document>(kept.index, options) : new MiniSearch(options);
		this.#facts = new Map(kept?.facts.map((facts) => [facts.page, facts]));
	}

	get facts(): readonly IndexedFacts[] {
		return [...this.#facts.values()];
	}

	/** In place of what was known of the page before. */
	add({ page, client, print, about, text }: PageToIndex): void {
		this.remove(page);
		this.#index.add({
			id: page,
			words: indexTerms(text).join(' '),
			about: indexTerms(about).join(' ')
		});
		this.#facts.set(page, { page, client, print });
	}

	/** It is found no more at once; `tidy` takes its words out as well. */
	remove(page: PageId): void {
		if (this.#index.has(page)) this.#index.discard(page);
		this.#facts.delete(page);
	}

	/** Takes every word out that only removed pages had. */
	async tidy(): Promise<void> {
		if (this.#index.dirtCount > 0) await this.#index.vacuum({ batchSize: 5000, batchWait: 1 });
	}

	/** What has to be kept: only after `tidy` is nothing of removed pages in it. */
	toKeep(): KeptIndex {
		return { v: 1, facts: this.facts, index: this.#index.toJSON() };
	}

	/** Pages on which every word of the question stands, or one that it may have been misread as. */
	find({ text, client, most }: Wanted): Found {
		const terms = [...new Set(termsIn(text))];
		if (terms.length === 0) return { pages: [], of: 0 };
		const last = terms.at(-1);
		const query: Query = {
			combineWith: 'AND',
			queries: terms.map((term) => queryFor(term, term === last))
		};
		const results = this.#index.search(query, {
			boost: { about: 0.6 },
			...(client
				? { filter: ({ id }: SearchResult) => this.#facts.get(id as PageId)?.client === client }
				: {})
		});
		const pages = results
			.slice(0, most)
			.map(({ id, terms: found }): PageFound => ({ page: id as PageId, terms: found }));
		return { pages, of: results.length };
	}
}

/** As it is written first; then what it may have been misread as; then what begins like it, or is a letter or two off. */
function queryFor(term: string, isLast: boolean): Query {
	const folded = foldMisread(term);
	return {
		combineWith: 'OR',
		tokenize: (text) => text.split(' '),
		processTerm: (word) => word,
		queries: [
			{
				queries: [term],
				// The last word may not be finished yet.
				prefix: isLast && term.length >= 3,
				fuzzy: lettersOff(term),
				maxFuzzy: 2
			},
			{
				queries: folded === term ? [foldedTerm(term)] : [folded, foldedTerm(term)],
				combineWith: 'OR',
				// The last word may not be finished here either.
				prefix: isLast && term.length >= 3,
				boostTerm: () => 0.7
			}
		]
	};
}

/** Numbers are meant as they stand: the next date is another date. */
function lettersOff(term: string): number | false {
	if (/\d/.test(term) || term.length < 5) return false;
	return term.length < 10 ? 1 : 2;
}

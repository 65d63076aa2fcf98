/**
 * The look before charts are exported: which pages read like private analysis, and have no clinician's word on them.
 *
 * [Note: Who may export what reads private]
 * The files are plain, and whoever works with the other system can read them there, often the client too: what has gone in is
 * not called back. So it is asked as at the gate before a release, and whether a page is private is a clinician's to say
 * there and here. A clinician is asked once for all of them: of a practice's thousands of pages many will be found that
 * belong in the record, and nobody would write a reason on each. Front desk exports none of them: a clinician signs for
 * each or locks it away, or exports themselves. Pages without words keep nobody, for nothing here can look at them; their
 * number is noted, and told where something is asked. Of a page whose words do not open, or that the sorter did not get to
 * see, nobody knows what it reads like: it stops the export, and is looked at anew the next time.
 */
import type { ChartPage } from '#lib/chart/reader.ts';
import type { ExportLooked } from '#lib/page/charts-export.ts';
import type { PageId } from '#lib/page/ids.ts';
import { readsPrivate } from '#lib/release/page-look.ts';
import { lookAgain, wordsOf, type LookParts } from './look-again.ts';

interface Seen {
	/** The words that were looked at. */
	readonly words: string;
	readonly is: 'private' | 'unread' | 'plain';
}

export interface Found extends ExportLooked {
	/** Those that read so. */
	readonly pages: readonly ChartPage[];
	/** Pages that have words, and that could not be looked at. */
	readonly missed: number;
}

export class ExportLook {
	running = $state.raw<{ readonly done: number; readonly of: number }>();
	readonly #parts: LookParts;
	/** What was looked at once is not looked at again while its words stay. */
	readonly #seen = new Map<PageId, Seen>();
	/** The words that a clinician has gone on with. */
	#agreed: ReadonlySet<string> = new Set();
	#abort: AbortController | undefined;

	constructor(parts: LookParts) {
		this.#parts = parts;
	}

	/** Looks at one page after the other; `undefined` when it was stopped. */
	async look(pages: readonly ChartPage[]): Promise<Found | undefined> {
		this.stop();
		const abort = (this.#abort = new AbortController());
		// By a clinician's word it belongs there, whatever it reads like.
		const asked = pages.filter(({ vouched }) => !vouched);
		const of = asked.length;
		this.running = { done: 0, of };
		let missed = 0;
		for (const [index, page] of asked.entries()) {
			if (!(await this.#see(page, abort.signal))) missed++;
			if (abort.signal.aborted) return undefined;
			this.running = { done: index + 1, of };
		}
		this.running = undefined;
		const those = (is: Seen['is']): readonly ChartPage[] =>
			asked.filter(({ page }) => this.#seen.get(page)?.is === is);
		const found = those('private');
		return { pages: found, readPrivate: found.length, unread: those('unread').length, missed };
	}

	/** A clinician has gone on with these, as they read now. */
	agree(pages: readonly ChartPage[]): void {
		this.#agreed = new Set([...this.#agreed, ...pages.map((page) => this.#nameOf(page))]);
	}

	isAgreed(page: ChartPage): boolean {
		return this.#agreed.has(this.#nameOf(page));
	}

	stop(): void {
		this.#abort?.abort();
		this.#abort = this.running = undefined;
	}

	/** Stops and forgets. */
	clear(): void {
		this.stop();
		this.#seen.clear();
		this.#agreed = new Set();
	}

	/** `false` where it has words that could not be looked at; that is not kept. */
	async #see(page: ChartPage, signal: AbortSignal): Promise<boolean> {
		const words = wordsOf(this.#parts, page);
		if (this.#seen.get(page.page)?.words === words) return true;
		const look = await lookAgain(this.#parts, page, signal);
		if (signal.aborted || look.is === 'damaged' || look.isMissed) return false;
		const is = readsPrivate(look) ? 'private' : look.is === 'read' ? 'plain' : 'unread';
		this.#seen.set(page.page, { words, is });
		return true;
	}

	#nameOf(page: ChartPage): string {
		return `${page.page} ${wordsOf(this.#parts, page)}`;
	}
}

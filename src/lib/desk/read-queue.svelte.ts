/** Reads the tray's waiting pages, a few side by side: each result is kept as it comes, so a reload goes on. */
import type { PageId } from '#lib/page/ids.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import type { Tray } from '#lib/tray/tray.ts';
import type { Engines } from './engines.ts';

function isWaiting(page: TrayPage): boolean {
	return !page.reading && page.unread === undefined && !page.decision && !page.gone;
}

export class ReadQueue {
	running = $state(false);
	/** Pages read since reading was last started, and how fast. */
	done = $state(0);
	waiting = $state(0);
	pagesPerMinute = $state<number>();
	/** Why reading came to a halt, when the reason was not a page's. */
	halted = $state<string>();

	readonly secondsLeft = $derived(
		this.pagesPerMinute ? Math.round((this.waiting / this.pagesPerMinute) * 60) : undefined
	);

	readonly #tray: Tray;
	readonly #engines: Engines;
	readonly #now: () => number;
	readonly #under = new Set<PageId>();
	#abort: AbortController | undefined;
	#started = 0;
	/** The page that somebody looks at is read first. */
	#wanted: PageId | undefined;

	constructor(tray: Tray, engines: Engines, now: () => number = () => performance.now()) {
		this.#tray = tray;
		this.#engines = engines;
		this.#now = now;
		this.waiting = this.#queue().length;
	}

	/** Reads everything that waits; returns at once when it is already under way. */
	start(): void {
		this.waiting = this.#queue().length;
		if (this.running || this.waiting === 0) return;
		this.running = true;
		this.halted = undefined;
		this.done = 0;
		this.pagesPerMinute = undefined;
		this.#started = this.#now();
		const abort = new AbortController();
		this.#abort = abort;
		const lanes = Array.from({ length: this.#engines.readers }, () => this.#lane(abort.signal));
		void Promise.all(lanes).finally(() => {
			if (this.#abort === abort) this.running = false;
		});
	}

	/** Stops within the page: what was being read is read again later. */
	stop(): void {
		this.#abort?.abort();
		this.#abort = undefined;
		this.running = false;
	}

	/** Tries a page again that could not be read before. */
	want(page: PageId): void {
		this.#wanted = page;
	}

	#queue(): TrayPage[] {
		return [...this.#tray.state.pages.values()].filter(
			(page) => isWaiting(page) && !this.#under.has(page.side.page)
		);
	}

	async #lane(signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			const queue = this.#queue();
			const page = queue.find((waiting) => waiting.side.page === this.#wanted) ?? queue[0];
			if (!page) return;
			this.#under.add(page.side.page);
			try {
				await this.#read(page, signal);
			} catch (error) {
				this.#halt(error);
				return;
			} finally {
				this.#under.delete(page.side.page);
			}
			this.done++;
			this.waiting = this.#queue().length + this.#under.size;
			const minutes = (this.#now() - this.#started) / 60_000;
			if (this.done > 1 && minutes > 0) this.pagesPerMinute = this.done / minutes;
		}
	}

	async #read(page: TrayPage, signal: AbortSignal): Promise<void> {
		const { side } = page;
		const bytes = await this.#tray.open(page.picture);
		let action: Parameters<Tray['act']>;
		try {
			const reading = await this.#engines.read(
				{ bytes, mediaType: side.mediaType, dpi: side.dpi },
				signal
			);
			const { suggestion, hints } = this.#engines.sort(reading);
			const sealed = await this.#tray.seal(new TextEncoder().encode(JSON.stringify(reading)));
			action = [
				{ is: 'page-read', page: side.page, reading: sealed.ref, suggestion, hints },
				{ put: [sealed.blob] }
			];
		} catch (error) {
			if (signal.aborted || isEngineMissing(error)) throw error;
			action = [
				{
					is: 'page-unread',
					page: side.page,
					sentence: 'The words on this page could not be recognised. Decide from the picture.'
				}
			];
		}
		signal.throwIfAborted();
		const acted = await this.#tray.act(...action);
		if (!acted.ok) throw new Error(acted.why);
	}

	/** Not after a stop: what fails then fails because of it. */
	#halt(error: unknown): void {
		if (!this.#abort || this.#abort.signal.aborted) return;
		this.#abort.abort();
		this.halted = isEngineMissing(error)
			? 'The reading engine could not be started. Reload the page; if it stays so, connect once to the address you installed from.'
			: 'Reading was halted because results could not be stored. Free some space or reload, then go on.';
	}
}

function isEngineMissing(error: unknown): boolean {
	return error instanceof Error && error.name === 'ReaderUnavailable';
}

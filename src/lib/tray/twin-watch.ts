/** The screen's side of the twins: tells the worker only what has changed, and a little at a time. */
import type { PageId } from '#lib/page/ids.ts';
import { Thread, ThreadStopped, type WorkerLike } from '#lib/thread/thread.ts';
import type { TrayPage, TrayState } from './state.ts';
import type { TwinApi } from './twin-handlers.ts';
import { comparedOf, orderOf, type Compared, type Twin } from './twins.ts';

/** Pages told at once: few enough that making and sending them takes no frame. */
const handful = 100;

export class TwinWatch {
	readonly #thread: Thread<TwinApi>;
	/** Pages as they were when the worker was told of them; a page that changes is another object. */
	#told = new Map<PageId, TrayPage>();

	constructor(start: () => WorkerLike = startWorker) {
		// It would forget every page while it rests.
		this.#thread = new Thread<TwinApi>(start, { idleMs: Infinity });
	}

	/** Yields what is known after every handful of changed pages; the last one covers the whole tray. */
	async *look(state: TrayState): AsyncGenerator<ReadonlyMap<PageId, Twin>, void> {
		const order = orderOf(state);
		const news = order.flatMap((id) => {
			const page = state.pages.get(id);
			return page && this.#told.get(id) !== page ? [page] : [];
		});
		try {
			for (let from = 0; from === 0 || from < news.length; from += handful) {
				const pages = news.slice(from, from + handful);
				for (const page of pages) this.#told.set(page.side.page, page);
				yield await this.#thread.call('compare', { ...splitNews(pages), order });
			}
		} catch (error) {
			// Nobody knows what a worker that failed still holds: the next one is told everything.
			this.#told = new Map();
			if (!(error instanceof ThreadStopped)) throw error;
		}
	}

	stop(): void {
		this.#told = new Map();
		this.#thread.stop();
	}
}

function splitNews(pages: readonly TrayPage[]): { changed: Compared[]; dropped: PageId[] } {
	const changed: Compared[] = [];
	const dropped: PageId[] = [];
	for (const page of pages) {
		const compared = comparedOf(page);
		if (compared) changed.push(compared);
		else dropped.push(page.side.page);
	}
	return { changed, dropped };
}

function startWorker(): Worker {
	return new Worker(new URL('./twins.worker.ts', import.meta.url), { type: 'module' });
}

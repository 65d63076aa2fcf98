/** The screen's side of the search worker: it lives from unlock to lock. */
import type { PageId } from '#lib/page/ids.ts';
import { Thread, type WorkerLike } from '#lib/thread/thread.ts';
import type { Found, IndexedFacts, Wanted } from './page-index.ts';
import type { Beginning, SealedPage, SearchApi } from './search-handlers.ts';

export class Searcher {
	readonly #thread: Thread<SearchApi>;

	constructor(start: () => WorkerLike = startWorker) {
		// An index that was let go of when nobody searched for a while would have to be opened again.
		this.#thread = new Thread<SearchApi>(start, { idleMs: 2 ** 31 - 1 });
	}

	begin(beginning: Beginning): Promise<readonly IndexedFacts[]> {
		return this.#thread.call('begin', beginning);
	}

	add(pages: readonly SealedPage[]): Promise<void> {
		return this.#thread.call('add', pages);
	}

	remove(pages: readonly PageId[]): Promise<void> {
		return this.#thread.call('remove', pages);
	}

	/** Rejects with `ThreadStopped` when it was put down meanwhile. */
	find(wanted: Wanted): Promise<Found> {
		return this.#thread.call('find', wanted);
	}

	/** The index, sealed, as it is to be kept. */
	seal(): Promise<Uint8Array<ArrayBuffer>> {
		return this.#thread.call('seal', undefined);
	}

	/** Clears the worker's memory of the key and of every word. */
	stop(): void {
		this.#thread.stop();
	}
}

function startWorker(): Worker {
	return new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
}

/** The screen's side of sorting: readings go to its worker and come back as suggestions. */
import type { Reading } from '#lib/page/reading.ts';
import { Thread, type WorkerLike } from '#lib/thread/thread.ts';
import type { SortApi, Sorted } from './sort-handlers.ts';

export class Sorter {
	readonly #thread: Thread<SortApi>;

	constructor(start: () => WorkerLike = startWorker) {
		this.#thread = new Thread<SortApi>(start);
	}

	/** Rejects with the signal's reason, or with `ThreadStopped` when it was put down meanwhile. */
	sort(reading: Reading, signal?: AbortSignal): Promise<Sorted> {
		return this.#thread.call('sort', reading, { signal });
	}

	/** Puts the worker down, and with it the words that it saw last. */
	stop(): void {
		this.#thread.stop();
	}
}

function startWorker(): Worker {
	return new Worker(new URL('./sort.worker.ts', import.meta.url), { type: 'module' });
}

/** The press in its own worker: one thread for a whole export, put down when that is done or given up. */
import { moved } from '#lib/thread/moved.ts';
import { Thread } from '#lib/thread/thread.ts';
import type { ExportWorker } from './export.worker.ts';
import type { ExportPress } from './press.ts';

export interface ExportPressThread extends ExportPress {
	/** Clears the worker's memory of opened pages and of the key. */
	stop(): void;
}

export function exportPressInWorker(): ExportPressThread {
	const thread = new Thread<ExportWorker>(
		() => new Worker(new URL('./export.worker.ts', import.meta.url), { type: 'module' })
	);
	return {
		begin: (job) => thread.call('begin', job),
		add(page) {
			return thread.call('add', page, { transfer: moved(page.picture, page.reading) });
		},
		finish: () => thread.call('finish', undefined),
		stop: () => thread.stop()
	};
}

/** The press in its own worker: one thread for a whole export, put down when that is done or given up. */
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
		// Copied, not moved: the ciphertext may still be the shelf's own.
		add: (page) => thread.call('add', page),
		finish: () => thread.call('finish', undefined),
		stop: () => thread.stop()
	};
}

/** The press of a notes packet in its own worker, put down as soon as the packet is made or given up. */
import type { Built } from '#lib/packet/setter.ts';
import { moved } from '#lib/thread/moved.ts';
import { Thread } from '#lib/thread/thread.ts';
import { buildNotes, type NotesOrder } from './build.ts';
import type { NotesWorker } from './notes.worker.ts';
import type { NotesPress } from './press.ts';

export interface NotesPressThread extends NotesPress {
	/** Clears the worker's memory of opened pages and of the key. */
	stop(): void;
}

export function notesPressInWorker(signal?: AbortSignal): NotesPressThread {
	const thread = new Thread<NotesWorker>(
		() => new Worker(new URL('./notes.worker.ts', import.meta.url), { type: 'module' })
	);
	return {
		begin: (job) => thread.call('begin', job, { signal }),
		add(page) {
			return thread.call('add', page, { signal, transfer: moved(page.picture, page.reading) });
		},
		finish: () => thread.call('finish', undefined, { signal }),
		stop: () => thread.stop()
	};
}

/** As {@link buildNotes}, away from the screen's thread. */
export async function buildNotesInWorker(order: Omit<NotesOrder, 'press'>): Promise<Built> {
	const press = notesPressInWorker(order.signal);
	try {
		return await buildNotes({ ...order, press });
	} finally {
		press.stop();
	}
}

/** The press in its own worker: one thread a packet, put down as soon as the packet is made or given up. */
import type { Built } from '#lib/packet/setter.ts';
import { moved } from '#lib/thread/moved.ts';
import { Thread } from '#lib/thread/thread.ts';
import { buildPacket, type BuildOrder } from './build.ts';
import type { PacketWorker } from './packet.worker.ts';
import type { Press } from './press.ts';

/** As {@link buildPacket}, away from the screen's thread. */
export async function buildInWorker(order: Omit<BuildOrder, 'press'>): Promise<Built> {
	const thread = new Thread<PacketWorker>(
		() => new Worker(new URL('./packet.worker.ts', import.meta.url), { type: 'module' })
	);
	const { signal } = order;
	const press: Press = {
		begin: (job) => thread.call('begin', job, { signal }),
		add(page) {
			const transfer = moved(page.picture, page.reading);
			return thread.call('add', page, { signal, transfer });
		},
		finish: () => thread.call('finish', undefined, { signal })
	};
	try {
		return await buildPacket({ ...order, press });
	} finally {
		// Clears the worker's memory of opened pages and of the key.
		thread.stop();
	}
}

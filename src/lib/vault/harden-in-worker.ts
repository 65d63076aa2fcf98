/** The browser's hardener: scrypt runs in its own worker, which is put down soon after. */
import { Thread } from '#lib/thread/thread.ts';
import type { Hardener } from './hardener.ts';
import type { scryptHandlers } from './scrypt-handlers.ts';

/** A worker that has seen a passphrase is not kept around. */
const idleMs = 2_000;

export function hardenInWorker(): Hardener & { stop(): void } {
	const thread = new Thread<typeof scryptHandlers>(
		() => new Worker(new URL('./scrypt.worker.ts', import.meta.url), { type: 'module' }),
		{ idleMs }
	);
	return {
		seal: (passphrase, bytes) => thread.call('seal', { passphrase, bytes }),
		open: (passphrase, bytes) => thread.call('open', { passphrase, bytes }),
		stop: () => thread.stop()
	};
}

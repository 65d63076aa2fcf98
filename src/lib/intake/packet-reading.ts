/** The screen's side of the independent packet reader. */
import { Thread } from '#lib/thread/thread.ts';
import type { Found, Spots } from './packet-reader.ts';
import type { PacketReaderApi } from './packet-reader.worker.ts';

export class PacketReading {
	readonly #thread = new Thread<PacketReaderApi>(
		() => new Worker(new URL('./packet-reader.worker.ts', import.meta.url), { type: 'module' })
	);

	/** See `readPacket`. The bytes are copied to the worker: the caller goes on to release them. */
	read(
		bytes: Uint8Array<ArrayBuffer>,
		signal?: AbortSignal,
		spots?: Spots
	): AsyncGenerator<Found, void> {
		const order = spots ? { bytes, spots } : { bytes };
		return this.#thread.stream('readPacket', order, { signal });
	}

	stop(): void {
		this.#thread.stop();
	}
}

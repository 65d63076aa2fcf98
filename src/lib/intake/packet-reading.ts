/** The screen's side of the independent packet reader. */
import { Thread } from '#lib/thread/thread.ts';
import type { DrawnSheet, DrawOrder } from './packet-drawing.ts';
import type { Found, HowRead } from './packet-reader.ts';
import type { PacketReaderApi } from './packet-reader.worker.ts';

export class PacketReading {
	readonly #thread = new Thread<PacketReaderApi>(
		() => new Worker(new URL('./packet-reader.worker.ts', import.meta.url), { type: 'module' })
	);

	/** See `readPacket`. The bytes are copied to the worker: the caller goes on to release them. */
	read(
		bytes: Uint8Array<ArrayBuffer>,
		{ signal, ...how }: HowRead = {}
	): AsyncGenerator<Found, void> {
		return this.#thread.stream('readPacket', { bytes, ...how }, { signal });
	}

	/** See `drawPacket`. */
	draw(
		bytes: Uint8Array<ArrayBuffer>,
		order: DrawOrder,
		signal?: AbortSignal
	): AsyncGenerator<DrawnSheet, void> {
		return this.#thread.stream('drawPacket', { bytes, ...order }, { signal });
	}

	stop(): void {
		this.#thread.stop();
	}
}

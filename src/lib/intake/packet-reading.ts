/** The screen's side of the independent packet reader. */
import { lend } from '#lib/thread/lent-bytes.ts';
import { Thread, type WorkerLike } from '#lib/thread/thread.ts';
import type { DrawnSheet, DrawOrder } from './packet-drawing.ts';
import type { PacketReaderApi } from './packet-handlers.ts';
import type { Found, HowRead } from './packet-reader.ts';

function startWorker(): WorkerLike {
	return new Worker(new URL('./packet-reader.worker.ts', import.meta.url), { type: 'module' });
}

/** What is read of a page is small, and whoever asked may be busy: the reader must not stand still meanwhile. */
const pagesAhead = 16;

export class PacketReading {
	readonly #thread: Thread<PacketReaderApi>;

	constructor(start: () => WorkerLike = startWorker) {
		this.#thread = new Thread(start);
	}

	/** See `readPacket`. The bytes stay the caller's, who goes on to release them: the worker asks for what it reads. */
	async *read(
		bytes: Uint8Array<ArrayBuffer>,
		{ signal, ...how }: HowRead = {}
	): AsyncGenerator<Found, void> {
		const { lent, end } = lend(bytes);
		try {
			const asked = { signal, transfer: [lent.port], room: pagesAhead };
			yield* this.#thread.stream('readPacket', { lent, ...how }, asked);
		} finally {
			end();
		}
	}

	/** See `drawPacket`. */
	async *draw(
		bytes: Uint8Array<ArrayBuffer>,
		order: DrawOrder,
		signal?: AbortSignal
	): AsyncGenerator<DrawnSheet, void> {
		const { lent, end } = lend(bytes);
		try {
			yield* this.#thread.stream(
				'drawPacket',
				{ lent, ...order },
				{ signal, transfer: [lent.port] }
			);
		} finally {
			end();
		}
	}

	stop(): void {
		this.#thread.stop();
	}
}

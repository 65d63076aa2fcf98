/** Reads finished packets in a worker of its own: see `packet-reader.ts`. */
import { serve, type Port } from '#lib/thread/serve.ts';
import { readPacket, type Found, type HowRead } from './packet-reader.ts';
import { browserEngine } from './pdf-browser.ts';

const handlers = {
	async *readPacket(
		{ bytes, ...how }: HowRead & { readonly bytes: Uint8Array<ArrayBuffer> },
		signal: AbortSignal
	): AsyncGenerator<Found, void> {
		yield* readPacket(bytes, await browserEngine(), { ...how, signal });
	}
};

export type PacketReaderApi = typeof handlers;

serve(handlers, self as unknown as Port);

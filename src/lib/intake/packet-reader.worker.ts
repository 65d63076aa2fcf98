/** Reads finished packets in a worker of its own: see `packet-reader.ts`. */
import { serve, type Port } from '#lib/thread/serve.ts';
import { readPacket, type Found, type Spots } from './packet-reader.ts';
import { browserEngine } from './pdf-browser.ts';

const handlers = {
	async *readPacket(
		{ bytes, spots }: { readonly bytes: Uint8Array<ArrayBuffer>; readonly spots?: Spots },
		signal: AbortSignal
	): AsyncGenerator<Found, void> {
		yield* readPacket(bytes, await browserEngine(), { signal, spots });
	}
};

export type PacketReaderApi = typeof handlers;

serve(handlers, self as unknown as Port);

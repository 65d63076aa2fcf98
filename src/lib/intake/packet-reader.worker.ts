/** Reads and draws finished packets in a worker of its own: see `packet-reader.ts` and `packet-drawing.ts`. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { drawPacket, type DrawnSheet, type DrawOrder } from './packet-drawing.ts';
import { readPacket, type Found, type HowRead } from './packet-reader.ts';
import { browserEngine } from './pdf-browser.ts';

interface Packet {
	readonly bytes: Uint8Array<ArrayBuffer>;
}

const handlers = {
	async *readPacket(
		{ bytes, ...how }: Packet & HowRead,
		signal: AbortSignal
	): AsyncGenerator<Found, void> {
		yield* readPacket(bytes, await browserEngine(), { ...how, signal });
	},
	async *drawPacket(
		{ bytes, ...order }: Packet & DrawOrder,
		signal: AbortSignal
	): AsyncGenerator<DrawnSheet, void> {
		yield* drawPacket(bytes, await browserEngine(), canvasCodec, order, signal);
	}
};

export type PacketReaderApi = typeof handlers;

serve(handlers, self as unknown as Port);

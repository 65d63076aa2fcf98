/** What a worker that reads and draws finished packets answers to: see `packet-reader.ts` and `packet-drawing.ts`. */
import type { Codec } from '#lib/imaging/codec.ts';
import { borrowed, type Lent } from '#lib/thread/lent-bytes.ts';
import { readAhead } from '#lib/thread/read-ahead.ts';
import { remembered } from '#lib/thread/remembered.ts';
import { drawPacket, type DrawnSheet, type DrawOrder } from './packet-drawing.ts';
import { readPacket, type Found, type HowRead } from './packet-reader.ts';
import type { PdfEngine } from './pdf-engine.ts';

interface Packet {
	readonly lent: Lent;
}

export function packetHandlers(engine: () => Promise<PdfEngine>, codec: Codec) {
	return {
		async *readPacket(
			{ lent, ...how }: Packet & HowRead,
			signal: AbortSignal
		): AsyncGenerator<Found, void> {
			const file = readAhead(remembered(borrowed(lent)));
			yield* readPacket(file, await engine(), { ...how, signal });
		},
		async *drawPacket(
			{ lent, ...order }: Packet & DrawOrder,
			signal: AbortSignal
		): AsyncGenerator<DrawnSheet, void> {
			yield* drawPacket(borrowed(lent), await engine(), codec, order, signal);
		}
	};
}

export type PacketReaderApi = ReturnType<typeof packetHandlers>;

/**
 * The codec for a screen's own thread, which decodes there and has a worker encode.
 *
 * [Note: Encoding on a screen] Chromium leaves the encoding of a canvas to the idle moments of the thread that asks, and
 * waits a second for the first of them. Behind a progress bar that moves there are none: eight small pictures took nine
 * seconds. Within a worker it encodes at once.
 */
import type { Rotation } from '#lib/page/reading.ts';
import { Thread } from '#lib/thread/thread.ts';
import { canvasCodec } from './canvas.ts';
import type { Codec } from './codec.ts';
import type { EncoderWorker } from './encoder.worker.ts';

/** Pixels must not stay behind for long where nobody sees them. */
const idleMs = 1000;

const encoder = new Thread<EncoderWorker>(
	() => new Worker(new URL('./encoder.worker.ts', import.meta.url), { type: 'module' }),
	{ idleMs }
);

export const screenCodec: Codec = {
	decode: (bytes, mediaType, limit) => canvasCodec.decode(bytes, mediaType, limit),
	encodeJpeg: (picture, quality) =>
		encoder.call('jpeg', { picture, ...(quality === undefined ? {} : { quality }) }),
	encodePng: (picture) => encoder.call('png', { picture })
};

/** See `turned-blob.ts`. What is not turned is given back as it is. */
export async function turnedForScreen(picture: Blob, turn: Rotation): Promise<Blob> {
	return turn === 0 ? picture : encoder.call('turned', { picture, turn });
}

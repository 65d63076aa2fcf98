/** The worker that encodes a screen's pictures: see `screen-codec.ts`. It holds no key, and forgets each picture at once. */
import type { Rotation } from '#lib/page/reading.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { transferring, type Transferring } from '#lib/thread/messages.ts';
import { canvasCodec } from './canvas.ts';
import type { Picture } from './picture.ts';
import { turnedBlob } from './turned-blob.ts';

type Bytes = Transferring<Uint8Array<ArrayBuffer>>;

const handlers = {
	async jpeg(order: { readonly picture: Picture; readonly quality?: number }): Promise<Bytes> {
		const bytes = await canvasCodec.encodeJpeg(order.picture, order.quality);
		return transferring(bytes, [bytes.buffer]);
	},
	async png({ picture }: { readonly picture: Picture }): Promise<Bytes> {
		const bytes = await canvasCodec.encodePng(picture);
		return transferring(bytes, [bytes.buffer]);
	},
	turned({ picture, turn }: { readonly picture: Blob; readonly turn: Rotation }): Promise<Blob> {
		return turnedBlob(picture, turn);
	}
};

export type EncoderWorker = typeof handlers;

serve(handlers, self as unknown as Port);

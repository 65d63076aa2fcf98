/** The image worker: decodes and prepares pages off the main thread. Holds one decoded page at most. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { transferring, type Transferring } from '#lib/thread/messages.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { lookAt, type Look, type PageToLookAt } from './look.ts';

const handlers = {
	async look(page: PageToLookAt): Promise<Transferring<Look>> {
		const look = await lookAt(canvasCodec, page);
		return transferring(look, look.copy ? [look.copy.pgm.buffer] : []);
	}
};

export type ImageWorker = typeof handlers;

serve(handlers, self as unknown as Port);

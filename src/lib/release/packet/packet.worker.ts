/** The packet worker: a press with the canvas codec. It is handed the chart's key and ciphertext, page by page. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import type { SealedSheet } from '#lib/packet/sealed-sheet.ts';
import { transferring } from '#lib/thread/messages.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { pressWith, type Job, type Press } from './press.ts';

const press: Press = pressWith(canvasCodec);

const handlers = {
	begin: (job: Job) => press.begin(job),
	add: (page: SealedSheet) => press.add(page),
	async finish() {
		const built = await press.finish();
		const files = [built, ...(built.further ?? [])];
		return transferring(
			built,
			files.map(({ bytes }) => bytes.buffer)
		);
	}
};

export type PacketWorker = typeof handlers;

serve(handlers, self as unknown as Port);

/** The packet worker: a press with the canvas codec. It is handed the chart's key and ciphertext, page by page. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { letGo } from '#lib/thread/let-go.ts';
import { transferring } from '#lib/thread/messages.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { pressWith, type Job, type Press, type SealedPage } from './press.ts';

const press: Press = pressWith(canvasCodec);

const handlers = {
	begin: (job: Job) => press.begin(job),
	async add(page: SealedPage) {
		await press.add(page);
		letGo(page.picture, page.reading);
	},
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

/** The export worker: a press with the canvas codec. It is handed the chart's key and ciphertext, page by page. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import type { SealedSheet } from '#lib/packet/sealed-sheet.ts';
import { transferring } from '#lib/thread/messages.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { exportPressWith, type ExportJob, type ExportPress } from './press.ts';

const press: ExportPress = exportPressWith(canvasCodec);

const handlers = {
	begin: (job: ExportJob) => press.begin(job),
	add: (page: SealedSheet) => press.add(page),
	async finish() {
		const built = await press.finish();
		return transferring(built, [built.bytes.buffer]);
	}
};

export type ExportWorker = typeof handlers;

serve(handlers, self as unknown as Port);

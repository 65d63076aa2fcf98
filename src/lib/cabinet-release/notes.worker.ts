/** The notes worker: a press with the canvas codec. It is handed one cabinet's key and ciphertext, page by page. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import type { SealedSheet } from '#lib/packet/sealed-sheet.ts';
import { transferring } from '#lib/thread/messages.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { notesPressWith, type NotesJob, type NotesPress } from './press.ts';

const press: NotesPress = notesPressWith(canvasCodec);

const handlers = {
	begin: (job: NotesJob) => press.begin(job),
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

export type NotesWorker = typeof handlers;

serve(handlers, self as unknown as Port);

/** Takes files in, in a worker that holds no key: see `take-in.ts`. */
import { canvasCodec } from '#lib/imaging/canvas.ts';
import { transferring, type Transferring } from '#lib/thread/messages.ts';
import { serve, type Port } from '#lib/thread/serve.ts';
import { browserPdf } from './pdf-browser.ts';
import { takeIn } from './take-in.ts';
import type { Taken } from './taken.ts';

export interface FileToTakeIn {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly password?: string | undefined;
}

const handlers = {
	/** Answers once the worker runs: what goes wrong later is the file's fault. */
	ready: (): true => true,

	async *takeIn(
		{ bytes, password }: FileToTakeIn,
		signal: AbortSignal
	): AsyncGenerator<Transferring<Taken>, void, void> {
		for await (const taken of takeIn(bytes, tools, { password, signal })) {
			const moved = taken.is === 'side' ? [taken.side.bytes, taken.side.thumbnail] : [];
			yield transferring(
				taken,
				moved.map(({ buffer }) => buffer)
			);
		}
	}
};

const tools = { codec: canvasCodec, pdf: browserPdf };

export type IntakeApi = typeof handlers;

serve(handlers, self as unknown as Port);

/** Starts the station's intake thread, dressed as a worker of a browser, so that `Intake` runs it here as there. */
import { Worker, type Transferable } from 'node:worker_threads';
import type { WorkerLike } from '#lib/thread/thread.ts';

/** Ends a thread whose own objects (not its pictures, which lie outside) grow beyond all reason. */
const mostHeapMb = 512;

export function startIntakeThread(): WorkerLike {
	const worker = new Worker(new URL('./intake-thread.worker.ts', import.meta.url), {
		resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
		// Decoders print remarks of their own; standard output holds the station's rows and nothing else.
		stdout: true,
		stderr: true
	});
	worker.stdout.resume();
	worker.stderr.resume();
	// A thread that is not put down must not keep the command from ending.
	worker.unref();
	return {
		postMessage: (message, transfer) => {
			worker.postMessage(message, transfer as unknown as Transferable[]);
		},
		terminate: () => void worker.terminate(),
		addEventListener(
			type: 'message' | 'error',
			listener: ((event: MessageEvent) => void) | ((event: ErrorEvent) => void)
		): void {
			if (type === 'message') {
				const hear = listener as (event: MessageEvent) => void;
				worker.on('message', (data: unknown) => hear({ data } as MessageEvent));
			} else worker.on('error', () => (listener as (event: ErrorEvent) => void)({} as ErrorEvent));
		}
	};
}

/** A thread of Node's, dressed as a worker of a browser. */
import type { Transferable, Worker } from 'node:worker_threads';
import type { WorkerLike } from '#lib/thread/thread.ts';

export function asWorker(worker: Worker): WorkerLike {
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

/** Starts the station's intake thread, dressed as a worker of a browser, so that `Intake` runs it here as there. */
import { Worker } from 'node:worker_threads';
import { asWorker } from '#lib/intake/node-worker.ts';
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
	return asWorker(worker);
}

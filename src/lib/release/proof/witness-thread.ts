/** The chart's witness in a worker of its own, beside the walk and the reader: put down as soon as its proof is over. */
import type { ChartKey } from '#lib/chart/open.ts';
import type { ChartReader } from '#lib/chart/reader.ts';
import type { Witness } from '#lib/packet/prove.ts';
import { moved } from '#lib/thread/moved.ts';
import { Thread, type WorkerLike } from '#lib/thread/thread.ts';
import type { OutgoingPage } from '../plan.ts';
import type { WitnessApi } from './witness-handlers.ts';
import { witnessBy } from './witness.ts';

export interface WitnessTerms {
	readonly reader: ChartReader;
	readonly key: ChartKey;
	readonly signal?: AbortSignal | undefined;
	readonly start?: () => WorkerLike;
}

function startWorker(): WorkerLike {
	return new Worker(new URL('./witness.worker.ts', import.meta.url), { type: 'module' });
}

/** Has the proof carried out with a witness that opens its pages in a worker. */
export async function withWitness<T>(
	{ reader, key, signal, start = startWorker }: WitnessTerms,
	prove: (witness: Witness<OutgoingPage>) => Promise<T>
): Promise<T> {
	const thread = new Thread<WitnessApi>(start, { idleMs: Infinity });
	try {
		await thread.call('begin', key, { signal });
		return await prove(
			witnessBy(reader, {
				pictureOf(picture) {
					return thread.call('pictureOf', picture, { signal, transfer: moved(picture.sealed) });
				},
				wordsOf(words) {
					return thread.call('wordsOf', words, { signal, transfer: moved(words.sealed) });
				}
			})
		);
	} finally {
		// Clears the worker's memory of opened pages and of the key.
		thread.stop();
	}
}

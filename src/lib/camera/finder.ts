/** The screen's side of the finder: frames and photographs go to its worker and come back as corners and sheets. */
import type { Corners } from '#lib/page/corners.ts';
import { Thread, type WorkerLike } from '#lib/thread/thread.ts';
import type { FinderApi, Flat, Seen, SheetToFlatten, Taken } from './finder-handlers.ts';

/** A still from the camera: a photograph's file where it takes such, a frame of its video otherwise. */
export type Still = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly frame: ImageBitmap };

export class Finder {
	readonly #thread: Thread<FinderApi>;

	constructor(start: () => WorkerLike = startWorker) {
		this.#thread = new Thread<FinderApi>(start);
	}

	/** Loads scanic, so that the first look is not a slow one. */
	async ready(): Promise<void> {
		await this.#thread.call('ready', undefined);
	}

	/** Where a sheet lies in the frame, which is given away; `undefined` when none is seen. */
	find(frame: ImageBitmap): Promise<Seen | undefined> {
		return this.#thread.call('find', { frame }, { transfer: [frame] });
	}

	/** The photograph, where its sheet lies (near the live outline, if that fits), and the sheet flattened. The still is given away. */
	take(still: Still, live?: Corners): Promise<Taken> {
		const transfer = 'bytes' in still ? [still.bytes.buffer] : [still.frame];
		return this.#thread.call('take', live ? { ...still, live } : still, { transfer });
	}

	/** `undefined`: the corners do not span a sheet. */
	flatten(sheet: SheetToFlatten): Promise<Flat | undefined> {
		return this.#thread.call('flatten', sheet);
	}

	/** Puts the worker and every picture in it down; what was under way rejects with `ThreadStopped`. */
	stop(): void {
		this.#thread.stop();
	}
}

function startWorker(): Worker {
	return new Worker(new URL('./finder.worker.ts', import.meta.url), { type: 'module' });
}

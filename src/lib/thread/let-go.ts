/**
 * Gives large bytes back at once; nobody may look at them again. Left to the garbage collector, which sees a few small
 * objects and is in no hurry, some fifteen megabytes a page pile up in every thread.
 */
export function letGo(...views: readonly (ArrayBufferView<ArrayBuffer> | undefined)[]): void {
	for (const view of views) {
		// A view of a part may share its memory with others.
		if (view?.byteLength === view?.buffer.byteLength) view?.buffer.transfer(0);
	}
}

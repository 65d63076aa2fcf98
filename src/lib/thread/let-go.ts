/**
 * Gives large bytes back at once. A thread that makes few objects seldom looks for garbage, and holds hundreds of
 * megabytes of it meanwhile.
 */
export function letGo(...views: readonly (ArrayBufferView<ArrayBuffer> | undefined)[]): void {
	for (const view of views) {
		// A view of a part may share its memory with others.
		if (view?.byteLength === view?.buffer.byteLength) view?.buffer.transfer(0);
	}
}

/** What goes to another thread for good: no copy is made, and here nothing is left of it. */
export function moved(
	...views: readonly (ArrayBufferView<ArrayBuffer> | undefined)[]
): ArrayBuffer[] {
	return views.flatMap((view) => (view ? [view.buffer] : []));
}

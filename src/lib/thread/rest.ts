/** Lets others have their turn between two pieces of long work. */
interface Tasks {
	readonly scheduler?: { readonly postTask?: (work: () => void) => Promise<void> };
	/** Node's. */
	readonly setImmediate?: (work: () => void) => unknown;
}

/**
 * A task of its own, where there are such: a timeout that is set by a timeout waits for 4 ms, or for a second in a window
 * that nobody looks at, and what goes on after `scheduler.yield` goes before storage's answers and other threads' questions.
 */
export function rest(): Promise<void> {
	const { scheduler, setImmediate: next = setTimeout } = globalThis as Tasks;
	return scheduler?.postTask?.(() => undefined) ?? new Promise((resolve) => void next(resolve));
}

/** Acts that must not interleave, one after another. */

/** Runs one work at a time, in the order of asking. */
export type Alone = <T>(work: () => Promise<T>) => Promise<T>;

/** A queue for those who share this one value; over several tabs a Web Lock does the same. */
export function oneByOne(): Alone {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const turn = last.then(work);
		// The next in the queue goes on whether or not this one threw.
		last = turn.catch(() => undefined);
		return turn;
	};
}

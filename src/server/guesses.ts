/**
 * Wrong bearers of a minute, each counted once however often it is shown: the app shows one at every look for each pairing
 * whose spool lies on another machine, and that is no guess.
 */
export class Guesses {
	readonly #most: number;
	readonly #now: () => number;
	#since: number;
	readonly #shown = new Set<string>();

	constructor(most: number, now: () => number = () => performance.now()) {
		this.#most = most;
		this.#now = now;
		this.#since = now();
	}

	/** Notes a wrong bearer by its hash; `false` when it is one too many. */
	allows(hash: string): boolean {
		if (this.#now() - this.#since >= 60_000) {
			this.#since = this.#now();
			this.#shown.clear();
		}
		if (this.#shown.size < this.#most) this.#shown.add(hash);
		return this.#shown.has(hash);
	}
}

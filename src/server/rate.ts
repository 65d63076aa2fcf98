/** So many a minute, and no more. */
export class Rate {
	readonly #most: number;
	readonly #now: () => number;
	#since: number;
	#count = 0;

	constructor(most: number, now: () => number = () => performance.now()) {
		this.#most = most;
		this.#now = now;
		this.#since = now();
	}

	/** Counts one; `false` when that is one too many. */
	allows(): boolean {
		if (this.#now() - this.#since >= 60_000) {
			this.#since = this.#now();
			this.#count = 0;
		}
		this.#count++;
		return this.#count <= this.#most;
	}
}

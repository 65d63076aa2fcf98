/** Lets a few sides through at a time, over all files that are being taken in: each is held in memory while it is under way. */
export class Gate {
	readonly size: number;
	#free: number;
	readonly #waiting: (() => void)[] = [];

	constructor(size: number) {
		this.size = size;
		this.#free = size;
	}

	/** Resolves with what lets the next one in. */
	async enter(): Promise<() => void> {
		if (this.#free > 0) this.#free--;
		else await new Promise<void>((resolve) => this.#waiting.push(resolve));
		return () => {
			const next = this.#waiting.shift();
			if (next) next();
			else this.#free++;
		};
	}
}

/** Things counted by key and taken one by one: two alike are two. */
export class Tally {
	readonly #left = new Map<string, number>();

	constructor(keys: Iterable<string>) {
		for (const key of keys) this.#left.set(key, (this.#left.get(key) ?? 0) + 1);
	}

	/** How many different things are left. */
	get size(): number {
		return this.#left.size;
	}

	/** Takes one away; `false` when there is none of it left. */
	take(key: string): boolean {
		const left = this.#left.get(key);
		if (left === undefined) return false;
		if (left === 1) this.#left.delete(key);
		else this.#left.set(key, left - 1);
		return true;
	}
}

/**
 * A map whose versions live side by side: a new one shares with the one before all that did not change. A folded state of
 * 20,000 pages is made anew with every act, and copying its maps cost more than storing the page.
 */

/** Changes that a version carries beside the shared entries; with more, it has entries of its own. */
const mostChanges = 256;

/** Iterates in the order of first setting, as a `Map` does. */
export class LayeredMap<K, V> implements ReadonlyMap<K, V> {
	#entries: Map<K, V>;
	readonly #changes: Map<K, V>;
	/** Keys among the changes that the entries do not hold. */
	#added = 0;
	/** No other version shares the entries: they may be changed in place. */
	#isOwn = false;

	/** The next version of `before`, which must not be changed any more. */
	constructor(before: ReadonlyMap<K, V> = new Map()) {
		if (!(before instanceof LayeredMap)) {
			this.#entries = new Map(before);
			this.#isOwn = true;
			this.#changes = new Map();
			return;
		}
		const layered = before as LayeredMap<K, V>;
		layered.#isOwn = false;
		this.#entries = layered.#entries;
		this.#changes = new Map(layered.#changes);
		this.#added = layered.#added;
		if (this.#changes.size > mostChanges) this.#settle();
	}

	get size(): number {
		return this.#entries.size + this.#added;
	}

	has(key: K): boolean {
		return this.#changes.has(key) || this.#entries.has(key);
	}

	get(key: K): V | undefined {
		return this.#changes.has(key) ? this.#changes.get(key) : this.#entries.get(key);
	}

	set(key: K, value: V): this {
		if (this.#isOwn) this.#entries.set(key, value);
		else {
			if (!this.has(key)) this.#added++;
			this.#changes.set(key, value);
		}
		return this;
	}

	/** As costly as copying the map, the first time in a version: few acts take anything out. */
	delete(key: K): boolean {
		if (!this.has(key)) return false;
		if (!this.#isOwn) this.#settle();
		return this.#entries.delete(key);
	}

	*entries(): Generator<[K, V], undefined> {
		for (const [key, value] of this.#entries) {
			yield [key, this.#changes.has(key) ? (this.#changes.get(key) as V) : value];
		}
		if (this.#added === 0) return;
		for (const entry of this.#changes) if (!this.#entries.has(entry[0])) yield entry;
	}

	*keys(): Generator<K, undefined> {
		for (const [key] of this.entries()) yield key;
	}

	*values(): Generator<V, undefined> {
		if (this.#changes.size === 0) yield* this.#entries.values();
		else for (const [, value] of this.entries()) yield value;
	}

	[Symbol.iterator](): Generator<[K, V], undefined> {
		return this.entries();
	}

	forEach(tell: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
		for (const [key, value] of this.entries()) tell(value, key, this);
	}

	#settle(): void {
		this.#entries = new Map(this.entries());
		this.#changes.clear();
		this.#added = 0;
		this.#isOwn = true;
	}
}

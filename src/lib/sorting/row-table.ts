/** Which row of the weights a feature's slot has: a hash table in two flat arrays, because a page asks thousands of times. */

/** Slots are spread by the upper bits of this product (Knuth, The Art of Computer Programming 3, 6.4). */
const golden = 0x9e3779b1;

export class RowTable {
	/** The known slots in ascending order; a slot's place is its row. */
	readonly slots: Int32Array;
	readonly #shift: number;
	/** One more than the row, 0 where nothing stands. */
	readonly #rows: Int32Array;

	constructor(slots: Int32Array) {
		let bits = 4;
		while (1 << bits < slots.length * 2) bits++;
		this.slots = slots;
		this.#shift = 32 - bits;
		this.#rows = new Int32Array(1 << bits);
		slots.forEach((slot, row) => {
			let at = this.#placeOf(slot);
			while (this.#rows[at]) at = (at + 1) & (this.#rows.length - 1);
			this.#rows[at] = row + 1;
		});
	}

	#placeOf(slot: number): number {
		return Math.imul(slot, golden) >>> this.#shift;
	}

	/** -1 for a slot that the model does not know. */
	rowOf(slot: number): number {
		const rows = this.#rows;
		for (let at = this.#placeOf(slot); ; at = (at + 1) & (rows.length - 1)) {
			const row = (rows[at] ?? 0) - 1;
			if (row < 0 || this.slots[row] === slot) return row;
		}
	}
}

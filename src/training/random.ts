/** A small seeded generator, so that training gives the same bits on every machine. */

export type Random = () => number;

/** Numbers in [0, 1) by the mulberry32 recurrence: 32-bit integer steps only, exact everywhere. */
export function seeded(seed: number): Random {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** One of the items; throws when there are none. */
export function pick<T>(items: readonly T[], random: Random): T {
	const item = items[Math.floor(random() * items.length)];
	if (item === undefined) throw new Error('nothing to pick from');
	return item;
}

/** The items in a new order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
	const order = [...items];
	for (let at = order.length - 1; at > 0; at--) {
		const other = Math.floor(random() * (at + 1));
		const [a, b] = [order[at] as T, order[other] as T];
		order[at] = b;
		order[other] = a;
	}
	return order;
}

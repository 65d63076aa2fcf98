/** A seeded source of chance, so that the sample pages come out the same every time. */

export interface Dice {
	/** A number in [0, 1). */
	readonly roll: () => number;
	/** A number in [low, high). */
	readonly between: (low: number, high: number) => number;
	/** A draw from the normal distribution with mean 0 and standard deviation 1. */
	readonly bell: () => number;
}

/** Dice whose rolls follow from `seed` alone: splitmix32, which is small and even enough for paper grain. */
export function diceOf(seed: string): Dice {
	let state = 2166136261;
	for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619);
	const roll = (): number => {
		state = (state + 0x9e3779b9) | 0;
		let mixed = state ^ (state >>> 16);
		mixed = Math.imul(mixed, 0x21f0aaad);
		mixed ^= mixed >>> 15;
		mixed = Math.imul(mixed, 0x735a2d97);
		return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
	};
	return {
		roll,
		between: (low, high) => low + roll() * (high - low),
		bell: () => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll())
	};
}

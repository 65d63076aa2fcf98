/** Good files, hurt at random from a seed: flipped bits, cuts, inserted bytes, wrong lengths, swapped pieces. */

import { joined } from './made-pdf.ts';

/** Small, fast and the same everywhere (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

type Hurt = (bytes: Uint8Array, random: () => number) => Uint8Array;

function placeIn(bytes: Uint8Array, random: () => number): number {
	// Heads and tails hold the structure: half of the hurts go there.
	const where = random();
	const reach = Math.min(bytes.length, 600);
	if (where < 0.35) return Math.floor(random() * reach);
	if (where < 0.5) return bytes.length - 1 - Math.floor(random() * reach);
	return Math.floor(random() * bytes.length);
}

const flip: Hurt = (bytes, random) => {
	const out = bytes.slice();
	for (let n = 1 + Math.floor(random() * 12); n > 0; n -= 1) {
		const at = placeIn(bytes, random);
		out[at] = (out[at] ?? 0) ^ (1 << Math.floor(random() * 8));
	}
	return out;
};

const cut: Hurt = (bytes, random) => bytes.slice(0, Math.floor(random() * bytes.length));

const insert: Hurt = (bytes, random) => {
	const at = placeIn(bytes, random);
	const more = Uint8Array.from({ length: 1 + Math.floor(random() * 64) }, () => random() * 256);
	return joined([bytes.subarray(0, at), more, bytes.subarray(at)]);
};

/** Four bytes that may be a length, an offset or a size become very large, zero or odd. */
const length: Hurt = (bytes, random) => {
	const out = bytes.slice();
	const at = Math.min(placeIn(bytes, random), Math.max(0, bytes.length - 4));
	const values = [0, 1, 0x7fffffff, 0xffffffff, 0x00010000, Math.floor(random() * 2 ** 32)];
	new DataView(out.buffer).setUint32(at, values[Math.floor(random() * values.length)] ?? 0);
	return out;
};

/** A number that is written in words of the format grows: PDF's lengths, sizes and references. */
const digits: Hurt = (bytes, random) => {
	const out = bytes.slice();
	let left = 1 + Math.floor(random() * 4);
	const from = placeIn(bytes, random);
	for (let n = 0; n < out.length && left > 0; n += 1) {
		const at = (from + n) % out.length;
		const byte = out[at] ?? 0;
		if (byte < 0x30 || byte > 0x39) continue;
		out[at] = 0x30 + Math.floor(random() * 10);
		left -= 1;
	}
	return out;
};

const swap: Hurt = (bytes, random) => {
	const size = 1 + Math.floor(random() * Math.min(512, bytes.length / 3));
	const [one, two] = [placeIn(bytes, random), placeIn(bytes, random)].map((at) =>
		Math.min(at, bytes.length - size)
	) as [number, number];
	const out = bytes.slice();
	out.set(bytes.subarray(two, two + size), one);
	out.set(bytes.subarray(one, one + size), two);
	return out;
};

const hurts: Readonly<Record<string, Hurt>> = { flip, cut, insert, length, digits, swap };

export interface Mutation {
	/** Enough to make it again. */
	readonly name: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The nth mutation of a seed: which file, which hurt and where all follow from the two numbers. */
export function mutationOf(
	files: ReadonlyMap<string, Uint8Array>,
	seed: number,
	n: number
): Mutation {
	const random = randomFrom(seed * 100_003 + n);
	const names = [...files.keys()];
	const file = names[n % names.length] ?? '';
	const kinds = Object.keys(hurts);
	const kind = kinds[Math.floor(random() * kinds.length)] ?? '';
	const whole = files.get(file) ?? new Uint8Array();
	const bytes = Uint8Array.from(hurts[kind]?.(whole, random) ?? whole);
	return { name: `seed ${String(seed)}, number ${String(n)}: ${kind} in ${file}`, bytes };
}

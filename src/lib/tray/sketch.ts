/**
 * A sketch of a page's words: enough to notice a second scan of the same sheet, too little to read them.
 *
 * 128 numbers of 16 bits, each the least of a hash over all runs of six letters and spaces (MinHash: Broder 1997).
 * The share of equal numbers in two sketches estimates the share of runs that the pages have in common; runs of
 * letters outlive misreadings that whole words do not. No words can be read back: it keeps 16 bits of at most
 * 128 short runs, in no order. But who holds a sketch and guesses a page can test the guess, so it stays sealed
 * in the tray like the words themselves.
 */
import { foldName } from '#lib/page/client.ts';
import type { Reading } from '#lib/page/reading.ts';

const size = 128;
const run = 6;
/** Fewer runs than this are a heading or a stamp, which many pages share. */
const fewestRuns = 60;

/** Odd multipliers, one a number of the sketch: fixed for ever, or old sketches stop matching. */
const multipliers = Uint32Array.from({ length: size }, (_, i) => Math.imul(mixed(i + 1), 2) + 1);

/** Base64; `undefined` when the page has too few words to be told from others. */
export function sketchOf(reading: Reading): string | undefined {
	const words = reading.lines.flatMap((line) => line.words.map(({ text }) => foldName(text)));
	const text = words.filter(Boolean).join(' ');
	const runs = new Set<string>();
	for (let i = 0; i + run <= text.length; i++) runs.add(text.slice(i, i + run));
	if (runs.size < fewestRuns) return undefined;
	const least = new Uint32Array(size).fill(0xffffffff);
	for (const each of runs) {
		const hash = hashOf(each);
		for (let i = 0; i < size; i++) {
			const value = mixed(Math.imul(hash, multipliers[i] ?? 1));
			if (value < (least[i] ?? 0)) least[i] = value;
		}
	}
	// The least of many hashes begins with zeros: its last bits say more.
	const bytes = new Uint8Array(size * 2);
	for (const [i, value] of least.entries()) {
		bytes[i * 2] = value & 255;
		bytes[i * 2 + 1] = (value >>> 8) & 255;
	}
	return btoa(String.fromCharCode(...bytes));
}

/** The sketch's numbers; `undefined` for anything that is no sketch. */
export function parseSketch(text: string): Uint16Array | undefined {
	try {
		const bytes = atob(text);
		if (bytes.length !== size * 2) return undefined;
		return Uint16Array.from(
			{ length: size },
			(_, i) => bytes.charCodeAt(i * 2) | (bytes.charCodeAt(i * 2 + 1) << 8)
		);
	} catch {
		return undefined;
	}
}

/** FNV-1a. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return hash;
}

/** The end of MurmurHash3: every bit depends on every other. */
function mixed(value: number): number {
	let bits = value ^ (value >>> 16);
	bits = Math.imul(bits, 0x85ebca6b);
	bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
	return (bits ^ (bits >>> 16)) >>> 0;
}

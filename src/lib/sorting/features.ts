/** A passage as numbers: hashed words, word pairs, letter runs and the names of the rules it meets. */
import { foldWord, plainText, wordsIn } from './folding.ts';
import { type Rule, rulesIn } from './rules.ts';

/** Sparse: `values[i]` belongs to slot `slots[i]`; a slot occurs once. */
export interface Features {
	readonly slots: readonly number[];
	readonly values: readonly number[];
	readonly rules: readonly Rule[];
}

/** Wide enough that two of the model's features hardly ever share a slot. */
export const slotBits = 24;
const mask = (1 << slotBits) - 1;

/** FNV-1a, 32 bits, folded to a slot (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function slotOf(name: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < name.length; at++) {
		hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
	}
	return (hash ^ (hash >>> slotBits)) & mask;
}

/** Numbers say their shape, not their value: a year or an amount must not be learned by heart. */
const shapeOf = (word: string) => word.replace(/\d/g, '0');

function letterRuns(words: readonly string[]): string[] {
	return words.flatMap((word) => {
		const edged = `<${foldWord(word)}>`;
		const runs: string[] = [];
		for (let size = 3; size <= 5; size++) {
			for (let at = 0; at + size <= edged.length; at++) runs.push(edged.slice(at, at + size));
		}
		return runs;
	});
}

const speaker: readonly (readonly [string, RegExp])[] = [
	['i', /(?:^|[^a-z/])(?:i|i'm|i'd|i've|i'll|my|me|myself)(?![a-z/])/],
	['we', /\b(?:we|us|our)\b/],
	['they', /\b(?:pt|ct|cl|client|patient|consumer|he|she|they)\b/],
	['no', /\b(?:no|not|denie[sd]|denying|without|neg|never)\b/],
	['ask', /\?/],
	['quote', /"[^"]+"/]
];

/** Letters, words and rules each get the same total say, however long the passage is. */
function addGroup(sum: Map<number, number>, names: readonly string[], say: number): void {
	const value = say / Math.sqrt(Math.max(names.length, 1));
	for (const name of names) {
		const slot = slotOf(name);
		sum.set(slot, (sum.get(slot) ?? 0) + value);
	}
}

/** The slots of a passage's words, each once: what novelty is measured by. */
export const wordSlots = (text: string): number[] => [
	...new Set(wordsIn(plainText(text)).map((word) => slotOf(`w:${shapeOf(word)}`)))
];

/** What the line model sees of one passage. */
export function featuresOf(text: string): Features {
	const plain = plainText(text);
	const words = wordsIn(plain);
	const shapes = words.map(shapeOf);
	const met = rulesIn(plain);
	const sum = new Map<number, number>();
	addGroup(sum, ['bias'], 0.5);
	addGroup(
		sum,
		shapes.map((word) => `w:${word}`),
		1
	);
	addGroup(
		sum,
		shapes.slice(1).map((word, at) => `p:${shapes[at] ?? ''} ${word}`),
		0.7
	);
	addGroup(sum, letterRuns(words), 1);
	for (const { name } of met) addGroup(sum, [`r:${name}`], 0.6);
	for (const element of new Set(met.map((rule) => rule.element)))
		addGroup(sum, [`e:${element}`], 0.5);
	for (const [name, pattern] of speaker) if (pattern.test(plain)) addGroup(sum, [`s:${name}`], 0.4);
	return { slots: [...sum.keys()], values: [...sum.values()], rules: met };
}

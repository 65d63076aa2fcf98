/** A passage as numbers: hashed words, word pairs, letter runs and the names of the rules it meets. */
import { foldWord } from '#lib/page/misread.ts';
import { plainText, wordsIn } from './folding.ts';
import { type Rule, rulesIn } from './rules.ts';

/** Sparse: `values[i]` belongs to slot `slots[i]`; a slot that occurs more than once counts as their sum. */
export interface Features {
	readonly slots: readonly number[];
	readonly values: readonly number[];
	/** The slots of the words alone, each once: what novelty is measured by. */
	readonly words: ReadonlySet<number>;
	readonly rules: readonly Rule[];
}

/** Wide enough that two of the model's features hardly ever share a slot. */
export const slotBits = 24;
const mask = (1 << slotBits) - 1;

const start = 0x811c9dc5;
const prime = 0x01000193;

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), carried on from the hash of what came before. */
function hashed(text: string, hash: number): number {
	let sum = hash;
	for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), prime);
	return sum;
}

const folded = (hash: number) => (hash ^ (hash >>> slotBits)) & mask;

export const slotOf = (name: string): number => folded(hashed(name, start));

const [word0, pair0] = [hashed('w:', start), hashed('p:', start)];
const space = ' '.charCodeAt(0);

/** Numbers say their shape, not their value: a year or an amount must not be learned by heart. */
const shapeOf = (word: string) => (/\d/.test(word) ? word.replace(/\d/g, '0') : word);

const [shortest, longest] = [3, 5];

/** The slots of a word's runs of three to five letters, edges marked; each start is hashed once for all its lengths. */
function addLetterRuns(word: string, slots: number[]): void {
	const edged = `<${foldWord(word)}>`;
	for (let from = 0; from + shortest <= edged.length; from++) {
		let hash = start;
		const end = Math.min(edged.length, from + longest);
		for (let at = from; at < end; at++) {
			hash = Math.imul(hash ^ edged.charCodeAt(at), prime);
			if (at - from >= shortest - 1) slots.push(folded(hash));
		}
	}
}

const speaker: readonly (readonly [slot: number, RegExp])[] = (
	[
		['i', /(?:^|[^a-z/])(?:i|i'm|i'd|i've|i'll|my|me|myself)(?![a-z/])/],
		['we', /\b(?:we|us|our)\b/],
		['they', /\b(?:pt|ct|cl|client|patient|consumer|he|she|they)\b/],
		['no', /\b(?:no|not|denie[sd]|denying|without|neg|never)\b/],
		['ask', /\?/],
		['quote', /"[^"]+"/]
	] as const
).map(([name, pattern]) => [slotOf(`s:${name}`), pattern]);

const bias = slotOf('bias');
const named = new Map<string, number>();

/** The slot of a name out of a small fixed set, reckoned once. */
function namedSlot(name: string): number {
	const known = named.get(name);
	if (known !== undefined) return known;
	const slot = slotOf(name);
	named.set(name, slot);
	return slot;
}

/** What the line model sees of one passage. */
export function featuresOf(text: string): Features {
	const plain = plainText(text);
	const words = wordsIn(plain);
	const shapes = words.map(shapeOf);
	const met = rulesIn(plain);
	const slots: number[] = [bias];
	const values: number[] = [0.5];
	/** Letters, words and rules each get the same total say, however long the passage is. */
	const say = (from: number, total: number) => {
		const value = total / Math.sqrt(Math.max(slots.length - from, 1));
		while (values.length < slots.length) values.push(value);
	};
	for (const word of shapes) slots.push(folded(hashed(word, word0)));
	const wordSlots = new Set(slots.slice(1));
	say(1, 1);
	const pairs = slots.length;
	for (let at = 1; at < shapes.length; at++) {
		const first = Math.imul(hashed(shapes[at - 1] ?? '', pair0) ^ space, prime);
		slots.push(folded(hashed(shapes[at] ?? '', first)));
	}
	say(pairs, 0.7);
	const runs = slots.length;
	for (const word of words) addLetterRuns(word, slots);
	say(runs, 1);
	const add = (slot: number, value: number) => {
		slots.push(slot);
		values.push(value);
	};
	for (const { name } of met) add(namedSlot(`r:${name}`), 0.6);
	for (const element of new Set(met.map((rule) => rule.element)))
		add(namedSlot(`e:${element}`), 0.5);
	for (const [slot, pattern] of speaker) if (pattern.test(plain)) add(slot, 0.4);
	return { slots, values, words: wordSlots, rules: met };
}

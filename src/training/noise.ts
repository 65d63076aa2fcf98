/** Misreads text the way a reader misreads paper; the three manners follow corpus/noise.md. */
import { pick, type Random } from './random.ts';

export type Paper = 'typed' | 'dot-matrix' | 'handwritten';
type Swap = readonly [from: string, to: readonly string[]];

const typed: readonly Swap[] = [
	['m', ['rn']],
	['l', ['1', 'I', '|']],
	['I', ['l', '1']],
	['1', ['l', 'I']],
	['0', ['O']],
	['o', ['0', 'c']],
	['5', ['S']],
	['8', ['B']],
	['S', ['5']],
	['B', ['8']],
	['g', ['q']],
	['h', ['b']],
	['e', ['c']],
	['/', ['l']],
	[':', [';']],
	['.', [',']],
	[' ', ['', '  ']]
];

const dotMatrix: readonly Swap[] = [
	['O', ['0', 'C']],
	['E', ['F']],
	['M', ['N']],
	['L', ['I']],
	['I', ['1', 'T', ' I']],
	['T', ['I']],
	['G', ['C', '6']],
	['B', ['8']],
	['0', ['O']],
	['1', ['I', 'l']],
	['8', ['B']],
	[',', ['.', '']],
	[':', ['.', ';']],
	['-', [' ']]
];

const handwritten: readonly Swap[] = [
	['u', ['n', 'a']],
	['n', ['u', 'm', 'r']],
	['m', ['n', 'w']],
	['r', ['n', 'v', '']],
	['i', ['', 'e']],
	['e', ['i', 'c', 'o']],
	['a', ['o', 'u']],
	['o', ['a', 'e']],
	['t', ['l', 'f', 'k']],
	['l', ['t', 'b']],
	['h', ['n', 'k']],
	['c', ['e', 'r']],
	['d', ['cl', 'a']],
	['s', ['r', 'z']],
	['w', ['u', 'iv']],
	['y', ['g', 'j']],
	['k', ['h', 'R']],
	['v', ['u', 'r']],
	['0', ['o', '6']],
	['1', ['7', 'l']],
	['4', ['9', 'y']],
	['5', ['S', '3']],
	['7', ['1']],
	["'", ['']],
	['.', ['']],
	[' ', ['']]
];

const manners: Readonly<Record<Paper, ReadonlyMap<string, readonly string[]>>> = {
	typed: new Map(typed),
	'dot-matrix': new Map(dotMatrix),
	handwritten: new Map(handwritten)
};

/** The text with about `rate` of its confusable letters misread. Dot-matrix paper is all capitals first. */
export function garble(text: string, paper: Paper, rate: number, random: Random): string {
	const swaps = manners[paper];
	const source = paper === 'dot-matrix' ? text.toUpperCase() : text;
	let misread = '';
	for (const letter of source) {
		const to = swaps.get(letter);
		misread += to && random() < rate ? pick(to, random) : letter;
	}
	return misread;
}

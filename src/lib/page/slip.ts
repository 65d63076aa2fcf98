/** One slip of typing: whether a word is most likely meant by what was typed. Pure. */
import { distanceOf } from './misread.ts';

/** "Ann" and "Dan" are two people: in short words every letter counts. */
const fewestLetters = 5;

/** A letter too many, too few, wrong, or two in each other's place. */
function isOneSlip(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1) return false;
	if (distanceOf(a, b) <= 1) return true;
	let at = 0;
	while (a[at] === b[at]) at++;
	return a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2) === b;
}

/** Whether it is the word, or its beginning as far as it was typed, with one slip. Both as `foldName` gives them. */
export function isMeantBy(typed: string, word: string): boolean {
	if (typed.length < fewestLetters || word.length < fewestLetters) return false;
	if (!/^\p{L}+$/u.test(typed)) return false;
	return [-1, 0, 1].some((more) => isOneSlip(typed, word.slice(0, typed.length + more)));
}

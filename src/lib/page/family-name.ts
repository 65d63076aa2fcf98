/**
 * The order of clients in a list: as records people file them, by family name.
 *
 * [Note: Whose name comes first]
 * A name is one line of text, so its family name is found by one rule. What stands before a comma is the family name
 * ("de la Cruz, Ana"). Without one it is the last word, with the particles right before it ("Ana de la Cruz" is filed
 * under D, like "Delacruz"). What is added to a name counts for neither: Jr., III, PhD, "family", anything in brackets.
 * Of a family name of two words only the last is found: written first, with a comma, it is filed as a whole. Case,
 * accents, spaces and punctuation do not count. Within a family the other names decide, then the record number.
 */
import type { Client } from './client.ts';

/** No single letter: that is an initial. */
const particles = new Set(
	(
		'af al av bin ibn da das de degli dei del della den der des di do dos du el la las le les lo los ' +
		'mac mc san santa st ste ten ter van vande vanden vander von vom zu zum zur'
	).split(' ')
);

const additions = new Set(
	(
		'jr jnr junior sr snr senior ii iii iv 2nd 3rd 4th esq family couple ' +
		'phd psyd md edd jd rn lcsw licsw lmft lpc'
	).split(' ')
);

export interface FiledName {
	readonly family: string;
	readonly rest: string;
}

const bare = (word: string): string => word.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
const isAdded = (word: string): boolean => additions.has(bare(word)) || bare(word) === '';

function wordsOf(part: string): string[] {
	return part.split(/\s+/u).filter(Boolean);
}

/** See [Note: Whose name comes first]. A name that is nothing but additions is its own family name. */
export function filedName(name: string): FiledName {
	const plain = name.replace(/\([^)]*\)|\[[^\]]*\]/gu, ' ');
	const [first = [], ...others] = plain
		.split(',')
		.map(wordsOf)
		.filter((words) => words.some((word) => !isAdded(word)));
	const rest = others.flat().filter((word) => !isAdded(word));
	if (rest.length > 0) return { family: first.join(' '), rest: rest.join(' ') };
	const words = [...first];
	while (words.length > 1 && isAdded(words.at(-1) ?? '')) words.pop();
	let from = Math.max(0, words.length - 1);
	// The first word is a given name, whatever it looks like: "Van Morrison".
	while (from > 1 && particles.has(bare(words[from - 1] ?? ''))) from -= 1;
	if (words.length === 0) return { family: name.trim(), rest: '' };
	return { family: words.slice(from).join(' '), rest: words.slice(0, from).join(' ') };
}

type Listed = Pick<Client, 'id' | 'name' | 'recordNumber'>;

/** Compares clients for a list, in the alphabet of `locale`. */
export function byFamilyName(locale: string): (a: Listed, b: Listed) => number {
	const { compare } = new Intl.Collator(locale, {
		numeric: true,
		sensitivity: 'base',
		ignorePunctuation: true
	});
	// A list of thousands looks at each name many times.
	const filed = new Map<string, FiledName>();
	const of = (name: string): FiledName => {
		const known = filed.get(name) ?? filedName(name);
		filed.set(name, known);
		return known;
	};
	return (a, b) => {
		const [one, other] = [of(a.name), of(b.name)];
		return (
			compare(one.family, other.family) ||
			compare(one.rest, other.rest) ||
			compare(a.recordNumber ?? '', b.recordNumber ?? '') ||
			(a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
		);
	};
}

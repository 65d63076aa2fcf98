/**
 * What other rooms say, in the reader's language. Their sentences are signed, printed and compared in English, so they
 * stay so where they are made; a screen that shows one says it through here. What is not known is shown as it is.
 */

/** A sentence with its blanks, in both languages, and the words that some of its blanks are chosen from. */
export type Told = readonly [
	english: string,
	other: string,
	choices?: Readonly<Record<number, readonly string[]>>
];

/** A sentence with blanks: how it reads in English, which blank each part stands for, and how it is said. */
interface Pattern {
	readonly reads: RegExp;
	readonly blanks: readonly number[];
	readonly said: string;
	/** With few of its own, its blanks must be figures or known words, or it would take other sentences for itself. */
	readonly letters: number;
}

/** As other rooms write a day: `March 22, 1971`. */
const englishDay =
	/^(January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}$/;
const blank = /\{(\d+)\}/g;
let whole: ReadonlyMap<string, string> = new Map();
let patterns: readonly Pattern[] = [];
let days: Intl.DateTimeFormat | undefined;
const said = new Map<string, string>();

const enoughLetters = 10;

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function patternOf([english, other, choices = {}]: Told): Pattern {
	const blanks = [...english.matchAll(blank)].map((found) => Number(found[1]));
	const own = english.split(/\{\d+\}/);
	const letters = own.join('').replace(/[^\p{L}]/gu, '').length;
	const text = own.map((part, i) => {
		const words = choices[blanks[i - 1] ?? -1];
		const before = i === 0 ? '' : words ? `(${words.map(literally).join('|')})` : '(.+?)';
		return before + literally(part);
	});
	return { reads: new RegExp(`^${text.join('')}$`, 's'), blanks, said: other, letters };
}

/** Takes the pairs of a language, before the first screen; `tag` says how its days are written. */
export function learn(pairs: readonly Told[], tag?: string): void {
	days = tag ? new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }) : undefined;
	whole = new Map(pairs.map(([english, other]) => [english, other]));
	patterns = pairs
		.filter(([english]) => english.search(blank) >= 0)
		.map(patternOf)
		.sort((a, b) => b.letters - a.letters);
	said.clear();
}

/** A label may begin with a capital where the sentence has none, and stand without one within another. */
function findAtHead(words: string): string | undefined {
	const [small, large] = [words.charAt(0).toLowerCase(), words.charAt(0).toUpperCase()];
	const lower = whole.get(small + words.slice(1));
	if (lower) return lower.charAt(0).toUpperCase() + lower.slice(1);
	const upper = words.startsWith(small) ? whole.get(large + words.slice(1)) : undefined;
	return upper && upper.charAt(0).toLowerCase() + upper.slice(1);
}

/** A ground is listed with its citation, which reads the same in every language. */
function findWithCitation(words: string): string | undefined {
	const [, label = '', citation = ''] = /^(.+) (\(\d+ CFR [^ ]+\))$/.exec(words) ?? [];
	const known = whole.get(label);
	return known && `${known} ${citation}`;
}

function findDay(words: string): string | undefined {
	return englishDay.test(words) ? days?.format(Date.parse(`${words} UTC`)) : undefined;
}

function isKnown(words: string): boolean {
	return /^[\d.,$]+$/.test(words) || find(words) !== undefined;
}

function find(sentence: string): string | undefined {
	const known =
		whole.get(sentence) ?? findAtHead(sentence) ?? findWithCitation(sentence) ?? findDay(sentence);
	if (known !== undefined) return known;
	for (const { reads, blanks, said: words, letters } of patterns) {
		const found = reads.exec(sentence);
		if (!found) continue;
		if (letters < enoughLetters && !found.slice(1).every(isKnown)) continue;
		const values = new Map(blanks.map((at, i) => [at, say(found[i + 1] ?? '')]));
		return words.replace(blank, (_, at: string) => values.get(Number(at)) ?? '');
	}
	return undefined;
}

/** A sentence of the catalogs, its blanks still open: see telling.ts. */
export const wordsFor = (sentence: string): string | undefined => whole.get(sentence);

/** The sentence, or each of several, as the reader says it. */
export function say(sentence: string): string {
	if (whole.size === 0) return sentence;
	const before = said.get(sentence);
	if (before !== undefined) return before;
	const parts = sentence.split(/(?<=[.?!]) (?=\p{Lu})/u);
	const words =
		find(sentence) ??
		(parts.length > 1 ? parts.map((part) => find(part) ?? part).join(' ') : sentence);
	if (said.size > 2000) said.clear();
	said.set(sentence, words);
	return words;
}

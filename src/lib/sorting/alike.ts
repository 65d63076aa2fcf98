/** Names and words as a reader may have misread them: whether two are most likely the same, and where one stands on a page. */
import type { Reading, Rect } from '#lib/page/reading.ts';
import { boundsOf } from '#lib/page/reading-without.ts';
import { foldWord, plainText } from './folding.ts';

/** One word of a page. */
export interface Token {
	/** As it was read, without what stands before and behind it. */
	readonly text: string;
	/** For comparing only. */
	readonly folded: string;
	/** The whole word, with its points and commas. */
	readonly raw: string;
	readonly line: number;
	readonly rect: Rect;
}

const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const possessive = /['’]s$/iu;

export function foldedOf(text: string): string {
	return foldWord(plainText(text.replace(edges, '').replace(possessive, '')));
}

export function tokensOf({ lines }: Pick<Reading, 'lines'>): readonly Token[] {
	return lines.flatMap(({ words }, line) =>
		words.map(({ text: raw, rect }) => {
			const text = raw.replace(edges, '').replace(possessive, '');
			return { text, folded: foldedOf(raw), raw, line, rect };
		})
	);
}

/** One letter wrong in five, two in eight; in a short word none, for "Ann" and "Dan" are two people. */
function mostWrong(length: number): number {
	return length >= 8 ? 2 : length >= 5 ? 1 : 0;
}

/** Both as {@link foldedOf} gives them. */
export function isAlike(a: string, b: string): boolean {
	if (a === b) return a !== '';
	const most = mostWrong(Math.min(a.length, b.length));
	if (most === 0 || Math.abs(a.length - b.length) > most) return false;
	return distanceOf(a, b) <= most;
}

/** Letters to put in, take out or change (Levenshtein). */
function distanceOf(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}

/** The rectangles of neighbouring words: one a line. */
export function rectsOf(tokens: readonly Token[]): readonly Rect[] {
	const lines = [...new Set(tokens.map(({ line }) => line))];
	return lines.flatMap((line) => {
		const rect = boundsOf(tokens.filter((token) => token.line === line).map((one) => one.rect));
		return rect ? [rect] : [];
	});
}

/** Every place where these words stand one after the other, over the end of a line too. */
export function runsOf(
	tokens: readonly Token[],
	words: readonly string[]
): readonly (readonly Token[])[] {
	const wanted = words.map(foldedOf).filter(Boolean);
	const written = tokens.filter(({ folded }) => folded);
	if (wanted.length === 0) return [];
	return written.flatMap((_, at) => {
		const run = written.slice(at, at + wanted.length);
		const isThere = wanted.every((word, i) => isAlike(run[i]?.folded ?? '', word));
		return isThere ? [run] : [];
	});
}

/** Words as short as this are too common to be looked for on their own. */
const tooShort = 3;

/**
 * Every place of these words: the words together, and each of them that is written large on its own, because a name
 * comes back as "Sam" where it was "Sam Ito".
 */
export function placesOf(
	reading: Pick<Reading, 'lines'>,
	texts: readonly string[]
): readonly { readonly text: string; readonly rects: readonly Rect[] }[] {
	const tokens = tokensOf(reading);
	const taken = new Set<Token>();
	const parts = texts.flatMap((text) => text.split(/\s+/u)).filter((part) => /^\p{Lu}/u.test(part));
	const wanted = [
		...texts.map((text) => text.split(/\s+/u)),
		...parts.filter((part) => foldedOf(part).length > tooShort - 1).map((part) => [part])
	];
	return wanted
		.flatMap((words) => runsOf(tokens, words))
		.filter((run) => {
			const isNew = run.some((token) => !taken.has(token));
			run.forEach((token) => taken.add(token));
			return isNew;
		})
		.map((run) => ({ text: run.map(({ text }) => text).join(' '), rects: rectsOf(run) }));
}

/** Names and words as a reader may have misread them: whether two are most likely the same, and where one stands on a page. */
import type { Reading, Rect } from '#lib/page/reading.ts';
import { foldWord, isAlike } from '#lib/page/misread.ts';
import { boundsOf } from '#lib/page/reading-without.ts';
import { plainText } from './folding.ts';

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

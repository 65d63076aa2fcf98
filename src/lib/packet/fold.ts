/**
 * How words are written into a packet, and how they are compared when it is read back.
 *
 * [Note: Letters in a packet] The fonts have the letters of the Latin (Vietnamese included), Greek and Cyrillic scripts.
 * What they lack is folded to the nearest letter in visible text ("ﬁ" to "fi"), otherwise to "?"; the plan's own words go
 * through the same fold, so the proof compares like with like. Hidden words keep every letter: those that the fonts
 * cannot write get a glyphless font of their own.
 */
import { isReadable, type Reading, type Rect } from '#lib/page/reading.ts';
import { isSettable } from './letters.ts';

const near: Readonly<Record<string, string>> = { '\u2011': '\u2010', '\u02b9': '\u2032' };

/** Text as visible lines can show it: one line, and only letters that the fonts have. */
export function foldToFaces(text: string): string {
	const plain = text
		.normalize('NFC')
		.replace(/\p{Cf}/gu, '')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	return Array.from(plain, (char) => {
		if (isSettable(char)) return char;
		const like = near[char] ?? char.normalize('NFKD').replace(/\p{M}/gu, '');
		return like && Array.from(like).every(isSettable) ? like : '?';
	}).join('');
}

/** A word that goes behind a picture, and where it stands in the pixels of the reading. */
export interface HiddenWord {
	readonly text: string;
	readonly rect: Rect;
}

/**
 * Right-to-left letters are turned round by every reader in its own way: they could not be proved, so they are not
 * written. Nor are control and private characters. The picture shows them all the same.
 */
const unprovable =
	/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}\p{C}]/gu;

/** The words of a page that a packet carries: those of a readable page, none of a page that is said to be unreadable. */
export function hiddenWordsOf(reading: Reading | undefined): readonly HiddenWord[] {
	if (!reading || !isReadable(reading)) return [];
	return reading.lines.flatMap(({ words, rect: line }) => {
		const tallest = Math.max(...words.map(({ rect }) => rect.height));
		// One height for all words of a level line selects cleanly; a leaning line's own box is far too tall for that.
		const level = line.height > 0 && line.height <= tallest * 1.3;
		return words.flatMap((word) => {
			const text = word.text.normalize('NFC').replace(unprovable, '').replace(/\s+/gu, '');
			const rect = level ? { ...word.rect, y: line.y, height: line.height } : word.rect;
			return text ? [{ text, rect }] : [];
		});
	});
}

/**
 * Words as the proof compares them: the run of their letters without any spaces, compatibility forms made one.
 * Readers of PDF files guess at spaces; none of them guesses at letters, and a word too many is letters too many.
 */
export function lettersOf(words: readonly string[]): string {
	return (
		words
			.join('')
			.normalize('NFKC')
			.replace(/[\s\p{Cf}\p{Cc}]+/gu, '')
			// An accent that stood by itself, after a space, may now follow a letter.
			.normalize('NFKC')
	);
}

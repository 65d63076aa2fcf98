/**
 * How words are written into a packet, and how they are compared when it is read back.
 *
 * [Note: Letters in a packet] Visible text is set in Helvetica, whose encoding (WinAnsi) has the letters of western
 * Europe. What it lacks is folded to the nearest letter ("Nguyễn" to "Nguyen"), otherwise to "?"; the plan's own words
 * go through the same fold, so the proof compares like with like. Hidden words keep every letter: those that
 * Helvetica cannot write get a glyphless font of their own.
 */
import { isReadable, type Reading, type Rect } from '#lib/page/reading.ts';

const winAnsiExtras = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const unaccented: Readonly<Record<string, string>> = {
	Ł: 'L',
	ł: 'l',
	Đ: 'D',
	đ: 'd',
	ı: 'i',
	Ħ: 'H',
	ħ: 'h',
	'‐': '-',
	'‑': '-',
	'−': '-',
	'′': '\u2019'
};

/** Whether Helvetica with WinAnsi encoding can write this one character. */
export function isWinAnsi(char: string): boolean {
	const code = char.codePointAt(0) ?? 0;
	return (
		(code >= 0x20 && code < 0x7f) ||
		(code > 0xa0 && code <= 0xff && code !== 0xad) ||
		winAnsiExtras.includes(char)
	);
}

/** Text as visible lines can show it: one line, WinAnsi only. */
export function foldToWinAnsi(text: string): string {
	const plain = text
		.normalize('NFC')
		.replace(/\p{Cf}/gu, '')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	return Array.from(plain, (char) => {
		if (isWinAnsi(char)) return char;
		const near = unaccented[char] ?? char.normalize('NFKD').replace(/\p{M}/gu, '');
		return near && Array.from(near).every(isWinAnsi) ? near : '?';
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
	return words
		.join('')
		.normalize('NFKC')
		.replace(/[\s\p{Cf}\p{Cc}]+/gu, '');
}

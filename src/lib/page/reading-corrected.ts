/** A reading in which a person put a word right. The picture is the record; what the machine had read is kept beside it. Pure. */
import type { Reading, ReadLine, ReadWord } from './reading.ts';

/** Indices into the reading's lines and the line's words. */
export interface WordPlace {
	readonly line: number;
	readonly word: number;
}

/** `undefined` when there is no such word, or nothing to write in its place. Several words share its box by their length. */
export function correctedReading(
	reading: Reading,
	{ line: at, word: index }: WordPlace,
	text: string
): Reading | undefined {
	const line = reading.lines[at];
	const word = line?.words[index];
	const parts = text.trim().split(/\s+/u).filter(Boolean);
	if (!line || !word || parts.length === 0) return undefined;
	const words = line.words.toSpliced(index, 1, ...dividedWord(word, parts));
	const changed: ReadLine = { ...line, words, text: words.map((each) => each.text).join(' ') };
	const lines = reading.lines.with(at, changed);
	return { ...reading, lines, text: lines.map((each) => each.text).join('\n') };
}

function dividedWord({ text: was, ...word }: ReadWord, parts: readonly string[]): ReadWord[] {
	const read = word.was ?? was;
	const letters = parts.reduce((sum, part) => sum + part.length, 0) + parts.length - 1;
	const one = word.rect.width / letters;
	let before = 0;
	return parts.map((text) => {
		const rect = { ...word.rect, x: word.rect.x + before * one, width: text.length * one };
		before += text.length + 1;
		return { text, rect, confidence: 1, was: read };
	});
}

/** How many words of it a person wrote. */
export function correctedIn({ lines }: Pick<Reading, 'lines'>): number {
	return lines.flatMap(({ words }) => words).filter(({ was }) => was !== undefined).length;
}

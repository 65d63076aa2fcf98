/** From Tesseract's blocks to a reading: lines and words in page order, placed on the upright picture. */
import { rectThrough } from '#lib/imaging/affine.ts';
import type { ReadLine, ReadWord, Reading } from '#lib/page/reading.ts';
import type { Bbox, Block, Line } from 'tesseract.js';
import type { Look, ReadingCopy } from './look.ts';
import { readingWithoutWords } from './reader.ts';

/** Words that sure of nothing are what Tesseract makes of rules, holes and stains. */
const noiseBelow = 0.2;
/** Signs that rules, folds and dust are read as; real ones stand next to letters or digits. */
const onlySigns = /^[^\p{L}\p{N}]+$/u;

export function readingOf(blocks: readonly Block[], look: Look, copy: ReadingCopy): Reading {
	const lines = blocks
		.flatMap((block) => block.paragraphs)
		.flatMap((paragraph) => paragraph.lines)
		.map((line) => lineOf(line, look, copy))
		.filter((line) => line !== undefined);
	return {
		...readingWithoutWords(look),
		text: lines.map((line) => line.text).join('\n'),
		lines,
		confidence: meanConfidence(lines.flatMap((line) => line.words))
	};
}

function lineOf(line: Line, look: Look, { back }: ReadingCopy): ReadLine | undefined {
	const place = ({ x0, y0, x1, y1 }: Bbox): ReadWord['rect'] =>
		rectThrough(back, { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }, look);
	const words: ReadWord[] = line.words
		.map((word) => ({
			text: word.text.trim(),
			rect: place(word.bbox),
			confidence: Math.min(1, Math.max(0, word.confidence / 100))
		}))
		.filter((word) => word.text !== '');
	if (isNoise(words)) return undefined;
	const spelt = words.map((word, n) => withRealI(word, words[n + 1]));
	return {
		text: spelt.map((word) => word.text).join(' '),
		rect: place(line.bbox),
		confidence: meanConfidence(words),
		words: spelt
	};
}

function isNoise(words: readonly ReadWord[]): boolean {
	return (
		words.every((word) => onlySigns.test(word.text)) ||
		words.every((word) => word.confidence < noiseBelow)
	);
}

/** Before a word in small letters a lone upright stroke is the writer; between capitals or numbers it parts columns. */
function withRealI(word: ReadWord, next: ReadWord | undefined): ReadWord {
	const isWriter = word.text === '|' && /^\p{Ll}/u.test(next?.text ?? '');
	if (!isWriter && !/^\|['’]\p{Ll}/u.test(word.text)) return word;
	return { ...word, text: word.text.replace('|', 'I') };
}

/** Weighted by length, so that a stray dot does not weigh as much as a sentence's longest word. */
function meanConfidence(words: readonly ReadWord[]): number {
	let sum = 0;
	let length = 0;
	for (const { text, confidence } of words) {
		sum += confidence * text.length;
		length += text.length;
	}
	return length === 0 ? 0 : sum / length;
}

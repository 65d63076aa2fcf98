/** What is left of a page's words when parts of its picture are taken away. Pure. */
import type { Reading, ReadLine, ReadWord, Rect } from './reading.ts';

/** Whether they share even one pixel. */
export function overlaps(a: Rect, b: Rect): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The area that they share. */
export function sharedArea(a: Rect, b: Rect): number {
	const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
	const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
	return width > 0 && height > 0 ? width * height : 0;
}

/** The smallest rectangle around some; `undefined` around none. */
export function boundsOf(rects: readonly Rect[]): Rect | undefined {
	if (rects.length === 0) return undefined;
	const x = Math.min(...rects.map((rect) => rect.x));
	const y = Math.min(...rects.map((rect) => rect.y));
	const right = Math.max(...rects.map((rect) => rect.x + rect.width));
	const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
	return { x, y, width: right - x, height: bottom - y };
}

/** Whether regions take a word or line away: they do where they touch it, even by one pixel. What is half hidden is hidden. */
export function isTaken(rect: Rect, regions: readonly Rect[]): boolean {
	return regions.some((region) => overlaps(rect, region));
}

/** The reading without every word that a region takes away. Lines left without words are gone. */
export function readingWithout(reading: Reading, regions: readonly Rect[]): Reading {
	return readingOf(reading, ({ rect }) => !isTaken(rect, regions));
}

/** From this share on nobody reads what is left of a word. */
const hiddenFrom = 0.75;

/** What can still be seen under regions that are black: a word that one of them only brushes, or strikes through, as well. */
export function readingSeen(reading: Reading, black: readonly Rect[]): Reading {
	return readingOf(reading, ({ rect }) => !black.some((region) => isHidden(rect, region)));
}

function isHidden(word: Rect, under: Rect): boolean {
	const area = word.width * word.height;
	return area > 0 && sharedArea(word, under) >= area * hiddenFrom;
}

function readingOf(reading: Reading, stays: (word: ReadWord) => boolean): Reading {
	const lines = reading.lines.flatMap((line): ReadLine[] => {
		const words = line.words.filter(stays);
		const rect = boundsOf(words.map((word) => word.rect));
		if (!rect) return [];
		if (words.length === line.words.length) return [line];
		const text = words.map((word) => word.text).join(' ');
		return [{ ...line, words, rect, text, confidence: confidenceOf(words) }];
	});
	return {
		...reading,
		lines,
		confidence: confidenceOf(lines.flatMap((line) => line.words)),
		text: lines.map((line) => line.text).join('\n')
	};
}

/** The mean over the words, weighted by their length; 0 over none. */
function confidenceOf(words: readonly ReadWord[]): number {
	const letters = words.reduce((sum, word) => sum + word.text.length, 0);
	if (letters === 0) return 0;
	return words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters;
}

/** The chart's part of a mixed page: what is left of the words when the private regions are taken away. */
import type { Reading, ReadLine, Rect } from '#lib/page/reading.ts';

function overlaps(a: Rect, b: Rect): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
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

/**
 * The reading without every word that a region touches, even by one pixel: a word that is half
 * hidden is hidden. Lines left without words are gone.
 */
export function readingWithout(reading: Reading, regions: readonly Rect[]): Reading {
	const lines = reading.lines.flatMap((line): ReadLine[] => {
		const words = line.words.filter(
			(word) => !regions.some((region) => overlaps(word.rect, region))
		);
		const rect = boundsOf(words.map((word) => word.rect));
		if (!rect) return [];
		if (words.length === line.words.length) return [line];
		return [{ ...line, words, rect, text: words.map((word) => word.text).join(' ') }];
	});
	const words = lines.flatMap((line) => line.words);
	const letters = words.reduce((sum, word) => sum + word.text.length, 0);
	const confidence =
		letters === 0
			? 0
			: words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters;
	return { ...reading, lines, confidence, text: lines.map((line) => line.text).join('\n') };
}

/** Regions over the given lines, grown a little so that no ascender or tail is left to read. */
export function regionsOver(reading: Reading, lines: ReadonlySet<number>): readonly Rect[] {
	const margin = Math.round(reading.height * 0.004);
	return reading.lines.flatMap(({ rect }, index) => {
		if (!lines.has(index)) return [];
		const x = Math.max(0, rect.x - margin);
		const y = Math.max(0, rect.y - margin);
		return [
			{
				x,
				y,
				width: Math.min(reading.width - x, rect.width + 2 * margin),
				height: Math.min(reading.height - y, rect.height + 2 * margin)
			}
		];
	});
}

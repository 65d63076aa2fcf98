/** Pages as a reader would have read them, every word rightly, with what the sorter says of them. */
import type { Looked } from '#lib/checks/facts.ts';
import type { Reading } from '#lib/page/reading.ts';
import { suggest, wordsOf } from '#lib/sorting/suggest.ts';

export function readingOf(text: string, confidence = 0.95): Reading {
	const rect = { x: 0, y: 0, width: 900, height: 20 };
	const lines = text.split('\n').map((line) => ({
		...{ text: line, rect, confidence },
		words: line.split(' ').map((word) => ({ text: word, rect, confidence }))
	}));
	return {
		...{ text, lines, confidence, blank: 'no', rotated: 0, turn: 0, skewDegrees: 0 },
		...{ width: 1000, height: 1300 }
	};
}

export function lookedAt(text: string, confidence?: number): Looked {
	const reading = readingOf(text, confidence);
	return { reading, suggestion: suggest(wordsOf(reading)) };
}

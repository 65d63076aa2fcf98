/** Tesseract's answer, made by hand: lines of words with their confidence in percent. */
import type { Block, Line } from 'tesseract.js';

export type BlockWord = readonly [text: string, confidence: number];

/** Every line and word lies in the same box. */
export function blockOf(...lines: BlockWord[][]): Block {
	const box = { x0: 20, y0: 40, x1: 220, y1: 60 };
	const made = lines.map((words) => ({
		bbox: box,
		words: words.map(([text, confidence]) => ({ text, confidence, bbox: box }))
	}));
	return { paragraphs: [{ lines: made as unknown as Line[] }] } as Block;
}

/** What was recognised on a side: words with their places, and how sure the reader was. */

/** A rectangle in pixels of the side's upright picture, origin at the top left. */
export interface Rect {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface ReadWord {
	readonly text: string;
	readonly rect: Rect;
	/** 0 to 1. */
	readonly confidence: number;
	/** A person wrote it in place of this, which the machine had read. */
	readonly was?: string;
}

export interface ReadLine {
	readonly text: string;
	readonly rect: Rect;
	/** 0 to 1: the mean over the line's words, weighted by their length. */
	readonly confidence: number;
	readonly words: readonly ReadWord[];
}

/** `maybe` is a real answer: faint pencil is content, and a blank is never thrown away. */
export type Blank = 'no' | 'maybe' | 'yes';

/** How far clockwise the page lay on the glass. */
export type Rotation = 0 | 90 | 180 | 270;

/** One turn after another, e.g. a picture that lay at 270° and is turned by 90° stands upright. */
export function turned(by: Rotation, further: Rotation): Rotation {
	return ((by + further) % 360) as Rotation;
}

/** The turn that undoes a turn. */
export function turnedBack(by: Rotation): Rotation {
	return ((360 - by) % 360) as Rotation;
}

export interface Reading {
	/** The lines' texts joined by `\n`. */
	readonly text: string;
	readonly lines: readonly ReadLine[];
	/** 0 to 1: the mean over all words; 0 when there are none. */
	readonly confidence: number;
	readonly blank: Blank;
	readonly rotated: Rotation;
	/**
	 * Degrees clockwise that turn the picture, decoded and after its file's own orientation mark, upright.
	 * 0 for most; the picture itself is never changed.
	 */
	readonly turn: Rotation;
	/** Degrees clockwise that the text leaned; rectangles are on the picture as it stands, not deskewed. */
	readonly skewDegrees: number;
	/** Pixels of the upright picture that the rectangles refer to. */
	readonly width: number;
	readonly height: number;
}

/** Below this mean confidence the words are said to be unreadable, not shown as text. */
export const readableFrom = 0.6;

/** Below this confidence not even well-formed words are believed: on its head print reads as 0.2 to 0.35. */
const doubtfulFrom = 0.43;
/** The share of well-formed words that a doubtful reading needs; print read on its head has 0.55 to 0.85. */
const wellFormedFrom = 0.8;

/**
 * Whether the words are worth showing: the reader was sure of them, or not very sure of words that are
 * at least built like words. Measured on 52 handwritten pages: 44 of 46 with fewer than a quarter of
 * their letters wrong are readable, 2 of 3 with more than half wrong are not.
 */
export function isReadable(reading: Reading): boolean {
	if (reading.lines.length === 0) return false;
	if (reading.confidence >= readableFrom) return true;
	return reading.confidence >= doubtfulFrom && wellFormedShare(reading) >= wellFormedFrom;
}

/** 0 to 1: the share of all letters that stand in words built like words or numbers. */
export function wellFormedShare({ lines }: Pick<Reading, 'lines'>): number {
	let [wellFormed, all] = [0, 0];
	for (const { text } of lines.flatMap(({ words }) => words)) {
		all += text.length;
		if (isWellFormed(text)) wellFormed += text.length;
	}
	return all === 0 ? 0 : wellFormed / all;
}

/** English as it is written in notes: words with a vowel, short capital forms (DOB, CPT), numbers. */
function isWellFormed(text: string): boolean {
	const word = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
	if (/^[\d.,:/%$-]+$/.test(word)) return true;
	if (!/^[\p{L}'’-]+$/u.test(word) || word.length > 18) return false;
	if (word.length === 1) return /[aIi]/.test(word);
	if (/^\p{Lu}{2,5}$/u.test(word)) return true;
	if (/\p{Ll}\p{Lu}/u.test(word) && !/^(Mc|Mac)\p{Lu}/u.test(word)) return false;
	return /[aeiouy]/i.test(word) && !/[^aeiouy'’-]{5}|(.)\1\1/i.test(word);
}

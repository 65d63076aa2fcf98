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

export function isReadable(reading: Reading): boolean {
	return reading.lines.length > 0 && reading.confidence >= readableFrom;
}

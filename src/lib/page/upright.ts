/** Quarter turns of a page: where its rectangles and its reading stand once its picture is turned. Pure. */
import { turned, turnedBack, type Reading, type Rect, type Rotation } from './reading.ts';

interface Size {
	readonly width: number;
	readonly height: number;
}

/** The size of a picture after a turn. */
export function turnedSize({ width, height }: Size, by: Rotation): Size {
	return by === 90 || by === 270 ? { width: height, height: width } : { width, height };
}

/** A filed page's turn and upright size once its picture is turned by `turn` in all. */
export function stoodAt(
	page: Size & { readonly turn?: Rotation },
	turn: Rotation
): Size & { readonly turn: Rotation } {
	return { turn, ...turnedSize(page, turned(turn, turnedBack(page.turn ?? 0))) };
}

/** A rectangle on a picture of this size (before the turn), turned clockwise with it. */
export function turnedRect(rect: Rect, by: Rotation, { width, height }: Size): Rect {
	const right = width - rect.x - rect.width;
	const below = height - rect.y - rect.height;
	switch (by) {
		case 0:
			return rect;
		case 90:
			return { x: below, y: rect.x, width: rect.height, height: rect.width };
		case 180:
			return { x: right, y: below, width: rect.width, height: rect.height };
		case 270:
			return { x: rect.y, y: right, width: rect.height, height: rect.width };
	}
}

/**
 * The reading as it lies on the picture turned so. The words stay as they were read; only their
 * places move. A reading from before pages were turned has no turn of its own and stands at 0.
 */
export function readingAt(reading: Reading, turn: Rotation): Reading {
	const stands = (reading as Partial<Reading>).turn ?? 0;
	const by = turned(turn, turnedBack(stands));
	if (by === 0) return reading;
	const place = (rect: Rect): Rect => turnedRect(rect, by, reading);
	return {
		...reading,
		...turnedSize(reading, by),
		turn,
		rotated: turned(reading.rotated, turnedBack(by)),
		lines: reading.lines.map((line) => ({
			...line,
			rect: place(line.rect),
			words: line.words.map((word) => ({ ...word, rect: place(word.rect) }))
		}))
	};
}

/** How black a part of a picture is: what a redaction has to prove after a file was written and read again. */
import type { Rect } from '#lib/page/reading.ts';
import { grayOf, type Picture } from './picture.ts';

/** A lossy picture's blocks, and its scaling, mix in what stands around: so many pixels at the edge do not count. */
const edge = 3;

/** The lightest grey well inside each part, 0 to 255. Parts are shares of the picture's width and height, from 0 to 1. */
export function lightestIn(picture: Picture, parts: readonly Rect[]): readonly number[] {
	if (parts.length === 0) return [];
	const { width, height, data } = grayOf(picture);
	return parts.map((part) => {
		const [left, right] = inner(part.x * width, part.width * width, width);
		const [top, bottom] = inner(part.y * height, part.height * height, height);
		let lightest = 0;
		for (let y = top; y < bottom; y++) {
			for (let x = left; x < right; x++) {
				lightest = Math.max(lightest, data[y * width + x] ?? 0);
			}
		}
		return lightest;
	});
}

/** Never empty: of a part that is all edge, its middle counts. */
function inner(from: number, length: number, all: number): readonly [start: number, end: number] {
	const start = Math.ceil(from) + edge;
	const end = Math.floor(from + length) - edge;
	if (end > start) return [start, end];
	const middle = Math.min(all - 1, Math.max(0, Math.floor(from + length / 2)));
	return [middle, middle + 1];
}

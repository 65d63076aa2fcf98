/** Where a point of one picture lies on another: six numbers that can be sent to another thread. */
import type { Rect } from '#lib/page/reading.ts';

/** (x, y) becomes (a·x + c·y + e, b·x + d·y + f), the order of CSS `matrix()`. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const unmoved: Affine = [1, 0, 0, 1, 0, 0];

export function through(
	[a, b, c, d, e, f]: Affine,
	x: number,
	y: number
): readonly [number, number] {
	return [a * x + c * y + e, b * x + d * y + f];
}

/** `then` after `first`, as one step. */
export function joined(first: Affine, then: Affine): Affine {
	const [e, f] = through(then, first[4], first[5]);
	const [a, b, c, d] = then;
	return [
		a * first[0] + c * first[1],
		b * first[0] + d * first[1],
		a * first[2] + c * first[3],
		b * first[2] + d * first[3],
		e,
		f
	];
}

/** The upright rectangle of whole pixels around the mapped one, kept inside a picture of this size. */
export function rectThrough(
	map: Affine,
	{ x, y, width, height }: Rect,
	within: { readonly width: number; readonly height: number }
): Rect {
	const corners = [
		through(map, x, y),
		through(map, x + width, y),
		through(map, x, y + height),
		through(map, x + width, y + height)
	];
	const xs = corners.map(([cornerX]) => clamp(cornerX, within.width));
	const ys = corners.map(([, cornerY]) => clamp(cornerY, within.height));
	// A hair's breadth of arithmetic must not cost a whole pixel.
	const left = Math.floor(Math.min(...xs) + 1e-6);
	const top = Math.floor(Math.min(...ys) + 1e-6);
	const right = Math.ceil(Math.max(...xs) - 1e-6);
	const bottom = Math.ceil(Math.max(...ys) - 1e-6);
	return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

function clamp(value: number, most: number): number {
	return Math.min(most, Math.max(0, value));
}

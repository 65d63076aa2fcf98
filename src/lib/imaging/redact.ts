/** Redaction that is burned in: under it there is nothing left to find. */
import type { Rect } from '#lib/page/reading.ts';
import type { Picture } from './picture.ts';

/**
 * `gap`: white in a thin grey frame, so that nobody takes it for blank paper: the private side of a mixed page.
 * `bar`: black, as everybody knows redaction.
 */
export type Ink = 'gap' | 'bar';

const gap = 255;
const outline = 128;
const outlineWidth = 2;
const bar = 0;

/** A new picture with each rectangle filled; pixels that a rectangle touches in part are filled whole. */
export function redact(picture: Picture, rects: readonly Rect[], ink: Ink = 'gap'): Picture {
	const { width, height } = picture;
	const data = new Uint8ClampedArray(picture.data);
	for (const rect of rects) {
		const left = Math.max(0, Math.floor(rect.x));
		const top = Math.max(0, Math.floor(rect.y));
		const right = Math.min(width, Math.ceil(rect.x + rect.width));
		const bottom = Math.min(height, Math.ceil(rect.y + rect.height));
		for (let y = top; y < bottom; y++) {
			for (let x = left; x < right; x++) {
				const depth = Math.min(x - left, y - top, right - 1 - x, bottom - 1 - y);
				const value = ink === 'bar' ? bar : depth < outlineWidth ? outline : gap;
				data.set([value, value, value, 255], (y * width + x) * 4);
			}
		}
	}
	return { width, height, data };
}

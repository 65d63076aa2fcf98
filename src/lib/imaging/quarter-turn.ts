/** Pictures turned by quarters, pixel for pixel: nothing is mixed, nothing is lost. */
import type { Rotation } from '#lib/page/reading.ts';
import { turnedSize } from '#lib/page/upright.ts';
import type { Picture } from './picture.ts';

/** The picture turned clockwise; the same object when there is nothing to turn. */
export function turnedPicture(picture: Picture, by: Rotation): Picture {
	if (by === 0) return picture;
	const { width, height } = picture;
	const to = turnedSize(picture, by);
	const from = pixelsOf(picture.data);
	const pixels = new Uint32Array(from.length);
	// Where the first pixel goes, and how far the next one right and the next one down lie from it.
	const [start, across, down] =
		by === 90
			? [height - 1, height, -1]
			: by === 180
				? [width * height - 1, -1, -width]
				: [(width - 1) * height, -height, 1];
	for (let y = 0, i = 0; y < height; y++) {
		for (let x = 0, at = start + y * down; x < width; x++, at += across) {
			pixels[at] = from[i++] ?? 0;
		}
	}
	return { ...to, data: new Uint8ClampedArray(pixels.buffer) };
}

/** Four bytes as one number; a view that does not start on such a border is copied. */
function pixelsOf(data: Uint8ClampedArray<ArrayBuffer>): Uint32Array {
	const whole = data.byteOffset % 4 === 0 ? data : data.slice();
	return new Uint32Array(whole.buffer, whole.byteOffset, whole.length / 4);
}

/** Turning and scaling grey pictures by any amount, on a sheet that grows so that no corner is lost. */
import type { Rotation } from '#lib/page/reading.ts';
import { through, type Affine } from './affine.ts';
import type { Gray } from './picture.ts';

const white = 255;

export interface Turned {
	readonly gray: Gray;
	/** From a point of the turned picture to the same point of the original. */
	readonly back: Affine;
}

/** The picture turned clockwise; new corners are white. */
export function turn(gray: Gray, degrees: number): Gray {
	return turnAndScale(gray, degrees, 1).gray;
}

/** The picture turned clockwise by quarters, pixel for pixel; the same object when there is nothing to turn. */
export function quarterTurned(gray: Gray, by: Rotation): Gray {
	if (by === 0) return gray;
	const { width, height, data } = gray;
	const turned = new Uint8Array(data.length);
	if (by === 180) return { width, height, data: data.slice().reverse() };
	// Where the first pixel goes, and how far the next one right and the next one down lie from it.
	const [start, across, down] =
		by === 90 ? [height - 1, height, -1] : [(width - 1) * height, -height, 1];
	for (let y = 0, i = 0; y < height; y++) {
		for (let x = 0, at = start + y * down; x < width; x++, at += across) {
			turned[at] = data[i++] ?? 0;
		}
	}
	return { width: height, height: width, data: turned };
}

/** Turns clockwise and enlarges in one step, so that the pixels are mixed only once (bilinear). */
export function turnAndScale(gray: Gray, degrees: number, scale: number): Turned {
	const radians = (degrees * Math.PI) / 180;
	const cos = Math.cos(radians);
	const sin = Math.sin(radians);
	const { width, height } = gray;
	const to = {
		width: Math.ceil((width * Math.abs(cos) + height * Math.abs(sin)) * scale - 1e-6),
		height: Math.ceil((width * Math.abs(sin) + height * Math.abs(cos)) * scale - 1e-6)
	};
	const [a, b] = [cos / scale, -sin / scale];
	const back: Affine = [
		a,
		b,
		-b,
		a,
		(width - a * to.width + b * to.height) / 2,
		(height - b * to.width - a * to.height) / 2
	];
	if (degrees === 0 && scale === 1) return { gray, back };
	const data = new Uint8Array(to.width * to.height);
	for (let y = 0; y < to.height; y++) {
		// Pixel centres lie at halves.
		const [startX, startY] = through(back, 0.5, y + 0.5);
		turnRow(gray, data.subarray(y * to.width, (y + 1) * to.width), [
			startX - 0.5,
			startY - 0.5,
			a,
			b
		]);
	}
	return { gray: { ...to, data }, back };
}

/** One row of the answer: where it starts on the picture, and how far each next pixel lies from the last. */
function turnRow(
	gray: Gray,
	row: Uint8Array,
	[x0, y0, a, b]: readonly [x: number, y: number, a: number, b: number]
): void {
	const { width, height, data } = gray;
	const inside = (n: number): boolean => {
		const x = x0 + n * a;
		const y = y0 + n * b;
		return x >= 0 && y >= 0 && x < width - 1 && y < height - 1;
	};
	// A row meets the picture in one stretch: what lies before and after it needs care, the rest none.
	let first = 0;
	for (; first < row.length && !inside(first); first++) {
		row[first] = sample(gray, x0 + first * a, y0 + first * b);
	}
	let end = row.length;
	for (; end > first && !inside(end - 1); end--) {
		row[end - 1] = sample(gray, x0 + (end - 1) * a, y0 + (end - 1) * b);
	}
	for (let n = first; n < end; n++) {
		const x = x0 + n * a;
		const y = y0 + n * b;
		const left = x | 0;
		const top = y | 0;
		const at = top * width + left;
		// Shares in 1/256: whole numbers are quicker, and finer than a grey level needs.
		const across = ((x - left) * 256 + 0.5) | 0;
		const down = ((y - top) * 256 + 0.5) | 0;
		const one = data[at] ?? white;
		const two = data[at + width] ?? white;
		const above = (one << 8) + ((data[at + 1] ?? white) - one) * across;
		const below = (two << 8) + ((data[at + width + 1] ?? white) - two) * across;
		row[n] = ((above << 8) + (below - above) * down + 32768) >> 16;
	}
}

function sample({ width, height, data }: Gray, x: number, y: number): number {
	if (x <= -1 || y <= -1 || x >= width || y >= height) return white;
	const left = Math.floor(x);
	const top = Math.floor(y);
	const across = x - left;
	const down = y - top;
	const at = top * width + left;
	const hasLeft = left >= 0;
	const hasRight = left + 1 < width;
	const hasTop = top >= 0;
	const hasBottom = top + 1 < height;
	const a = hasTop && hasLeft ? (data[at] ?? white) : white;
	const b = hasTop && hasRight ? (data[at + 1] ?? white) : white;
	const c = hasBottom && hasLeft ? (data[at + width] ?? white) : white;
	const d = hasBottom && hasRight ? (data[at + width + 1] ?? white) : white;
	const above = a + (b - a) * across;
	return above + (c + (d - c) * across - above) * down + 0.5;
}

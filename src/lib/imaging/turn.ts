/** Turning and scaling grey pictures by any amount, on a sheet that grows so that no corner is lost. */
import type { Gray } from './picture.ts';

const white = 255;

/** A point of one picture as a point of another. */
export type MapPoint = (x: number, y: number) => readonly [x: number, y: number];

export interface Turned {
	readonly gray: Gray;
	/** From a point of the turned picture to the same point of the original. */
	readonly back: MapPoint;
}

/** The picture turned clockwise; new corners are white. */
export function turn(gray: Gray, degrees: number): Gray {
	return turnAndScale(gray, degrees, 1).gray;
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
	const back: MapPoint = (x, y) => {
		const dx = (x - to.width / 2) / scale;
		const dy = (y - to.height / 2) / scale;
		return [width / 2 + dx * cos + dy * sin, height / 2 - dx * sin + dy * cos];
	};
	if (degrees === 0 && scale === 1) return { gray, back };
	const data = new Uint8Array(to.width * to.height);
	for (let y = 0; y < to.height; y++) {
		// Pixel centres lie at halves.
		const [startX, startY] = back(0.5, y + 0.5);
		const stepX = cos / scale;
		const stepY = -sin / scale;
		for (let x = 0; x < to.width; x++) {
			data[y * to.width + x] = sample(gray, startX + x * stepX - 0.5, startY + x * stepY - 0.5);
		}
	}
	return { gray: { ...to, data }, back };
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

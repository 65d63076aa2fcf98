/**
 * A page in black and white: for pages that are ink on paper and nothing else. What is ink is decided against the paper
 * round it (Bradley and Roth 2007), so that a shadow stays white.
 */
import type { Gray } from './picture.ts';

export interface TwoTone {
	readonly width: number;
	readonly height: number;
	/** One bit a dot, 1 is black; rows begin on a byte. */
	readonly data: Uint8Array<ArrayBuffer>;
}

/** What the page looks like in two tones, and whether these say all that the page says. */
export interface Inked {
	readonly ink: TwoTone;
	readonly isInkOnPaper: boolean;
}

/** Ink is darker than the mean round it by this share; what is darker by half as much is seen, and may be lost. */
const inkShare = 0.18;
const dimShare = 0.09;
/** More of the page than this in greys that are neither ink nor its edge: a photograph, a stain, a pencil's shading. */
const mostLost = 0.004;
/** More ink than this is no writing. */
const mostInk = 0.25;

export function inkedOf(gray: Gray): Inked {
	const { width, height, data } = gray;
	const rowBytes = Math.ceil(width / 8);
	const ink = new Uint8Array(rowBytes * height);
	const dim = new Uint8Array(rowBytes * height);
	forEachRow(gray, (y, means) => {
		for (let x = 0, at = y * width; x < width; x++, at++) {
			const value = data[at] ?? 0;
			const mean = means[x] ?? 0;
			if (value >= mean * (1 - dimShare)) continue;
			const to = y * rowBytes + (x >> 3);
			const bit = 0x80 >> (x & 7);
			dim[to] = (dim[to] ?? 0) | bit;
			if (value < mean * (1 - inkShare)) ink[to] = (ink[to] ?? 0) | bit;
		}
	});
	const dots = width * height;
	const isInkOnPaper =
		count(ink) <= dots * mostInk && lost(dim, ink, rowBytes, height) <= dots * mostLost;
	return { ink: { width, height, data: ink }, isInkOnPaper };
}

/** A picture that is black and white already; `undefined` for any other. */
export function blackAndWhiteOf({ width, height, data }: Gray): TwoTone | undefined {
	const rowBytes = Math.ceil(width / 8);
	const ink = new Uint8Array(rowBytes * height);
	for (let y = 0, at = 0; y < height; y++) {
		for (let x = 0; x < width; x++, at++) {
			const value = data[at] ?? 0;
			if (value === 255) continue;
			if (value !== 0) return undefined;
			const to = y * rowBytes + (x >> 3);
			ink[to] = (ink[to] ?? 0) | (0x80 >> (x & 7));
		}
	}
	return { width, height, data: ink };
}

export function grayOfTwoTone({ width, height, data }: TwoTone): Gray {
	const rowBytes = Math.ceil(width / 8);
	const gray = new Uint8Array(width * height);
	for (let y = 0, at = 0; y < height; y++) {
		for (let x = 0; x < width; x++, at++) {
			gray[at] = (data[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7)) ? 0 : 255;
		}
	}
	return { width, height, data: gray };
}

/** The mean grey round every dot of each row; the window is an eighth of the page's short side. */
function forEachRow(
	{ width, height, data }: Gray,
	each: (y: number, means: Float64Array) => void
): void {
	const radius = Math.max(4, Math.floor(Math.min(width, height) / 16));
	// Sums of columns over a band of rows that slides down the page.
	const columns = new Float64Array(width);
	const sums = new Float64Array(width + 1);
	const means = new Float64Array(width);
	let [top, bottom] = [0, 0];
	for (let y = 0; y < height; y++) {
		for (const end = Math.min(height, y + radius + 1); bottom < end; bottom++) {
			const row = bottom * width;
			for (let x = 0; x < width; x++) columns[x] = (columns[x] ?? 0) + (data[row + x] ?? 0);
		}
		for (const start = Math.max(0, y - radius); top < start; top++) {
			const row = top * width;
			for (let x = 0; x < width; x++) columns[x] = (columns[x] ?? 0) - (data[row + x] ?? 0);
		}
		for (let x = 0; x < width; x++) sums[x + 1] = (sums[x] ?? 0) + (columns[x] ?? 0);
		for (let x = 0; x < width; x++) {
			const left = x > radius ? x - radius : 0;
			const right = x + radius + 1 < width ? x + radius + 1 : width;
			means[x] = ((sums[right] ?? 0) - (sums[left] ?? 0)) / ((right - left) * (bottom - top));
		}
		each(y, means);
	}
}

/** Dim dots that are not beside ink: within a byte's width and two rows, where the edges of strokes lie. */
function lost(dim: Uint8Array, ink: Uint8Array, rowBytes: number, height: number): number {
	let dots = 0;
	for (let y = 0; y < height; y++) {
		const [from, to] = [Math.max(0, y - 2), Math.min(height - 1, y + 2)];
		for (let byte = 0; byte < rowBytes; byte++) {
			const seen = dim[y * rowBytes + byte] ?? 0;
			if (seen === 0) continue;
			let near = 0;
			for (let row = from; row <= to; row++) {
				const at = row * rowBytes + byte;
				const before = byte > 0 ? (ink[at - 1] ?? 0) : 0;
				const after = byte + 1 < rowBytes ? (ink[at + 1] ?? 0) : 0;
				near |= (before << 16) | ((ink[at] ?? 0) << 8) | after;
			}
			// Three dots to either side.
			let wide = near;
			for (let by = 1; by <= 3; by++) wide |= (near << by) | (near >> by);
			dots += bits[seen & ~(wide >> 8) & 0xff] ?? 0;
		}
	}
	return dots;
}

const bits = Uint8Array.from({ length: 256 }, (_, byte) => {
	let set = 0;
	for (let left = byte; left > 0; left >>= 1) set += left & 1;
	return set;
});

function count(data: Uint8Array): number {
	let dots = 0;
	for (let at = 0; at < data.length; at++) dots += bits[data[at] ?? 0] ?? 0;
	return dots;
}

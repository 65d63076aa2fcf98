/**
 * The paper behind the ink. Grey closing fills every dark thing narrower than its window and leaves
 * shadows and the edge of the sheet as they are (Serra 1982); what it filled is the ink.
 */
import { scaleTo } from './scale.ts';
import type { Gray } from './picture.ts';

/** Paper without ink: dark marks narrower than `window` pixels in either direction are filled. */
export function closing(gray: Gray, window: number): Gray {
	const radius = Math.max(1, Math.floor(window / 2));
	return extreme(extreme(gray, radius, Math.max), radius, Math.min);
}

type Pick = (a: number, b: number) => number;

function extreme(gray: Gray, radius: number, pick: Pick): Gray {
	const { width, height } = gray;
	const across = new Uint8Array(width * height);
	for (let y = 0; y < height; y++) slide(gray.data, across, y * width, 1, width, radius, pick);
	const data = new Uint8Array(width * height);
	for (let x = 0; x < width; x++) slide(across, data, x, width, height, radius, pick);
	return { width, height, data };
}

/**
 * Sliding maximum (or minimum) over 2·radius+1 samples, clipped at the ends, in three steps a sample
 * whatever the radius: van Herk, Pattern Recognition Letters 13 (1992).
 */
function slide(
	from: Uint8Array,
	to: Uint8Array,
	start: number,
	step: number,
	count: number,
	radius: number,
	pick: Pick
): void {
	const size = 2 * radius + 1;
	const forward = new Uint8Array(count);
	const backward = new Uint8Array(count);
	for (let n = 0; n < count; n++) {
		const value = from[start + n * step] ?? 0;
		forward[n] = n % size === 0 ? value : pick(forward[n - 1] ?? 0, value);
	}
	for (let n = count - 1; n >= 0; n--) {
		const value = from[start + n * step] ?? 0;
		const ends = n === count - 1 || n % size === size - 1;
		backward[n] = ends ? value : pick(backward[n + 1] ?? 0, value);
	}
	for (let n = 0; n < count; n++) {
		const low = Math.max(0, n - radius);
		const high = Math.min(count - 1, n + radius);
		const oneBlock = Math.floor(low / size) === Math.floor(high / size);
		// A window clipped at an end may lie within one block: then one of the two runs is all of it.
		to[start + n * step] = !oneBlock
			? pick(backward[low] ?? 0, forward[high] ?? 0)
			: ((low % size === 0 ? forward[high] : backward[low]) ?? 0);
	}
}

/** Paper is estimated on a small copy, in inches, so that no scan is too large for it. */
const estimateDpi = 50;
const windowInches = 0.5;
/** Darker than this is a printed bar, not paper: what is white on it stays white on dark. */
const darkestPaper = 110;

/** The page on even white paper: shadows, yellowing and the gutter divided out. */
export function flatten(gray: Gray, dpi: number): Gray {
	const edge = Math.round((Math.max(gray.width, gray.height) * estimateDpi) / dpi);
	const paper = closing(scaleTo(gray, Math.max(32, edge)), estimateDpi * windowInches);
	const { width, height } = gray;
	const data = new Uint8Array(width * height);
	const row = new Float32Array(width);
	for (let y = 0; y < height; y++) {
		paperRow(paper, (y + 0.5) * (paper.height / height) - 0.5, row);
		for (let x = 0, i = y * width; x < width; x++, i++) {
			const value = ((gray.data[i] ?? 0) * 255) / Math.max(darkestPaper, row[x] ?? 255);
			data[i] = value > 255 ? 255 : value;
		}
	}
	return { width, height, data };
}

/** One row of the paper at full width, between the small copy's samples (bilinear). */
function paperRow(paper: Gray, sourceY: number, row: Float32Array): void {
	const y = Math.min(paper.height - 1, Math.max(0, sourceY));
	const top = Math.floor(y) * paper.width;
	const bottom = Math.min(paper.height - 1, Math.floor(y) + 1) * paper.width;
	const down = y - Math.floor(y);
	const ratio = paper.width / row.length;
	for (let n = 0; n < row.length; n++) {
		const x = Math.min(paper.width - 1, Math.max(0, (n + 0.5) * ratio - 0.5));
		const left = Math.floor(x);
		const right = Math.min(paper.width - 1, left + 1);
		const share = x - left;
		const above =
			(paper.data[top + left] ?? 0) * (1 - share) + (paper.data[top + right] ?? 0) * share;
		const below =
			(paper.data[bottom + left] ?? 0) * (1 - share) + (paper.data[bottom + right] ?? 0) * share;
		row[n] = above * (1 - down) + below * down;
	}
}

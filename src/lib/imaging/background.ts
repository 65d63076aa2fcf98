/**
 * The paper behind the ink. Grey closing fills every dark thing narrower than its window and leaves
 * shadows and the edge of the sheet as they are (Serra 1982); what it filled is the ink.
 */
import { scaleTo } from './scale.ts';
import type { Gray } from './picture.ts';

/** Paper without ink: dark marks narrower than `window` pixels in either direction are filled. */
export function closing(gray: Gray, window: number): Gray {
	const radius = Math.max(1, Math.floor(window / 2));
	// The sheet goes on beyond the border as it ends there; else every shadow along it would count as ink.
	const wide = padded(gray, radius);
	// The minimum is the maximum of the negative: one sliding pass serves both.
	const closed = negative(brightest(negative(brightest(wide, radius)), radius));
	return unpadded(closed, radius, gray);
}

function padded({ width, height, data }: Gray, by: number): Gray {
	const wide = { width: width + 2 * by, height: height + 2 * by };
	const all = new Uint8Array(wide.width * wide.height);
	for (let y = 0; y < wide.height; y++) {
		const from = Math.min(height - 1, Math.max(0, y - by)) * width;
		const to = y * wide.width;
		all.fill(data[from] ?? 0, to, to + by);
		all.set(data.subarray(from, from + width), to + by);
		all.fill(data[from + width - 1] ?? 0, to + by + width, to + wide.width);
	}
	return { ...wide, data: all };
}

/** {@link padded} undone. */
function unpadded(wide: Gray, by: number, { width, height }: Gray): Gray {
	const data = new Uint8Array(width * height);
	for (let y = 0; y < height; y++) {
		const from = (y + by) * wide.width + by;
		data.set(wide.data.subarray(from, from + width), y * width);
	}
	return { width, height, data };
}

function negative({ width, height, data }: Gray): Gray {
	return { width, height, data: data.map((value) => 255 - value) };
}

/** Each pixel as the brightest within `radius` of it, in both directions. */
function brightest({ width, height, data }: Gray, radius: number): Gray {
	const run = runOf(Math.max(width, height), radius);
	const across = new Uint8Array(width * height);
	for (let y = 0; y < height; y++) slide(data, across, y * width, 1, width, run);
	const both = new Uint8Array(width * height);
	for (let x = 0; x < width; x++) slide(across, both, x, width, height, run);
	return { width, height, data: both };
}

/** Room for the running maxima of one line. */
interface Run {
	readonly radius: number;
	readonly forward: Uint8Array;
	readonly backward: Uint8Array;
}

function runOf(longest: number, radius: number): Run {
	return { radius, forward: new Uint8Array(longest), backward: new Uint8Array(longest) };
}

/**
 * Sliding maximum over 2·radius+1 samples, clipped at the ends, in three steps a sample whatever the
 * radius: van Herk, Pattern Recognition Letters 13 (1992).
 */
function slide(
	from: Uint8Array,
	to: Uint8Array,
	start: number,
	step: number,
	count: number,
	{ radius, forward, backward }: Run
): void {
	const size = 2 * radius + 1;
	for (let block = 0; block < count; block += size) {
		const end = Math.min(count, block + size);
		for (let n = block, most = 0; n < end; n++) {
			const value = from[start + n * step] ?? 0;
			if (value > most) most = value;
			forward[n] = most;
		}
		for (let n = end - 1, most = 0; n >= block; n--) {
			const value = from[start + n * step] ?? 0;
			if (value > most) most = value;
			backward[n] = most;
		}
	}
	for (let n = 0; n < count; n++) {
		const low = n > radius ? n - radius : 0;
		const high = n + radius < count ? n + radius : count - 1;
		const before = backward[low] ?? 0;
		const after = forward[high] ?? 0;
		// A window clipped at an end may lie within one block: then one of the two runs is all of it.
		const clipped = high - low < size - 1 && Math.floor(low / size) === Math.floor(high / size);
		to[start + n * step] = clipped
			? low % size === 0
				? after
				: before
			: before > after
				? before
				: after;
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

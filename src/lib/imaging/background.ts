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
	const negated = new Uint8Array(data.length);
	for (let i = 0; i < data.length; i++) negated[i] = 255 - (data[i] ?? 0);
	return { width, height, data: negated };
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

/** Wider dark things than this are shadow or background, not ink. */
const widestInk = 0.6;
/** Darker than this is a printed bar, not paper: what is white on it stays white on dark. */
export const darkestPaper = 110;

/** The paper behind a picture's ink, estimated on a small copy `at` so many dots an inch. */
export function paperOf(gray: Gray, dpi: number, at: number): Gray {
	const edge = Math.round((Math.max(gray.width, gray.height) * at) / dpi);
	const small = scaleTo(gray, Math.max(32, edge));
	const scale = Math.max(small.width, small.height) / Math.max(gray.width, gray.height);
	return closing(small, widestInk * dpi * Math.min(1, scale));
}

/** By how many grey levels each dot is darker than the paper around it. */
export function inkOf(gray: Gray, paper: Gray): Gray {
	const { width, height } = gray;
	const from = gray.data;
	const data = new Uint8Array(width * height);
	eachRow(gray, paper, (row, start) => {
		for (let x = 0, i = start; x < width; x++, i++) {
			const ink = (row[x] ?? 0) - (from[i] ?? 0) * fine;
			data[i] = ink > 0 ? (ink + fine / 2) >> fineBits : 0;
		}
	});
	return { width, height, data };
}

/** The page on even white paper: shadows, yellowing and the gutter divided out. */
export function flatten(gray: Gray, paper: Gray): Gray {
	const { width, height } = gray;
	const from = gray.data;
	const data = new Uint8Array(width * height);
	eachRow(gray, paper, (row, start) => {
		for (let x = 0, i = start; x < width; x++, i++) {
			const value = ((from[i] ?? 0) * (brightening[row[x] ?? 0] ?? 0)) >> 16;
			data[i] = value > 255 ? 255 : value;
		}
	});
	return { width, height, data };
}

/**
 * Paper is reckoned in sixteenths of a grey level, and shares between samples in 1/256: whole numbers, because
 * dividing millions of dots by fractions is what took longest of all that is done to a page before it is read.
 */
const fineBits = 4;
const fine = 1 << fineBits;
const shareBits = 8;

/** By how much a dot on such paper is brightened, in 1/65536; `brightening[level * fine]`. */
const brightening = Int32Array.from({ length: 255 * fine + 1 }, (_, behind) =>
	Math.round((255 * 65536) / Math.max(darkestPaper, behind / fine))
);

/** Visits each row of a picture with the paper behind it (see {@link fine}), between the small copy's samples (bilinear). */
function eachRow(
	{ width, height }: Gray,
	paper: Gray,
	visit: (row: Int32Array, start: number) => void
): void {
	const { at, share } = samplesOf(width, paper.width);
	// One sample past the last, whose share is 0: a look beyond an array's end is slow ever after.
	const mixed = new Int32Array(paper.width + 1);
	const row = new Int32Array(width);
	for (let y = 0; y < height; y++) {
		mixRows(paper, (y + 0.5) * (paper.height / height) - 0.5, mixed);
		for (let x = 0; x < width; x++) {
			const left = at[x] ?? 0;
			const here = mixed[left] ?? 0;
			row[x] = here + ((((mixed[left + 1] ?? 0) - here) * (share[x] ?? 0)) >> shareBits);
		}
		visit(row, y * width);
	}
}

/** For each of `count` samples, which of `from` samples lies left of it, and how far to the next one it is. */
function samplesOf(
	count: number,
	from: number
): { readonly at: Int32Array; readonly share: Int32Array } {
	const at = new Int32Array(count);
	const share = new Int32Array(count);
	for (let n = 0; n < count; n++) {
		const place = Math.min(from - 1, Math.max(0, (n + 0.5) * (from / count) - 0.5));
		at[n] = Math.floor(place);
		share[n] = Math.round((place - Math.floor(place)) * (1 << shareBits));
	}
	return { at, share };
}

function mixRows({ width, height, data }: Gray, sourceY: number, row: Int32Array): void {
	const y = Math.min(height - 1, Math.max(0, sourceY));
	const top = Math.floor(y) * width;
	const bottom = Math.min(height - 1, Math.floor(y) + 1) * width;
	const down = y - Math.floor(y);
	for (let x = 0; x < width; x++) {
		const above = data[top + x] ?? 0;
		row[x] = Math.round((above + ((data[bottom + x] ?? 0) - above) * down) * fine);
	}
}

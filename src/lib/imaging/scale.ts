/** Making pictures smaller, each new pixel the mean of the old ones it covers: thin pencil fades, but never falls between the samples. */
import type { Gray, Picture } from './picture.ts';

/** The picture with its longest side at most `maxEdge` pixels; the same object when it already is. */
export function scaleTo(picture: Picture, maxEdge: number): Picture;
export function scaleTo(gray: Gray, maxEdge: number): Gray;
export function scaleTo(picture: Picture | Gray, maxEdge: number): Picture | Gray {
	const { width, height, data } = picture;
	const scale = maxEdge / Math.max(width, height);
	if (scale >= 1) return picture;
	const to = {
		width: Math.max(1, Math.round(width * scale)),
		height: Math.max(1, Math.round(height * scale))
	};
	if (data instanceof Uint8Array) {
		const small = new Uint8Array(to.width * to.height);
		average({ data, width, height, channels: 1 }, { data: small, ...to });
		return { ...to, data: small };
	}
	const small = new Uint8ClampedArray(to.width * to.height * 4);
	average({ data, width, height, channels: 4 }, { data: small, ...to });
	return { ...to, data: small };
}

/** The picture's greys in a grid of exactly this many cells, whatever its size and shape. */
export function griddedTo({ data, width, height }: Gray, columns: number, rows: number): Gray {
	const cells = new Uint8Array(columns * rows);
	average({ data, width, height, channels: 1 }, { data: cells, width: columns, height: rows });
	return { width: columns, height: rows, data: cells };
}

interface Samples {
	readonly data: Uint8Array | Uint8ClampedArray;
	readonly width: number;
	readonly height: number;
}

/** Area average in two passes; a source pixel on the border of two new ones counts in both by its share. */
function average(from: Samples & { readonly channels: number }, to: Samples): void {
	const { channels } = from;
	// One kind of array, whichever the picture has: the loops below are then compiled for it.
	const data = new Uint8Array(from.data.buffer, from.data.byteOffset, from.data.length);
	const across = spans(from.width, to.width);
	const down = spans(from.height, to.height);
	const stride = from.width * channels;
	// Whole columns first: summing rows runs along memory, and leaves one short row to sum across.
	const sum = new Float32Array(stride);
	const whole = new Int32Array(stride);
	const part = 1 / down.ratio;
	for (let y = 0; y < to.height; y++) {
		const first = down.first[y] ?? 0;
		const last = down.last[y] ?? 0;
		addWhole(data, whole, first + 1, last);
		const above = first * stride;
		const below = last * stride;
		const share = shareOf(down, y, first);
		const lastShare = last > first ? shareOf(down, y, last) : 0;
		for (let i = 0; i < stride; i++) {
			sum[i] =
				(data[above + i] ?? 0) * share +
				(data[below + i] ?? 0) * lastShare +
				(whole[i] ?? 0) * part;
		}
		acrossRow(sum, across, channels, to.data, y * to.width * channels);
	}
}

/** Sums the rows that count whole, from `first` to before `end`: in whole numbers, two rows at a time. */
function addWhole(data: Uint8Array, sum: Int32Array, first: number, end: number): void {
	const stride = sum.length;
	sum.fill(0);
	let row = first;
	for (; row + 1 < end; row += 2) {
		const start = row * stride;
		const next = start + stride;
		for (let i = 0; i < stride; i++) {
			sum[i] = (sum[i] ?? 0) + (data[start + i] ?? 0) + (data[next + i] ?? 0);
		}
	}
	if (row < end) {
		const start = row * stride;
		for (let i = 0; i < stride; i++) sum[i] = (sum[i] ?? 0) + (data[start + i] ?? 0);
	}
}

function acrossRow(
	sum: Float32Array,
	across: Spans,
	channels: number,
	to: Samples['data'],
	start: number
): void {
	const count = across.first.length;
	for (let x = 0; x < count; x++) {
		const first = across.first[x] ?? 0;
		const last = across.last[x] ?? 0;
		const firstShare = shareOf(across, x, first);
		const lastShare = shareOf(across, x, last);
		for (let c = 0; c < channels; c++) {
			let value = (sum[first * channels + c] ?? 0) * firstShare;
			let whole = 0;
			for (let s = first + 1; s < last; s++) whole += sum[s * channels + c] ?? 0;
			if (last > first) value += (sum[last * channels + c] ?? 0) * lastShare;
			to[start + x * channels + c] = (value + whole / across.ratio + 0.5) | 0;
		}
	}
}

/** For each new pixel, which old ones it covers. */
interface Spans {
	readonly first: Int32Array;
	readonly last: Int32Array;
	readonly ratio: number;
}

function spans(from: number, to: number): Spans {
	const ratio = from / to;
	const first = new Int32Array(to);
	const last = new Int32Array(to);
	for (let n = 0; n < to; n++) {
		first[n] = Math.floor(n * ratio);
		last[n] = Math.min(from - 1, Math.ceil((n + 1) * ratio - 1e-9) - 1);
	}
	return { first, last, ratio };
}

function shareOf({ ratio }: Spans, n: number, source: number): number {
	return (Math.min(source + 1, (n + 1) * ratio) - Math.max(source, n * ratio)) / ratio;
}

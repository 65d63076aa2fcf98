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

interface Samples {
	readonly data: Uint8Array | Uint8ClampedArray;
	readonly width: number;
	readonly height: number;
}

/** Area average in two passes; a source pixel on the border of two new ones counts in both by its share. */
function average(from: Samples & { readonly channels: number }, to: Samples): void {
	const { channels } = from;
	const across = spans(from.width, to.width);
	const down = spans(from.height, to.height);
	const row = new Float32Array(to.width * channels);
	const sum = new Float32Array(to.width * channels);
	for (let y = 0; y < to.height; y++) {
		sum.fill(0);
		eachShare(down, y, (sourceY, share) => {
			rowAverage(from, sourceY, across, row);
			for (let i = 0; i < row.length; i++) sum[i] = (sum[i] ?? 0) + (row[i] ?? 0) * share;
		});
		const start = y * to.width * channels;
		for (let i = 0; i < sum.length; i++) to.data[start + i] = Math.round(sum[i] ?? 0);
	}
}

function rowAverage(
	from: Samples & { readonly channels: number },
	y: number,
	across: Spans,
	row: Float32Array
): void {
	const { data, width, channels } = from;
	for (let x = 0, i = 0; i < row.length; x++, i += channels) {
		const first = across.first[x] ?? 0;
		const last = across.last[x] ?? 0;
		for (let c = 0; c < channels; c++) {
			let value = 0;
			for (let s = first; s <= last; s++) {
				value += (data[(y * width + s) * channels + c] ?? 0) * shareOf(across, x, s);
			}
			row[i + c] = value;
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

function eachShare(all: Spans, n: number, visit: (source: number, share: number) => void): void {
	for (let s = all.first[n] ?? 0; s <= (all.last[n] ?? 0); s++) visit(s, shareOf(all, n, s));
}

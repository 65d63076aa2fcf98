/** How alike two pages look by their signatures alone, however they lay in the scanner: for pages that nobody can read. */
import type { Rotation } from '#lib/page/reading.ts';

const side = 32;
/** The outermost cells show the scanner's lid and the feeder's shadow, not the page. */
const margin = 2;
/** A letter page is taller than wide: its cells are not square. */
const stretch = 11 / 8.5;
const quickLeans = [-4, -2, 0, 2, 4] as const;
/** Under this, no small turn or shift makes two pages alike: measured on scans of the same sheets. */
const quickFloor = 0.72;

/** A signature made ready to be compared many times. */
export interface Look {
	/** Ink by place, upright. */
	readonly ink: Float32Array;
	readonly plain: Float32Array;
	/** The same leaning this way and that, and upside down. */
	readonly leaning: readonly Float32Array[];
}

/** `undefined` for a page so even that there is nothing to compare, such as an empty side. */
export function lookOf(signature: Uint8Array, turn: Rotation = 0): Look | undefined {
	const ink = quarterTurned(inkOf(signature), turn / 90);
	const plain = evened(ink);
	if (!plain) return undefined;
	const leaning = [ink, quarterTurned(ink, 2)].flatMap((way) =>
		quickLeans.flatMap((lean) => evened(moved(way, lean, 0, 0)) ?? [])
	);
	return { ink, plain, leaning };
}

/** -1 to 1: the correlation of where the ink is, at the turn and shift that fit best. From 0.86 on, one sheet. */
export function likeness(a: Look, b: Look): number {
	let quick = -1;
	let best = 0;
	for (const [i, way] of b.leaning.entries()) {
		const fit = product(a.plain, way);
		if (fit > quick) [quick, best] = [fit, i];
	}
	if (quick < quickFloor) return quick;
	const upright = best < quickLeans.length ? b.ink : quarterTurned(b.ink, 2);
	const lean = quickLeans[best % quickLeans.length] ?? 0;
	let finest = quick;
	for (const more of [-1, 0, 1]) {
		for (const x of [-0.7, 0, 0.7]) {
			for (const y of [-0.7, 0, 0.7]) {
				const way = evened(moved(upright, lean + more, x, y));
				if (way) finest = Math.max(finest, product(a.plain, way));
			}
		}
	}
	return finest;
}

/** How much darker each cell is than the lightest near it: shadows and the paper's colour fall away. */
function inkOf(signature: Uint8Array): Float32Array {
	const ink = new Float32Array(side * side);
	for (let y = 0; y < side; y++) {
		for (let x = 0; x < side; x++) {
			let lightest = 0;
			for (let v = Math.max(0, y - 3); v <= Math.min(side - 1, y + 3); v++) {
				for (let u = Math.max(0, x - 3); u <= Math.min(side - 1, x + 3); u++) {
					lightest = Math.max(lightest, signature[v * side + u] ?? 0);
				}
			}
			ink[y * side + x] = lightest - (signature[y * side + x] ?? 0);
		}
	}
	return ink;
}

/** Clockwise. */
function quarterTurned(ink: Float32Array, quarters: number): Float32Array {
	const last = side - 1;
	return Float32Array.from(ink, (_, i) => {
		const x = i % side;
		const y = (i - x) / side;
		const from = [
			[x, y],
			[y, last - x],
			[last - x, last - y],
			[last - y, x]
		][quarters];
		return ink[(from?.[1] ?? y) * side + (from?.[0] ?? x)] ?? 0;
	});
}

/** Leaning by degrees and shifted by cells; what comes in from outside is paper. */
function moved(ink: Float32Array, degrees: number, dx: number, dy: number): Float32Array {
	const cos = Math.cos((degrees * Math.PI) / 180);
	const sin = Math.sin((degrees * Math.PI) / 180);
	const middle = (side - 1) / 2;
	const result = new Float32Array(side * side);
	for (let y = 0; y < side; y++) {
		const v = (y - middle) * stretch;
		for (let x = 0; x < side; x++) {
			const u = x - middle;
			const sourceX = cos * u + sin * v + middle + dx;
			const sourceY = (cos * v - sin * u) / stretch + middle + dy;
			const left = Math.floor(sourceX);
			const top = Math.floor(sourceY);
			if (left < 0 || top < 0 || left >= side - 1 || top >= side - 1) continue;
			const [right, down, i] = [sourceX - left, sourceY - top, top * side + left];
			const above = (ink[i] ?? 0) * (1 - right) + (ink[i + 1] ?? 0) * right;
			const below = (ink[i + side] ?? 0) * (1 - right) + (ink[i + side + 1] ?? 0) * right;
			result[y * side + x] = above * (1 - down) + below * down;
		}
	}
	return result;
}

/** Without its mean and of length one; `undefined` when it is as even as empty paper. */
function evened(ink: Float32Array): Float32Array | undefined {
	const inner: number[] = [];
	for (let y = margin; y < side - margin; y++) {
		for (let x = margin; x < side - margin; x++) inner.push(ink[y * side + x] ?? 0);
	}
	const mean = inner.reduce((sum, value) => sum + value, 0) / inner.length;
	const length = Math.sqrt(inner.reduce((sum, value) => sum + (value - mean) ** 2, 0));
	// A standard deviation of one grey level in 255.
	if (length < Math.sqrt(inner.length)) return undefined;
	return Float32Array.from(inner, (value) => (value - mean) / length);
}

function product(a: Float32Array, b: Float32Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
	return sum;
}

/** Connected marks on a page: which dark pixels belong together, and how each group lies. */

/** A group of pixels that touch, corners included. Coordinates are in pixels, edges inclusive. */
export interface Component {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
	readonly area: number;
	/** The strongest value of any of its pixels. */
	readonly peak: number;
	/** Indices of its pixels. */
	readonly pixels: readonly number[];
}

/** Groups of pixels whose strength is at least `threshold` (8-connected flood fill). */
export function componentsOf(
	strength: Uint8Array,
	width: number,
	threshold: number
): readonly Component[] {
	const seen = new Uint8Array(strength.length);
	const found: Component[] = [];
	for (let start = 0; start < strength.length; start++) {
		if (seen[start] === 1 || (strength[start] ?? 0) < threshold) continue;
		found.push(measure(fill(strength, width, threshold, start, seen), strength, width));
	}
	return found;
}

function fill(
	strength: Uint8Array,
	width: number,
	threshold: number,
	start: number,
	seen: Uint8Array
): readonly number[] {
	const pixels = [start];
	seen[start] = 1;
	for (let next = 0; next < pixels.length; next++) {
		const at = pixels[next] ?? 0;
		const x = at % width;
		for (let dy = -1; dy <= 1; dy++) {
			for (let dx = -1; dx <= 1; dx++) {
				if (x + dx < 0 || x + dx >= width) continue;
				const near = at + dy * width + dx;
				if (seen[near] !== 0 || (strength[near] ?? 0) < threshold) continue;
				seen[near] = 1;
				pixels.push(near);
			}
		}
	}
	return pixels;
}

function measure(pixels: readonly number[], strength: Uint8Array, width: number): Component {
	let [left, top, right, bottom, peak] = [Infinity, Infinity, 0, 0, 0];
	for (const pixel of pixels) {
		const x = pixel % width;
		const y = Math.floor(pixel / width);
		left = Math.min(left, x);
		right = Math.max(right, x);
		top = Math.min(top, y);
		bottom = Math.max(bottom, y);
		peak = Math.max(peak, strength[pixel] ?? 0);
	}
	return { left, top, right, bottom, area: pixels.length, peak, pixels };
}

/** Pixels by which the group strays at most from the straight line fitted through it. */
export function strayFromLine(
	{ pixels, left, right, top, bottom }: Component,
	width: number
): number {
	const flat = right - left >= bottom - top;
	const points = pixels.map((pixel) => {
		const x = pixel % width;
		const y = Math.floor(pixel / width);
		return flat ? ([x, y] as const) : ([y, x] as const);
	});
	const meanU = points.reduce((sum, [u]) => sum + u, 0) / points.length;
	const meanV = points.reduce((sum, [, v]) => sum + v, 0) / points.length;
	let product = 0;
	let square = 0;
	for (const [u, v] of points) {
		product += (u - meanU) * (v - meanV);
		square += (u - meanU) ** 2;
	}
	const slope = square === 0 ? 0 : product / square;
	return points.reduce(
		(most, [u, v]) => Math.max(most, Math.abs(v - meanV - slope * (u - meanU))),
		0
	);
}

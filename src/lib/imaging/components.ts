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
	readonly pixels: Int32Array;
}

/** Groups of pixels whose strength is at least `threshold` (8-connected flood fill). */
export function componentsOf(
	strength: Uint8Array,
	width: number,
	threshold: number
): readonly Component[] {
	const seen = new Uint8Array(strength.length);
	// Every pixel belongs to one group at most: one list holds them all, a group is a stretch of it.
	const list = new Int32Array(strength.length);
	const found: Component[] = [];
	for (let start = 0, used = 0; start < strength.length; start++) {
		if (seen[start] === 1 || (strength[start] ?? 0) < threshold) continue;
		const end = fill({ strength, width, threshold, seen, list }, start, used);
		found.push(measure(list.subarray(used, end), strength, width));
		used = end;
	}
	return found;
}

interface Filling {
	readonly strength: Uint8Array;
	readonly width: number;
	readonly threshold: number;
	readonly seen: Uint8Array;
	readonly list: Int32Array;
}

/** Lists the pixels of the group around `start` from place `from` on; answers the place after the last. */
function fill(
	{ strength, width, threshold, seen, list }: Filling,
	start: number,
	from: number
): number {
	let end = from;
	list[end++] = start;
	seen[start] = 1;
	for (let next = from; next < end; next++) {
		const at = list[next] ?? 0;
		const x = at % width;
		const left = x > 0 ? -1 : 0;
		const right = x < width - 1 ? 1 : 0;
		for (let row = at - width; row <= at + width; row += width) {
			for (let near = row + left; near <= row + right; near++) {
				if (seen[near] !== 0 || (strength[near] ?? 0) < threshold) continue;
				seen[near] = 1;
				list[end++] = near;
			}
		}
	}
	return end;
}

function measure(pixels: Int32Array, strength: Uint8Array, width: number): Component {
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
	const along = (pixel: number): number => (flat ? pixel % width : Math.floor(pixel / width));
	const off = (pixel: number): number => (flat ? Math.floor(pixel / width) : pixel % width);
	let [meanU, meanV] = [0, 0];
	for (const pixel of pixels) {
		meanU += along(pixel) / pixels.length;
		meanV += off(pixel) / pixels.length;
	}
	let [product, square] = [0, 0];
	for (const pixel of pixels) {
		product += (along(pixel) - meanU) * (off(pixel) - meanV);
		square += (along(pixel) - meanU) ** 2;
	}
	const slope = square === 0 ? 0 : product / square;
	let most = 0;
	for (const pixel of pixels) {
		most = Math.max(most, Math.abs(off(pixel) - meanV - slope * (along(pixel) - meanU)));
	}
	return most;
}

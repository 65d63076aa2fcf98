/** Finds the corner marks of large square codes on a small grey copy of a page: the cheap look that most pages get. */
import type { Gray } from '#lib/imaging/picture.ts';

/** A corner mark: dark, light, dark, light, dark in the lengths 1, 1, 3, 1, 1 along every line through its middle. */
interface Finder {
	readonly x: number;
	readonly y: number;
	/** Pixels that one square of the code measures. */
	readonly unit: number;
}

/** Three corner marks that stand as those of one code do. */
export interface Corners {
	/** Middle of the code, and the distance between the marks along its edge, in pixels. */
	readonly x: number;
	readonly y: number;
	readonly edge: number;
	readonly unit: number;
}

/** Smaller marks are other people's codes, or letters. */
const leastUnit = 1.6;
const shape = [1, 1, 3, 1, 1] as const;

/** Every set of three marks that could be those of one code, most regular first. */
export function cornersOn(gray: Gray, leastEdge: number): readonly Corners[] {
	const ink = inkOf(gray);
	return cornersAmong(findersIn(ink, gray), leastEdge).filter((corners) =>
		isSpeckled(ink, gray, corners)
	);
}

/** A code is about half ink between its marks; boxes that a form prints around its corners are not. */
function isSpeckled(ink: Uint8Array, { width, height }: Gray, { x, y, edge }: Corners): boolean {
	const reach = Math.round(edge * 0.3);
	let dark = 0;
	let all = 0;
	for (let row = Math.max(0, Math.round(y) - reach); row < Math.min(height, y + reach); row++) {
		for (
			let column = Math.max(0, Math.round(x) - reach);
			column < Math.min(width, x + reach);
			column++
		) {
			dark += ink[row * width + column] ?? 0;
			all++;
		}
	}
	return dark > all * 0.2 && dark < all * 0.8;
}

function findersIn(ink: Uint8Array, gray: Gray): readonly Finder[] {
	const found: (Finder & { seen: number })[] = [];
	for (let y = 0; y < gray.height; y++) {
		eachMark(ink, gray.width, y, (middle, unit) => {
			const down = acrossMark(ink, gray, Math.round(middle), y, unit);
			if (!down) return;
			const size = (unit + down.unit) / 2;
			const near = found.find(
				(mark) => Math.hypot(mark.x - middle, mark.y - down.y) < mark.unit * 3
			);
			if (!near) found.push({ x: middle, y: down.y, unit: size, seen: 1 });
			else {
				const seen = near.seen + 1;
				const i = found.indexOf(near);
				found[i] = {
					x: near.x + (middle - near.x) / seen,
					y: near.y + (down.y - near.y) / seen,
					unit: near.unit + (size - near.unit) / seen,
					seen
				};
			}
		});
	}
	// The middle square of a mark is three units high: one line alone through it is chance.
	return found.filter(({ seen }) => seen > 1);
}

function cornersAmong(finders: readonly Finder[], leastEdge: number): readonly Corners[] {
	const sets: (Corners & { readonly off: number })[] = [];
	for (const corner of finders) {
		for (const [i, a] of finders.entries()) {
			for (const b of finders.slice(i + 1)) {
				if (a === corner || b === corner) continue;
				const set = cornersOf(corner, a, b);
				if (set && set.edge >= leastEdge) sets.push(set);
			}
		}
	}
	return sets.sort((a, b) => a.off - b.off);
}

/** `undefined` unless the two edges at `corner` are about as long and stand about upright on each other. */
function cornersOf(corner: Finder, a: Finder, b: Finder): (Corners & { off: number }) | undefined {
	const units = [corner.unit, a.unit, b.unit];
	if (Math.max(...units) > Math.min(...units) * 1.6) return undefined;
	const one = Math.hypot(a.x - corner.x, a.y - corner.y);
	const two = Math.hypot(b.x - corner.x, b.y - corner.y);
	const edge = (one + two) / 2;
	const lean = Math.abs(
		((a.x - corner.x) * (b.x - corner.x) + (a.y - corner.y) * (b.y - corner.y)) / (one * two)
	);
	const unit = (corner.unit + a.unit + b.unit) / 3;
	const squares = edge / unit;
	// Our codes measure 34 squares from mark to mark; a blurred copy misjudges a square by a third.
	if (squares < 20 || squares > 52 || lean > 0.2 || Math.abs(one - two) > edge * 0.2)
		return undefined;
	return {
		x: (a.x + b.x) / 2,
		y: (a.y + b.y) / 2,
		edge,
		unit,
		off: lean + Math.abs(one - two) / edge
	};
}

/** Pixels along the edge of the squares that share one threshold. */
const tile = 16;

/** 1 where a pixel is darker than its surroundings, so that a shadow is no ink. */
function inkOf({ width, height, data }: Gray): Uint8Array {
	const across = Math.ceil(width / tile);
	const down = Math.ceil(height / tile);
	const sums = new Float64Array(across * down);
	const counts = new Float64Array(across * down);
	for (let y = 0; y < height; y++) {
		const start = Math.floor(y / tile) * across;
		for (let column = 0; column < across; column++) {
			const end = Math.min(width, (column + 1) * tile);
			let sum = 0;
			for (let x = column * tile; x < end; x++) sum += data[y * width + x] ?? 0;
			sums[start + column] = (sums[start + column] ?? 0) + sum;
			counts[start + column] = (counts[start + column] ?? 0) + end - column * tile;
		}
	}
	const ink = new Uint8Array(width * height);
	for (let row = 0; row < down; row++) {
		for (let column = 0; column < across; column++) {
			const threshold = meanAround(sums, counts, { across, down, row, column }) * 0.9;
			const right = Math.min(width, (column + 1) * tile);
			const bottom = Math.min(height, (row + 1) * tile);
			for (let y = row * tile; y < bottom; y++) {
				for (let i = y * width + column * tile; i < y * width + right; i++) {
					ink[i] = (data[i] ?? 0) < threshold ? 1 : 0;
				}
			}
		}
	}
	return ink;
}

interface Tile {
	readonly across: number;
	readonly down: number;
	readonly row: number;
	readonly column: number;
}

/** The mean grey of a tile and its eight neighbours: wide enough to hold a whole corner mark and its margin. */
function meanAround(sums: Float64Array, counts: Float64Array, { across, down, row, column }: Tile) {
	let sum = 0;
	let count = 0;
	for (let y = Math.max(0, row - 1); y <= Math.min(down - 1, row + 1); y++) {
		for (let x = Math.max(0, column - 1); x <= Math.min(across - 1, column + 1); x++) {
			sum += sums[y * across + x] ?? 0;
			count += counts[y * across + x] ?? 0;
		}
	}
	return sum / count;
}

/** Tells every place in a row where five runs have a mark's lengths: its middle and the size of a square. */
function eachMark(
	ink: Uint8Array,
	width: number,
	y: number,
	tell: (middle: number, unit: number) => void
): void {
	const runs = [0, 0, 0, 0, 0];
	const start = y * width;
	let value = 0;
	let run = 0;
	for (let x = 0; x <= width; x++) {
		const next = x < width ? (ink[start + x] ?? 0) : 1 - value;
		if (next === value) {
			run++;
			continue;
		}
		runs.shift();
		runs.push(run);
		if (value === 1) {
			const unit = unitOf(runs);
			if (unit !== undefined) {
				const after = (runs[3] ?? 0) + (runs[4] ?? 0);
				tell(x - after - (runs[2] ?? 0) / 2, unit);
			}
		}
		value = next;
		run = 1;
	}
}

function unitOf(runs: readonly number[]): number | undefined {
	const total = runs.reduce((sum, run) => sum + run, 0);
	const unit = total / 7;
	if (unit < leastUnit) return undefined;
	const fits = shape.every((length, i) => {
		const off = Math.abs((runs[i] ?? 0) - length * unit);
		return off <= unit * (length === 3 ? 1.1 : 0.75);
	});
	return fits ? unit : undefined;
}

/** The same mark down the column, where it is one. */
function acrossMark(
	ink: Uint8Array,
	{ width, height }: Gray,
	x: number,
	y: number,
	unit: number
): { readonly y: number; readonly unit: number } | undefined {
	const at = (row: number): number => (row < 0 || row >= height ? -1 : (ink[row * width + x] ?? 0));
	const walk = (step: 1 | -1): readonly [number, number, number] => {
		const lengths: [number, number, number] = [0, 0, 0];
		let row = y + (step === 1 ? 1 : 0);
		for (const [i, wanted] of [1, 0, 1].entries()) {
			while (at(row) === wanted && (lengths[i] ?? 0) < unit * 5) {
				lengths[i] = (lengths[i] ?? 0) + 1;
				row += step;
			}
		}
		return lengths;
	};
	if (at(y) !== 1) return undefined;
	const [up, lightUp, darkUp] = walk(-1);
	const [down, lightDown, darkDown] = walk(1);
	const size = unitOf([darkUp, lightUp, up + down, lightDown, darkDown]);
	if (size === undefined || size > unit * 1.5 || size < unit / 1.5) return undefined;
	// `up` counts the row itself.
	return { y: y + (down - up + 1) / 2, unit: size };
}

/** Where the numbers of marked lines stand, so that none lies over another at any size of the picture. Pure. */
import type { Rect } from '#lib/page/reading.ts';
import type { Point, Size } from './zoom.ts';

/** Across and down, in screen pixels. */
export const signSize = 24;
/** At least so much between two signs. */
const apart = 3;
/** From a sign to its line: the line's own bracket stands between them. */
const before = 9;
/** How far a sign may stand out of the picture: the desk that is shown around it. */
const outside = 10;

interface Wanted {
	readonly at: number;
	/** Along the line's own direction, where the sign would begin. */
	readonly start: number;
	/** The middle of the line, across it. */
	readonly middle: number;
}

/**
 * The top left of each line's sign, in screen pixels from the picture's own top left, in the order of the lines.
 * A sign stands before its line and as near as the others let it; over a page that lies on its side, before means above.
 */
export function signPlaces(lines: readonly Rect[], scale: number, picture: Size): readonly Point[] {
	const tall = lines.filter(({ width, height }) => height > width * 1.5).length;
	const onItsSide = tall * 2 > lines.length;
	const rects = onItsSide ? lines.map(transposed) : lines;
	const room = (onItsSide ? picture.width : picture.height) * scale;
	const wanted = rects.map((rect, at): Wanted => ({
		at,
		start: Math.max(-outside, rect.x * scale - before - signSize),
		middle: (rect.y + rect.height / 2) * scale
	}));
	const places: Point[] = lines.map(() => ({ x: 0, y: 0 }));
	for (const column of columnsOf(wanted)) {
		const tops = spread(
			column.map(({ middle }) => middle - signSize / 2),
			room
		);
		column.forEach(({ at, start }, i) => {
			const top = tops[i] ?? 0;
			places[at] = onItsSide ? { x: top, y: start } : { x: start, y: top };
		});
	}
	return places;
}

function transposed({ x, y, width, height }: Rect): Rect {
	return { x: y, y: x, width: height, height: width };
}

/** Signs that could meet if they stood at the same height, each column from the top down. */
function columnsOf(wanted: readonly Wanted[]): Wanted[][] {
	const columns: Wanted[][] = [];
	for (const one of wanted.toSorted((a, b) => a.start - b.start)) {
		const last = columns.at(-1)?.at(-1);
		if (last && one.start < last.start + signSize + apart) columns.at(-1)?.push(one);
		else columns.push([one]);
	}
	return columns.map((column) => column.sort((a, b) => a.middle - b.middle || a.at - b.at));
}

/**
 * The tops nearest to the wanted ones (least squares) that keep their order and their distance; as far as there is
 * room for all, inside it. Neighbours that crowd are pooled and share the middle of what they want.
 */
function spread(wanted: readonly number[], room: number): readonly number[] {
	const step = signSize + apart;
	const pools: { sum: number; count: number }[] = [];
	// Without their steps, tops in order are tops at their distance.
	wanted.forEach((top, i) => {
		pools.push({ sum: top - i * step, count: 1 });
		for (;;) {
			const [before, last] = pools.slice(-2);
			if (!before || !last || before.sum / before.count <= last.sum / last.count) break;
			pools.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
		}
	});
	const most = Math.max(0, room - (wanted.length - 1) * step - signSize);
	return pools
		.flatMap(({ sum, count }) => Array<number>(count).fill(sum / count))
		.map((top, i) => Math.min(most, Math.max(0, top)) + i * step);
}

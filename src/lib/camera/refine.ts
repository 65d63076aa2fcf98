/** Moves rough corners onto the paper's true edges: scanic's outline runs a few pixels outside them. */
import type { Gray } from '#lib/imaging/picture.ts';
import type { Corners, Spot } from '#lib/page/corners.ts';

/** How far from the rough edge the true one is looked for, as a share of the picture's longer side. */
const reach = 0.014;
const probes = 48;
/** Brightness steps below this are noise, not the end of the paper. */
const leastStep = 6;

interface Line {
	readonly at: Spot;
	readonly along: Spot;
}

/** The corners where lines fitted to the strongest brightness steps cross; a side that shows none keeps its place. */
export function refined(gray: Gray, corners: Corners): Corners {
	// Once more from the better place: a cut-off corner had tilted its two sides.
	return once(gray, once(gray, corners));
}

function once(gray: Gray, corners: Corners): Corners {
	const most = Math.max(3, reach * Math.max(gray.width, gray.height));
	const sides = corners.map((from, i) => {
		const to = corners[(i + 1) % 4] ?? from;
		return fittedSide(gray, from, to, most) ?? lineThrough(from, to);
	});
	return corners.map((rough, i) => {
		const [before, after] = [sides[(i + 3) % 4], sides[i]];
		const cross = before && after && crossing(before, after);
		if (!cross || Math.hypot(cross.x - rough.x, cross.y - rough.y) > 4 * most) return rough;
		return { x: clamp(cross.x, gray.width), y: clamp(cross.y, gray.height) };
	}) as unknown as Corners;
}

/** 0 to 1: how much of the outline runs along a step in brightness. A corner cut off leaves two sides on bare paper. */
export function supportOf(gray: Gray, corners: Corners): number {
	const shares = corners.map((from, i) => {
		const to = corners[(i + 1) % 4] ?? from;
		return sideSteps(gray, from, to, 2).length / probes;
	});
	return Math.min(...shares);
}

/** `undefined` when fewer than half of the probes agree on one straight edge. */
function fittedSide(gray: Gray, from: Spot, to: Spot, most: number): Line | undefined {
	const steps = sideSteps(gray, from, to, most);
	if (steps.length < probes / 2) return undefined;
	const fit = robustFit(steps);
	if (!fit) return undefined;
	const { along, out } = waysOf(from, to);
	const start = { x: from.x + out.x * fit.at, y: from.y + out.y * fit.at };
	return { at: start, along: { x: along.x + out.x * fit.slope, y: along.y + out.y * fit.slope } };
}

interface Step {
	/** Pixels along the side. */
	readonly t: number;
	/** Pixels outward of it. */
	readonly off: number;
}

function waysOf(from: Spot, to: Spot): { length: number; along: Spot; out: Spot } {
	const length = Math.max(1e-9, Math.hypot(to.x - from.x, to.y - from.y));
	const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
	// Clockwise corners: the outside is to the left of the way.
	return { length, along, out: { x: along.y, y: -along.x } };
}

/** Where brightness steps along a side, within so many pixels of it. */
function sideSteps(gray: Gray, from: Spot, to: Spot, most: number): Step[] {
	const { length, along, out } = waysOf(from, to);
	const steps: Step[] = [];
	for (let i = 0; i < probes; i++) {
		const t = length * (0.06 + (0.88 * (i + 0.5)) / probes);
		const off = strongestStep(
			gray,
			{ x: from.x + along.x * t, y: from.y + along.y * t },
			out,
			most
		);
		if (off !== undefined) steps.push({ t, off });
	}
	return steps;
}

/** How far outward of the spot brightness falls or rises most, in pixels; paper may be lighter or darker than the desk. */
function strongestStep(gray: Gray, { x, y }: Spot, out: Spot, most: number): number | undefined {
	let best = leastStep;
	let found: number | undefined;
	for (let off = -most; off <= most; off += 0.5) {
		const inner = sample(gray, x + out.x * (off - 1.2), y + out.y * (off - 1.2));
		const outer = sample(gray, x + out.x * (off + 1.2), y + out.y * (off + 1.2));
		const step = Math.abs(inner - outer);
		if (step > best) [best, found] = [step, off];
	}
	return found;
}

/** A line through most of the steps: fitted to those near the median, twice. */
function robustFit(steps: readonly Step[]): { at: number; slope: number } | undefined {
	let line = theilSen(steps);
	for (const near of [2.5, 1.5]) {
		const { at, slope } = line;
		const close = steps.filter(({ t, off }) => Math.abs(off - at - slope * t) < near);
		if (close.length < probes / 2) return undefined;
		line = leastSquares(close);
	}
	return line;
}

function theilSen(steps: readonly Step[]): { at: number; slope: number } {
	const slopes = steps.flatMap((a, i) =>
		steps
			.slice(i + 1)
			.filter((b) => b.t - a.t > 1)
			.map((b) => (b.off - a.off) / (b.t - a.t))
	);
	const slope = median(slopes);
	return { slope, at: median(steps.map(({ t, off }) => off - slope * t)) };
}

function leastSquares(steps: readonly Step[]): { at: number; slope: number } {
	const n = steps.length;
	const meanT = steps.reduce((sum, { t }) => sum + t, 0) / n;
	const meanOff = steps.reduce((sum, { off }) => sum + off, 0) / n;
	const both = steps.reduce((sum, { t, off }) => sum + (t - meanT) * (off - meanOff), 0);
	const square = steps.reduce((sum, { t }) => sum + (t - meanT) ** 2, 0);
	const slope = square > 0 ? both / square : 0;
	return { slope, at: meanOff - slope * meanT };
}

function median(values: number[]): number {
	values.sort((a, b) => a - b);
	return values[values.length >> 1] ?? 0;
}

function lineThrough(from: Spot, to: Spot): Line {
	return { at: from, along: { x: to.x - from.x, y: to.y - from.y } };
}

function crossing(a: Line, b: Line): Spot | undefined {
	const turn = a.along.x * b.along.y - a.along.y * b.along.x;
	const size = Math.hypot(a.along.x, a.along.y) * Math.hypot(b.along.x, b.along.y);
	if (Math.abs(turn) < 0.1 * size) return undefined;
	const t = ((b.at.x - a.at.x) * b.along.y - (b.at.y - a.at.y) * b.along.x) / turn;
	return { x: a.at.x + t * a.along.x, y: a.at.y + t * a.along.y };
}

/** Bilinear; the picture's rim goes on for ever outside it. */
function sample({ width, height, data }: Gray, x: number, y: number): number {
	const [px, py] = [clamp(x - 0.5, width - 1), clamp(y - 0.5, height - 1)];
	const [left, top] = [Math.floor(px), Math.floor(py)];
	const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
	const [u, v] = [px - left, py - top];
	const above = (data[top * width + left] ?? 0) * (1 - u) + (data[top * width + right] ?? 0) * u;
	const below =
		(data[bottom * width + left] ?? 0) * (1 - u) + (data[bottom * width + right] ?? 0) * u;
	return above * (1 - v) + below * v;
}

function clamp(value: number, most: number): number {
	return Math.min(most, Math.max(0, value));
}

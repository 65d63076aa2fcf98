/**
 * Bands across a page over its private lines, from edge to edge and up to the middle of the white around them, so that
 * nothing on the page is left without a side: what no band covers is the chart's. Pure.
 *
 * [Note: steps] Scans lean by a degree or two, and then the boxes of neighbouring lines overlap while their words do
 * not. So a band goes down in steps from word to word, with as few steps as cut into no word for the chart. Where words
 * themselves overlap, as in handwriting, the private word is covered whole.
 */
import type { Rect } from '#lib/page/reading.ts';
import type { Size } from './zoom.ts';

/** A line as it was read: only its places matter here. */
export interface PlacedLine {
	readonly rect: Rect;
	readonly words?: readonly { readonly rect: Rect }[];
}

/** Neighbouring lines of one side. */
interface Group {
	readonly isPrivate: boolean;
	readonly words: readonly Rect[];
}

/** From where to where a cut may run: the end of what stands above it, the start of what stands below. */
interface Room {
	readonly low: number;
	readonly high: number;
}

interface Span {
	readonly from: number;
	readonly to: number;
}

/** Steps at most; at two degrees a page of single-spaced print needs about six. */
const most = 12;
/** Lines whose words overlap by more of their height than this do not stand one under the other. */
const stackedBelow = 0.7;

/**
 * The private bands, from the top down; `isPrivate` has the side of each line, in reading order.
 * `undefined` when the lines do not stand one under the other, e.g. in columns: no bands tell such a page's sides apart.
 */
export function bandsOver(
	lines: readonly PlacedLine[],
	isPrivate: readonly boolean[],
	page: Size
): readonly Rect[] | undefined {
	const groups = groupsOf(lines, isPrivate);
	const slices = slicesOf(groups, page);
	const cuts = groups.slice(1).map((_, k) => cutsAfter(groups, k, slices));
	if (cuts.includes(undefined)) return undefined;
	const edge = (y: number): readonly Room[] => slices.map(() => ({ low: y, high: y }));
	const bands: Rect[] = [];
	groups.forEach(({ isPrivate: side }, k) => {
		if (!side) return;
		const tops = slices.map(({ from }, s): Room => {
			const { low, high } = (cuts[k - 1] ?? edge(0))[s] ?? { low: 0, high: 0 };
			// No band runs into the one above it.
			const before = bands.filter(({ x, width }) => x <= from && from < x + width);
			const ends = before.map(({ y, height }) => y + height);
			return { low: Math.min(high, Math.max(low, ...ends)), high };
		});
		bands.push(...stepsOf(slices, tops, cuts[k] ?? edge(page.height)));
	});
	return bands;
}

/** Stretches of neighbouring lines of one side, from the top of the first to the end of the last. */
export function stretchesOf(
	lines: readonly PlacedLine[],
	isPrivate: readonly boolean[]
): readonly { readonly top: number; readonly end: number; readonly isPrivate: boolean }[] {
	return groupsOf(lines, isPrivate).map(({ words, isPrivate: side }) => ({
		top: Math.min(...words.map(({ y }) => y)),
		end: Math.max(...words.map(({ y, height }) => y + height)),
		isPrivate: side
	}));
}

function groupsOf(lines: readonly PlacedLine[], isPrivate: readonly boolean[]): readonly Group[] {
	const groups: { isPrivate: boolean; words: Rect[] }[] = [];
	lines.forEach(({ rect, words = [] }, i) => {
		const own = words.length > 0 ? words.map((word) => word.rect) : [rect];
		const side = isPrivate[i] ?? false;
		const last = groups.at(-1);
		if (last?.isPrivate === side) last.words.push(...own);
		else groups.push({ isPrivate: side, words: [...own] });
	});
	return groups;
}

/** Equal slices of the page's width; the outermost reach its edges. */
function slicesOf(groups: readonly Group[], page: Size): readonly Span[] {
	const words = groups.flatMap((group) => group.words);
	const left = Math.min(...words.map(({ x }) => x));
	const right = Math.max(...words.map(({ x, width }) => x + width));
	const at = (s: number): number =>
		s === 0 ? 0 : s === most ? page.width : Math.round(left + ((right - left) * s) / most);
	return Array.from({ length: most }, (_, s) => ({ from: at(s), to: at(s + 1) })).filter(
		({ from, to }) => to > from
	);
}

function within(words: readonly Rect[], { from, to }: Span): readonly Rect[] {
	return words.filter(({ x, width }) => x < to && x + width > from);
}

/** Where the cut may run after a group, slice by slice; `undefined` when it does not stand above the next. */
function cutsAfter(
	groups: readonly Group[],
	k: number,
	slices: readonly Span[]
): readonly Room[] | undefined {
	const [last, next] = [groups[k]?.words ?? [], groups[k + 1]?.words ?? []];
	const own = slices.map((slice) => roomBetween(within(last, slice), within(next, slice)));
	const tall = medianOf([...last, ...next].map(({ height }) => height));
	const both = own.filter(({ low, high }) => isFinite(low) && isFinite(high));
	const crossed = both.filter(({ low, high }) => low - high > tall * stackedBelow);
	if (both.length === 0 || crossed.length * 3 > both.length) return undefined;
	const above = groups.slice(0, k + 1).flatMap(({ words }) => words);
	const below = groups.slice(k + 1).flatMap(({ words }) => words);
	return slices.map((slice) => {
		const room = roomBetween(within(above, slice), within(below, slice));
		if (room.low <= room.high) return room;
		const y = groups[k]?.isPrivate ? room.low : room.high;
		return { low: y, high: y };
	});
}

function roomBetween(above: readonly Rect[], below: readonly Rect[]): Room {
	return {
		low: Math.max(...above.map(({ y, height }) => y + height)),
		high: Math.min(...below.map(({ y }) => y))
	};
}

/** The band between two cuts, in as few steps as the room for both allows. */
function stepsOf(
	slices: readonly Span[],
	tops: readonly Room[],
	ends: readonly Room[]
): readonly Rect[] {
	const steps: { from: number; to: number; top: Room; end: Room }[] = [];
	slices.forEach(({ from, to }, s) => {
		const [top, end] = [tops[s], ends[s]];
		if (!top || !end) return;
		const last = steps.at(-1);
		const joined = last && { top: shared(last.top, top), end: shared(last.end, end) };
		if (last && joined?.top && joined.end)
			steps[steps.length - 1] = { from: last.from, to, top: joined.top, end: joined.end };
		else steps.push({ from, to, top, end });
	});
	return steps.flatMap(({ from, to, top, end }) => {
		const [y, bottom] = [middleOf(top), middleOf(end)];
		return bottom > y && isFinite(bottom - y)
			? [{ x: from, y, width: to - from, height: bottom - y }]
			: [];
	});
}

function shared(a: Room, b: Room): Room | undefined {
	const [low, high] = [Math.max(a.low, b.low), Math.min(a.high, b.high)];
	return low <= high ? { low, high } : undefined;
}

/** Halfway; where only one side has words, at these. */
function middleOf({ low, high }: Room): number {
	if (!isFinite(low)) return high;
	return isFinite(high) ? Math.round((low + high) / 2) : low;
}

function medianOf(numbers: readonly number[]): number {
	return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

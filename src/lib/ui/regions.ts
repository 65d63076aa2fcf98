/** The private rectangles of a mixed page, and what drawing, moving and ticking lines does to them. Pure. */
import type { Rect } from '#lib/page/reading.ts';
import { isTaken, sharedArea } from '#lib/page/reading-without.ts';
import { bandsOver, type PlacedLine } from './bands.ts';

export interface Region {
	/** Only tells regions of one page apart. */
	readonly id: number;
	/** Pixels of the upright picture. */
	readonly rect: Rect;
	/** It came from lines that are private, not from a hand: it changes when they do. */
	readonly fromLines?: boolean;
}

export interface Sheet {
	readonly width: number;
	readonly height: number;
}

/** Share of a line that must lie under regions for it to count as private. */
export const coveredFrom = 0.6;
/** Smaller than this share of the page's width or height is a slip of the hand. */
export const smallest = 0.006;
/** Around a line, as a share of its height: ascenders and descenders go with it. */
const around = 0.18;

export function nextId(regions: readonly Region[]): number {
	return regions.reduce((most, region) => Math.max(most, region.id), 0) + 1;
}

/** The rectangle between two corners, whichever way it was drawn. */
export function between(a: { x: number; y: number }, b: { x: number; y: number }): Rect {
	return {
		x: Math.min(a.x, b.x),
		y: Math.min(a.y, b.y),
		width: Math.abs(a.x - b.x),
		height: Math.abs(a.y - b.y)
	};
}

/** Whole pixels, inside the sheet, never smaller than can be taken hold of. */
export function within(rect: Rect, sheet: Sheet): Rect {
	const width = Math.min(
		sheet.width,
		Math.max(Math.ceil(sheet.width * smallest), Math.round(rect.width))
	);
	const height = Math.min(
		sheet.height,
		Math.max(Math.ceil(sheet.height * smallest), Math.round(rect.height))
	);
	return {
		x: Math.max(0, Math.min(sheet.width - width, Math.round(rect.x))),
		y: Math.max(0, Math.min(sheet.height - height, Math.round(rect.y))),
		width,
		height
	};
}

export function isSameRect(a: Rect, b: Rect): boolean {
	return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** Made larger or smaller at its lower right corner, which stops at the sheet's edge; the rest stays where it is. */
export function resized(rect: Rect, by: { x: number; y: number }, sheet: Sheet): Rect {
	return {
		...rect,
		width: Math.min(Math.max(1, rect.width + by.x), sheet.width - rect.x),
		height: Math.min(Math.max(1, rect.height + by.y), sheet.height - rect.y)
	};
}

/** 0 to 1: how much of the line's rectangle lies under the regions, by the tallest of them where they overlap. */
export function coverOf(line: Rect, regions: readonly Region[]): number {
	const area = line.width * line.height;
	if (area === 0) return 0;
	const covered = regions.reduce((sum, { rect }) => sum + sharedArea(line, rect), 0);
	return Math.min(1, covered / area);
}

export function isCovered(line: Rect, regions: readonly Region[]): boolean {
	return coverOf(line, regions) >= coveredFrom;
}

/** Whether a line counts as private: by its words, where they are known, because the boxes of lines that lean overlap. */
export function isLineCovered(line: PlacedLine, regions: readonly Region[]): boolean {
	const words = line.words ?? [];
	if (words.length === 0) return isCovered(line.rect, regions);
	const areas = words.map(({ rect }) => rect.width * rect.height);
	const all = areas.reduce((sum, area) => sum + area, 0);
	const under = words.reduce(
		(sum, { rect }, i) => sum + coverOf(rect, regions) * (areas[i] ?? 0),
		0
	);
	return all > 0 && under >= all * coveredFrom;
}

/**
 * Where a line's words go: a word that a region so much as touches is gone from the chart's part, all others stand in it
 * (`readingWithout`). Of a line without known words its area decides.
 */
export function sideOf(
	line: PlacedLine,
	regions: readonly Region[]
): 'private' | 'partly' | 'chart' {
	const words = line.words ?? [];
	if (words.length === 0) return isCovered(line.rect, regions) ? 'private' : 'chart';
	const rects = regions.map(({ rect }) => rect);
	const hidden = words.filter((word) => isTaken(word.rect, rects));
	if (hidden.length === 0) return 'chart';
	return hidden.length === words.length ? 'private' : 'partly';
}

/** Regions over these lines, in bands across the page; `undefined` where bands cannot tell the sides apart. */
export function regionsFor(
	lines: readonly PlacedLine[],
	isPrivate: readonly boolean[],
	sheet: Sheet
): readonly Region[] | undefined {
	return bandsOver(lines, isPrivate, sheet)?.map((rect, i) => ({
		id: i + 1,
		rect,
		fromLines: true
	}));
}

/** One line changes its side. What was drawn by hand stays, except over a line that is set free. */
export function tickLine(
	regions: readonly Region[],
	lines: readonly PlacedLine[],
	index: number,
	sheet: Sheet
): readonly Region[] {
	const line = lines[index];
	if (!line) return regions;
	const isFree = !isLineCovered(line, regions);
	const drawn = regions.filter(({ fromLines }) => !fromLines);
	const own = regions.filter(({ fromLines }) => fromLines);
	const sides = lines.map((each, i) => (i === index ? isFree : isLineCovered(each, own)));
	const bands = regionsFor(lines, sides, sheet);
	if (!bands)
		return isFree ? coverLine(regions, line.rect, sheet) : freeLine(regions, line.rect, sheet);
	const kept = isFree || !isLineCovered(line, drawn) ? drawn : freeLine(drawn, line.rect, sheet);
	const from = nextId(kept);
	return [...kept, ...bands.map((band, i) => ({ ...band, id: from + i }))];
}

/** Ticks a line: it becomes private. A region that already stands there stays. */
export function coverLine(regions: readonly Region[], line: Rect, sheet: Sheet): readonly Region[] {
	if (isCovered(line, regions)) return regions;
	const pad = line.height * around;
	const rect = within(
		{
			x: line.x - pad,
			y: line.y - pad,
			width: line.width + 2 * pad,
			height: line.height + 2 * pad
		},
		sheet
	);
	return [...regions, { id: nextId(regions), rect }];
}

/** Unticks a line: every region over it is cut so that the line's band is free again. */
export function freeLine(regions: readonly Region[], line: Rect, sheet: Sheet): readonly Region[] {
	const out: Region[] = [];
	let id = nextId(regions);
	const least = sheet.height * smallest;
	for (const region of regions) {
		if (sharedArea(line, region.rect) === 0) {
			out.push(region);
			continue;
		}
		const pad = line.height * around;
		const [top, bottom] = [line.y - pad, line.y + line.height + pad];
		const above = top - region.rect.y;
		const below = region.rect.y + region.rect.height - bottom;
		if (above > least)
			out.push({ id: region.id, rect: within({ ...region.rect, height: above }, sheet) });
		if (below > least) {
			const rest = within({ ...region.rect, y: bottom, height: below }, sheet);
			out.push({ id: above > least ? id++ : region.id, rect: rest });
		}
	}
	return out;
}

/** How a mixed page would be cut: the sorter's proposal, and what the cut hides or leaves. Pure. */
import type { Reading, Rect } from '#lib/page/reading.ts';
import {
	isPrivateElement,
	type CutRun,
	type Element,
	type Suggestion
} from '#lib/page/suggestion.ts';
import { boundsOf, isTaken, overlaps, readingWithout } from '#lib/page/reading-without.ts';
import { regionsOver } from '#lib/tray/part.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import { regionsFor, type Region } from '#lib/ui/regions.ts';

/** From this summed probability on a line starts out private. */
export const privateFrom = 0.5;
/** From this probability on an element is named to the person who would hide it. */
const namedFrom = 0.5;

/** How the editor starts: with the sorter's own cut, where it proposes one, else with its private lines. */
export function proposeCut(reading: Reading, suggestion: Suggestion): readonly Region[] {
	const { cut } = suggestion;
	const bands = cut && regionsFor(reading.lines, sidesOf(reading, cut), reading);
	const drawn = () => proposeRegions(reading, suggestion);
	return bands ?? drawn().map((rect, i) => ({ id: i + 1, rect }));
}

/** Whether each line is private; a line in no run has no words and goes with the line above it. */
function sidesOf(reading: Reading, cut: readonly CutRun[]): readonly boolean[] {
	let side = cut[0]?.side ?? 'chart';
	return reading.lines.map((_, line) => {
		side = cut.find(({ from, to }) => from <= line && line <= to)?.side ?? side;
		return side === 'private';
	});
}

/** Lines that are more likely private than not, by their place. */
function privateLinesOf({ lines }: Suggestion): ReadonlySet<number> {
	return new Set(lines.filter((line) => line.private >= privateFrom).map(({ line }) => line));
}

/** The private regions that the sorter's lines suggest: one for each run of neighbouring private lines. */
export function proposeRegions(reading: Reading, suggestion: Suggestion): readonly Rect[] {
	const isPrivate = privateLinesOf(suggestion);
	const kept = reading.lines.filter((_, i) => !isPrivate.has(i)).map(({ rect }) => rect);
	return runsOf(isPrivate, reading).flatMap((run) => {
		const own = boundsOf(run.map((i) => reading.lines[i]?.rect).filter((rect) => !!rect));
		const grown = boundsOf(regionsOver(reading, new Set(run)));
		return own && grown ? [spare(grown, own, kept)] : [];
	});
}

/** Neighbours are one region only where no line for the chart stands between or beside them. */
function runsOf(isPrivate: ReadonlySet<number>, reading: Reading): number[][] {
	const kept = reading.lines.filter((_, i) => !isPrivate.has(i)).map(({ rect }) => rect);
	const runs: number[][] = [];
	for (const i of [...isPrivate].sort((a, b) => a - b)) {
		const run = runs.at(-1);
		const joined = boundsOf(
			[...(run ?? []), i].map((j) => reading.lines[j]?.rect).filter((rect) => !!rect)
		);
		const clear = joined && !kept.some((line) => overlaps(line, joined));
		if (run && run.at(-1) === i - 1 && clear) run.push(i);
		else runs.push([i]);
	}
	return runs;
}

/** Takes back what a region was grown over its own lines where that would cut into a line for the chart. */
function spare(grown: Rect, own: Rect, kept: readonly Rect[]): Rect {
	const middle = own.y + own.height / 2;
	let [top, bottom] = [grown.y, grown.y + grown.height];
	for (const line of kept.filter((rect) => overlaps(rect, grown))) {
		const end = line.y + line.height;
		if (end <= middle) top = Math.max(top, Math.min(end, own.y));
		else if (line.y >= middle) bottom = Math.min(bottom, Math.max(line.y, own.y + own.height));
	}
	return { ...grown, y: top, height: bottom - top };
}

/** What belongs in the record (45 CFR 164.501) and would stand on the private side alone. */
export function recordElementsUnder(
	reading: Reading,
	suggestion: Suggestion,
	regions: readonly Rect[]
): readonly Element[] {
	const hidden = suggestion.lines.filter(({ line, element, probability }) => {
		const read = reading.lines[line];
		if (!read || element === 'neutral' || isPrivateElement(element)) return false;
		// By its words: the boxes of lines that lean overlap where nothing of them is hidden.
		const rects = read.words.length > 0 ? read.words.map(({ rect }) => rect) : [read.rect];
		return probability >= namedFrom && rects.some((rect) => isTaken(rect, regions));
	});
	return [...new Set(hidden.map(({ element }) => element))];
}

/**
 * What the sorter would keep private, and the chart's part would hold all the same: the words left of each such line.
 * Lines that a person set `free` one by one were looked at, and are theirs to say.
 */
export function privateWordsLeft(
	reading: Reading,
	suggestion: Suggestion,
	regions: readonly Rect[],
	free: ReadonlySet<number> = new Set()
): readonly string[] {
	const sides = suggestion.cut && sidesOf(reading, suggestion.cut);
	const likely = privateLinesOf(suggestion);
	const isPrivate = (line: number): boolean => sides?.[line] ?? likely.has(line);
	const lines = reading.lines.filter((_, i) => isPrivate(i) && !free.has(i));
	return wordsLeft({ ...reading, lines }, regions);
}

/** Whether the page holds a fact that the chart must not miss, e.g. of safety, whatever else it holds. */
export function mustAlsoBeInChart({ suggestion }: Pick<TrayPage, 'suggestion'>): boolean {
	const isTold = suggestion?.remarks?.some(({ code }) => code === 'also-in-chart') ?? false;
	// The reason that stands at such a line says the same.
	const isShown = suggestion?.evidence.some(({ element }) => element === 'risk-safety') ?? false;
	return isTold || (isShown && suggestion?.kind === 'mixed');
}

/** The words that the chart's part will hold, line by line. */
export function wordsLeft(reading: Reading, regions: readonly Rect[]): readonly string[] {
	return readingWithout(reading, regions).lines.map(({ text }) => text);
}

/** Sheets that somebody counted against the sides that came in: too few, too many, and which, if that can be known. */
import type { TrayBox, TrayPage } from './state.ts';

export interface SheetDifference {
	/** Sides that the counted sheets have. */
	readonly expected: number;
	/** What does not add up; absent when it does, or when more may still come. */
	readonly sentence?: string;
}

/** `undefined` when nobody counted the sheets. `open`: more sides may come, so too few is no difference yet. */
export function sheetDifference(
	box: TrayBox,
	pages: readonly TrayPage[],
	open: boolean
): SheetDifference | undefined {
	if (box.sheets === undefined) return undefined;
	const perSheet = box.bothSides ? 2 : 1;
	const expected = box.sheets * perSheet;
	const found = pages.length;
	if (found === expected || (open && found < expected)) return { expected };
	const sentences = [
		`${said(box.sheets, box.bothSides === true)} ${found < expected ? `but only ${sides(found)}` : sides(found)} came in: ${off(found - expected)}.`,
		whichMissing(box, pages, perSheet),
		bySeparators(pages, found - expected),
		box.bothSides && found % 2 === 1 ? 'One sheet has only one of its sides here.' : undefined,
		!box.bothSides && found > box.sheets && found <= box.sheets * 2
			? 'One side of each sheet was said to be scanned: was it both?'
			: undefined
	];
	return { expected, sentence: sentences.filter((each) => each !== undefined).join(' ') };
}

function sides(number: number): string {
	return `${number} ${number === 1 ? 'side' : 'sides'}`;
}

function said(sheets: number, bothSides: boolean): string {
	const counted = `${sheets} ${sheets === 1 ? 'sheet was' : 'sheets were'} counted`;
	return bothSides ? `${counted}, scanned on both sides (${sides(sheets * 2)}),` : `${counted},`;
}

function off(difference: number): string {
	return difference < 0 ? `${sides(-difference)} too few` : `${sides(difference)} too many`;
}

/** A box of one file knows its own page numbers: those that could not be taken in are the gaps. */
function whichMissing(
	box: TrayBox,
	pages: readonly TrayPage[],
	perSheet: number
): string | undefined {
	const [first] = pages;
	if (box.files !== 1 || !first || box.refused.length === 0) return undefined;
	const here = new Set(pages.map(({ side }) => side.filePage));
	const missing = new Set<number>();
	for (let page = 1; page <= first.side.filePages; page++) {
		if (!here.has(page)) missing.add(Math.ceil(page / perSheet));
	}
	if (missing.size === 0) return undefined;
	return `Missing of ${missing.size === 1 ? 'sheet' : 'sheets'} ${ranges([...missing])}.`;
}

/** Separator sheets go through the scanner too, and are easily left out of the count. */
function bySeparators(pages: readonly TrayPage[], difference: number): string | undefined {
	const separators = pages.filter(({ decision }) => decision?.fate === 'separator').length;
	if (separators === 0 || difference !== separators) return undefined;
	return 'As many as there are separator sheets: were they left out of the count?';
}

/** `[1, 2, 3, 7]` as `1–3, 7`. */
export function ranges(numbers: readonly number[]): string {
	const runs: [number, number][] = [];
	for (const number of numbers) {
		const last = runs.at(-1);
		if (last?.[1] === number - 1) last[1] = number;
		else runs.push([number, number]);
	}
	return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

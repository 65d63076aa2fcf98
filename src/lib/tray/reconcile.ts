/** A box's account: sides in = fates out + undecided, or what is missing in words. */
import type { Fate } from '#lib/page/fate.ts';
import type { BoxId } from '#lib/page/ids.ts';
import { ranges, sheetDifference } from './sheets.ts';
import type { TrayBox, TrayPage, TrayState } from './state.ts';

export interface Account {
	/** Sides taken in. */
	readonly sides: number;
	/** Sides that the counted sheets have; `undefined` when nobody counted. */
	readonly expected?: number;
	readonly read: number;
	/** Taken in, but not recognised: they still want a decision. */
	readonly unread: number;
	/** Taken in and not looked at by the reader yet. */
	readonly waiting: number;
	readonly undecided: number;
	/** Sides that are blank, by decision or as the reader found them; they stay in the box, counted. */
	readonly blanks: number;
	readonly separators: number;
	readonly duplicates: number;
	/** Of those that were to be scanned again: a better scan stands in their place. It counts in the box it came in. */
	readonly replaced: number;
	readonly fates: Readonly<Record<Fate, number>>;
	/** Sentences on what does not add up; empty when the box is whole. */
	readonly differences: readonly string[];
	/** A person has said why, and no side has come in since. */
	readonly explained: boolean;
}

const noFates: Record<Fate, number> = {
	chart: 0,
	cabinet: 0,
	split: 0,
	blank: 0,
	duplicate: 0,
	rescan: 0,
	'not-a-record': 0,
	separator: 0
};

export function count(number: number, one: string, many = `${one}s`): string {
	return `${number} ${number === 1 ? one : many}`;
}

/** Adds a box up; `underway` while it is being fed. `undefined` when the tray holds no such box. */
export function accountOf(state: TrayState, id: BoxId, underway?: BoxId): Account | undefined {
	const box = state.boxes.get(id);
	return box && addUp(box, pagesOf(state, box), id === underway);
}

/** The sides of a box in its order. */
export function pagesOf(state: TrayState, box: TrayBox): readonly TrayPage[] {
	return box.pages.flatMap((page) => state.pages.get(page) ?? []);
}

/** {@link accountOf} for those who hold the box and its pages already. */
export function addUp(box: TrayBox, pages: readonly TrayPage[], isUnderway = false): Account {
	const fates = { ...noFates };
	for (const { decision } of pages) if (decision) fates[decision.fate]++;
	const read = pages.filter((page) => page.reading).length;
	const unread = pages.filter(isUnread).length;
	const decided = pages.filter((page) => page.decision).length;
	const sheets = sheetDifference(box, pages, isUnderway || !box.fed);
	return {
		sides: pages.length,
		...(sheets ? { expected: sheets.expected } : {}),
		read,
		unread,
		// Our own separator sheets are never read.
		waiting: pages.filter((page) => !page.reading && !isUnread(page) && !page.decision).length,
		undecided: pages.length - decided,
		blanks: pages.filter(isBlank).length,
		separators: fates.separator,
		duplicates: fates.duplicate,
		replaced: pages.filter(({ replacedBy }) => replacedBy).length,
		fates,
		differences: [
			...(isUnderway ? [] : box.fed ? neverIn(box) : [cutShort(box, pages)]),
			...refusals(box),
			...(sheets?.sentence ? [sheets.sentence] : []),
			...unreadable(pages)
		],
		explained: isExplained(box, pages)
	};
}

function isUnread(page: TrayPage): boolean {
	return page.unread !== undefined && !page.reading;
}

/** What a person decided stands before what the reader found. */
function isBlank({ decision, suggestion }: TrayPage): boolean {
	return decision ? decision.fate === 'blank' : suggestion?.kind === 'blank';
}

function cutShort(box: TrayBox, pages: readonly TrayPage[]): string {
	if (box.listed !== undefined) return shortOfList(box, box.listed, pages);
	return `Feeding was cut short: ${box.filesTaken} of ${count(box.files, 'file')} went in whole. Feed the others again.`;
}

/** What a station seals has ids of its own: its files, fed here, would give other sides. */
function shortOfList({ files }: TrayBox, listed: number, pages: readonly TrayPage[]): string {
	const came = `${pages.length} of ${count(listed, 'side')} came in from the scan station.`;
	const here = new Set(pages.map(({ side }) => side.filePage));
	// Where separator sheets part a file, the list is shorter than the file.
	const isNumbered = files === 1 && pages.every(({ side }) => side.filePages === listed);
	const missing = Array.from({ length: listed }, (_, i) => i + 1).filter((page) => !here.has(page));
	return isNumbered && pages.length > 0 && missing.length > 0
		? `${came} Missing of its file: page ${ranges(missing)}.`
		: came;
}

/** Files that neither went in nor were refused by name. */
export function filesMissing({ files, filesTaken, refused }: TrayBox): number {
	const names = refused.flatMap(({ filePage, name }) => (filePage === undefined ? [name] : []));
	return Math.max(0, files - filesTaken - new Set(names).size);
}

function neverIn(box: TrayBox): readonly string[] {
	const missing = filesMissing(box);
	if (missing === 0) return [];
	return [
		`${count(missing, 'file')} of ${box.files} never went in. Feed what is missing as a box of its own.`
	];
}

function refusals({ refused }: TrayBox): readonly string[] {
	const broken = refused.filter(({ sides }) => sides);
	const others = refused.length - broken.length;
	return [
		...(others > 0
			? [`${count(others, 'file or page', 'files or pages')} could not be taken in.`]
			: []),
		...(broken.length > 0
			? [`${count(broken.length, 'file is', 'files are')} cut short: only a part of it came in.`]
			: [])
	];
}

/** Once somebody has decided from the picture, nothing is missing of a side. */
function unreadable(pages: readonly TrayPage[]): readonly string[] {
	const open = pages.filter((page) => isUnread(page) && !page.decision).length;
	return open > 0 ? [`${count(open, 'side')} could not be read; decide from the picture.`] : [];
}

function isExplained({ notes }: TrayBox, pages: readonly TrayPage[]): boolean {
	const last = notes.at(-1);
	return last !== undefined && pages.every(({ takenAt }) => takenAt <= last.at);
}

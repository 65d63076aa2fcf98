/** A box's account: sides in = fates out, or what is missing in words. */
import type { Fate } from '#lib/page/fate.ts';
import type { BoxId } from '#lib/page/ids.ts';
import type { TrayPage, TrayState } from './state.ts';

export interface Account {
	/** Sides taken in. */
	readonly sides: number;
	readonly read: number;
	/** Taken in, but not recognised: they still want a decision. */
	readonly unread: number;
	/** Taken in and not looked at by the reader yet. */
	readonly waiting: number;
	readonly undecided: number;
	readonly fates: Readonly<Record<Fate, number>>;
	/** Sentences on what does not add up; empty when the box is whole. */
	readonly differences: readonly string[];
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

function count(number: number, one: string, many = `${one}s`): string {
	return `${number} ${number === 1 ? one : many}`;
}

/** Adds a box up; `underway` while it is being fed. `undefined` when the tray holds no such box. */
export function accountOf(state: TrayState, id: BoxId, underway?: BoxId): Account | undefined {
	const box = state.boxes.get(id);
	if (!box) return undefined;
	const pages = box.pages
		.map((page) => state.pages.get(page))
		.filter((page): page is TrayPage => page !== undefined);
	const fates = { ...noFates };
	for (const { decision } of pages) if (decision) fates[decision.fate]++;
	const read = pages.filter((page) => page.reading).length;
	const unread = pages.filter((page) => page.unread !== undefined && !page.reading).length;
	const decided = pages.filter((page) => page.decision).length;

	const differences: string[] = [];
	if (!box.fed && id !== underway)
		differences.push(
			`Feeding was cut short: ${box.filesTaken} of ${count(box.files, 'file')} went in whole. Feed the others again.`
		);
	if (box.refused.length > 0)
		differences.push(
			`${count(box.refused.length, 'file or page', 'files or pages')} could not be taken in.`
		);
	if (box.sheets !== undefined && pages.length < box.sheets)
		differences.push(
			`${count(box.sheets, 'sheet')} said to be fed, but only ${count(pages.length, 'side')} found.`
		);
	if (unread > 0)
		differences.push(`${count(unread, 'side')} could not be read; decide from the picture.`);
	return {
		sides: pages.length,
		read,
		unread,
		waiting: pages.length - read - unread,
		undecided: pages.length - decided,
		fates,
		differences
	};
}

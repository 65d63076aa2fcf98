/** The bookmarks of a packet (ISO 32000-1, 12.3.3): the packet's parts, and under the pages' part each page. */
import { textString, type PdfFile, type Piece } from './pdf-file.ts';
import type { Sheet } from './sheets.ts';

/** A bookmark: its words, and the sheet that it leads to, counted from 1. */
export interface Bookmark {
	readonly title: string;
	readonly sheet: number;
	/** 0: a part of the packet; 1: a page, under the part before it. */
	readonly depth: number;
}

export function bookmarksOf(sheets: readonly Sheet[]): readonly Bookmark[] {
	return sheets.flatMap((sheet, index) => [
		...(sheet.opens === undefined ? [] : [{ title: sheet.opens, sheet: index + 1, depth: 0 }]),
		...(sheet.is === 'page' ? [{ title: sheet.mark, sheet: index + 1, depth: 1 }] : [])
	]);
}

interface Item {
	readonly object: number;
	readonly bookmark: Bookmark;
	readonly below: Item[];
}

/** The outline's object number. `pages` are those of the sheets, in order. */
export async function putOutline(
	file: PdfFile,
	bookmarks: readonly Bookmark[],
	pages: readonly number[]
): Promise<number> {
	const root = file.reserve();
	const parts: Item[] = [];
	for (const bookmark of bookmarks) {
		const item: Item = { object: file.reserve(), bookmark, below: [] };
		const level = bookmark.depth === 0 ? parts : parts.at(-1)?.below;
		if (!level) throw new Error('a page stands in no part');
		level.push(item);
	}
	await putLevel(file, root, parts, pages);
	await file.put(root, ['/Type /Outlines', endsOf(parts)]);
	return root;
}

async function putLevel(
	file: PdfFile,
	parent: number,
	items: readonly Item[],
	pages: readonly number[]
): Promise<void> {
	for (const [at, { object, bookmark, below }] of items.entries()) {
		const page = pages[bookmark.sheet - 1];
		if (page === undefined) throw new Error('a bookmark leads nowhere');
		const [before, after] = [items[at - 1], items[at + 1]];
		const entries: Piece[] = [
			...['/Title ', textString(bookmark.title), ` /Parent ${parent} 0 R`],
			...(before ? [` /Prev ${before.object} 0 R`] : []),
			...(after ? [` /Next ${after.object} 0 R`] : []),
			endsOf(below),
			` /Dest [${page} 0 R /Fit]`
		];
		await file.put(object, entries);
		await putLevel(file, object, below, pages);
	}
}

/** Open at the parts, and closed at the pages: a viewer shows the parts first. */
function endsOf(items: readonly Item[]): string {
	const [first, last] = [items[0], items.at(-1)];
	if (!first || !last) return '';
	const open = first.bookmark.depth === 0;
	return ` /First ${first.object} 0 R /Last ${last.object} 0 R /Count ${open ? '' : '-'}${items.length}`;
}

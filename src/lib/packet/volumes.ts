/** How a packet that is too large for one file divides into several: whole pages, in their order. Pure. */
import type { PictureSheet, Volume } from './sheets.ts';

/** One page alone, with what has to stand round it, is larger than the limit. */
export class OverLimit extends Error {
	override name = 'OverLimit';

	constructor() {
		super('one page alone is larger than the limit of a volume');
	}
}

/** Fonts, colour, cover, index and bookmarks, about. */
const around = 110_000;

interface Weighed {
	readonly sheet: PictureSheet;
	readonly bytes: number;
}

/**
 * A volume a file; nothing but one `undefined` when all fits into one. Copies that go along with the pages stand in every
 * volume, as do the letters.
 */
export function dividedBy(
	weighed: readonly Weighed[],
	limit: number
): readonly (Volume | undefined)[] {
	const copies = weighed.filter(({ sheet }) => sheet.is === 'copy');
	const room = limit - around - copies.reduce((sum, { bytes }) => sum + bytes, 0);
	const groups: PictureSheet[][] = [];
	let left = 0;
	for (const { sheet, bytes } of weighed) {
		if (sheet.is === 'copy') continue;
		if (bytes > room) throw new OverLimit();
		if (bytes > left || groups.length === 0) {
			groups.push([]);
			left = room;
		}
		groups.at(-1)?.push(sheet);
		left -= bytes;
	}
	if (groups.length < 2) return [undefined];
	return groups.map((group, index) => ({
		number: index + 1,
		of: groups.length,
		pages: group.flatMap((sheet) => (sheet.is === 'page' ? [sheet.page.page] : []))
	}));
}

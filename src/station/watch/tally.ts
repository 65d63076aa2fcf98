/** What a journal's boxes come to, in counts: for the status, the report, and nobody's eyes on a page. Pure. */
import type { BoxId } from '#lib/page/ids.ts';
import type { Journal, JournalBox, Sealed } from '#lib/spool/journal.ts';

export interface BoxTally {
	readonly box: BoxId;
	readonly begunAt: string;
	readonly spooledAt?: string;
	readonly acknowledgedAt?: string;
	/** The files' hashes. */
	readonly files: readonly string[];
	readonly sides: number;
	readonly blanks: number;
	readonly maybeBlank: number;
	readonly separators: number;
	/** Sides whose original is the same, byte by byte, as one that came before. */
	readonly duplicates: number;
	/** Their words could not be recognised; their pictures are in. */
	readonly unread: number;
	/** Pages or files that could not become sides. */
	readonly refused: number;
	readonly seconds?: number;
	readonly sidesPerMinute?: number;
}

/** In the order in which they were begun. */
export function tallyOf({ boxes }: Journal): readonly BoxTally[] {
	const seen = new Set<string>();
	return [...boxes.values()].map((box) => boxTally(box, seen));
}

function boxTally(
	{ box, begunAt, files, sides, refused, spooled, acknowledged }: JournalBox,
	seen: Set<string>
): BoxTally {
	const all = [...sides.values()];
	const read = all.filter(({ separator }) => !separator);
	const are = (blank: Sealed['blank']): number =>
		read.filter((side) => side.blank === blank).length;
	let duplicates = 0;
	for (const { mark } of read) {
		if (seen.has(mark)) duplicates++;
		seen.add(mark);
	}
	return {
		...{ box, begunAt, files, duplicates },
		...(spooled ? { spooledAt: spooled.at } : {}),
		...(acknowledged ? { acknowledgedAt: acknowledged.at } : {}),
		sides: all.length,
		blanks: are('yes'),
		maybeBlank: are('maybe'),
		separators: all.length - read.length,
		unread: are('unread'),
		refused: refused.length,
		...(spooled && spooled.seconds > 0
			? {
					seconds: spooled.seconds,
					sidesPerMinute: Math.round((all.length / spooled.seconds) * 600) / 10
				}
			: {})
	};
}

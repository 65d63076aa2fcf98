/** What a journal's boxes come to, in counts: for the status, the report, and nobody's eyes on a page. Pure. */
import type { BoxId } from '#lib/page/ids.ts';
import type { FileHash, Journal, JournalBox, Sealed } from '#lib/spool/journal.ts';

/**
 * Files that the station has seen, each once and in one of three ways. Together they are all that it saw; what it left
 * alone in the folder it has not seen.
 */
export interface FileTally {
	/** Sides of it are sealed, or still being sealed. */
	readonly taken: number;
	/** Was dealt with before: dropped again. */
	readonly known: number;
	/** Nothing of it could be taken in, or the app gave its box back and it was not dropped again. */
	readonly failed: number;
}

export interface BoxTally {
	readonly box: BoxId;
	readonly begunAt: string;
	readonly spooledAt?: string;
	readonly acknowledgedAt?: string;
	/** The files' hashes. */
	readonly files: readonly FileHash[];
	/** Of these. A file that separator sheets part counts at each of its boxes. */
	readonly fileTally: FileTally;
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

export interface Tally {
	/** In the order in which they were begun. */
	readonly boxes: readonly BoxTally[];
	/** Files that are in no box: nothing came of them, or their box was given back and is not taken in anew. */
	readonly unboxed: readonly UnboxedFile[];
	/** Of all files, each once. */
	readonly files: FileTally;
}

export interface UnboxedFile {
	readonly file: FileHash;
	readonly fileTally: FileTally;
}

export function tallyOf(journal: Journal): Tally {
	const seen = new Set<string>();
	const tallyFiles = fileTallies(journal);
	const boxes = [...journal.boxes.values()].map((box) =>
		boxTally(box, tallyFiles(box.files), seen)
	);
	const boxed = new Set(boxes.flatMap(({ files }) => files));
	const others = [...journal.endings.keys()].filter((file) => !boxed.has(file));
	const unboxed = others.map((file) => ({ file, fileTally: tallyFiles([file]) }));
	return { boxes, unboxed, files: tallyFiles([...boxed, ...others]) };
}

function fileTallies({ boxes, again }: Journal): (files: readonly FileHash[]) => FileTally {
	const taken = new Set<FileHash>();
	for (const { files, sides, spooled } of boxes.values()) {
		for (const { file } of sides.values()) taken.add(file);
		// What comes of the files of a box that is under way is not known yet.
		if (!spooled) for (const file of files) taken.add(file);
	}
	return (files) => {
		const failed = files.filter((file) => !taken.has(file)).length;
		const known = files.reduce((sum, file) => sum + (again.get(file) ?? 0), 0);
		return { taken: files.length - failed, known, failed };
	};
}

/** All that the station saw. */
export function seenOf({ taken, known, failed }: FileTally): number {
	return taken + known + failed;
}

function boxTally(
	{ box, begunAt, files, sides, refused, spooled, acknowledged }: JournalBox,
	fileTally: FileTally,
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
		...{ box, begunAt, files, fileTally, duplicates },
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

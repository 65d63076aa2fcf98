/**
 * The station's journal: what was done with which file, by hash. No name and no word of a page ever stands in it.
 *
 * [Note: Marks of the journal]
 * Originals are deleted on what the journal says, so each line ends with a mark under the pairing's secret that hangs on
 * the line before: none can be written, changed, moved or left out by whoever gets at the spool. Lines cut off its end are
 * not noticed: their files are then taken in again, and give the same sides.
 */
import { hexOf } from '#lib/page/bytes.ts';
import type { Blank } from '#lib/page/reading.ts';
import type { BoxId } from '#lib/page/ids.ts';
import { macOf } from '#lib/vault/mac.ts';
import { isSpooledSide, type SpooledSide } from './manifest.ts';
import type { Pairing } from './pairing.ts';
import {
	isAmount,
	isCount,
	isHash,
	isIdText,
	isListOf,
	isMaybe,
	isMoment,
	isText,
	parseObject,
	type Fields
} from '#lib/page/shape.ts';

/** A file is named by the SHA-256 of its bytes, everywhere. */
export type FileHash = string;

export type Entry =
	/** A box was begun. Where separator sheets part a file, several boxes name it. */
	| {
			readonly is: 'box-begun';
			readonly box: BoxId;
			readonly at: string;
			readonly files: readonly FileHash[];
	  }
	/** A side lies sealed in the spool. */
	| {
			readonly is: 'side-sealed';
			readonly box: BoxId;
			readonly file: FileHash;
			readonly filePage: number;
			readonly side: SpooledSide;
			/** See `sameMark`. */
			readonly mark: string;
			/** `unread`: the words could not be recognised. */
			readonly blank: Blank | 'unread';
			readonly separator?: true;
	  }
	/** A page of a file, or all of it, could not become a side. */
	| {
			readonly is: 'refused';
			readonly box: BoxId;
			readonly file: FileHash;
			readonly filePage?: number;
			readonly why: string;
	  }
	/** All of the box lies in the spool, its manifest too. */
	| {
			readonly is: 'box-spooled';
			readonly box: BoxId;
			readonly at: string;
			readonly seconds: number;
	  }
	/** The app has taken every side, or said which not. */
	| {
			readonly is: 'box-acknowledged';
			readonly box: BoxId;
			readonly at: string;
			readonly taken: number;
	  }
	/** Every box that these files made lies in the spool. */
	| { readonly is: 'files-spooled'; readonly files: readonly FileHash[] }
	/** The app could not take every side: the box is out of the spool, and its files are as if they were never taken in. */
	| { readonly is: 'box-returned'; readonly box: BoxId; readonly at: string }
	/**
	 * The original is about to be dealt with. `to`: a mark of where it goes. A kill between the deed and its line leaves this
	 * as the last word, and the next start looks whether it was done.
	 */
	| {
			readonly is: 'file-ending';
			readonly file: FileHash;
			readonly as: Ending;
			readonly to: string;
	  }
	/** The original is dealt with. */
	| { readonly is: 'file-ended'; readonly file: FileHash; readonly as: Ending };

const endings = ['done', 'failed', 'deleted'] as const;
/** Lies in `done/`, lies in `failed/` with its reason, or was overwritten and deleted. */
export type Ending = (typeof endings)[number];

export type Sealed = Extract<Entry, { is: 'side-sealed' }>;

export interface JournalBox {
	readonly box: BoxId;
	readonly begunAt: string;
	readonly files: readonly FileHash[];
	/** By `file page`. */
	readonly sides: ReadonlyMap<string, Sealed>;
	readonly refused: readonly Extract<Entry, { is: 'refused' }>[];
	readonly spooled?: { readonly at: string; readonly seconds: number };
	readonly acknowledged?: { readonly at: string; readonly taken: number };
}

export interface Journal {
	readonly boxes: ReadonlyMap<BoxId, JournalBox>;
	readonly spooled: ReadonlySet<FileHash>;
	readonly endings: ReadonlyMap<FileHash, Ending>;
	/** How often a file that was dealt with already was dropped again, and dealt with as before. */
	readonly again: ReadonlyMap<FileHash, number>;
	/** What was begun with an original and is not known to be done: one at a time. */
	readonly ending?: FileEnding | undefined;
}

export type FileEnding = Extract<Entry, { is: 'file-ending' }>;

export const emptyJournal: Journal = {
	boxes: new Map(),
	spooled: new Set(),
	endings: new Map(),
	again: new Map()
};

export function placeOf(file: FileHash, filePage: number): string {
	return `${file} ${filePage}`;
}

/** What the first line's mark hangs on. */
export const noMark = '';

/** The line as it is written after the one with the mark `before`, and its own mark. */
export async function lineOf(
	entry: Entry,
	{ secret }: Pick<Pairing, 'secret'>,
	before: string
): Promise<{ readonly line: string; readonly mark: string }> {
	const text = JSON.stringify(entry);
	const mark = await markOf(secret, before, text);
	return { line: `${text} ${mark}\n`, mark };
}

async function markOf(secret: string, before: string, text: string): Promise<string> {
	return hexOf(await macOf(secret, 'journal', [before, text]));
}

export type JournalRead =
	| {
			readonly ok: true;
			readonly journal: Journal;
			/** Bytes of text before a last line that a power cut has torn; all of it when none was. */
			readonly whole: number;
			/** Of the last whole line; see {@link lineOf}. */
			readonly mark: string;
	  }
	| { readonly ok: false; readonly line: number };

/** A torn last line was never acted upon: it is left out. Any other line that does not read, or is not ours, is damage. */
export async function readJournal(
	text: string,
	{ secret }: Pick<Pairing, 'secret'>
): Promise<JournalRead> {
	let journal = emptyJournal;
	let mark = noMark;
	let at = 0;
	for (let line = 1; at < text.length; line++) {
		const end = text.indexOf('\n', at);
		const cut = text.lastIndexOf(' ', end);
		const shown = text.slice(cut + 1, end);
		const isOurs =
			end >= 0 && cut > at && shown === (await markOf(secret, mark, text.slice(at, cut)));
		const entry = isOurs ? parseEntry(text.slice(at, cut)) : undefined;
		if (!entry) {
			// A power cut can leave a block of zeros where the last lines should be, and nothing after it.
			const rest = text.slice(at).replace(/\0+$/u, '');
			return rest.indexOf('\n') === -1 || rest.indexOf('\n') === rest.length - 1
				? { ok: true, journal, mark, whole: new TextEncoder().encode(text.slice(0, at)).length }
				: { ok: false, line };
		}
		journal = foldEntry(journal, entry);
		mark = shown;
		at = end + 1;
	}
	return { ok: true, journal, mark, whole: new TextEncoder().encode(text).length };
}

/** Changes the maps of a journal in place and returns it: a night's work is many thousand lines. */
export function foldEntry(journal: Journal, entry: Entry): Journal {
	const draft =
		journal === emptyJournal
			? {
					boxes: new Map<BoxId, JournalBox>(),
					spooled: new Set<FileHash>(),
					endings: new Map<FileHash, Ending>(),
					again: new Map<FileHash, number>(),
					returned: new Set<FileHash>()
				}
			: (journal as Draft);
	if (entry.is === 'file-ended') endFile(draft, entry);
	else if (entry.is === 'file-ending') draft.ending = entry;
	else if (entry.is === 'files-spooled') for (const file of entry.files) draft.spooled.add(file);
	else if (entry.is === 'box-returned') {
		for (const file of draft.boxes.get(entry.box)?.files ?? []) {
			draft.spooled.delete(file);
			draft.returned.add(file);
		}
		draft.boxes.delete(entry.box);
	} else if (entry.is === 'box-begun') {
		const { box, at, files } = entry;
		const held = draft.boxes.get(box);
		draft.boxes.set(box, held ?? { box, begunAt: at, files, sides: new Map(), refused: [] });
	} else {
		const held = draft.boxes.get(entry.box);
		if (held) draft.boxes.set(entry.box, stepped(held, entry));
	}
	return draft;
}

interface Draft {
	readonly boxes: Map<BoxId, JournalBox>;
	readonly spooled: Set<FileHash>;
	readonly endings: Map<FileHash, Ending>;
	readonly again: Map<FileHash, number>;
	/** Of boxes that were given back: such a file does not come again, it comes anew. */
	readonly returned: Set<FileHash>;
	ending?: FileEnding | undefined;
}

function endFile(draft: Draft, { file, as }: Extract<Entry, { is: 'file-ended' }>): void {
	const { endings, again, returned } = draft;
	draft.ending = undefined;
	const isAnew = returned.delete(file) || !endings.has(file);
	if (as !== 'deleted' && !isAnew) again.set(file, (again.get(file) ?? 0) + 1);
	endings.set(file, as);
}

function stepped(
	box: JournalBox,
	entry: Extract<Entry, { is: 'side-sealed' | 'refused' | 'box-spooled' | 'box-acknowledged' }>
): JournalBox {
	switch (entry.is) {
		case 'side-sealed':
			(box.sides as Map<string, Sealed>).set(placeOf(entry.file, entry.filePage), entry);
			return box;
		case 'refused':
			return { ...box, refused: [...box.refused, entry] };
		case 'box-spooled':
			return { ...box, spooled: { at: entry.at, seconds: entry.seconds } };
		case 'box-acknowledged':
			return { ...box, acknowledged: { at: entry.at, taken: entry.taken } };
	}
}

const shapes: Readonly<Record<Entry['is'], (entry: Fields) => boolean>> = {
	'box-begun': ({ box, at, files }) => isIdText(box) && isMoment(at) && isListOf(files, isHash),
	'side-sealed': ({ box, file, filePage, side, mark, blank, separator }) =>
		isIdText(box) &&
		isHash(file) &&
		isCount(filePage) &&
		isSpooledSide(side) &&
		isText(mark) &&
		['no', 'maybe', 'yes', 'unread'].some((each) => each === blank) &&
		isMaybe(separator, (value) => value === true),
	refused: ({ box, file, filePage, why }) =>
		isIdText(box) && isHash(file) && isMaybe(filePage, isCount) && isText(why),
	'box-spooled': ({ box, at, seconds }) => isIdText(box) && isMoment(at) && isAmount(seconds),
	'box-acknowledged': ({ box, at, taken }) => isIdText(box) && isMoment(at) && isCount(taken),
	'box-returned': ({ box, at }) => isIdText(box) && isMoment(at),
	'files-spooled': ({ files }) => isListOf(files, isHash),
	'file-ending': ({ file, as, to }) =>
		isHash(file) && endings.some((each) => each === as) && isText(to),
	'file-ended': ({ file, as }) => isHash(file) && endings.some((each) => each === as)
};

function parseEntry(line: string): Entry | undefined {
	const found = parseObject(line);
	const is = found?.['is'];
	if (!found || !isText(is) || !Object.hasOwn(shapes, is)) return undefined;
	return shapes[is as Entry['is']](found) ? (found as unknown as Entry) : undefined;
}

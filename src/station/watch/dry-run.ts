/** `station watch --dry-run`: reads and sorts what lies in the folder, counts, and writes nothing anywhere. */
import type { Intake } from '#lib/intake/intake.ts';
import type { NewSide } from '#lib/intake/taken.ts';
import type { Reader } from '#lib/reading/reader.ts';
import { suggest, wordsOf } from '#lib/sorting/suggest.ts';
import { shortOf } from './log.ts';
import { nameOfLeft, pathMark, type NameInLog, type Place } from './name-in-log.ts';
import { openFile, unopened } from './opened-file.ts';
import {
	leftAlone,
	WaitingFiles,
	type Looked,
	type OnLeftAlone,
	type WaitingFile
} from './waiting-files.ts';

/** Something that a watch would leave where it is. */
export type DryLeft = NameInLog & { readonly leftAlone: string };

/** Half files that may still become whole. */
export interface DryWaiting {
	readonly waiting: number;
}

export interface DryRow {
	readonly file: string;
	readonly sides: number;
	readonly blank: number;
	readonly unread: number;
	readonly separators: number;
	/** What the sides are suggested to be, counted. */
	readonly kinds: Readonly<Record<string, number>>;
	/** What of the file could not be taken in. */
	readonly refused: readonly string[];
}

interface Parts {
	readonly intake: Pick<Intake, 'takeIn'>;
	readonly reader: Reader;
	readonly jobs: number;
	readonly pairing: Place['pairing'];
	readonly settleMs: number;
	readonly signal: AbortSignal;
	readonly write: (row: DryRow | DryLeft | DryWaiting) => void;
}

/** True when all of every file could be taken in. At the signal it ends after the side that it reads. */
export async function dryRun(folder: string, parts: Parts): Promise<boolean> {
	let allTaken = true;
	const at = { folder, pairing: parts.pairing };
	const left: Parameters<OnLeftAlone>[] = [];
	const { ready: files, awaited } = await settled(folder, parts, (...each) => left.push(each));
	for (const [why, path] of left) {
		if (why !== 'no-scan') allTaken = false;
		parts.write({ ...(await nameOfLeft(path, why, at)), leftAlone: leftAlone[why] });
	}
	for (const file of files) {
		if (parts.signal.aborted) return false;
		const row = await rowOf(file, at, parts);
		if (row === undefined) continue;
		if ('leftAlone' in row || row.refused.length > 0) allTaken = false;
		parts.write(row);
	}
	if (awaited.length > 0) {
		allTaken = false;
		parts.write({ waiting: awaited.length });
	}
	return allTaken && !parts.signal.aborted;
}

async function settled(
	folder: string,
	{ settleMs, signal }: Parts,
	onLeftAlone: OnLeftAlone
): Promise<Looked> {
	const files = new WaitingFiles(folder, settleMs);
	for (;;) {
		const looked = await files.look(performance.now(), onLeftAlone);
		if (looked.changing.length === 0 || signal.aborted) return looked;
		await new Promise((resolve) => setTimeout(resolve, settleMs / 4));
	}
}

/** `undefined` for a file that is gone by now. */
async function rowOf(
	{ path }: WaitingFile,
	at: Place,
	{ intake, reader, jobs, signal }: Parts
): Promise<DryRow | DryLeft | undefined> {
	const opened = await openFile(path);
	if (opened.is === 'gone') return undefined;
	if (opened.is !== 'open')
		return { ...(await pathMark(path, at)), leftAlone: unopened[opened.is] };
	const row = { sides: 0, blank: 0, unread: 0, separators: 0 };
	const kinds: Record<string, number> = {};
	const refused: string[] = [];
	const count = async (side: NewSide): Promise<void> => {
		if (side.separator) {
			row.separators++;
			return;
		}
		try {
			const reading = await reader.read(side);
			if (reading.blank === 'yes') row.blank++;
			const { kind } = suggest(wordsOf(reading));
			kinds[kind] = (kinds[kind] ?? 0) + 1;
		} catch {
			row.unread++;
		}
	};
	const underWay = new Set<Promise<void>>();
	for await (const taken of intake.takeIn(opened.blob)) {
		if (signal.aborted) break;
		if (taken.is === 'refused') {
			refused.push(taken.refusal.why);
			continue;
		}
		row.sides++;
		while (underWay.size >= jobs) await Promise.race(underWay);
		const work = count(taken.side).finally(() => underWay.delete(work));
		underWay.add(work);
	}
	await Promise.all(underWay);
	// Half a file's counts would pass for all of it.
	if (signal.aborted) return undefined;
	return { file: shortOf(opened.hash), ...row, kinds, refused };
}

/** `station watch --dry-run`: reads and sorts what lies in the folder, counts, and writes nothing anywhere. */
import { openAsBlob } from 'node:fs';
import type { Intake } from '#lib/intake/intake.ts';
import type { NewSide } from '#lib/intake/taken.ts';
import type { Reader } from '#lib/reading/reader.ts';
import { suggest, wordsOf } from '#lib/sorting/suggest.ts';
import { hashOf } from './endings.ts';
import { shortOf } from './log.ts';
import { WaitingFiles, type WaitingFile } from './waiting-files.ts';

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
	readonly settleMs: number;
	readonly write: (row: DryRow) => void;
}

/** True when all of every file could be taken in. */
export async function dryRun(folder: string, parts: Parts): Promise<boolean> {
	let allTaken = true;
	for (const file of await settled(folder, parts.settleMs)) {
		const row = await rowOf(file, parts);
		if (row.refused.length > 0) allTaken = false;
		parts.write(row);
	}
	return allTaken;
}

async function settled(folder: string, settleMs: number): Promise<readonly WaitingFile[]> {
	const files = new WaitingFiles(folder, settleMs);
	for (;;) {
		const { ready, changing } = await files.look(performance.now());
		if (changing.length === 0) return ready;
		await new Promise((resolve) => setTimeout(resolve, settleMs / 4));
	}
}

async function rowOf({ path }: WaitingFile, { intake, reader, jobs }: Parts): Promise<DryRow> {
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
	for await (const taken of intake.takeIn(await openAsBlob(path))) {
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
	return { file: shortOf(await hashOf(path)), ...row, kinds, refused };
}

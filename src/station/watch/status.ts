/** `station status`: whether a station is at work, what its journal says was taken in, and what of it the app has taken. Reads, and locks nothing. */
import { readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { layout } from '#lib/spool/layout.ts';
import { readJournal, type Ending } from '#lib/spool/journal.ts';
import { usualSpool } from '#lib/spool/place.ts';
import { codeOf } from '#lib/spool/pairing.ts';
import { below } from './durable.ts';
import { Halt } from './halt.ts';
import { notedHalfFiles } from './half-files.ts';
import { isHeld } from './lock.ts';
import { shortOf } from './log.ts';
import { halfFilesWords, reportOf } from './report.ts';
import { seenOf, tallyOf, type BoxTally, type FileTally } from './tally.ts';
import { readPairing } from './watch.ts';
import type { StatusCommand } from './watch-arguments.ts';

export interface Status {
	readonly ok: boolean;
	/** With its last line's end. */
	readonly text: string;
}

export async function statusOf({
	pairing: path,
	spool,
	json,
	report
}: StatusCommand): Promise<Status> {
	try {
		const pairing = await readPairing(path);
		const root = join(spool ?? usualSpool(process.env, homedir()), pairing.station);
		const text = await readFile(below(root, layout.journal), 'utf8').catch(() => '');
		const read = await readJournal(text, pairing);
		if (!read.ok) throw new Halt('journal-damaged', `line ${read.line}`);
		const tally = tallyOf(read.journal);
		const { boxes } = tally;
		const code = await codeOf(pairing);
		const halves = (await notedHalfFiles(below(root, layout.halfFiles)))?.files ?? 0;
		if (report !== undefined) {
			const { html, csv } = reportOf(code, tally, new Date().toISOString(), halves);
			try {
				await writeFile(`${report}.html`, html);
				await writeFile(`${report}.csv`, csv);
			} catch {
				throw new Halt('no-report');
			}
		}
		const running = isHeld(below(root, layout.lock));
		const sum = sumOf(boxes);
		const files = { ...filesOf(read.journal.endings.values()), seen: tally.files };
		const said = { station: pairing.station, code, running, ...sum, files, halfFiles: halves };
		return {
			ok: true,
			text: json
				? `${JSON.stringify({ ...said, boxes: boxes.map(plain) })}\n`
				: inWords(said, read.journal.boxes.size + read.journal.endings.size === 0)
		};
	} catch (error) {
		if (!(error instanceof Halt)) throw error;
		const { why, message } = error;
		return { ok: false, text: `${json ? JSON.stringify({ error: message, why }) : message}\n` };
	}
}

interface Sum {
	readonly sides: number;
	/** Boxes that the app has not taken yet. */
	readonly waiting: { readonly boxes: number; readonly sides: number };
	readonly underWay: number;
	readonly taken: { readonly boxes: number; readonly sides: number };
}

function sumOf(boxes: readonly BoxTally[]): Sum {
	const count = (some: readonly BoxTally[]): { boxes: number; sides: number } => ({
		boxes: some.length,
		sides: some.reduce((sum, { sides }) => sum + sides, 0)
	});
	const spooled = boxes.filter(({ spooledAt }) => spooledAt !== undefined);
	return {
		sides: count(boxes).sides,
		waiting: count(spooled.filter(({ acknowledgedAt }) => acknowledgedAt === undefined)),
		underWay: boxes.length - spooled.length,
		taken: count(spooled.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined))
	};
}

type Files = Endings & { readonly seen: FileTally };
type Endings = Readonly<Record<Ending, number>>;

function filesOf(endings: Iterable<Ending>): Endings {
	const files = { done: 0, failed: 0, deleted: 0 };
	for (const as of endings) files[as]++;
	return files;
}

function many(number: number, one: string, several: string): string {
	return `${number} ${number === 1 ? one : several}`;
}

interface Said extends Sum {
	readonly code: string;
	/** A station is at work with this spool; `undefined` where that cannot be seen. */
	readonly running: boolean | undefined;
	readonly files: Files;
	/** As the station noted them last. */
	readonly halfFiles: number;
}

function inWords(
	{ code, running, sides, waiting, taken, underWay, files, halfFiles }: Said,
	isEmpty: boolean
): string {
	const boxesOf = (of: Sum['waiting']): string =>
		`${many(of.boxes, 'box', 'boxes')}, ${many(of.sides, 'side', 'sides')}`;
	return [
		`Station ${code}: compare this code with the one in the app.`,
		runningWords(running),
		...(isEmpty ? ['Nothing was taken in yet, or the spool is another one: see --spool.'] : []),
		`Sides sealed: ${sides}.`,
		`Waiting for the app: ${boxesOf(waiting)}.`,
		`Taken by the app: ${boxesOf(taken)}.`,
		...(underWay > 0 ? [`Begun and not finished: ${many(underWay, 'box', 'boxes')}.`] : []),
		`Files seen: ${seenOf(files.seen)} (${files.seen.taken} taken, ${files.seen.known} known already, ${files.seen.failed} failed).`,
		`Files: ${files.done} done, ${files.failed} failed, ${files.deleted} deleted after they were taken.`,
		...(halfFiles > 0 ? [halfFilesWords(halfFiles)] : []),
		''
	].join('\n');
}

function runningWords(running: boolean | undefined): string {
	if (running === undefined) return 'Whether a station is at work cannot be seen by this account.';
	return running
		? 'A station is at work with this spool.'
		: 'No station is at work with this spool on this machine.';
}

function plain({ files, ...box }: BoxTally): object {
	return { ...box, files: files.map((hash) => shortOf(hash)) };
}

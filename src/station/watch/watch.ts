/** `station watch`: puts the parts together, takes the locks, and ends with a status that a service understands. */
import { readFile } from 'node:fs/promises';
import { availableParallelism, homedir } from 'node:os';
import { join, relative, resolve, isAbsolute } from 'node:path';
import { Intake } from '#lib/intake/intake.ts';
import { ReadingPool } from '#lib/reading/pool.ts';
import { startNodeReader } from '#lib/reading/tesseract-node.ts';
import { layout } from '#lib/spool/layout.ts';
import { usualSpool } from '#lib/spool/place.ts';
import { codeOf, parsePairing, type Pairing } from '#lib/spool/pairing.ts';
import { startIntakeThread } from '../intake-thread.ts';
import { isFromSystem } from '../system-error.ts';
import type { Boxing } from './batches.ts';
import { dryRun } from './dry-run.ts';
import { Gate } from './gate.ts';
import { Halt, haltFor, type HaltWhy } from './halt.ts';
import { JournalFile } from './journal-file.ts';
import { takeLock, type Lock } from './lock.ts';
import { logTo } from './log.ts';
import { SpoolFolder } from './spool-folder.ts';
import { ensureReadable, ensureWritable, lockName, StationWatch } from './station-watch.ts';

export interface WatchCommand {
	readonly is: 'watch';
	readonly folder: string;
	readonly pairing: string;
	readonly spool: string | undefined;
	readonly jobs: number | undefined;
	readonly once: boolean;
	readonly dryRun: boolean;
	readonly deleteOriginals: boolean;
	readonly by: Boxing;
	/** Seconds that a file must not have changed. */
	readonly settle: number;
}

export type Ended = 'all' | 'some' | 'cannot';

export async function watch(
	command: WatchCommand,
	{ write, signal }: { readonly write: (line: string) => void; readonly signal: AbortSignal }
): Promise<Ended> {
	const now = (): Date => new Date();
	const log = logTo(write, now);
	const locks: Lock[] = [];
	const intake = new Intake({ start: startIntakeThread });
	const size = command.jobs ?? availableParallelism();
	const pool = new ReadingPool({ size, start: () => startNodeReader() });
	let journal: JournalFile | undefined;
	try {
		const pairing = await readPairing(command.pairing);
		const { folder } = command;
		const spoolRoot = command.spool ?? usualSpool(process.env, homedir());
		if (command.dryRun)
			return await tryOut(command, { pairing, intake, pool, size, write, signal });
		await ensureWritable(folder);
		if (isInside(folder, spoolRoot)) throw new Halt('spool-inside');
		locks.push(lockOf(join(folder, lockName), 'read-only'));
		const spool = await usable(SpoolFolder.open(spoolRoot, pairing));
		locks.push(lockOf(spool.path(layout.lock), 'no-spool'));
		journal = await usable(JournalFile.open(spool.path(layout.journal), pairing));
		log({ event: 'started', station: pairing.station, code: await codeOf(pairing), version: 1 });
		const { once, by, deleteOriginals, settle } = command;
		const station = new StationWatch(
			{
				...{ folder, pairing, once, by, deleteOriginals, signal },
				settleMs: settle * 1000,
				recycle: recycler(pool, () => journal?.now.boxes.size ?? 0)
			},
			{ pairing, intake, reader: pool, spool, journal, gate: new Gate(size), log, now }
		);
		await station.run();
		log({ event: 'stopped' });
		return station.allTaken ? 'all' : 'some';
	} catch (error) {
		const halt = haltFor(error);
		if (!(halt instanceof Halt)) throw halt;
		log({ event: 'halted', why: halt.why, sentence: halt.message });
		return 'cannot';
	} finally {
		intake.stop();
		await pool.stop();
		await journal?.close();
		for (const lock of locks) lock.release();
	}
}

async function tryOut(
	{ folder, settle }: WatchCommand,
	parts: {
		readonly pairing: Pairing;
		readonly intake: Intake;
		readonly pool: ReadingPool;
		readonly size: number;
		readonly write: (line: string) => void;
		readonly signal: AbortSignal;
	}
): Promise<Ended> {
	await ensureReadable(folder);
	const allTaken = await dryRun(folder, {
		...{ intake: parts.intake, reader: parts.pool, jobs: parts.size, settleMs: settle * 1000 },
		...{ pairing: parts.pairing, signal: parts.signal },
		write: (row) => parts.write(`${JSON.stringify(row)}\n`)
	});
	return allTaken ? 'all' : 'some';
}

export async function readPairing(path: string): Promise<Pairing> {
	const text = await readFile(path, 'utf8').catch(() => '');
	const read = parsePairing(text);
	if (!read.ok) throw new Halt(read.why === 'newer' ? 'newer-pairing' : 'no-pairing');
	return read.pairing;
}

/**
 * Whatever the system has against the spool before work begins (a file in its way, no right, a dangling link, a share that
 * is gone), there is none to work with; a full disk only wants room.
 */
async function usable<T>(opening: Promise<T>): Promise<T> {
	try {
		return await opening;
	} catch (error) {
		const halt = haltFor(error);
		if (halt instanceof Halt && halt.why !== 'read-only') throw halt;
		throw isFromSystem(error) ? new Halt('no-spool') : error;
	}
}

/** Throws {@link Halt}: `unwritable` when the lock's file cannot be made there. */
function lockOf(path: string, unwritable: HaltWhy): Lock {
	let lock;
	try {
		lock = takeLock(path);
	} catch {
		throw new Halt(unwritable);
	}
	if (!lock) throw new Halt('another-station');
	return lock;
}

function isInside(folder: string, path: string): boolean {
	const way = relative(resolve(folder), resolve(path));
	return !way.startsWith('..') && !isAbsolute(way);
}

/** Boxes after which readers are replaced: they keep the last picture, and starting one takes a second. */
const recycleEvery = 20;

function recycler(pool: ReadingPool, boxes: () => number): () => void {
	let last = boxes();
	return () => {
		if (boxes() - last < recycleEvery) return;
		last = boxes();
		pool.recycle();
	};
}

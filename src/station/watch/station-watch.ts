/** The watching itself: takes batches as they become ready, ends their files, and hears what the app has acknowledged. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isWholeBox, type Acknowledgement } from '#lib/spool/acknowledgement.ts';
import type { FileHash, JournalBox } from '#lib/spool/journal.ts';
import { layout } from '#lib/spool/layout.ts';
import { piecesOf } from '#lib/spool/manifest.ts';
import type { Pairing } from '#lib/spool/pairing.ts';
import type { BoxId } from '#lib/page/ids.ts';
import { batchesOf, type Batch, type Boxing } from './batches.ts';
import { hasGrown } from './endings.ts';
import { notedHalfFiles, noteHalfFiles } from './half-files.ts';
import { Halt, haltFor } from './halt.ts';
import { shortOf } from './log.ts';
import { nameOfLeft, pathMark } from './name-in-log.ts';
import { openFile, unopened } from './opened-file.ts';
import { Originals } from './originals.ts';
import { reasonFromJournal, reasonOf } from './reasons.ts';
import { takeBatch, type FileOutcome, type FileToTake, type Tools } from './take-batch.ts';
import {
	leftAlone,
	WaitingFiles,
	type LeftAlone,
	type Looked,
	type OnLeftAlone,
	type WaitingFile
} from './waiting-files.ts';

export interface WatchOrder {
	readonly folder: string;
	readonly pairing: Pairing;
	readonly by: Boxing;
	readonly deleteOriginals: boolean;
	readonly settleMs: number;
	/** Ends when nothing is left to take and nothing is changing. */
	readonly once: boolean;
	readonly signal: AbortSignal;
	/** Called between batches: readers keep what they read last. */
	readonly recycle: () => void;
}

/** How soon the folder is looked at again. */
const lookMs = 1000;
/** After a full disk, until the next try. */
const fullMs = 30_000;
/** Looks at a file that cannot be read until it is told of; with `once`, it is then left. */
const mostTries = 5;

/** A file of the folder with what was read of it. */
type Taken = Pick<FileToTake, 'hash' | 'blob'> & { readonly file: WaitingFile };

export class StationWatch {
	/** Every file that was taken up went in whole. */
	allTaken = true;
	readonly #order: WatchOrder;
	readonly #tools: Tools;
	readonly #files: WaitingFiles;
	/** Of files that cannot be moved away: they are not taken up again and again. */
	readonly #stuck = new Set<string>();
	/** Being taken in. The same file a second time waits until its twin is known. */
	readonly #under = new Set<FileHash>();
	readonly #originals: Originals;
	/** How often a file could not be read, by its path. */
	readonly #tries = new Map<string, number>();
	/** Boxes that are acknowledged and out of the spool: there is nothing more to hear of them. */
	readonly #heard = new Set<BoxId>();
	/** Boxes with an acknowledgement that is none: told once. */
	readonly #forged = new Set<BoxId>();
	/** Half files as they are noted in the spool. */
	#halves: number | undefined;
	/** Files that were taken up, ever: a round that takes up none is followed by a pause. */
	#takenUp = 0;

	constructor(order: WatchOrder, tools: Tools) {
		this.#order = order;
		this.#tools = tools;
		this.#files = new WaitingFiles(order.folder, order.settleMs);
		const { folder, pairing, by } = order;
		const { journal, log } = tools;
		const isFolderBox = by === 'folder';
		this.#originals = new Originals({ folder, pairing, journal, log, isFolderBox });
	}

	/** Resolves at the signal, or with `once` when all is done. Throws {@link Halt} when there is no going on. */
	async run(): Promise<void> {
		const { once, signal, settleMs } = this.#order;
		const { log } = this.#tools;
		await this.#originals.finish();
		while (!signal.aborted) {
			try {
				await this.#hear();
				const looked = await this.#look();
				const before = this.#takenUp;
				// Whoever takes what is there and ends waits for no half file.
				const { ready, changing } = looked;
				const awaited = once ? [] : looked.awaited;
				await this.#takeAll(batchesOf({ ready, changing, awaited }, this.#order.by));
				const left = ready.filter(({ path }) => !this.#stuck.has(path));
				const isEnd = once && left.length === 0 && changing.length === 0;
				await this.#originals.removeEmptied(isEnd);
				if (isEnd) {
					this.#sayWaiting(looked);
					return;
				}
				if (this.#takenUp === before) await pause(once ? settleMs / 4 : lookMs, signal);
			} catch (error) {
				const halt = haltFor(error);
				if (once || !(halt instanceof Halt) || halt.why !== 'disk-full') throw halt;
				log({ event: 'halted', why: halt.why, sentence: halt.message });
				await pause(fullMs, signal);
			}
		}
	}

	async #look(): Promise<Looked> {
		const left: Parameters<OnLeftAlone>[] = [];
		const looked = await this.#files.look(performance.now(), (...each) => left.push(each));
		for (const [why, path] of left) await this.#passOver(why, path);
		await this.#noteHalves(looked.halves);
		return looked;
	}

	/** What the next start takes, once it is whole. */
	#sayWaiting({ awaited }: Looked): void {
		if (awaited.length === 0) return;
		this.allTaken = false;
		this.#tools.log({ event: 'waiting', files: awaited.length });
	}

	async #noteHalves(files: number): Promise<void> {
		const { spool, now } = this.#tools;
		const path = spool.path(layout.halfFiles);
		this.#halves ??= (await notedHalfFiles(path))?.files ?? 0;
		if (files === this.#halves) return;
		await noteHalfFiles(path, { files, at: now().toISOString() });
		this.#halves = files;
	}

	/** Small files side by side: a box of one page must not keep all readers but one waiting. */
	async #takeAll(batches: readonly Batch[]): Promise<void> {
		const waiting = batches.values();
		let failed: unknown;
		const lane = async (): Promise<void> => {
			for (const batch of waiting) {
				if (failed !== undefined || this.#order.signal.aborted) return;
				await this.#take(batch).catch((error: unknown) => (failed ??= error));
			}
		};
		await Promise.all(Array.from({ length: this.#tools.gate.size }, lane));
		if (failed !== undefined) throw haltFor(failed);
	}

	async #take({ label, files }: Batch): Promise<void> {
		const under: FileHash[] = [];
		try {
			await this.#takeNew(label, files, under);
		} finally {
			for (const hash of under) this.#under.delete(hash);
		}
	}

	async #takeNew(label: string, files: readonly WaitingFile[], under: FileHash[]): Promise<void> {
		const { journal, log } = this.#tools;
		const news: (FileToTake & Taken)[] = [];
		for (const file of files) {
			if (this.#stuck.has(file.path)) continue;
			const found = await openFile(file.path);
			if (found.is !== 'open') {
				if (found.is !== 'gone') await this.#passBy(file, found.is);
				continue;
			}
			const { hash, blob } = found;
			if (this.#under.has(hash)) continue;
			this.#takenUp++;
			this.#under.add(hash);
			under.push(hash);
			if (journal.now.spooled.has(hash) && (await this.#isKept(hash))) {
				log({ event: 'file-known', file: shortOf(hash) });
				await this.#end({ file, hash, blob }, this.#refusedOf(hash));
			} else news.push({ name: file.name, hash, blob, file });
		}
		const [begun, others] = parted(news, journal.now.boxes);
		// A box that was cut short goes on with the files it had; what came since makes the next one.
		for (const part of [begun, others]) {
			if (part.length === 0) continue;
			const outcomes = await takeBatch(label, part, this.#order.by, this.#tools);
			const spooled = outcomes.filter(({ sides }) => sides > 0).map(({ hash }) => hash);
			if (spooled.length > 0) await journal.add({ is: 'files-spooled', files: spooled });
			for (const [i, outcome] of outcomes.entries()) {
				const taken = part[i];
				if (taken) await this.#settle(taken, outcome);
			}
			this.#order.recycle();
		}
	}

	async #passOver(why: LeftAlone, path: string): Promise<void> {
		if (why !== 'no-scan') this.allTaken = false;
		const name = await nameOfLeft(path, why, this.#order);
		this.#tools.log({ event: 'passed-over', ...name, why, sentence: leftAlone[why] });
	}

	/** Without the right, at once until the next start; a file that another program holds is tried again. */
	async #passBy({ path }: WaitingFile, why: 'forbidden' | 'unreadable'): Promise<void> {
		const tries = (this.#tries.get(path) ?? 0) + 1;
		this.#tries.set(path, tries);
		const isLast = why === 'forbidden' || tries === mostTries;
		if (why === 'forbidden' || (isLast && this.#order.once)) this.#stuck.add(path);
		if (!isLast) return;
		this.allTaken = false;
		const name = await pathMark(path, this.#order);
		this.#tools.log({ event: `file-${why}`, ...name, sentence: unopened[why] });
	}

	/**
	 * Whether every box that this file went into is taken by the app, or lies in the spool as it was sealed. Those that do
	 * not are given up, and the file is as if it was never taken in: somebody drops it again because the app refused them.
	 */
	async #isKept(hash: FileHash): Promise<boolean> {
		const { spool, journal } = this.#tools;
		let all = true;
		for (const held of [...journal.now.boxes.values()]) {
			if (!held.files.includes(hash) || !held.spooled || held.acknowledged) continue;
			const manifest = await spool.manifest(held.box);
			if (manifest && (await spool.holds(held.box, piecesOf(manifest)))) continue;
			all = false;
			await this.#giveUp(held);
		}
		return all;
	}

	async #settle(taken: Taken, { sides, refused }: FileOutcome): Promise<void> {
		const { log } = this.#tools;
		const { hash } = taken;
		const reasons = refused.map(reasonOf);
		if (sides > 0)
			log({ event: 'file-taken', file: shortOf(hash), sides, refused: refused.length });
		else log({ event: 'file-failed', file: shortOf(hash), why: refused[0]?.why ?? 'damaged' });
		await this.#end(taken, sides > 0 || reasons.length > 0 ? reasons : [nothingFound]);
	}

	#refusedOf(hash: FileHash): readonly string[] {
		return [...this.#tools.journal.now.boxes.values()].flatMap(({ refused }) =>
			refused
				.filter(({ file }) => file === hash)
				.map(({ why, filePage }) => reasonFromJournal(why, filePage))
		);
	}

	async #end({ file, hash, blob }: Taken, reasons: readonly string[]): Promise<void> {
		const { log } = this.#tools;
		if (reasons.length > 0) this.allTaken = false;
		let isMoved;
		try {
			isMoved = await this.#originals.move(file, hash, reasons);
		} catch (error) {
			const halt = haltFor(error);
			if (halt instanceof Halt && halt.why === 'disk-full') throw halt;
			// A single file that is held open by another program, on Windows: its sides are safe, the next start moves it.
			this.#stuck.add(file.path);
			this.allTaken = false;
			log({ event: 'file-failed', file: shortOf(hash), why: 'not-moved' });
			return;
		}
		if (isMoved) return;
		log({ event: 'file-changed', file: shortOf(hash) });
		if (await hasGrown(file.path, hash, blob.size)) await this.#withdraw(hash);
	}

	/**
	 * A scanner paused for longer than a file has to lie still, and went on: what was taken comes again with the rest. A box
	 * with other files in it stays, and so does what was taken of a file that was written over.
	 */
	async #withdraw(hash: FileHash): Promise<void> {
		const { boxes, endings } = this.#tools.journal.now;
		if (endings.has(hash)) return;
		for (const held of [...boxes.values()])
			if (held.spooled && !held.acknowledged && held.files.every((file) => file === hash))
				await this.#giveUp(held);
	}

	async #giveUp({ box, sides }: JournalBox): Promise<void> {
		const { spool, journal, now, log } = this.#tools;
		await journal.add({ is: 'box-returned', box, at: now().toISOString() });
		await spool.drop(box);
		await spool.forget(box);
		log({ event: 'box-returned', box, taken: 0, sides: sides.size });
	}

	/** Believes what the app has acknowledged, clears the spool of it, and deals with originals. */
	async #hear(): Promise<void> {
		const { spool, journal, log } = this.#tools;
		const onForged = (box: BoxId): void => {
			if (!this.#forged.has(box)) log({ event: 'acknowledgement-refused', box });
			this.#forged.add(box);
		};
		for await (const said of spool.acknowledgements(this.#heard, onForged)) {
			const held = journal.now.boxes.get(said.box);
			if (held?.spooled && !held.acknowledged) await this.#acknowledge(said);
			if (!journal.now.boxes.get(said.box)?.acknowledged) continue;
			await spool.drop(said.box);
			this.#heard.add(said.box);
		}
		if (this.#order.deleteOriginals) await this.#originals.deleteTaken();
	}

	async #acknowledge(said: Acknowledgement): Promise<void> {
		const { spool, journal, log } = this.#tools;
		const manifest = await spool.manifest(said.box);
		if (!manifest) return;
		const taken = said.sides.filter(({ fate }) => fate === 'taken').length;
		const { box, at } = said;
		if (isWholeBox(manifest, said)) {
			await journal.add({ is: 'box-acknowledged', box, at, taken });
			log({ event: 'box-acknowledged', box, taken, sides: manifest.sides.length });
			return;
		}
		// Its files can be dropped in again: what the app has of them, it does not take twice.
		await journal.add({ is: 'box-returned', box, at });
		await spool.drop(box);
		await spool.forget(box);
		log({ event: 'box-returned', box, taken, sides: manifest.sides.length });
	}
}

const nothingFound = 'No page was found in this file.';

/** Those that belong to a box that was begun and never finished, and the others. */
function parted<T extends { readonly hash: FileHash }>(
	files: readonly T[],
	boxes: ReadonlyMap<BoxId, JournalBox>
): readonly [readonly T[], readonly T[]] {
	const here = new Set(files.map(({ hash }) => hash));
	for (const box of boxes.values()) {
		if (box.spooled || !box.files.every((file) => here.has(file))) continue;
		const own = new Set(box.files);
		return [files.filter(({ hash }) => own.has(hash)), files.filter(({ hash }) => !own.has(hash))];
	}
	return [[], files];
}

/** Throws {@link Halt} unless files can be moved within the folder. */
export async function ensureWritable(folder: string): Promise<void> {
	await ensureReadable(folder);
	await access(folder, constants.R_OK | constants.W_OK | constants.X_OK).catch(() => {
		throw new Halt('read-only');
	});
}

/** Throws {@link Halt} when there is no such folder. */
export async function ensureReadable(folder: string): Promise<void> {
	const found = await stat(folder).catch(() => undefined);
	if (!found?.isDirectory()) throw new Halt('no-folder');
}

export const lockName = `.station-${layout.lock}`;

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const end = (): void => {
			clearTimeout(timer);
			signal.removeEventListener('abort', end);
			resolve();
		};
		const timer = setTimeout(end, ms);
		signal.addEventListener('abort', end);
	});
}

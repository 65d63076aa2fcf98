/**
 * What becomes of the originals in the watched folder, one at a time, and what of that a kill has cut short.
 *
 * [Note: Endings after a kill]
 * Between the deed and its line in the journal a station can be killed. So the journal first says what is about to be done
 * with which file, and where to; as long as no ending follows, the next start looks whether it was done, and says so then.
 * Nothing is counted twice, and nothing that was begun to be overwritten is left lying.
 */
import { basename, join } from 'node:path';
import type { Ending, FileEnding, FileHash } from '#lib/spool/journal.ts';
import {
	deleteOriginal,
	endFile,
	filesBelow,
	filesByHash,
	hashOf,
	removeEmptied
} from './endings.ts';
import type { JournalFile } from './journal-file.ts';
import { shortOf, type Log } from './log.ts';
import { markOfPath, type Place } from './name-in-log.ts';
import { mostSettle, ownFolders, type WaitingFile } from './waiting-files.ts';

interface Parts extends Place {
	readonly journal: JournalFile;
	readonly log: Log;
	/** A sub-folder is a box: emptied, it is done with, too. Otherwise it is a place that scanners go on writing into. */
	readonly isFolderBox: boolean;
}

/** As long as a half file is waited for: somebody who still scans into a folder finds it there. */
const mostEmptyMs = mostSettle * 1000;

export class Originals {
	readonly #parts: Parts;
	readonly #done: string;
	/** Of done, once it was looked through. */
	#byHash: Map<FileHash, readonly string[]> | undefined;
	/** Sub-folders that files were moved out of, by the last of them, and when that was. */
	readonly #emptied = new Map<string, { readonly file: string; readonly at: number }>();
	#last: Promise<unknown> = Promise.resolve();

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#done = join(parts.folder, ownFolders.done);
	}

	/** See [Note: Endings after a kill]. */
	async finish(): Promise<void> {
		const { journal, folder } = this.#parts;
		const { ending } = journal.now;
		if (!ending) return;
		const { file, as } = ending;
		if (as === 'deleted') return this.#finishDeleting(ending);
		for (const path of await filesBelow(join(folder, ownFolders[as])))
			if ((await this.#mark(path)) === ending.to && (await hashOf(path)) === file)
				return journal.add({ is: 'file-ended', file, as });
	}

	/** Into done or failed; `false`, and nothing is moved, when the file is not the one that was taken any more. */
	move(
		file: WaitingFile,
		hash: FileHash,
		reasons: readonly string[],
		now = performance.now()
	): Promise<boolean> {
		const { journal, folder } = this.#parts;
		const to = reasons.length > 0 ? 'failed' : 'done';
		// Two at a time could also be given the same free name.
		const turn = this.#last.then(async () => {
			const path = await endFile(folder, file, { hash, to, reasons }, (where) =>
				this.#begin(hash, to, where)
			);
			if (path === undefined) return false;
			await journal.add({ is: 'file-ended', file: hash, as: to });
			if (file.folder !== '') this.#emptied.set(file.folder, { file: file.path, at: now });
			if (to === 'done') this.#byHash?.set(hash, [...(this.#byHash.get(hash) ?? []), path]);
			return true;
		});
		this.#last = turn.catch(() => undefined);
		return turn;
	}

	/** Sub-folders that were boxes, and have lain empty for long; at the `end`, all that are empty. */
	async removeEmptied(end: boolean, now = performance.now()): Promise<void> {
		const { folder, isFolderBox } = this.#parts;
		if (!isFolderBox) return;
		for (const [name, { file, at }] of [...this.#emptied]) {
			if (!end && now - at < mostEmptyMs) continue;
			this.#emptied.delete(name);
			await removeEmptied(file, folder);
		}
	}

	/** All in done whose every side the app has. */
	async deleteTaken(): Promise<void> {
		const { boxes, endings, spooled } = this.#parts.journal.now;
		const open = new Set<FileHash>();
		const taken = new Set<FileHash>();
		for (const { acknowledged, files } of boxes.values())
			for (const file of files) (acknowledged ? taken : open).add(file);
		for (const file of taken) {
			// Of a file whose sides went into several boxes, one may have come back: it is still wanted then.
			if (open.has(file) || !spooled.has(file) || endings.get(file) !== 'done') continue;
			const copies = (await this.#lyingInDone()).get(file) ?? [];
			if (copies.length === 0) continue;
			for (const path of copies) {
				await this.#begin(file, 'deleted', path);
				await this.#delete(path, await this.#mark(path));
			}
			await this.#deleted(file);
		}
	}

	async #finishDeleting({ file, to }: FileEnding): Promise<void> {
		for (const path of await filesBelow(this.#done))
			if (basename(path) === to) await this.#delete(path, to);
		// A copy that still lies there is found by its hash as ever.
		if (!(await this.#lyingInDone()).has(file)) await this.#deleted(file);
	}

	async #delete(path: string, nameless: string): Promise<void> {
		await deleteOriginal(path, nameless);
		// A folder may be called like a client; it was made here, and goes with its last file.
		await removeEmptied(path, this.#done);
	}

	async #deleted(file: FileHash): Promise<void> {
		const { journal, log } = this.#parts;
		this.#byHash?.delete(file);
		await journal.add({ is: 'file-ended', file, as: 'deleted' });
		log({ event: 'file-deleted', file: shortOf(file) });
	}

	async #begin(file: FileHash, as: Ending, where: string): Promise<void> {
		await this.#parts.journal.add({ is: 'file-ending', file, as, to: await this.#mark(where) });
	}

	async #lyingInDone(): Promise<Map<FileHash, readonly string[]>> {
		return (this.#byHash ??= await filesByHash(this.#done));
	}

	#mark(path: string): Promise<string> {
		return markOfPath(path, this.#parts);
	}
}

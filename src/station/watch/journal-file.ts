/** The journal on disk: a line is written and on the disk before anything rests on it. */
import { open, readFile, truncate, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { foldEntry, lineOf, readJournal, type Entry, type Journal } from '#lib/spool/journal.ts';
import type { Pairing } from '#lib/spool/pairing.ts';
import { codeOf } from '../system-error.ts';
import { syncFolder } from './durable.ts';
import { Halt } from './halt.ts';

export class JournalFile {
	readonly #file: FileHandle;
	#journal: Journal;
	#last: Promise<unknown> = Promise.resolve();
	#size: number;
	/** Of the last line. */
	#mark: string;
	readonly #pairing: Pairing;

	private constructor(
		file: FileHandle,
		pairing: Pairing,
		{ journal, whole, mark }: { journal: Journal; whole: number; mark: string }
	) {
		this.#file = file;
		this.#pairing = pairing;
		this.#size = whole;
		this.#journal = journal;
		this.#mark = mark;
	}

	/** A line that a power cut has torn is cut off. Throws {@link Halt} for a journal that is damaged otherwise. */
	static async open(path: string, pairing: Pairing): Promise<JournalFile> {
		const text = await readFile(path, 'utf8').catch((error: unknown) => {
			if (codeOf(error) === 'ENOENT') return '';
			throw error;
		});
		const read = await readJournal(text, pairing);
		if (!read.ok) throw new Halt('journal-damaged', `line ${read.line}`);
		if (read.whole < Buffer.byteLength(text)) await truncate(path, read.whole);
		const file = await open(path, 'a', 0o600);
		await file.sync();
		await syncFolder(dirname(path));
		return new JournalFile(file, pairing, read);
	}

	get now(): Journal {
		return this.#journal;
	}

	/** Resolves once the entry is on the disk; entries go in one after the other. */
	add(entry: Entry): Promise<void> {
		const turn = this.#last.then(async () => {
			const { line, mark } = await lineOf(entry, this.#pairing, this.#mark);
			try {
				await this.#file.appendFile(line);
				await this.#file.datasync();
			} catch (error) {
				// Half a line on a full disk would make damage of the next one.
				await this.#file.truncate(this.#size);
				throw error;
			}
			this.#size += Buffer.byteLength(line);
			this.#mark = mark;
			this.#journal = foldEntry(this.#journal, entry);
		});
		this.#last = turn.catch(() => undefined);
		return turn;
	}

	async close(): Promise<void> {
		await this.#last;
		await this.#file.close();
	}
}

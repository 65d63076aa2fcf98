/** A second witness beside the anchors: the same heads in files, for one store can be cleared without the other. */
import type { FolderId } from '#lib/page/ids.ts';
import type { Head } from '#lib/shelf/shelf.ts';
import type { Anchors } from './anchor.ts';

/** Where the files lie, e.g. `() => navigator.storage.getDirectory()`. */
export type Directory = () => Promise<FileSystemDirectoryHandle>;

const room = 'cc-anchors';

/** Answers from the anchors it was given; notes each change in a file of its folder as well. */
export class WitnessedAnchors implements Anchors {
	readonly #first: Anchors;
	readonly #directory: Directory;
	#last: Promise<void> = Promise.resolve();

	constructor(first: Anchors, directory: Directory) {
		this.#first = first;
		this.#directory = directory;
	}

	/**
	 * At start, before storage is looked at: raises each anchor to what the files say, so that the usual comparison
	 * then holds the database against the higher of the two. Without files (or without OPFS) nothing changes.
	 */
	async recall(): Promise<void> {
		// What a restore has just set back must not come up again from a file that is yet to be written.
		await this.#last;
		try {
			const files = await (await this.#directory()).getDirectoryHandle(room);
			for await (const [name, handle] of files.entries()) {
				if (!(handle instanceof FileSystemFileHandle)) continue;
				const head = parse(await (await handle.getFile()).text());
				if (head) this.#first.raise(name as FolderId, head);
			}
		} catch {
			// No files yet, or the browser does not give any: the first anchors stand alone.
		}
	}

	read(folder: FolderId): Head | undefined {
		return this.#first.read(folder);
	}

	raise(folder: FolderId, head: Head): void {
		this.#first.raise(folder, head);
		this.#note(folder);
	}

	replace(folder: FolderId, head: Head | undefined): void {
		this.#first.replace(folder, head);
		this.#note(folder);
	}

	/** Resolves when every change so far is in its file, or could not be. */
	settled(): Promise<void> {
		return this.#last;
	}

	/** One after the other. What is written is read at its turn, so the newest wins, also over another tab's. */
	#note(folder: FolderId): void {
		this.#last = this.#last.then(() => this.#write(folder)).catch(() => undefined);
	}

	async #write(folder: FolderId): Promise<void> {
		const files = await (await this.#directory()).getDirectoryHandle(room, { create: true });
		const head = this.#first.read(folder);
		if (!head) {
			await files.removeEntry(folder);
			return;
		}
		const file = await (await files.getFileHandle(folder, { create: true })).createWritable();
		await file.write(`${head.n} ${head.hash}`);
		await file.close();
	}
}

function parse(text: string): Head | undefined {
	const found = /^(\d{1,15}) ([0-9a-f]{64})$/.exec(text);
	return found?.[2] ? { n: Number(found[1]), hash: found[2] } : undefined;
}

/** A second witness beside the anchors: the same heads in files, for one store can be cleared without the other. */
import type { FolderId } from '#lib/page/ids.ts';
import type { Head } from '#lib/shelf/shelf.ts';
import type { Anchors } from './anchor.ts';

/** Where the files lie, e.g. `() => navigator.storage.getDirectory()`. */
export type Directory = () => Promise<FileSystemDirectoryHandle>;

const room = 'cc-anchors';

/**
 * A new head waits so many milliseconds for its file. Files are written by the same hands as the database: a person who
 * files page after page would wait for each. Whatever is lost with the tab meanwhile, the first anchors have.
 */
const pause = 200;

/** Answers from the anchors it was given; notes each change in a file of its folder as well. */
export class WitnessedAnchors implements Anchors {
	readonly #first: Anchors;
	readonly #directory: Directory;
	/** Folders whose file is behind, and no writing has begun yet. */
	readonly #behind = new Set<FolderId>();
	#last: Promise<void> = Promise.resolve();
	#isUrgent = false;
	#goOn: (() => void) | undefined;

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
		await this.settled();
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
		// A file that says more than a restored folder has would call it damaged.
		void this.settled();
	}

	/** Resolves when every change so far is in its file, or could not be. */
	settled(): Promise<void> {
		if (this.#behind.size > 0) this.#isUrgent = true;
		this.#goOn?.();
		return this.#last;
	}

	/** One round after the other. What is written is read at its turn, so the newest wins, also over another tab's. */
	#note(folder: FolderId): void {
		const isDue = this.#behind.size > 0;
		this.#behind.add(folder);
		if (isDue) return;
		this.#last = this.#last.then(async () => {
			await this.#rest();
			const folders = [...this.#behind];
			this.#behind.clear();
			this.#isUrgent = false;
			for (const each of folders) await this.#write(each).catch(() => undefined);
		});
	}

	#rest(): Promise<void> {
		if (this.#isUrgent) return Promise.resolve();
		return new Promise((resolve) => {
			this.#goOn = resolve;
			setTimeout(resolve, pause);
		});
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

/** Which files of the watched folder are complete: unchanged for as long as a scanner pauses between two writings. */
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { byName, canHoldPages } from '../files.ts';

export interface WaitingFile {
	readonly path: string;
	/** Its folder below the watched one, with `/` between; empty for the watched one itself. */
	readonly folder: string;
	readonly name: string;
}

/** The station's own folders inside the watched one. */
export const ownFolders = { done: 'done', failed: 'failed', reports: 'reports' } as const;

/** Names that copying and downloading programs use until a file is whole; then they rename it. */
const underWay =
	/^[.~]|[.~]$|\.(?:part|partial|tmp|temp|crdownload|download|filepart|unfinished)$/i;

interface Seen {
	readonly shape: string;
	readonly since: number;
}

export interface Looked {
	/** Complete, in the order of their names. */
	readonly ready: readonly WaitingFile[];
	/** Still changing, or not there for long enough. */
	readonly changing: readonly WaitingFile[];
}

export class WaitingFiles {
	readonly #folder: string;
	readonly #settleMs: number;
	#seen = new Map<string, Seen>();
	/** No scans, by path and shape: told of once. */
	readonly #passedOver = new Set<string>();

	constructor(folder: string, settleMs: number) {
		this.#folder = folder;
		this.#settleMs = settleMs;
	}

	/** `now` by a clock that nobody sets. A file is ready once two looks and the pause between them saw it the same. */
	async look(now: number, onPassedOver: () => void = () => undefined): Promise<Looked> {
		const seen = new Map<string, Seen>();
		const [ready, changing]: [WaitingFile[], WaitingFile[]] = [[], []];
		for (const { shape, ...file } of await this.#list(this.#folder)) {
			const key = `${file.path} ${shape}`;
			if (this.#passedOver.has(key)) continue;
			const before = this.#seen.get(file.path);
			const since = before?.shape === shape ? before.since : now;
			seen.set(file.path, { shape, since });
			if (!before || now - since < this.#settleMs) changing.push(file);
			else if (await canHoldPages(file.path)) ready.push(file);
			else {
				this.#passedOver.add(key);
				onPassedOver();
			}
		}
		this.#seen = seen;
		return { ready, changing };
	}

	async #list(folder: string): Promise<(WaitingFile & { readonly shape: string })[]> {
		const below = relative(this.#folder, folder).split(sep).join('/');
		const own: readonly string[] = below === '' ? Object.values(ownFolders) : [];
		const files: (WaitingFile & { readonly shape: string })[] = [];
		for (const name of (await readdir(folder)).sort(byName)) {
			if (underWay.test(name) || own.includes(name)) continue;
			const path = join(folder, name);
			// What goes away between two steps was renamed or taken back: the next look tells.
			const found = await stat(path).catch(() => undefined);
			if (found?.isDirectory()) files.push(...(await this.#list(path)));
			else if (found?.isFile())
				files.push({
					path,
					folder: below,
					name,
					shape: `${found.ino} ${found.size} ${found.mtimeMs}`
				});
		}
		return files;
	}
}

/** Which files of the watched folder are complete: unchanged for as long as a scanner pauses between two writings. */
import { lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { byName, canHoldPages } from '../files.ts';
import { codeOf, isForbidden } from '../system-error.ts';
import { Halt } from './halt.ts';

export interface WaitingFile {
	readonly path: string;
	/** Its folder below the watched one, with `/` between; empty for the watched one itself. */
	readonly folder: string;
	readonly name: string;
}

/** The station's own folders inside the watched one. */
export const ownFolders = { done: 'done', failed: 'failed' } as const;

/** Names that copying and downloading programs use until a file is whole; then they rename it. */
const underWay =
	/^[.~]|[.~]$|\.(?:part|partial|tmp|temp|crdownload|download|filepart|unfinished)$/i;

/** Why something in the folder is left where it is. */
export const leftAlone = {
	'no-scan': 'A file here is no scan, neither by its name nor by how it begins.',
	link: 'A link lies here. Links are not followed: put the file itself into the folder.',
	'forbidden-folder':
		'A folder in the watched one may not be opened by this account. Whatever lies in it is not taken in.',
	'forbidden-file': 'A file here may not be read by this account.',
	'odd-name': 'A file here has a name that this system cannot read. Give it another name.'
} as const;

export type LeftAlone = keyof typeof leftAlone;

export type OnLeftAlone = (why: LeftAlone, path: string) => void;

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

type Listed = WaitingFile & { readonly shape: string };

export class WaitingFiles {
	readonly #folder: string;
	readonly #settleMs: number;
	#seen = new Map<string, Seen>();
	/** What is left alone, by path, and files that are no scans by their shape too: told of once. */
	readonly #passedOver = new Set<string>();
	#tell: OnLeftAlone = () => undefined;

	constructor(folder: string, settleMs: number) {
		this.#folder = folder;
		this.#settleMs = settleMs;
	}

	/**
	 * `now` by a clock that nobody sets. A file is ready once two looks and the pause between them saw it the same. Throws
	 * {@link Halt} when the watched folder itself is gone.
	 */
	async look(now: number, onLeftAlone: OnLeftAlone = () => undefined): Promise<Looked> {
		this.#tell = onLeftAlone;
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
			else this.#leave(file.path, 'no-scan', key);
		}
		this.#seen = seen;
		return { ready, changing };
	}

	#leave(path: string, why: LeftAlone, key = path): void {
		if (this.#passedOver.has(key)) return;
		this.#passedOver.add(key);
		this.#tell(why, path);
	}

	async #list(folder: string): Promise<Listed[]> {
		const below = relative(this.#folder, folder).split(sep).join('/');
		const own: readonly string[] = below === '' ? Object.values(ownFolders) : [];
		const files: Listed[] = [];
		for (const name of (await this.#namesIn(folder)).sort(byName)) {
			if (underWay.test(name) || own.includes(name)) continue;
			const path = join(folder, name);
			// A link could lead out of the folder, or round in a circle; and what it names is not ours to move or delete.
			const found = await lstat(path).catch((error: unknown) => this.#cannotLook(path, error));
			if (found?.isDirectory()) files.push(...(await this.#list(path)));
			else if (found?.isSymbolicLink()) this.#leave(path, 'link');
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

	/** A folder that is renamed or closed while it is looked through is no reason to stop for the others. */
	async #namesIn(folder: string): Promise<string[]> {
		try {
			return await readdir(folder);
		} catch (error) {
			if (folder === this.#folder) throw codeOf(error) === 'ENOENT' ? new Halt('no-folder') : error;
			if (isForbidden(error)) this.#leave(folder, 'forbidden-folder');
			return [];
		}
	}

	#cannotLook(path: string, error: unknown): undefined {
		if (isForbidden(error)) this.#leave(path, 'forbidden-file');
		// A name that is no text comes with this sign in place of its bytes, and is not found by it.
		else if (path.includes('\uFFFD')) this.#leave(path, 'odd-name');
		// What goes away between two steps was renamed or taken back: the next look tells.
	}
}

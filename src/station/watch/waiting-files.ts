/** Which files of the watched folder are complete: unchanged for as long as a scanner pauses between two writings. */
import { lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { byName, canHoldPages, isNamedAsScan } from '../files.ts';
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
const half = /\.(?:part|partial|tmp|temp|crdownload|download|filepart|unfinished)$/i;
/** What systems and editors keep for themselves. */
const crumb = /^[.~]|[.~]$/;

/**
 * The longest that a file can be asked to lie still, in seconds. A half file that did so waits for nobody any more.
 *
 * [Note: Half files]
 * A file is half while its name says so, or while it is named as a scan and holds nothing: many scanners and shares make
 * the file first and write into it minutes later. It is not taken in, however long it lies still; of one that has not grown
 * for so long somebody is told.
 */
export const mostSettle = 600;

/** Why something in the folder is left where it is. */
export const leftAlone = {
	'no-scan': 'A file here is no scan, neither by its name nor by how it begins.',
	link: 'A link lies here. Links are not followed: put the file itself into the folder.',
	'forbidden-folder':
		'A folder in the watched one may not be opened by this account. Whatever lies in it is not taken in.',
	'forbidden-file': 'A file here may not be read by this account.',
	'half-file':
		'A file that another program began here has not grown for ten minutes. It is not taken in before it has its own name: finish it, or copy it again.',
	'empty-file':
		'A file here has been empty for ten minutes. Nothing of it is lost, for nothing came: scan or copy it again.',
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
	/** Half files that may still become whole. */
	readonly awaited: readonly WaitingFile[];
	/** Files that never became whole, and have not grown for {@link mostSettle}. See [Note: Half files]. */
	readonly halves: number;
}

interface Listed extends WaitingFile {
	readonly shape: string;
	readonly size: number;
	/** Of its last change, by whatever clock the disk has. */
	readonly mtimeMs: number;
}

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
		const [ready, changing, awaited]: [WaitingFile[], WaitingFile[], WaitingFile[]] = [[], [], []];
		let halves = 0;
		for (const { shape, size, mtimeMs, ...file } of await this.#list(this.#folder)) {
			const key = `${file.path} ${shape}`;
			const why = whyHalf(file.name, size);
			if (why === undefined && this.#passedOver.has(key)) continue;
			const before = this.#seen.get(file.path);
			const first = before || why === undefined ? now : now - age(mtimeMs);
			const since = before?.shape === shape ? before.since : first;
			seen.set(file.path, { shape, since });
			if (why !== undefined) {
				if (now - since < mostSettle * 1000) {
					awaited.push(file);
					continue;
				}
				halves++;
				this.#leave(file.path, why, key);
			} else if (!before || now - since < this.#settleMs) changing.push(file);
			else if (await canHoldPages(file.path)) ready.push(file);
			else this.#leave(file.path, 'no-scan', key);
		}
		this.#seen = seen;
		return { ready, changing, awaited, halves };
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
			if (crumb.test(name) || own.includes(name)) continue;
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
					size: found.size,
					mtimeMs: found.mtimeMs,
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

function whyHalf(name: string, size: number): 'half-file' | 'empty-file' | undefined {
	if (half.test(name)) return 'half-file';
	return size === 0 && isNamedAsScan(name) ? 'empty-file' : undefined;
}

/** Milliseconds since a change, by the clock on the wall: a station that takes what is there and ends sees no file for long. */
function age(mtimeMs: number): number {
	return Math.max(0, Date.now() - mtimeMs);
}

/**
 * A backup in a folder of the person's own: the open layout as plain files. What lies there already and is the right
 * bytes is kept, so that an interrupted backup is gone on with; the signed list comes last, so that a half one is none.
 */
import { sha256Hex } from '#lib/vault/hash.ts';
import { manifestPath, signaturePath, type Entry } from './entry.ts';
import { backupFiles, type BackupFiles, type Lying } from './files.ts';

export interface WrittenFolder {
	readonly ok: true;
	/** Files that were written, and files that lay there already. */
	readonly written: number;
	readonly kept: number;
}

export type FolderFault =
	/** The folder, or the stick that it was on, is not there any more. */
	| 'gone'
	| 'read-only'
	| 'full'
	/** What was written did not read back as it was written. */
	| 'does-not-hold';

export type FolderBackup = WrittenFolder | { readonly ok: false; readonly why: FolderFault };

/** Every file is read back after it was written. Throws the generator's errors and the signal's reason. */
export async function writeFolder(
	entries: AsyncIterable<Entry>,
	root: FileSystemDirectoryHandle
): Promise<FolderBackup> {
	const counts = { written: 0, kept: 0 };
	const listed = new Set<string>();
	let stands = true;
	for await (const { path, bytes } of entries) {
		listed.add(path);
		try {
			if (await holds(root, path, bytes)) {
				counts.kept++;
				continue;
			}
			// From here on the folder is another backup than its old list says.
			if (stands) {
				for (const name of [signaturePath, manifestPath]) await drop(root, name);
				stands = false;
			}
			if (path === manifestPath) await sweep(root, listed);
			await write(root, path, bytes);
			if (!(await holds(root, path, bytes))) return { ok: false, why: 'does-not-hold' };
			counts.written++;
		} catch (error) {
			return { ok: false, why: whyNot(error) };
		}
	}
	return { ok: true, ...counts };
}

/** A file's bytes by its path; `undefined` for what is not there or cannot be read. */
export async function readIn(
	root: FileSystemDirectoryHandle,
	path: string
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	try {
		const [folder, name] = await directoryOf(root, path, false);
		const file = await (await folder.getFileHandle(name)).getFile();
		return new Uint8Array(await file.arrayBuffer());
	} catch {
		return undefined;
	}
}

/** The innermost folder of a path, and the name in it. */
export async function directoryOf(
	root: FileSystemDirectoryHandle,
	path: string,
	create: boolean
): Promise<readonly [folder: FileSystemDirectoryHandle, name: string]> {
	const parts = path.split('/');
	const name = parts.pop() ?? path;
	let folder = root;
	for (const part of parts) folder = await folder.getDirectoryHandle(part, { create });
	return [folder, name];
}

/** Whether these very bytes lie there. */
export async function holds(
	root: FileSystemDirectoryHandle,
	path: string,
	bytes: Uint8Array<ArrayBuffer>
): Promise<boolean> {
	try {
		const [folder, name] = await directoryOf(root, path, false);
		const file = await (await folder.getFileHandle(name)).getFile();
		if (file.size !== bytes.length) return false;
		const there = new Uint8Array(await file.arrayBuffer());
		return (await sha256Hex(there)) === (await sha256Hex(bytes));
	} catch (error) {
		if (isNamed(error, 'NotFoundError', 'TypeMismatchError')) return false;
		throw error;
	}
}

/** The browser swaps the whole file in when it is closed: half a file never lies under its name. */
export async function write(
	root: FileSystemDirectoryHandle,
	path: string,
	bytes: Uint8Array<ArrayBuffer>
): Promise<void> {
	const [folder, name] = await directoryOf(root, path, true);
	const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
	try {
		await stream.write(bytes);
	} catch (error) {
		await stream.abort().catch(() => undefined);
		throw error;
	}
	await stream.close();
}

async function drop(root: FileSystemDirectoryHandle, name: string): Promise<void> {
	try {
		await root.removeEntry(name);
	} catch (error) {
		if (!isNamed(error, 'NotFoundError')) throw error;
	}
}

/** Removes pieces of ours that this backup does not list, e.g. of pages that were taken back. Others' files stay. */
async function sweep(root: FileSystemDirectoryHandle, listed: ReadonlySet<string>): Promise<void> {
	for (const name of ['blobs', 'folders', 'members', 'people']) {
		try {
			await sweepIn(await root.getDirectoryHandle(name), name, listed);
		} catch (error) {
			if (!isNamed(error, 'NotFoundError')) throw error;
		}
	}
}

async function sweepIn(
	folder: FileSystemDirectoryHandle,
	path: string,
	listed: ReadonlySet<string>
): Promise<void> {
	const strays: string[] = [];
	for await (const [name, handle] of folder.entries()) {
		const inner = `${path}/${name}`;
		if (handle.kind === 'directory') {
			await sweepIn(handle, inner, listed);
		} else if (!listed.has(inner)) strays.push(name);
	}
	for (const name of strays) await folder.removeEntry(name);
}

/** What a failure to write means; throws what is none. */
export function whyNot(error: unknown): FolderFault {
	if (isNamed(error, 'NotFoundError')) return 'gone';
	if (isNamed(error, 'QuotaExceededError')) return 'full';
	if (isNamed(error, 'NoModificationAllowedError', 'NotAllowedError', 'SecurityError')) {
		return 'read-only';
	}
	// A stick that is pulled out answers in many ways.
	if (error instanceof DOMException) return 'gone';
	throw error;
}

function isNamed(error: unknown, ...names: readonly string[]): boolean {
	return error instanceof Error && names.includes(error.name);
}

/** The backups in a folder that a person chose to restore from: each where its signed list lies. */
export function backupsIn(chosen: readonly File[]): readonly (readonly File[])[] {
	return chosen
		.filter(({ name }) => name === manifestPath)
		.map((manifest) => {
			const root = rootOf(manifest);
			return chosen.filter(({ webkitRelativePath: path }) => path.startsWith(root));
		});
}

/** The files of one such backup, each read when it is asked for; a file manager's own leavings are left out. */
export function filesUnder(chosen: readonly File[]): BackupFiles | undefined {
	const manifest = chosen.find(({ name }) => name === manifestPath);
	if (!manifest) return undefined;
	const root = rootOf(manifest);
	const lying = new Map<string, Lying>();
	for (const file of chosen) {
		const path = file.webkitRelativePath.slice(root.length);
		if (isLeaving(path)) continue;
		lying.set(path, {
			size: file.size,
			bytes: async () => new Uint8Array(await file.arrayBuffer())
		});
	}
	return backupFiles(lying);
}

/** What file managers leave behind in a folder that was looked at. */
export function isLeaving(path: string): boolean {
	return /(^|\/)(\.|desktop\.ini$|Thumbs\.db$)/i.test(path);
}

function rootOf({ webkitRelativePath: path }: File): string {
	return path.slice(0, -manifestPath.length);
}

/** Where an original goes once its sides are sealed: into done, into failed with its reason beside it, or overwritten and away. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, extname, join, resolve, sep } from 'node:path';
import type { FileHash } from '#lib/spool/journal.ts';
import { below, makeFolder, moveDurably, syncFolder, writeDurably } from './durable.ts';
import { ownFolders, type WaitingFile } from './waiting-files.ts';

export async function hashOf(path: string, size = Infinity): Promise<FileHash> {
	const hash = createHash('sha256');
	for await (const piece of createReadStream(path, { end: size - 1 })) hash.update(piece as Buffer);
	return hash.digest('hex');
}

/** Whether a file that was taken was written on since, not over: everything that was taken of it is still in it. */
export async function hasGrown(path: string, hash: FileHash, size: number): Promise<boolean> {
	return (await hashOf(path, size).catch(() => undefined)) === hash;
}

/**
 * `undefined`, and nothing is moved, when the file is not the one that was taken any more. `onBegin` hears where it goes
 * before it goes there.
 */
export async function endFile(
	root: string,
	file: WaitingFile,
	{
		hash,
		to,
		reasons = []
	}: { hash: FileHash; to: 'done' | 'failed'; reasons?: readonly string[] },
	onBegin: (path: string) => Promise<void> = () => Promise.resolve()
): Promise<string | undefined> {
	const now = await hashOf(file.path).catch(() => undefined);
	if (now !== hash) return undefined;
	const folder = below(join(root, ownFolders[to]), file.folder);
	await makeFolder(folder);
	const path = await freeName(folder, shortened(file.name));
	// The reason first: a file in failed always has one.
	if (reasons.length > 0) await writeDurably(`${path}.reason.txt`, `${reasons.join('\n')}\n`);
	await onBegin(path);
	await moveDurably(file.path, path);
	return path;
}

/** Leaves room for the reason beside the file, and for a number: systems take 255 bytes. */
const mostNameBytes = 200;

function shortened(name: string): string {
	if (Buffer.byteLength(name) <= mostNameBytes) return name;
	const ending = extname(name).slice(0, 10);
	let stem = name.slice(0, name.length - extname(name).length);
	while (Buffer.byteLength(stem + ending) > mostNameBytes)
		stem = Array.from(stem).slice(0, -1).join('');
	return stem + ending;
}

/** `scan (2).pdf` where there is a `scan.pdf` already: nothing is ever written over. */
async function freeName(folder: string, name: string): Promise<string> {
	const ending = extname(name);
	const stem = name.slice(0, name.length - ending.length);
	for (let i = 1; ; i++) {
		const path = join(folder, i === 1 ? name : `${stem} (${i})${ending}`);
		if (!(await stat(path).catch(() => undefined))) return path;
	}
}

const chunk = 1024 * 1024;

/**
 * Takes its name away, overwrites and deletes it; what is called `nameless` afterwards, a kill has left. On a disk that
 * turns this is the end of it; an SSD or a stick writes elsewhere than it is told, and only its own encryption or erasure
 * makes sure.
 */
export async function deleteOriginal(path: string, nameless: string): Promise<void> {
	const renamed = join(dirname(path), nameless);
	await moveDurably(path, renamed);
	const { size } = await stat(renamed);
	{
		await using file = await open(renamed, 'r+');
		for (let at = 0; at < size; at += chunk) {
			const length = Math.min(chunk, size - at);
			await file.write(randomBytes(length), 0, length, at);
		}
		await file.sync();
	}
	await unlink(renamed);
	await syncFolder(dirname(path));
}

/** Removes the folder that a file lay in, and those above it below `top`, as far as nothing is in them any more. */
export async function removeEmptied(file: string, top: string): Promise<void> {
	// Folders are named as somebody typed them, e.g. `./scans/`.
	const above = resolve(top) + sep;
	for (let at = dirname(resolve(file)); at.startsWith(above); at = dirname(at)) {
		try {
			await rmdir(at);
		} catch {
			return;
		}
		await syncFolder(dirname(at));
	}
}

/** The paths of all files below a folder; none when there is no such folder. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	return entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}

/** Every file below a folder by its hash, copies of one together; none when there is no such folder. */
export async function filesByHash(folder: string): Promise<Map<FileHash, readonly string[]>> {
	const found = new Map<FileHash, readonly string[]>();
	for (const path of await filesBelow(folder)) {
		const hash = await hashOf(path);
		found.set(hash, [...(found.get(hash) ?? []), path]);
	}
	return found;
}

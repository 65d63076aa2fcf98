/** Writing that a power cut cannot half undo: a file is whole and on the disk, or it is not there. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What is not whole yet ends so, and is swept at the next start. */
export const unfinished = '.unfinished';

/** Resolves once the bytes and the file's name are on the disk. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
	const temporary = `${path}.${randomBytes(6).toString('hex')}${unfinished}`;
	try {
		await using file = await open(temporary, 'wx', 0o600);
		await file.writeFile(bytes);
		await file.sync();
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
	await moveDurably(temporary, path);
}

export async function moveDurably(from: string, to: string): Promise<void> {
	await rename(from, to);
	await syncFolder(dirname(to));
	if (dirname(from) !== dirname(to)) await syncFolder(dirname(from));
}

/** With all folders above it that are missing. */
export async function makeFolder(path: string): Promise<void> {
	const first = await mkdir(path, { recursive: true, mode: 0o700 });
	if (first !== undefined) await syncFolder(dirname(first));
}

/** A new name lasts only once its folder is on the disk, too. Windows keeps folders by itself, and opens none. */
export async function syncFolder(path: string): Promise<void> {
	if (process.platform === 'win32') return;
	await using folder = await open(path, 'r');
	await folder.sync();
}

/** A path with `/` between below a folder of this machine. */
export function below(folder: string, path: string): string {
	return join(folder, ...path.split('/'));
}

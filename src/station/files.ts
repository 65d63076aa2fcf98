/** The files that were meant: those named, and in named folders those that can hold pages. */
import { open, readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { kindOf } from '#lib/intake/kind.ts';
import { codeOf, isForbidden } from './system-error.ts';

export type Found =
	| { readonly is: 'file'; readonly file: string; readonly bytes: number }
	/** Named, but not there or not to be opened. */
	| { readonly is: 'unreachable'; readonly file: string; readonly sentence: string }
	/** Lay in a folder and is no scan, neither by its name nor by its first bytes. */
	| { readonly is: 'passed-over'; readonly file: string };

const pageEndings = new Set(
	['pdf', 'tif', 'tiff', 'jpg', 'jpeg', 'png', 'webp', 'heic', 'heif'].map((each) => `.${each}`)
);
/** As people count: page 2 before page 10. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;
const magicBytes = 1100;

/** In the order named; folders in the order of their names, folders within them included. */
export async function* findFiles(paths: readonly string[]): AsyncGenerator<Found, void> {
	for (const path of paths) {
		const found = await stat(path).catch((error: unknown) => sentenceFor(error));
		if (typeof found === 'string') yield { is: 'unreachable', file: path, sentence: found };
		else if (found.isDirectory()) yield* inFolder(path);
		else if (found.isFile()) yield { is: 'file', file: path, bytes: found.size };
		else yield { is: 'unreachable', file: path, sentence: 'This is neither a file nor a folder.' };
	}
}

async function* inFolder(folder: string): AsyncGenerator<Found, void> {
	const names = await readdir(folder).catch((error: unknown) => sentenceFor(error));
	if (typeof names === 'string') {
		yield { is: 'unreachable', file: folder, sentence: names };
		return;
	}
	// Names that start with a dot are the system's own crumbs.
	for (const name of names.filter((each) => !each.startsWith('.')).sort(byName)) {
		const path = join(folder, name);
		const found = await stat(path).catch((error: unknown) => sentenceFor(error));
		if (typeof found === 'string') yield { is: 'unreachable', file: path, sentence: found };
		else if (found.isDirectory()) yield* inFolder(path);
		else if (found.isFile() && (await canHoldPages(path))) {
			yield { is: 'file', file: path, bytes: found.size };
		} else yield { is: 'passed-over', file: path };
	}
}

/** Whether its name alone says that it is a scan. */
export function isNamedAsScan(path: string): boolean {
	return pageEndings.has(extname(path).toLowerCase());
}

export async function canHoldPages(path: string): Promise<boolean> {
	if (isNamedAsScan(path)) return true;
	try {
		await using file = await open(path);
		const { buffer, bytesRead } = await file.read(new Uint8Array(magicBytes), 0, magicBytes, 0);
		return kindOf(buffer.subarray(0, bytesRead)) !== undefined;
	} catch {
		// What cannot be opened is taken, so that its failure is told.
		return true;
	}
}

/** What went wrong with a path, for a person. */
export function sentenceFor(error: unknown): string {
	if (codeOf(error) === 'ENOENT') return 'There is no such file or folder.';
	if (isForbidden(error)) return 'This may not be opened: permission is missing.';
	return 'This could not be opened.';
}

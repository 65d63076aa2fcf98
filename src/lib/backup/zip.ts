/** A backup as one file: an ordinary zip without compression, because ciphertext does not shrink. */
import { unzip, Zip, ZipPassThrough } from 'fflate';
import type { Entry } from './entry.ts';

/** Collects entries into one file. The parts are handed to the browser's blob store as they come. */
export async function zipEntries(entries: AsyncIterable<Entry>): Promise<Blob> {
	const parts: Blob[] = [];
	let failed: Error | undefined;
	const zip = new Zip((error, chunk) => {
		if (error) failed = error;
		else parts.push(new Blob([chunk]));
	});
	for await (const { path, bytes } of entries) {
		const file = new ZipPassThrough(path);
		zip.add(file);
		file.push(bytes, true);
	}
	zip.end();
	if (failed) throw failed;
	return new Blob(parts, { type: 'application/zip' });
}

/** What a backup could hold at most when it is read back: more than any practice's, less than a bomb's. */
const mostBytes = 8 * 1024 ** 3;

/** The entries of a backup file by path; `undefined` when it is not a whole zip. */
export async function readZip(
	file: Blob
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>> | undefined> {
	if (file.size === 0 || file.size > mostBytes) return undefined;
	const bytes = new Uint8Array(await file.arrayBuffer());
	return new Promise((resolve) => {
		// Ours are stored, not compressed: anything that would grow is not ours.
		const filter = ({ size, originalSize }: { size: number; originalSize: number }): boolean =>
			originalSize <= size;
		unzip(bytes, { filter }, (error, found) => {
			resolve(
				error
					? undefined
					: new Map(Object.entries(found as Record<string, Uint8Array<ArrayBuffer>>))
			);
		});
	});
}

/** Several files in one: a ZIP that keeps each file's bytes as they are. The same files give the same ZIP. Pure. */
import { Zip, ZipPassThrough } from 'fflate';

export interface BundledFile {
	readonly name: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The earliest day that a ZIP knows: the clock of the machine is nobody's to see. */
const noDay = new Date(1980, 0, 1);

/** The ZIP in pieces, among them the very arrays that were handed in: nothing is held in memory twice. */
export function bundled(files: readonly BundledFile[]): readonly Uint8Array<ArrayBuffer>[] {
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	const zip = new Zip((error, piece) => {
		if (error) throw new Error('the files could not be put into one', { cause: error });
		pieces.push(piece);
	});
	for (const { name, bytes } of files) {
		const file = new ZipPassThrough(name);
		file.mtime = noDay;
		zip.add(file);
		file.push(bytes, true);
	}
	zip.end();
	return pieces;
}

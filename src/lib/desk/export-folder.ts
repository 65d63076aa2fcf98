/** An export into a folder that a person chose: what it is marked as, what lies there already, and how a file gets into it. */
import { holds, readIn, whyNot, write, type FolderFault } from '#lib/backup/folder.ts';
import type { ExportPlace, Written } from '#lib/ehr-export/run.ts';

type Directory = FileSystemDirectoryHandle;

/** Asks the person for a folder; `undefined` when they thought better of it. */
export type FolderPicker = (id: string) => Promise<Directory | undefined>;

/** The marks of the two exports: what of a chart and what of a cabinet never lie in one tree. */
export const exportMarks = {
	chart: 'CHART-EXPORT.txt',
	cabinet: 'PRIVATE-NOTES-EXPORT.txt'
} as const;
export type ExportSide = keyof typeof exportMarks;

/** Whether the other side's export lies in this folder, or in a folder directly inside it. */
export async function holdsOther(folder: Directory, side: ExportSide): Promise<boolean> {
	const mark = exportMarks[side === 'chart' ? 'cabinet' : 'chart'];
	if (await hasFile(folder, mark)) return true;
	for await (const handle of folder.values()) {
		if (handle.kind === 'directory' && (await hasFile(handle, mark))) return true;
	}
	return false;
}

async function hasFile(folder: Directory, name: string): Promise<boolean> {
	try {
		await folder.getFileHandle(name);
		return true;
	} catch {
		return false;
	}
}

export class ExportFolder implements ExportPlace {
	readonly #root: Directory;

	constructor(root: Directory) {
		this.#root = root;
	}

	/** `undefined` for what is not there; a folder that is gone rejects at the next writing. */
	read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return readIn(this.#root, path);
	}

	/** Each is read back; `undefined` when all of them lie there. */
	async write(files: readonly Written[]): Promise<FolderFault | undefined> {
		for (const { path, bytes } of files) {
			try {
				await write(this.#root, path, bytes);
				if (!(await holds(this.#root, path, bytes))) return 'does-not-hold';
			} catch (error) {
				return whyNot(error);
			}
		}
		return undefined;
	}
}

export const folderFaults: Readonly<Record<FolderFault, string>> = {
	gone: 'The folder is not there any more. Plug the disk in, and export again into the same folder: it goes on where it stopped.',
	'read-only':
		'The folder cannot be written to. Take the write protection off, or choose another folder.',
	full: 'That disk is full. Free some space there, and export again: it goes on where it stopped.',
	'does-not-hold':
		'What was written did not read back the same. The disk may be failing: use another one.'
};

/** Backups into a folder that a person chose, e.g. on a stick: remembered, gone on with, and read back file by file. */
import { backupParts, type BackupPart, type Entry } from '#lib/backup/entry.ts';
import type { WouldLose } from '#lib/backup/earlier.ts';
import { writeFolder, type FolderFault } from '#lib/backup/folder.ts';
import { fine, type Outcome } from './sentences.ts';

/** Where a folder can be chosen and kept at all; `compose.ts` plugs the browser's own in. */
export interface FolderPlace {
	/** Asks the person; `undefined` when they thought better of it. */
	choose(): Promise<FileSystemDirectoryHandle | undefined>;
	kept(): Promise<FileSystemDirectoryHandle | undefined>;
	keep(folder: FileSystemDirectoryHandle): Promise<void>;
	/** Whether it may be written to, after asking where the browser wants to be asked. */
	mayWrite(folder: FileSystemDirectoryHandle): Promise<boolean>;
}

const faults: Readonly<Record<FolderFault | WouldLose, string>> = {
	'another-practice':
		'The backup of another practice lies in that folder, and nothing was written over it. Choose another folder.',
	exchanged:
		'The two backups in that folder have each other’s names: the charts lie where the private part belongs, or the other way round. Nothing was written over. Give “chart-and-cabinet-charts” and “chart-and-cabinet-private” their right names back, or choose another folder.',
	'unproved-key':
		'The key file of a locked cabinet is another one here than in that folder, and nothing was written over it. Its clinician opens the cabinet with its passphrase once; then back up again. If it does not open, put that backup back.',
	'more-there':
		'The backup in that folder holds entries that are not here, and nothing was written over it. If this browser has lost them, put that backup back; otherwise choose another folder.',

	gone: 'The folder is not there any more. If it is on a stick or another disk, plug that in, and back up again: it goes on where it stopped.',
	'read-only':
		'The folder cannot be written to. Take the write protection off, or choose another folder.',
	full: 'That disk is full. Free some space there, and back up again: it goes on where it stopped.',
	'does-not-hold':
		'What was written did not read back the same, so this is not a backup. The stick or disk may be failing: use another one.'
};

/** The folders inside the chosen one. */
export const folderNames: Readonly<Record<BackupPart, string>> = {
	chart: 'chart-and-cabinet-charts',
	private: 'chart-and-cabinet-private'
};

/** What is written, and what is asked before. */
export interface FolderOrder {
	readonly wouldLose: (
		part: BackupPart,
		into: FileSystemDirectoryHandle
	) => Promise<WouldLose | undefined>;
	readonly entriesOf: (
		part: BackupPart,
		into: FileSystemDirectoryHandle
	) => Promise<AsyncIterable<Entry>>;
	readonly counts: (part: BackupPart) => void;
}

export class BackupFolder {
	/** The chosen folder's name, when one was. */
	name = $state<string>();
	/** Folders can be chosen in this browser. */
	readonly possible: boolean;

	readonly #place: FolderPlace | undefined;
	#folder: FileSystemDirectoryHandle | undefined;

	constructor(place: FolderPlace | undefined) {
		this.#place = place;
		this.possible = place !== undefined;
		void this.#recall();
	}

	async choose(): Promise<Outcome> {
		const folder = await this.#place?.choose();
		if (!folder) return fine;
		this.#take(folder);
		await this.#place?.keep(folder);
		return fine;
	}

	/** Writes both parts, or neither where one would be lost with it. A part counts as soon as all of it was read back. */
	async backUp({ wouldLose, entriesOf, counts }: FolderOrder): Promise<Outcome> {
		const folder = this.#folder;
		if (!folder || !this.#place) return refused('Choose a folder first.');
		if (!(await this.#place.mayWrite(folder))) {
			return refused('The browser was not allowed to write there. Back up again, and allow it.');
		}
		const inner = new Map<BackupPart, FileSystemDirectoryHandle>();
		for (const part of backupParts) {
			const place = await innerOf(folder, folderNames[part]);
			const why = typeof place === 'string' ? place : await wouldLose(part, place);
			if (typeof place === 'string' || why) return refused(faults[why ?? 'gone']);
			inner.set(part, place);
		}
		for (const [part, place] of inner) {
			const written = await writeFolder(await entriesOf(part, place), place);
			if (!written.ok) return refused(faults[written.why]);
			counts(part);
		}
		return fine;
	}

	async #recall(): Promise<void> {
		const folder = await this.#place?.kept().catch(() => undefined);
		if (folder && !this.#folder) this.#take(folder);
	}

	#take(folder: FileSystemDirectoryHandle): void {
		this.#folder = folder;
		this.name = folder.name;
	}
}

async function innerOf(
	folder: FileSystemDirectoryHandle,
	name: string
): Promise<FileSystemDirectoryHandle | FolderFault> {
	try {
		return await folder.getDirectoryHandle(name, { create: true });
	} catch (error) {
		if (!(error instanceof DOMException)) throw error;
		return error.name === 'NotFoundError' ? 'gone' : 'read-only';
	}
}

function refused(sentence: string): Outcome {
	return { ok: false, sentence };
}

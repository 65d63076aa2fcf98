/** Checks backups without the app: every hash, signature and chain; and what a printed kit opens of them. */
import { openAsBlob } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { backupFaults } from '#lib/backup/faults.ts';
import { tryFolders } from '#lib/backup/trial.ts';
import { backupFiles, UnreadableBackup, type BackupFiles, type Lying } from '#lib/backup/files.ts';
import { isLeaving } from '#lib/backup/folder.ts';
import { verifyBackup } from '#lib/backup/verify.ts';
import { readZip } from '#lib/backup/zip.ts';
import { parseKit, type OpenedKit } from '#lib/vault/kit.ts';
import { sentenceFor } from './files.ts';

export interface VerifyOrder {
	readonly paths: readonly string[];
	/** The saved kit, or a file with the code from the paper. */
	readonly kit: string | undefined;
	readonly write: (row: object) => Promise<void>;
}

/** One row a backup. `true` when every one of them is whole and, where a kit was given, something of each opened. */
export async function verifyBackups({ paths, kit: file, write }: VerifyOrder): Promise<boolean> {
	const kit = file === undefined ? undefined : await readKit(file);
	if (typeof kit === 'string') {
		await write({ file, error: kit });
		return false;
	}
	let good = true;
	for (const path of paths) {
		const row = await verifyOne(path, kit);
		await write({ file: path, ...row });
		good &&= !('error' in row);
	}
	return good;
}

async function verifyOne(path: string, kit: OpenedKit | undefined): Promise<object> {
	const files = await filesOf(path);
	if (typeof files === 'string') return { error: files };
	try {
		return await verifyIn(files, kit);
	} catch (error) {
		if (error instanceof UnreadableBackup) return { error: backupFaults.unreadable };
		throw error;
	}
}

async function verifyIn(files: BackupFiles, kit: OpenedKit | undefined): Promise<object> {
	const verified = await verifyBackup(files);
	if (!verified.ok) return { error: backupFaults[verified.why] };
	const { manifest, roster } = verified;
	const tried = await tryFolders(files, manifest, roster, kit);
	// No name of the practice or of a person: what is printed here ends in logs.
	const folders = tried.map(({ opened, ...folder }) => ({ ...folder, ...(kit ? { opened } : {}) }));
	const row = {
		part: manifest.part,
		madeAt: manifest.madeAt,
		fingerprint: roster.fingerprint,
		people: roster.people.length,
		files: manifest.files.length,
		folders
	};
	const opens = !kit || tried.some(({ opened }) => opened > 0);
	return opens ? row : { ...row, error: 'The backup is whole, but this kit opens nothing of it.' };
}

/** A backup is one zip file, or the folder that it was unpacked to. Neither is read into memory whole. */
async function filesOf(path: string): Promise<BackupFiles | string> {
	try {
		const found = await stat(path);
		if (found.isFile()) {
			return (await readZip(await openAsBlob(path))) ?? backupFaults['not-a-backup'];
		}
		const lying = new Map<string, Lying>();
		for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
			if (!entry.isFile()) continue;
			const at = join(entry.parentPath, entry.name);
			const name = relative(path, at).split(sep).join('/');
			if (isLeaving(name)) continue;
			const { size } = await stat(at);
			lying.set(name, { size, bytes: async () => new Uint8Array(await readFile(at)) });
		}
		return backupFiles(lying);
	} catch (error) {
		return sentenceFor(error);
	}
}

async function readKit(path: string): Promise<OpenedKit | string> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		return sentenceFor(error);
	}
	const typed = text.split(/\r?\n/u).filter((line) => !line.startsWith('#'));
	const parsed = await parseKit(typed.join(''));
	return parsed.ok
		? parsed.kit
		: 'This is no recovery code: compare the file with the paper, group by group.';
}

/** Writes a backup: one file after another, then the signed list of them all. */
import type { FolderId } from '#lib/page/ids.ts';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { Shelf } from '#lib/shelf/shelf.ts';
import type { FolderKind } from '#lib/vault/folder-key.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { sign } from '#lib/vault/signing.ts';
import {
	blobPath,
	eventPath,
	manifestPath,
	signaturePath,
	signingDomain,
	type BackupPart,
	type Entry,
	type Manifest
} from './entry.ts';

export interface Holding {
	readonly kind: FolderKind;
	readonly shelf: Shelf;
	/** The folder's list of pages, sealed to the folder; absent where it is locked. */
	readonly index?: () => Promise<Uint8Array<ArrayBuffer>>;
}

export interface BackupOrder {
	readonly part: BackupPart;
	readonly files: PracticeFiles;
	readonly holdings: readonly Holding[];
	readonly me: UnlockedPerson;
	readonly madeAt: string;
	readonly onProgress?: (done: number, of: number) => void;
	readonly signal?: AbortSignal;
}

/** Which folders belong to which file. */
export function isOfPart(kind: FolderKind, part: BackupPart): boolean {
	return (kind === 'chart') === (part === 'chart');
}

/** Every entry of the backup; the manifest and its signature come last, so that a cut file is seen to be cut. */
export async function* writeBackup(order: BackupOrder): AsyncGenerator<Entry, void> {
	const { part, files, me, madeAt, onProgress, signal } = order;
	const holdings = order.holdings.filter(({ kind }) => isOfPart(kind, part));
	const listed: Manifest['files'][number][] = [];
	const folders: Manifest['folders'][number][] = [];

	async function entry(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Entry> {
		signal?.throwIfAborted();
		listed.push({ path, size: bytes.length, sha256: await sha256Hex(bytes) });
		return { path, bytes };
	}

	for (const path of await files.list()) {
		const bytes = await files.read(path);
		if (bytes && belongs(path, holdings)) yield await entry(path, bytes);
	}
	const blobs = await Promise.all(holdings.map(({ shelf }) => shelf.blobIds()));
	const total = blobs.reduce((sum, ids) => sum + ids.length, 0);
	let done = 0;
	for (const [i, { shelf, index }] of holdings.entries()) {
		const { folder } = shelf;
		let head = { n: 0, hash: '' };
		for await (const event of shelf.events()) {
			yield await entry(eventPath(folder, event.n), event.bytes);
			head = event;
		}
		folders.push({ folder, n: head.n, hash: head.hash });
		if (index) yield await entry(`folders/${folder}/index.age`, await index());
		for (const id of blobs[i] ?? []) {
			const bytes = await shelf.blob(id);
			// Taken away by another act since it was listed: the events say so too.
			if (bytes) yield await entry(blobPath(id), bytes);
			onProgress?.(++done, total);
		}
	}
	const format = new TextDecoder().decode(await files.read('FORMAT'));
	const { id: person } = me.person;
	const manifest: Manifest = { v: 1, format, part, madeAt, person, files: listed, folders };
	const bytes = new TextEncoder().encode(JSON.stringify(manifest));
	yield { path: manifestPath, bytes };
	yield { path: signaturePath, bytes: await sign(me.signer, signingDomain, bytes) };
}

/** Public facts and people go into both files; a folder's key files only where its folder goes. */
function belongs(path: string, holdings: readonly Holding[]): boolean {
	const folder = /^folders\/([^/]+)\//.exec(path)?.[1] as FolderId | undefined;
	if (folder === undefined || path.endsWith('/folder.json')) return true;
	return holdings.some(({ shelf }) => shelf.folder === folder);
}

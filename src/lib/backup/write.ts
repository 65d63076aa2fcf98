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

	const taken = holdings.map(() => ({ n: 0, hash: '', blobs: new Set<string>() }));
	const progress = { done: 0, of: 0 };
	// Work goes on meanwhile: a page that an event names must be in the backup with it, and a page that
	// moves between two folders must be in one of them. So it goes round until nothing has moved.
	for (let moved = true; moved;) {
		moved = false;
		for (const [i, { shelf }] of holdings.entries()) {
			const held = taken[i];
			if (!held || (held.n > 0 && (await shelf.head()).n === held.n)) continue;
			for await (const event of shelf.events(held.n)) {
				yield await entry(eventPath(shelf.folder, event.n), event.bytes);
				[held.n, held.hash] = [event.n, event.hash];
				moved = true;
			}
			const ids = (await shelf.blobIds()).filter((id) => !held.blobs.has(id));
			progress.of += ids.length;
			for (const id of ids) {
				const bytes = await shelf.blob(id);
				// Taken away by another act since it was listed: the events say so too.
				if (bytes) {
					held.blobs.add(id);
					yield await entry(blobPath(id), bytes);
				}
				onProgress?.(++progress.done, progress.of);
			}
		}
	}
	// After the folders: whoever joined meanwhile and signed an entry is among the people that are listed now.
	for (const path of await files.list()) {
		const bytes = await files.read(path);
		if (bytes && belongs(path, holdings)) yield await entry(path, bytes);
	}
	for (const [i, { shelf, index }] of holdings.entries()) {
		const { n, hash, blobs } = taken[i] ?? { n: 0, hash: '', blobs: new Set() };
		folders.push({ folder: shelf.folder, n, hash, blobs: [...blobs] });
		if (index) yield await entry(`folders/${shelf.folder}/index.age`, await index());
	}
	const format = new TextDecoder().decode(await files.read('FORMAT'));
	const { id: person } = me.person;
	const manifest: Manifest = { v: 1, format, part, madeAt, person, files: listed, folders };
	const bytes = new TextEncoder().encode(JSON.stringify(manifest));
	yield { path: manifestPath, bytes };
	yield { path: signaturePath, bytes: await sign(me.signer, signingDomain, bytes) };
}

/** People go into both files; what belongs to a folder only where its folder goes. */
function belongs(path: string, holdings: readonly Holding[]): boolean {
	// What was learned from private pages, and what seals for a tray, goes with them, though it is sealed to its clinician
	// anyway.
	if (/\.(?:learned|stations)\.age$/.test(path))
		return holdings.some(({ kind }) => kind === 'cabinet');
	const folder = /^folders\/([^/]+)\//.exec(path)?.[1] as FolderId | undefined;
	return folder === undefined || holdings.some(({ shelf }) => shelf.folder === folder);
}

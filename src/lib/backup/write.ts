/** Writes a backup: one file after another, then the signed list of them all. */
import type { FolderId } from '#lib/page/ids.ts';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import { BrokenShelf, type Shelf } from '#lib/shelf/shelf.ts';
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
	/** The pieces that its history names by now; absent where it is locked. */
	readonly named?: () => readonly string[];
}

/** The backup that is written over, as far as it can be believed. */
export interface EarlierBackup {
	/** The bytes under a piece's name, whatever they are. */
	piece(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
	/** How far a folder's history went, and its pieces, by its signed list. */
	listed(folder: FolderId): { readonly n: number; readonly blobs: readonly string[] } | undefined;
}

export interface BackupOrder {
	readonly part: BackupPart;
	readonly files: PracticeFiles;
	readonly holdings: readonly Holding[];
	readonly me: UnlockedPerson;
	readonly madeAt: string;
	readonly onProgress?: (done: number, of: number) => void;
	readonly signal?: AbortSignal;
	/** The backup that is written over: a piece that storage here has lost or altered may still lie there. */
	readonly earlier?: EarlierBackup;
	/** Told of each piece that is not whole here: whether it is in this backup all the same. */
	readonly onFlawed?: (is: 'kept' | 'left-out') => void;
}

/** Which folders belong to which file. */
export function isOfPart(kind: FolderKind, part: BackupPart): boolean {
	return (kind === 'chart') === (part === 'chart');
}

/** Every entry of the backup; the manifest and its signature come last, so that a cut file is seen to be cut. */
export async function* writeBackup(order: BackupOrder): AsyncGenerator<Entry, void> {
	const { part, files, me, madeAt, onProgress, signal, earlier, onFlawed } = order;
	const holdings = order.holdings.filter(({ kind }) => isOfPart(kind, part));
	const listed: Manifest['files'][number][] = [];
	const folders: Manifest['folders'][number][] = [];

	async function entry(
		path: string,
		bytes: Uint8Array<ArrayBuffer>,
		sha256?: string
	): Promise<Entry> {
		signal?.throwIfAborted();
		listed.push({ path, size: bytes.length, sha256: sha256 ?? (await sha256Hex(bytes)) });
		return { path, bytes };
	}

	const taken = holdings.map(() => ({
		...{ n: 0, hash: '' },
		blobs: new Set<string>(),
		flawed: new Set<string>()
	}));
	const progress = { done: 0, of: 0 };
	// Work goes on meanwhile: a page that an event names must be in the backup with it, and a page that
	// moves between two folders must be in one of them. So it goes round until nothing has moved.
	for (let moved = true; moved;) {
		moved = false;
		for (const [i, { shelf, named: names }] of holdings.entries()) {
			const held = taken[i];
			if (!held || (held.n > 0 && (await shelf.head()).n === held.n)) continue;
			for await (const event of shelf.events(held.n)) {
				yield await entry(eventPath(shelf.folder, event.n), event.bytes);
				[held.n, held.hash] = [event.n, event.hash];
				moved = true;
			}
			// What storage has lost is listed all the same: it must not be lost from the earlier backup with this one.
			const before = earlier?.listed(shelf.folder);
			// Without newer entries nothing can have removed any since.
			const asThen = before?.n === held.n ? before.blobs : [];
			const named = new Set(names ? names() : asThen);
			const removed = new Set(names ? [] : await shelf.removedIds());
			// A locked folder's newer entries may have removed a piece: where no act is known to have, it is kept without a word.
			const kept = new Set(names ? [] : before?.blobs.filter((id) => !removed.has(id)));
			const here = [...(await shelf.blobIds()), ...(await shelf.listedIds())];
			const ids = [...new Set([...here, ...named, ...kept])].filter(
				(id) => !held.blobs.has(id) && !held.flawed.has(id)
			);
			progress.of += ids.length;
			for (const id of ids) {
				let bytes = await wholeOnly(id, () => shelf.blob(id));
				// Where it is not expected any more, it was taken away by another act meanwhile: the events say so too.
				if (!bytes && (named.has(id) || (await shelf.lists(id)))) {
					held.flawed.add(id);
					bytes = earlier && (await wholeOnly(id, () => earlier.piece(id)));
					onFlawed?.(bytes ? 'kept' : 'left-out');
				}
				if (!bytes && earlier && kept.has(id)) bytes = await wholeOnly(id, () => earlier.piece(id));
				if (bytes) {
					held.blobs.add(id);
					yield await entry(blobPath(id), bytes, id);
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
		const { n, hash, blobs } = taken[i] ?? { n: 0, hash: '', blobs: new Set<string>() };
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

/** A piece is named by its hash: other bytes under its name are not it, and must never take the place of a whole copy. */
async function wholeOnly(
	id: string,
	read: () => Promise<Uint8Array<ArrayBuffer> | undefined>
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	try {
		const bytes = await read();
		return bytes && (await sha256Hex(bytes)) === id ? bytes : undefined;
	} catch (error) {
		if (!(error instanceof BrokenShelf)) throw error;
		return undefined;
	}
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

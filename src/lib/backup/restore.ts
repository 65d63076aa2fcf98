/** Puts a verified backup back. A folder that stands whole and is not behind the backup is left as it is. */
import { compareAnchor, type Anchors } from '#lib/ledger/anchor.ts';
import { verifyChain, type VerifierOf } from '#lib/ledger/chain.ts';
import type { FolderId } from '#lib/page/ids.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import type { PracticeFiles } from '#lib/shelf/practice-files.ts';
import { BrokenShelf, type SealedBlob, type Shelf } from '#lib/shelf/shelf.ts';
import { membersAnchor } from '#lib/practice/members/chain.ts';
import { blobPath, type Manifest } from './entry.ts';
import { eventsIn, type BackupFiles } from './verify.ts';

export interface RestoreTarget {
	readonly files: PracticeFiles;
	readonly shelfOf: (folder: FolderId) => Shelf;
	readonly anchors: Anchors;
}

export type Restored =
	| { readonly ok: true; readonly folders: number; readonly left: number }
	| { readonly ok: false; readonly why: 'another-practice' | 'contradicts' | 'not-stored' };

/** The caller has verified the files. Interrupted, it can simply be run again. */
export async function restoreBackup(
	backup: BackupFiles,
	manifest: Manifest,
	{ files, shelfOf, anchors }: RestoreTarget,
	verifierOf: VerifierOf
): Promise<Restored> {
	if (await isAnother(backup, files)) return { ok: false, why: 'another-practice' };
	if (await contradicts(backup, files)) return { ok: false, why: 'contradicts' };
	let left = 0;
	for (const { folder: id, n, hash, blobs: ids } of manifest.folders) {
		const folder = id as FolderId;
		const shelf = shelfOf(folder);
		const blobs = ids.flatMap((id): SealedBlob[] => {
			const bytes = backup.get(blobPath(id));
			return bytes ? [{ id, bytes }] : [];
		});
		if (await isWhole(shelf, anchors, n, blobs, verifierOf)) {
			left++;
			shelf.close();
			continue;
		}
		await shelf.destroy();
		const fresh = shelfOf(folder);
		const stored = await fill(fresh, await eventsIn(backup, folder, n), blobs);
		fresh.close();
		if (!stored) return { ok: false, why: 'not-stored' };
		anchors.replace(folder, { n, hash });
	}
	const own = manifest.files
		.filter(({ path }) => !/\/events\/|^blobs\/|\/index\.age$/.test(path))
		.flatMap(({ path }) => {
			const bytes = backup.get(path);
			return bytes ? [{ path, bytes }] : [];
		});
	const written = await files.write(own);
	// Whatever chain of people stands now is what was asked for: the next look notes its head.
	if (written.ok) anchors.replace(membersAnchor, undefined);
	return written.ok
		? { ok: true, folders: manifest.folders.length - left, left }
		: { ok: false, why: 'not-stored' };
}

/** A practice may not be written over another one. */
async function isAnother(backup: BackupFiles, files: PracticeFiles): Promise<boolean> {
	const here = await files.list('people/').catch(() => []);
	const people = here.filter((path) => path.endsWith('.json'));
	return people.length > 0 && !people.some((path) => backup.has(path));
}

/**
 * Whether the backup says something else of the people and folders that stand here. A forger could sign for a
 * person of their own adding, and put their own recipient in a slot's place: later pages would be sealed to them.
 */
async function contradicts(backup: BackupFiles, files: PracticeFiles): Promise<boolean> {
	const here = await files.list().catch(() => []);
	const stands = here.some((path) => person.test(path));
	for (const [path, bytes] of backup) {
		const isPerson = person.test(path);
		if (!isPerson && !folderCard.test(path) && !memberEntry.test(path)) continue;
		const known = await files.read(path).catch(() => undefined);
		if (!known && isPerson && stands) return true;
		if (known && !isSame(known, bytes)) return true;
	}
	return false;
}

const person = /^people\/[^/]+\.json$/;
const memberEntry = /^members\/[^/]+\.json$/;
const folderCard = /^folders\/[^/]+\/folder\.json$/;

function isSame(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** A newer chain's later events may have removed pieces of the backup: then the chain alone can be asked. */
async function isWhole(
	shelf: Shelf,
	anchors: Anchors,
	n: number,
	blobs: readonly SealedBlob[],
	verifierOf: VerifierOf
): Promise<boolean> {
	try {
		const finding = await compareAnchor(shelf, anchors.read(shelf.folder));
		if (finding === 'behind' || finding === 'fork') return false;
		const chain = await verifyChain(shelf.events(), shelf.folder, verifierOf);
		if (!chain.ok || chain.head.n < n || n === 0) return false;
		if (chain.head.n > n) return true;
		for (const { id, bytes } of blobs) {
			const kept = await shelf.blob(id);
			if (kept?.length !== bytes.length || (await sha256Hex(kept)) !== id) return false;
		}
		return true;
	} catch (error) {
		if (error instanceof BrokenShelf) return false;
		throw error;
	}
}

/** Blobs ride along with the events, a few at a time: no transaction grows with the practice. */
async function fill(
	shelf: Shelf,
	events: Awaited<ReturnType<typeof eventsIn>>,
	blobs: readonly SealedBlob[]
): Promise<boolean> {
	const each = Math.ceil(blobs.length / Math.max(1, events.length));
	for (const [i, event] of events.entries()) {
		const put = blobs.slice(i * each, (i + 1) * each);
		if (!(await shelf.commit({ event, put })).ok) return false;
	}
	return true;
}

/** What lies already in the folder that a backup goes into: nothing of it may be lost with what is written over it. */
import { walkChain, type VerifierOf } from '#lib/ledger/chain.ts';
import { hashOf, isSignedBy, readEvent } from '#lib/ledger/event.ts';
import { isId, type FolderId, type PersonId } from '#lib/page/ids.ts';
import { isProved } from '#lib/practice/proved-key.ts';
import { paths, readRoster, verifierIn, type Roster } from '#lib/practice/roster.ts';
import type { Shelf, StoredEvent } from '#lib/shelf/shelf.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { verify } from '#lib/vault/signing.ts';
import {
	blobPath,
	eventPath,
	manifestPath,
	signaturePath,
	signingDomain,
	type BackupPart,
	type Manifest
} from './entry.ts';
import { directoryOf, readIn } from './folder.ts';
import { isSamePractice } from './verify.ts';
import { isOfPart, type BackupOrder, type EarlierBackup } from './write.ts';

/**
 * `more-there`: entries that are not here; `exchanged`: the charts where the private part belongs, or the other way round;
 * `unproved-key`: a cabinet's key file there is another one, and its owner has not opened the cabinet with the one here.
 */
export type WouldLose = 'another-practice' | 'exchanged' | 'more-there' | 'unproved-key';

/** Why this backup must not be written there. */
export async function wouldLose(
	root: FileSystemDirectoryHandle,
	part: BackupPart,
	roster: Roster,
	{ holdings, files }: Pick<BackupOrder, 'holdings' | 'files'>
): Promise<WouldLose | undefined> {
	const there = await rosterIn(root);
	if (there && !isSamePractice(there, roster)) return 'another-practice';
	if (there && there.hashes.length > roster.hashes.length) return 'more-there';
	const verifierOf = verifierIn(roster);
	for (const name of await namesIn(root, 'folders')) {
		const folder = name as FolderId;
		const last = isId(name) ? await lastIn(root, folder) : 0;
		if (last === 0) continue;
		const known = roster.folders.find(({ slot }) => slot.folder === folder);
		if (!known) return 'another-practice';
		if (!isOfPart(known.slot.kind, part)) return 'exchanged';
		const held = holdings.find(({ shelf }) => shelf.folder === folder);
		if (!held || (await isPast(root, last, held.shelf, verifierOf))) return 'more-there';
	}
	return (await hasUnprovedKey(root, roster, { holdings, files })) ? 'unproved-key' : undefined;
}

/** Nobody but its owner can tell a cabinet's right key file, so a strange one must not take the place of the one there. */
async function hasUnprovedKey(
	root: FileSystemDirectoryHandle,
	roster: Roster,
	{ holdings, files }: Pick<BackupOrder, 'holdings' | 'files'>
): Promise<boolean> {
	const listed = new Map(
		(await signedList(root, roster))?.files.map(({ path, sha256 }) => [path, sha256])
	);
	for (const { slot, owner } of roster.folders) {
		const shelf = holdings.find((held) => held.shelf.folder === slot.folder)?.shelf;
		if (slot.kind !== 'cabinet' || !shelf || !owner) continue;
		const differs = async (path: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
			const [there, here] = [await readIn(root, path), await files.read(path)];
			const hash = there && (await sha256Hex(there));
			// What lies there altered is worth nothing.
			if (!here || !hash || hash !== listed.get(path)) return undefined;
			return hash === (await sha256Hex(here)) ? undefined : here;
		};
		// A kit's copy stays the same for as long as the paper does.
		if (await differs(paths.folderKit(slot.folder, slot.epoch))) return true;
		const here = await differs(paths.folderKey(slot.folder, slot.epoch));
		const verifier = verifierIn(roster)(owner);
		const isKnown =
			here && verifier && (await isProved(shelf, slot as FolderSlot<'cabinet'>, verifier, here));
		if (here && !isKnown) return true;
	}
	return false;
}

/** What can be taken over from there. */
export async function earlierIn(
	root: FileSystemDirectoryHandle,
	roster: Roster
): Promise<EarlierBackup> {
	const folders = (await signedList(root, roster))?.folders ?? [];
	return {
		piece: (id) => readIn(root, blobPath(id)),
		listed: (id) => folders.find(({ folder }) => folder === id)
	};
}

/** Who belongs to the practice by what lies there; `undefined` where that cannot be read. */
async function rosterIn(root: FileSystemDirectoryHandle): Promise<Roster | undefined> {
	const places = ['members', 'people', 'folders'];
	const read = await readRoster({
		read: (path) => readIn(root, path),
		async list(prefix = '') {
			const found = (await readIn(root, 'FORMAT')) ? ['FORMAT'] : [];
			for (const place of places) {
				if (place === 'folders') {
					for (const id of await namesIn(root, place)) found.push(`${place}/${id}/folder.json`);
				} else for (const name of await namesIn(root, place)) found.push(`${place}/${name}`);
			}
			return found.filter((path) => path.startsWith(prefix));
		}
	}).catch(() => undefined);
	return read?.ok ? read.roster : undefined;
}

async function signedList(
	root: FileSystemDirectoryHandle,
	roster: Roster
): Promise<Manifest | undefined> {
	const listed = await readIn(root, manifestPath);
	const signature = await readIn(root, signaturePath);
	if (!listed || !signature) return undefined;
	try {
		const manifest = JSON.parse(new TextDecoder().decode(listed)) as Manifest;
		const verifier = verifierIn(roster)(manifest.person as PersonId);
		if (!verifier || !(await verify(verifier, signingDomain, listed, signature))) return undefined;
		return manifest;
	} catch {
		return undefined;
	}
}

async function namesIn(root: FileSystemDirectoryHandle, path: string): Promise<readonly string[]> {
	const names: string[] = [];
	try {
		const [inner] = await directoryOf(root, `${path}/-`, false);
		for await (const name of inner.keys()) names.push(name);
	} catch {
		// Nothing of the kind lies there, and what cannot be read is told when it is written.
	}
	return names;
}

/** The highest number of an entry of this folder. */
async function lastIn(root: FileSystemDirectoryHandle, folder: FolderId): Promise<number> {
	const names = await namesIn(root, `folders/${folder}/events`);
	const numbers = names.map((name) => Number(/^(\d{8,15})\.event$/.exec(name)?.[1] ?? 0));
	return numbers.reduce((most, n) => Math.max(most, n), 0);
}

/** Whether the history there goes on where the one here ends, or went another way. What nobody of the practice signed is neither. */
async function isPast(
	root: FileSystemDirectoryHandle,
	last: number,
	shelf: Shelf,
	verifierOf: VerifierOf
): Promise<boolean> {
	const { folder } = shelf;
	const head = await shelf.head();
	const common = Math.min(last, head.n);
	const [there, here] = [await eventAt(root, folder, common), await shelf.event(common)];
	if (there && there.hash !== here?.hash && (await isSigned(there, folder, verifierOf)))
		return true;
	const next = last > head.n ? await eventAt(root, folder, head.n + 1) : undefined;
	if (!next) return false;
	for await (const { ok } of walkChain([next], folder, verifierOf, head)) return ok;
	return false;
}

async function eventAt(
	root: FileSystemDirectoryHandle,
	folder: FolderId,
	n: number
): Promise<StoredEvent | undefined> {
	const bytes = n > 0 ? await readIn(root, eventPath(folder, n)) : undefined;
	const read = bytes && readEvent(bytes);
	if (!bytes || !read?.ok) return undefined;
	return { n: read.event.n, prev: read.event.prev, hash: await hashOf(read.event), bytes };
}

async function isSigned(
	{ bytes }: StoredEvent,
	folder: FolderId,
	verifierOf: VerifierOf
): Promise<boolean> {
	const read = readEvent(bytes);
	if (!read.ok || read.event.folder !== folder) return false;
	const verifier = verifierOf(read.event.person);
	return verifier !== undefined && isSignedBy(read.event, verifier);
}

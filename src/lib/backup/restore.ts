/** Puts a verified backup back. A folder that stands whole and is not behind the backup is left as it is. */
import { compareAnchor, type Anchors } from '#lib/ledger/anchor.ts';
import { verifyChain, type VerifierOf } from '#lib/ledger/chain.ts';
import type { FolderId } from '#lib/page/ids.ts';
import type { PracticeFile, PracticeFiles } from '#lib/shelf/practice-files.ts';
import { BrokenShelf, type SealedBlob, type Shelf } from '#lib/shelf/shelf.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import { membersAnchor } from '#lib/practice/members/chain.ts';
import { lookAt, mend } from '#lib/practice/scrub.ts';
import { isProved } from '#lib/practice/proved-key.ts';
import { bringBackKeys } from '#lib/practice/restored-keys.ts';
import { folderOf, paths, readRoster, verifierIn, type Roster } from '#lib/practice/roster.ts';
import { blobPath, type Manifest } from './entry.ts';
import { UnreadableBackup, type BackupFiles } from './files.ts';
import { eventsIn, isSamePractice } from './verify.ts';

export interface RestoreTarget {
	readonly files: PracticeFiles;
	readonly shelfOf: (folder: FolderId) => Shelf;
	readonly anchors: Anchors;
	/** Every folder that storage holds, also where the practice's own files do not name it any more. */
	readonly folders?: () => Promise<readonly FolderId[]>;
}

export type Restored =
	| { readonly ok: true; readonly folders: number; readonly left: number }
	| {
			readonly ok: false;
			readonly why: 'another-practice' | 'contradicts' | 'not-stored' | 'unreadable';
	  };

/**
 * The caller has verified the files: `roster` is the backup's own, by its chain of members. Interrupted, it can simply
 * be run again. Where the practice stands whole and its chain goes further, its people and keys stay as they are.
 * `unreadable`: what was verified a moment ago cannot be read again, or reads otherwise.
 */
export async function restoreBackup(
	backup: BackupFiles,
	manifest: Manifest,
	target: RestoreTarget,
	roster: Roster
): Promise<Restored> {
	try {
		return await putBack(backup, manifest, target, roster);
	} catch (error) {
		if (error instanceof UnreadableBackup) return { ok: false, why: 'unreadable' };
		throw error;
	}
}

async function putBack(
	backup: BackupFiles,
	manifest: Manifest,
	{ files, shelfOf, anchors }: RestoreTarget,
	roster: Roster
): Promise<Restored> {
	const stands = await readRoster(files).catch(() => undefined);
	const standing = stands?.ok ? stands.roster : undefined;
	const why = standing
		? whyNotOver(roster, standing)
		: await whyNotOverRuins(backup, roster, { files, anchors });
	if (why) return { ok: false, why };
	const isOlder = standing !== undefined && standing.hashes.length > roster.hashes.length;
	const verifierOf = verifierIn(isOlder ? standing : roster);
	const asNamed = new Set(
		manifest.files
			.filter(({ path, sha256 }) => path === blobPath(sha256))
			.map(({ sha256 }) => sha256)
	);
	let left = 0;
	for (const { folder: id, n, hash, blobs } of manifest.folders) {
		const folder = id as FolderId;
		// Earlier versions backed up what storage had altered as it lay there: it is nothing, and the rest comes back.
		const ids = blobs.filter((blob) => asNamed.has(blob));
		const shelf = shelfOf(folder);
		const pieces: Pieces = { ids, read: (id) => pieceIn(backup, id) };
		const stood = await stand(shelf, anchors, n, pieces, verifierOf);
		if (stood !== 'broken') {
			left++;
			shelf.close();
			// Newer entries are never given up for a piece that could not be written.
			if (stood === 'not-stored') return { ok: false, why: 'not-stored' };
			continue;
		}
		await shelf.destroy();
		const fresh = shelfOf(folder);
		const stored = await fill(fresh, eventsIn(backup, folder, n), n, pieces);
		fresh.close();
		if (!stored) return { ok: false, why: 'not-stored' };
		anchors.replace(folder, { n, hash });
	}
	const own: PracticeFile[] = [];
	const beside = new Map<string, Uint8Array<ArrayBuffer>>();
	const chart = folderOf(isOlder ? standing : roster, 'chart')?.folder;
	for (const { path } of manifest.files) {
		if (ofFolder.test(path)) continue;
		const bytes = await backup.read(path);
		if (!bytes) continue;
		const here = await files.read(path);
		const goes = await goesOver(path, here, { shelfOf, roster: isOlder ? standing : roster });
		// Newer people and keys are not set back by an older backup; what is missing is put back.
		if (!here || (goes ?? !isOlder)) own.push({ path, bytes });
		// The one here may be sealed to people who joined since, or be nobody's: only whoever unlocks can tell.
		else if (isKeyOf(path, chart)) beside.set(path, bytes);
	}
	if (chart && beside.size > 0) {
		const shelf = shelfOf(chart);
		const kept = await bringBackKeys(shelf, beside);
		shelf.close();
		if (!kept) return { ok: false, why: 'not-stored' };
	}
	const written = await files.write(own);
	// Whatever chain of people stands now is what was asked for: the next look notes its head.
	if (written.ok && !isOlder) anchors.replace(membersAnchor, undefined);
	return written.ok
		? { ok: true, folders: manifest.folders.length - left, left }
		: { ok: false, why: 'not-stored' };
}

/**
 * Whether a private folder's key file is put over the one here. A tray's stays the same for good, so what differs is
 * damage. A cabinet's gets another lock with each new passphrase: one that its owner has opened it with stays.
 */
async function goesOver(
	path: string,
	here: Uint8Array<ArrayBuffer> | undefined,
	{ shelfOf, roster }: Pick<RestoreTarget, 'shelfOf'> & { readonly roster: Roster }
): Promise<boolean | undefined> {
	const found =
		here && roster.folders.find(({ slot }) => path === paths.folderKey(slot.folder, slot.epoch));
	if (!found || found.slot.kind === 'chart') return undefined;
	if (found.slot.kind === 'tray') return true;
	const { owner } = found;
	const verifier = owner && verifierIn(roster)(owner);
	const shelf = shelfOf(found.slot.folder);
	const isKept =
		verifier !== undefined &&
		(await isProved(shelf, found.slot as FolderSlot<'cabinet'>, verifier, here));
	shelf.close();
	return !isKept;
}

function isKeyOf(path: string, folder: FolderId | undefined): boolean {
	return folder !== undefined && path.startsWith(`folders/${folder}/`) && path.endsWith('.key.age');
}

const ofFolder = /\/events\/|^blobs\/|\/index\.age$/;

/** A folder's sealed pieces, read one at a time. */
interface Pieces {
	readonly ids: readonly string[];
	readonly read: (id: string) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Read a second time after it was verified: a failing stick may give other bytes now. */
async function pieceIn(backup: BackupFiles, id: string): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = await backup.read(blobPath(id));
	if (!bytes || (await sha256Hex(bytes)) !== id) throw new UnreadableBackup(undefined);
	return bytes;
}

type Refused = 'another-practice' | 'contradicts';

/** A practice may not be written over another one, nor over one whose people went another way. */
function whyNotOver(backup: Roster, standing: Roster): Refused | undefined {
	if (isSamePractice(backup, standing)) return undefined;
	return backup.fingerprint === standing.fingerprint && backup.fingerprint !== ''
		? 'contradicts'
		: 'another-practice';
}

/** Where the list of people cannot be read any more, its first entry and the anchors still tell whose it was. */
async function whyNotOverRuins(
	backup: BackupFiles,
	roster: Roster,
	{ files, anchors }: Pick<RestoreTarget, 'files' | 'anchors'>
): Promise<Refused | undefined> {
	const noted = anchors.read(membersAnchor);
	if (noted && roster.head.n >= noted.n && roster.hashes[noted.n - 1] !== noted.hash) {
		return noted.n === 1 ? 'another-practice' : 'contradicts';
	}
	const here = await files.list('people/').catch(() => []);
	const people = here.filter((path) => path.endsWith('.json'));
	return people.length > 0 && !people.some((path) => backup.size(path) !== undefined)
		? 'another-practice'
		: undefined;
}

/**
 * Pieces that lie here altered are mended where the chain stands. A newer chain's later events may have removed pieces
 * of the backup, so what is missing under one is not put back here: only who can read the chain knows that.
 */
async function stand(
	shelf: Shelf,
	anchors: Anchors,
	n: number,
	pieces: Pieces,
	verifierOf: VerifierOf
): Promise<'whole' | 'broken' | 'not-stored'> {
	try {
		const finding = await compareAnchor(shelf, anchors.read(shelf.folder));
		if (finding === 'behind' || finding === 'fork') return 'broken';
		const chain = await verifyChain(shelf.events(), shelf.folder, verifierOf);
		if (!chain.ok || chain.head.n < n || n === 0) return 'broken';
		for (const id of pieces.ids) {
			const why = await lookAt(shelf, id);
			if (why === 'whole') continue;
			if (chain.head.n === n) return 'broken';
			if (why === 'missing') continue;
			const mended = await mend(shelf, [{ sha256: id, why }], (name) => pieces.read(name));
			if (mended === undefined) return 'not-stored';
		}
		return 'whole';
	} catch (error) {
		if (error instanceof BrokenShelf) return 'broken';
		throw error;
	}
}

/** What one transaction may hold of a backup's pieces. */
const atOnce = 16 * 1024 ** 2;

/** Pieces ride along with the events, a few at a time: no transaction grows with the practice, and neither does memory. */
async function fill(
	shelf: Shelf,
	events: ReturnType<typeof eventsIn>,
	n: number,
	{ ids, read }: Pieces
): Promise<boolean> {
	const each = Math.ceil(ids.length / Math.max(1, n));
	for await (const event of events) {
		const put: SealedBlob[] = [];
		let held = 0;
		for (const id of ids.slice((event.n - 1) * each, event.n * each)) {
			const piece = { id, bytes: await read(id) };
			held += piece.bytes.length;
			if (put.length === 0 || held <= atOnce) put.push(piece);
			else if (!(await shelf.mend(piece)).ok) return false;
		}
		if (!(await shelf.commit({ event, put })).ok) return false;
	}
	return true;
}

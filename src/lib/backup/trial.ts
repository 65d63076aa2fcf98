/** What a printed kit opens of a backup: every key file is tried, then every piece and every event. */
import { readEvent } from '#lib/ledger/event.ts';
import { paths, type Roster } from '#lib/practice/roster.ts';
import type { FolderKey, FolderKind } from '#lib/vault/folder-key.ts';
import { openWithKit, type OpenedKit } from '#lib/vault/kit.ts';
import { open } from '#lib/vault/open.ts';
import { blobPath, eventPath, type Manifest } from './entry.ts';
import type { BackupFiles } from './files.ts';

export interface FolderTried {
	readonly kind: FolderKind | 'unknown';
	/** Entries of its history. */
	readonly events: number;
	/** Pictures, words and thumbnails. */
	readonly pieces: number;
	/** Events and pieces that the kit opens, directly or by the folder's own key. */
	readonly opened: number;
}

/** The caller has verified the files. Without a kit nothing is tried, and the counts alone are told. */
export async function tryFolders(
	files: BackupFiles,
	{ folders }: Manifest,
	roster: Roster,
	kit?: OpenedKit
): Promise<readonly FolderTried[]> {
	const slots = [...roster.earlier, ...roster.folders.map((card) => card.slot)];
	const tried: FolderTried[] = [];
	for (const { folder, n, blobs } of folders) {
		const own = slots.filter((slot) => slot.folder === folder);
		const keys: FolderKey<FolderKind>[] = [];
		for (const slot of kit ? own : []) {
			for (const path of [
				paths.folderKey(slot.folder, slot.epoch),
				paths.folderKit(slot.folder, slot.epoch)
			]) {
				const bytes = await files.read(path);
				const found = kit && bytes && (await openWithKit(kit, bytes, slot));
				if (found?.ok) keys.push(found.key);
			}
		}
		let opened = 0;
		for (let i = 1; i <= n && keys.length > 0; i++) {
			const event = await files.read(eventPath(folder, i));
			const read = event && readEvent(event);
			if (read?.ok && (await opensBy(keys, read.event.ct))) opened++;
		}
		for (const id of keys.length > 0 ? blobs : []) {
			const bytes = await files.read(blobPath(id));
			if (bytes && (await opensBy(keys, bytes))) opened++;
		}
		tried.push({ kind: own[0]?.kind ?? 'unknown', events: n, pieces: blobs.length, opened });
	}
	return tried;
}

async function opensBy(
	keys: readonly FolderKey<FolderKind>[],
	sealed: Uint8Array
): Promise<boolean> {
	for (const key of keys) {
		const opened = await open(key, sealed);
		if (opened.ok) {
			opened.bytes.fill(0);
			return true;
		}
	}
	return false;
}

/** Before a backup goes over damaged storage: what it would bring, what would be missing, and a copy of what is there. */
import { blobPath, eventPath, type BackupPart, type Entry } from '#lib/backup/entry.ts';
import type { RestoreTarget } from '#lib/backup/restore.ts';
import type { OnProgress } from '#lib/backup/verify.ts';
import { zipEntries } from '#lib/backup/zip.ts';
import type { FolderId } from '#lib/page/ids.ts';
import { copiesIn } from '#lib/practice/own-copies.ts';
import { readBackup, type ChosenBackup } from './backup.svelte.ts';

export interface WeighedBackup {
	readonly part: BackupPart;
	/** ISO 8601 time. */
	readonly madeAt: string;
	/** Of the charts alone: how much lies in trays and cabinets is told to nobody before they are open. */
	readonly holds?: {
		/** Entries of its folders' histories. */
		readonly entries: number;
		/** Sealed pieces: pictures, thumbnails and what was read. */
		readonly pieces: number;
		/** Entries that were acknowledged here after it was made and that it does not hold. */
		readonly missing: number;
	};
	/** Whether any were. */
	readonly isBehind: boolean;
}

export type Weighed =
	| { readonly ok: true; readonly backups: readonly WeighedBackup[] }
	| { readonly ok: false; readonly sentence: string };

/** Verifies each file whole and holds it against what was noted of the folders outside their databases. */
export async function weighBackups(
	files: readonly ChosenBackup[],
	{ anchors }: Pick<RestoreTarget, 'anchors'>,
	onProgress?: OnProgress
): Promise<Weighed> {
	const backups: WeighedBackup[] = [];
	for (const file of files) {
		const read = await readBackup(file, undefined, onProgress);
		if (!read.ok) return read;
		const { part, madeAt, folders } = read.manifest;
		let [entries, pieces, missing] = [0, 0, 0];
		for (const { folder, n, blobs } of folders) {
			entries += n;
			pieces += blobs.length;
			missing += Math.max(0, (anchors.read(folder as FolderId)?.n ?? 0) - n);
		}
		const holds = part === 'chart' ? { holds: { entries, pieces, missing } } : {};
		backups.push({ part, madeAt, isBehind: missing > 0, ...holds });
	}
	return { ok: true, backups };
}

/** All that can still be read, in the layout of a backup but unsigned: somebody may get more out of it later. */
export function copyAsItIs(target: RestoreTarget): Promise<Blob> {
	return zipEntries(readable(target));
}

async function* readable({ files, shelfOf, folders }: RestoreTarget): AsyncGenerator<Entry, void> {
	const paths = new Set(await files.list().catch(() => []));
	const written = new Set<string>();
	for (const path of paths) {
		const bytes = await files.read(path).catch(() => undefined);
		if (bytes) yield { path, bytes };
		if (bytes) written.add(path);
	}
	const named = [...paths].flatMap((path) => /^folders\/([^/]+)\//.exec(path)?.[1] ?? []);
	const held = (await folders?.().catch(() => [])) ?? [];
	for (const folder of new Set([...named, ...held])) {
		const shelf = shelfOf(folder as FolderId);
		// Where the practice's own files are lost, what lies beside the folders tells whose it is, and opens it.
		for (const [path, bytes] of await copiesIn(shelf)) {
			if (written.has(path)) continue;
			written.add(path);
			yield { path, bytes };
		}
		const last = await shelf.head().catch(() => ({ n: 0 }));
		for (let n = 1; n <= last.n; n++) {
			const event = await shelf.event(n).catch(() => undefined);
			if (event) yield { path: eventPath(folder, n), bytes: event.bytes };
		}
		for (const id of await shelf.blobIds().catch(() => [])) {
			const bytes = await shelf.blob(id).catch(() => undefined);
			if (bytes) yield { path: blobPath(id), bytes };
		}
		shelf.close();
	}
}

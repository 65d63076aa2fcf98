/** Trays and cabinets that a backup did not bring along: the charts' file holds none of them. */
import type { FolderId } from '#lib/page/ids.ts';
import type { Storage } from './practice.ts';
import { paths, type Roster } from './roster.ts';

/**
 * Private folders of which neither the key nor an entry is here, nor a note that there was one. They are not empty:
 * whatever were written into them would be another history than the one that their backup brings.
 */
export async function absentFolders(
	{ folders }: Pick<Roster, 'folders'>,
	{ files, shelfOf, anchors }: Pick<Storage, 'files' | 'shelfOf' | 'anchors'>
): Promise<ReadonlySet<FolderId>> {
	const absent = new Set<FolderId>();
	for (const { slot } of folders) {
		const { folder, epoch, kind } = slot;
		if (kind === 'chart' || anchors.read(folder)) continue;
		if (await files.read(paths.folderKey(folder, epoch))) continue;
		const shelf = shelfOf(folder);
		if ((await shelf.head()).n === 0) absent.add(folder);
		shelf.close();
	}
	return absent;
}

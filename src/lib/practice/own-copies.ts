/**
 * Copies of the practice's own small files beside each folder's entries. Databases are lost one by one: without these
 * files the pages that are still there would open for nobody here.
 */
import { isSameBytes } from '#lib/page/bytes.ts';
import type { FolderId } from '#lib/page/ids.ts';
import type { PracticeFile, PracticeFiles } from '#lib/shelf/practice-files.ts';
import { BrokenShelf, type Shelf } from '#lib/shelf/shelf.ts';
import { membersAnchor } from './members/chain.ts';
import { packFiles, unpackFiles, type PackedFiles } from './packed-files.ts';
import type { Storage } from './practice.ts';
import type { RightKeys } from './right-keys.ts';
import { readRoster, type Roster } from './roster.ts';

const place = 'practice-files';

/** What goes with a folder. Second ways into a cabinet are not copied: taking one away must take it away. */
function belongs(path: string, folder: FolderId): boolean {
	return (
		/^(FORMAT|practice\.json|members\/.*|people\/[^/]+\.(json|key\.age|kit\.age))$/.test(path) ||
		(path.startsWith(`folders/${folder}/`) && /\/(folder\.json|e\d+\.(key|kit)\.age)$/.test(path))
	);
}

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Writes them where they have changed; a key file that is gone, or is known not to be the right one, leaves its copy as it
 * is. Nothing depends on them, so a shelf that refuses them is not told of.
 */
export async function keepCopies(
	files: PracticeFiles,
	shelves: readonly Shelf[],
	right: RightKeys
): Promise<void> {
	for (const shelf of shelves) {
		try {
			const held = await shelf.kept(place);
			const before = copiesOf(held, shelf.folder);
			// A walk along the whole chain of people, which only an exchanged file asks for.
			const then = (): Promise<Roster | undefined> => rosterOf(before);
			const copies = new Map(before);
			for (const path of await files.list()) {
				const now = belongs(path, shelf.folder) ? await files.read(path) : undefined;
				const was = before.get(path);
				if (!now || isSameBytes(was, now)) continue;
				if (was && (await right.keepsEarlier({ path, was, now, shelf, then }))) continue;
				copies.set(path, now);
			}
			const packed = packFiles(copies);
			if (!isSameBytes(held, packed)) await shelf.keep(place, packed);
		} catch (error) {
			if (!(error instanceof BrokenShelf)) throw error;
		}
	}
}

/** Lays one file there that was just written, so that an earlier lock of it is not kept. Throws where storage fails. */
export async function keepCopy(shelf: Shelf, path: string, bytes: Bytes): Promise<void> {
	const copies = copiesOf(await shelf.kept(place), shelf.folder);
	if (belongs(path, shelf.folder)) await shelf.keep(place, packFiles(copies.set(path, bytes)));
}

/** The copies beside one folder's entries; none where they cannot be read. */
export async function copiesIn(shelf: Shelf): Promise<PackedFiles> {
	return copiesOf(await shelf.kept(place).catch(() => undefined), shelf.folder);
}

function copiesOf(packed: Bytes | undefined, folder: FolderId): Map<string, Bytes> {
	return new Map([...unpackFiles(packed)].filter(([path]) => belongs(path, folder)));
}

/**
 * What has to be written so that the practice's files make sense again: first only what is missing, else also what
 * tells who is in the practice. `undefined` where that does not help, or gives fewer people's entries than were noted.
 */
export async function mendedFiles(
	{ files, shelfOf, anchors }: Pick<Storage, 'files' | 'shelfOf' | 'anchors'>,
	folders: readonly FolderId[]
): Promise<readonly PracticeFile[] | undefined> {
	const here = new Map<string, Bytes>();
	for (const path of await files.list().catch(() => [])) {
		const bytes = await files.read(path).catch(() => undefined);
		if (bytes) here.set(path, bytes);
	}
	const copies = await newestCopies(folders.map(shelfOf));
	const noted = anchors.read(membersAnchor);
	const isPublic = (path: string): boolean => !path.endsWith('.age');
	for (const replaces of [() => false, isPublic]) {
		const put = [...copies].filter(([path]) => !here.has(path) || replaces(path));
		const roster = put.length > 0 && (await rosterOf(new Map([...here, ...put])));
		if (!roster || (noted && roster.hashes[noted.n - 1] !== noted.hash)) continue;
		return put.map(([path, bytes]) => ({ path, bytes }));
	}
	return undefined;
}

/** Of what lies beside several folders, the copy that knows of the most changes among the people. */
async function newestCopies(shelves: readonly Shelf[]): Promise<PackedFiles> {
	const all: PackedFiles[] = [];
	for (const shelf of shelves) {
		all.push(await copiesIn(shelf));
		shelf.close();
	}
	const entries = (copies: PackedFiles): number =>
		[...copies.keys()].filter((path) => path.startsWith('members/')).length;
	return new Map(all.sort((a, b) => entries(a) - entries(b)).flatMap((copies) => [...copies]));
}

/** Who is in the practice by these files. */
async function rosterOf(files: PackedFiles): Promise<Roster | undefined> {
	const read = await readRoster({
		read: (path) => Promise.resolve(files.get(path)),
		list: (prefix = '') => Promise.resolve([...files.keys()].filter((p) => p.startsWith(prefix)))
	});
	return read.ok ? read.roster : undefined;
}

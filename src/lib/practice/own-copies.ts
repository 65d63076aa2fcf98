/**
 * Copies of the practice's own small files beside each folder's entries. Databases are lost one by one: without these
 * files the pages that are still there would open for nobody here.
 */
import type { FolderId } from '#lib/page/ids.ts';
import type { PracticeFile, PracticeFiles } from '#lib/shelf/practice-files.ts';
import { BrokenShelf, type Shelf } from '#lib/shelf/shelf.ts';
import { fromBase64, toBase64 } from '#lib/vault/base64.ts';
import { membersAnchor } from './members/chain.ts';
import type { Storage } from './practice.ts';
import { readRoster } from './roster.ts';

const place = 'practice-files';

/** What goes with a folder. Second ways into a cabinet are not copied: taking one away must take it away. */
function belongs(path: string, folder: FolderId): boolean {
	return (
		/^(FORMAT|practice\.json|members\/.*|people\/[^/]+\.(json|key\.age|kit\.age))$/.test(path) ||
		(path.startsWith(`folders/${folder}/`) && /\/(folder\.json|e\d+\.(key|kit)\.age)$/.test(path))
	);
}

type Copies = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** Writes them where they have changed. Nothing depends on them, so a shelf that refuses them is not told of. */
export async function keepCopies(files: PracticeFiles, shelves: readonly Shelf[]): Promise<void> {
	for (const shelf of shelves) {
		try {
			const copies: Record<string, string> = {};
			for (const path of await files.list()) {
				const bytes = belongs(path, shelf.folder) ? await files.read(path) : undefined;
				if (bytes) copies[path] = toBase64(bytes);
			}
			const packed = new TextEncoder().encode(JSON.stringify(copies));
			const before = await shelf.kept(place);
			if (isSame(before, packed)) continue;
			await shelf.keep(place, packed);
		} catch (error) {
			if (!(error instanceof BrokenShelf)) throw error;
		}
	}
}

/** The copies beside one folder's entries; none where they cannot be read. */
export async function copiesIn(shelf: Shelf): Promise<Copies> {
	const packed = await shelf.kept(place).catch(() => undefined);
	const found = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const [path, text] of Object.entries(parse(packed))) {
		const bytes = belongs(path, shelf.folder) ? fromBase64(text) : undefined;
		if (bytes) found.set(path, bytes);
	}
	return found;
}

/**
 * What has to be written so that the practice's files make sense again: first only what is missing, else also what
 * tells who is in the practice. `undefined` where that does not help, or gives fewer people's entries than were noted.
 */
export async function mendedFiles(
	{ files, shelfOf, anchors }: Pick<Storage, 'files' | 'shelfOf' | 'anchors'>,
	folders: readonly FolderId[]
): Promise<readonly PracticeFile[] | undefined> {
	const here = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const path of await files.list().catch(() => [])) {
		const bytes = await files.read(path).catch(() => undefined);
		if (bytes) here.set(path, bytes);
	}
	const copies = await newestCopies(folders.map(shelfOf));
	const noted = anchors.read(membersAnchor);
	const isPublic = (path: string): boolean => !path.endsWith('.age');
	for (const replaces of [() => false, isPublic]) {
		const put = [...copies].filter(([path]) => !here.has(path) || replaces(path));
		const whole = new Map([...here, ...put]);
		const read = await readRoster({
			read: (path) => Promise.resolve(whole.get(path)),
			list: (prefix = '') => Promise.resolve([...whole.keys()].filter((p) => p.startsWith(prefix)))
		});
		if (!read.ok || put.length === 0) continue;
		if (noted && read.roster.hashes[noted.n - 1] !== noted.hash) continue;
		return put.map(([path, bytes]) => ({ path, bytes }));
	}
	return undefined;
}

/** Of what lies beside several folders, the copy that knows of the most changes among the people. */
async function newestCopies(shelves: readonly Shelf[]): Promise<Copies> {
	const all: Copies[] = [];
	for (const shelf of shelves) {
		all.push(await copiesIn(shelf));
		shelf.close();
	}
	const entries = (copies: Copies): number =>
		[...copies.keys()].filter((path) => path.startsWith('members/')).length;
	return new Map(all.sort((a, b) => entries(a) - entries(b)).flatMap((copies) => [...copies]));
}

function isSame(a: Uint8Array | undefined, b: Uint8Array): boolean {
	return a?.length === b.length && a.every((byte, at) => byte === b[at]);
}

function parse(bytes: Uint8Array | undefined): Record<string, string> {
	try {
		return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, string>;
	} catch {
		return {};
	}
}

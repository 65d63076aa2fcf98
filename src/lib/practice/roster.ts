/** Who is in the practice and which folders there are: public facts, kept as files in the open layout. */
import { ensureId, type FolderId, type PersonId } from '#lib/page/ids.ts';
import type { PracticeFile, PracticeFiles } from '#lib/shelf/practice-files.ts';
import type { FolderKind, FolderSlot } from '#lib/vault/folder-key.ts';
import type { Person } from '#lib/vault/person.ts';

/** The first line of every practice and every backup: unknown higher numbers are never guessed at. */
export const format = 'format 1';

export interface FolderCard<K extends FolderKind = FolderKind> {
	readonly slot: FolderSlot<K>;
	/** The one clinician a tray or cabinet belongs to; the chart has no owner. */
	readonly owner?: PersonId;
}

export interface Roster {
	readonly practice: string;
	readonly people: readonly Person[];
	readonly folders: readonly FolderCard[];
}

/** Where each file of a practice lies: the same names in storage and in a backup. */
export const paths = {
	format: 'FORMAT',
	practice: 'practice.json',
	person: (id: PersonId) => `people/${id}.json`,
	personKey: (id: PersonId) => `people/${id}.key.age`,
	personKit: (id: PersonId) => `people/${id}.kit.age`,
	personLearned: (id: PersonId) => `people/${id}.learned.age`,
	folder: (id: FolderId) => `folders/${id}/folder.json`,
	folderKey: (id: FolderId, epoch: number) => `folders/${id}/e${epoch}.key.age`,
	folderKit: (id: FolderId, epoch: number) => `folders/${id}/e${epoch}.kit.age`
} as const;

const encoder = new TextEncoder();

export function jsonFile(path: string, value: unknown): PracticeFile {
	return { path, bytes: encoder.encode(JSON.stringify(value)) };
}

export type RosterRead =
	| { readonly ok: true; readonly roster: Roster }
	| { readonly ok: false; readonly why: 'none' | 'newer' | 'damaged' };

/** `none`: nothing was ever set up here (or all of it is gone; the anchors know which). */
export async function readRoster(files: PracticeFiles): Promise<RosterRead> {
	const all = await files.list();
	if (all.length === 0) return { ok: false, why: 'none' };
	try {
		const mark = await text(files, paths.format);
		if (mark !== format) return { ok: false, why: /^format \d+$/.test(mark) ? 'newer' : 'damaged' };
		const { name } = JSON.parse(await text(files, paths.practice)) as { name: string };
		const read = async <T>(pattern: RegExp): Promise<T[]> =>
			Promise.all(
				all
					.filter((path) => pattern.test(path))
					.map(async (path) => JSON.parse(await text(files, path)) as T)
			);
		const people = await read<Person>(/^people\/[^/]+\.json$/);
		const folders = await read<FolderCard>(/^folders\/[^/]+\/folder\.json$/);
		for (const { id } of people) ensureId(id);
		for (const { slot } of folders) ensureId(slot.folder);
		if (people.length === 0 || folders.length === 0) return { ok: false, why: 'damaged' };
		return { ok: true, roster: { practice: name, people, folders } };
	} catch {
		return { ok: false, why: 'damaged' };
	}
}

async function text(files: PracticeFiles, path: string): Promise<string> {
	const bytes = await files.read(path);
	if (!bytes) throw new Error('a file of the practice is missing');
	return new TextDecoder().decode(bytes);
}

/** The practice's one chart, or a person's own tray or cabinet. */
export function folderOf<K extends FolderKind>(
	roster: Roster,
	kind: K,
	owner?: PersonId
): FolderSlot<K> | undefined {
	const card = roster.folders.find(
		(folder) => folder.slot.kind === kind && (kind === 'chart' || folder.owner === owner)
	);
	return card?.slot as FolderSlot<K> | undefined;
}

/** The public half of a person's signing key; `undefined` for nobody in the practice. */
export function verifierIn(roster: Roster): (id: PersonId) => string | undefined {
	const verifiers = new Map(roster.people.map((person) => [person.id, person.verifier]));
	return (id) => verifiers.get(id);
}

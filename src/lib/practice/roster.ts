/** Who is in the practice and which folders there are: the member chain tells, in clear. */
import type { VerifierOf } from '#lib/ledger/chain.ts';
import { ensureId, type FolderId, type PersonId } from '#lib/page/ids.ts';
import type { PracticeFile } from '#lib/shelf/practice-files.ts';
import type { FolderKind, FolderSlot } from '#lib/vault/folder-key.ts';
import type { Person } from '#lib/vault/person.ts';
import { membersIn, type ReadableFiles } from './members/chain.ts';
import type { FolderCard } from './members/entry.ts';
import { nobody, pinsIn, type Roster } from './members/fold.ts';

export type { FolderCard } from './members/entry.ts';
export { memberOf, nobody, presentIn, type Member, type Roster } from './members/fold.ts';

/** The first line of every practice and every backup: unknown higher numbers are never guessed at. */
export const format = 'format 1';

/** Where each file of a practice lies: the same names in storage and in a backup. */
export const paths = {
	format: 'FORMAT',
	practice: 'practice.json',
	person: (id: PersonId) => `people/${id}.json`,
	personKey: (id: PersonId) => `people/${id}.key.age`,
	personKit: (id: PersonId) => `people/${id}.kit.age`,
	personStations: (id: PersonId) => `people/${id}.stations.age`,
	personLearned: (id: PersonId) => `people/${id}.learned.age`,
	folder: (id: FolderId) => `folders/${id}/folder.json`,
	folderKey: (id: FolderId, epoch: number) => `folders/${id}/e${epoch}.key.age`,
	folderKit: (id: FolderId, epoch: number) => `folders/${id}/e${epoch}.kit.age`,
	folderPasskey: (id: FolderId, epoch: number) => `folders/${id}/e${epoch}.passkey.age`,
	folderSuccessor: (id: FolderId, epoch: number) => `folders/${id}/e${epoch}.successor.age`
} as const;

const encoder = new TextEncoder();

export function jsonFile(path: string, value: unknown): PracticeFile {
	return { path, bytes: encoder.encode(JSON.stringify(value)) };
}

export type RosterRead =
	| { readonly ok: true; readonly roster: Roster }
	| { readonly ok: false; readonly why: 'none' | 'newer' | 'damaged' };

/** `none`: nothing was ever set up here (or all of it is gone; the anchors know which). */
export async function readRoster(files: ReadableFiles): Promise<RosterRead> {
	const all = await files.list();
	if (all.length === 0) return { ok: false, why: 'none' };
	try {
		const mark = await text(files, paths.format);
		if (mark !== format) return { ok: false, why: /^format \d+$/.test(mark) ? 'newer' : 'damaged' };
		const members = await membersIn(files);
		if (members.ok || members.why !== 'none') return members;
		// A practice from before the member chain had one person, who was asked by no other.
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
		const [first] = people;
		if (!first || people.length > 1 || folders.length === 0) return { ok: false, why: 'damaged' };
		const founder = { ...first, owner: true };
		return { ok: true, roster: { ...nobody, practice: name, people: [founder], folders } };
	} catch {
		return { ok: false, why: 'damaged' };
	}
}

async function text(files: ReadableFiles, path: string): Promise<string> {
	const bytes = await files.read(path);
	if (!bytes) throw new Error('a file of the practice is missing');
	return new TextDecoder().decode(bytes);
}

/** How somebody signs, e.g. `Maren Ellsworth, PhD`. */
export function signsAs({ name, credential }: Pick<Person, 'name' | 'credential'>): string {
	return credential ? `${name}, ${credential}` : name;
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

/**
 * The public half of a person's signing key; `undefined` for nobody in the practice. Asked with a place, also
 * for somebody who had left by then, and for a chain that is not the one that stood when somebody left.
 */
export function verifierIn(roster: Roster): VerifierOf {
	const people = new Map(roster.people.map((person) => [person.id, person]));
	const pinned = pinsIn(roster);
	return (id, at) => {
		const person = people.get(id);
		if (!person || !at) return person?.verifier;
		const { folder, n, hash } = at;
		const isOther = pinned.some((heads) => heads[folder]?.n === n && heads[folder].hash !== hash);
		const isLate = person.left && n > (person.left.heads[folder]?.n ?? 0);
		if (isOther || isLate) return undefined;
		const then = person.before?.find(({ heads }) => n <= (heads[folder]?.n ?? 0));
		return (then ?? person).verifier;
	};
}

/** Reads the member chain as it lies in storage or in a backup, and writes the next entry. */
import type { FolderId } from '#lib/page/ids.ts';
import type { PracticeFile, PracticeFiles } from '#lib/shelf/practice-files.ts';
import { noHash } from '#lib/shelf/shelf.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import {
	memberKinds,
	memberPath,
	readEntry,
	signEntry,
	type MemberAction,
	type MemberEntry
} from './entry.ts';
import { foldEntry, memberOf, nobody, type Roster } from './fold.ts';

/** Where the anchors note the member chain's head: it is no folder, but it is lost in the same ways. */
export const membersAnchor = 'members' as FolderId;

export type MembersRead =
	| { readonly ok: true; readonly roster: Roster; readonly entries: readonly MemberEntry[] }
	| { readonly ok: false; readonly why: 'none' | 'newer' | 'damaged' };

/** `read` gives a file by its path: of the storage, or of a backup. */
export async function readMembers(
	read: (path: string) => Promise<Uint8Array<ArrayBuffer> | undefined>,
	count: number
): Promise<MembersRead> {
	if (count === 0) return { ok: false, why: 'none' };
	let roster = nobody;
	const entries: MemberEntry[] = [];
	for (let n = 1; n <= count; n++) {
		const bytes = await read(memberPath(n));
		const found = bytes && (await readEntry(bytes));
		if (!found?.ok) return { ok: false, why: found?.why === 'newer-version' ? 'newer' : 'damaged' };
		const { entry, hash } = found;
		if (entry.n !== n || entry.prev !== roster.head.hash) return { ok: false, why: 'damaged' };
		const { what, by } = entry;
		// The founder's key stands in the entry that it signs: the fingerprint on paper vouches for it.
		const author = what.is === 'founded' ? what.person : memberOf(roster, by);
		if (!author || !(await found.isSignedBy(author.verifier))) return { ok: false, why: 'damaged' };
		// Signed, and nothing that this version has ever heard of.
		if (!Object.hasOwn(memberKinds, what.is)) return { ok: false, why: 'newer' };
		const folded = foldEntry(roster, entry, hash);
		if (!folded.ok) return { ok: false, why: 'damaged' };
		roster = folded.roster;
		entries.push(entry);
	}
	return { ok: true, roster, entries };
}

/** Files by path, of the storage or of a backup. */
export type ReadableFiles = Pick<PracticeFiles, 'read' | 'list'>;

export async function membersIn(files: ReadableFiles): Promise<MembersRead> {
	const paths = await files.list('members/');
	return readMembers((path) => files.read(path), paths.length);
}

export type NextEntry =
	| { readonly ok: true; readonly file: PracticeFile; readonly roster: Roster }
	| { readonly ok: false; readonly why: 'no-right' };

/** The next entry as a file, and the roster with it. Nothing is written. */
export async function nextEntry(
	roster: Roster,
	author: Pick<UnlockedPerson, 'signer'> & { readonly person: { readonly id: MemberEntry['by'] } },
	at: string,
	what: MemberAction
): Promise<NextEntry> {
	const n = roster.head.n + 1;
	const prev = n === 1 ? noHash : roster.head.hash;
	const entry: MemberEntry = { v: 1, n, prev, at, by: author.person.id, what };
	const signed = await signEntry(entry, author.signer);
	const folded = foldEntry(roster, entry, signed.hash);
	if (!folded.ok) return folded;
	return {
		ok: true,
		file: { path: memberPath(n), bytes: signed.bytes },
		roster: folded.roster
	};
}

/** The roster is what the member chain folds into; an act that its author had no right to is refused. */
import { isId, type FolderId, type PersonId } from '#lib/page/ids.ts';
import { emptyHead, type Head } from '#lib/shelf/shelf.ts';
import type { FolderKind, FolderSlot } from '#lib/vault/folder-key.ts';
import type { Person } from '#lib/vault/person.ts';
import type { FolderCard, Heads, MemberAction, MemberEntry } from './entry.ts';
import { applyWill, withoutSuccessor, type Entered, type Will } from './wills.ts';

export interface Member extends Person {
	/** May change who is in the practice. It opens no cabinet. */
	readonly owner: boolean;
	/** When, and where each folder's history ended then; absent for who is still here. */
	readonly left?: { readonly at: string; readonly heads: Heads };
	/** Signing keys from before a renewal, oldest first, each with where the histories stood when it ended. */
	readonly before?: readonly { readonly verifier: string; readonly heads: Heads }[];
}

export interface Roster {
	readonly practice: string;
	/** Hash of the first entry: as printed on the kits. Empty for a practice older than the member chain. */
	readonly fingerprint: string;
	/** The practice kit's recipient; absent for a practice older than it. */
	readonly kit?: string;
	/** Everybody who ever was in it, for names in histories. See {@link presentIn}. */
	readonly people: readonly Member[];
	/** Each folder with its newest slot. */
	readonly folders: readonly FolderCard[];
	/** The chart's slots of earlier epochs, oldest first: their keys still open what was sealed then. */
	readonly earlier: readonly FolderSlot<FolderKind>[];
	/** Who may read whose cabinet when its clinician cannot. */
	readonly wills: readonly Will[];
	/** When somebody did, the first first. */
	readonly entered: readonly Entered[];
	/** Where the member chain ends. */
	readonly head: Head;
	/** Of every entry, the first first. */
	readonly hashes: readonly string[];
}

export type Folded =
	{ readonly ok: true; readonly roster: Roster } | { readonly ok: false; readonly why: 'no-right' };

export function presentIn(roster: Roster): readonly Member[] {
	return roster.people.filter(({ left }) => !left);
}

export function memberOf(roster: Roster, id: PersonId): Member | undefined {
	return roster.people.find((member) => member.id === id);
}

/** The practice before its first entry. */
export const nobody: Roster = {
	practice: '',
	fingerprint: '',
	people: [],
	folders: [],
	earlier: [],
	wills: [],
	entered: [],
	head: emptyHead,
	hashes: []
};

/** `no-right`: its author was not allowed to, or it makes no sense here, e.g. the last owner leaves. */
export function foldEntry(roster: Roster, { n, at, by, what }: MemberEntry, hash: string): Folded {
	const next = apply(roster, by, at, what);
	if (!next) return { ok: false, why: 'no-right' };
	const fingerprint = n === 1 ? hash : roster.fingerprint;
	return {
		ok: true,
		roster: { ...next, fingerprint, head: { n, hash }, hashes: [...roster.hashes, hash] }
	};
}

function apply(roster: Roster, by: PersonId, at: string, what: MemberAction): Roster | undefined {
	const { people, folders } = roster;
	if (what.is === 'founded') {
		const { person, practice, kit } = what;
		const isFirst = people.length === 0 && person.id === by && person.role === 'clinician';
		const hasChart = what.folders.filter(({ slot }) => slot.kind === 'chart').length === 1;
		const theirs = what.folders.filter(({ slot }) => slot.kind !== 'chart');
		if (!isFirst || !hasChart || !areTheirs(person, theirs)) return undefined;
		const founder: Member = { ...person, owner: true };
		return { ...roster, practice, kit, people: [founder], folders: what.folders };
	}
	const author = memberOf(roster, by);
	if (!author || author.left) return undefined;
	if (what.is === 'joined') {
		const { person } = what;
		const isNew = isId(person.id) && !memberOf(roster, person.id);
		const isOurs = what.folders.every(
			({ slot }) => !folders.some((card) => card.slot.folder === slot.folder)
		);
		if (!author.owner || !isNew || !isOurs || !areTheirs(person, what.folders)) return undefined;
		const joined: Member = { ...person, owner: false };
		return { ...roster, people: [...people, joined], folders: [...folders, ...what.folders] };
	}
	if (what.is === 'restored') return withPins(roster, what.heads);
	if ('cabinet' in what) return applyWill(roster, by, at, what);
	const about = memberOf(roster, what.person);
	if (!about || about.left) return undefined;
	switch (what.is) {
		case 'renamed': {
			const { name, credential } = what;
			const mayRename = author.owner || author.id === about.id;
			return mayRename && name ? withMember(roster, { ...about, name, credential }) : undefined;
		}
		case 'keys-renewed': {
			const { recipient, verifier, heads } = what;
			const isNew = recipient !== about.recipient && verifier !== about.verifier;
			// A clinician's keys come back by their own kit only: an owner must not be able to become them.
			if (!author.owner || about.role !== 'staff' || author.id === about.id || !isNew)
				return undefined;
			const before = [...(about.before ?? []), { verifier: about.verifier, heads }];
			return withMember(roster, { ...about, recipient, verifier, before });
		}
		case 'owner-given':
			return author.owner ? withMember(roster, { ...about, owner: true }) : undefined;
		case 'owner-taken':
			return author.owner ? withOwner(withMember(roster, { ...about, owner: false })) : undefined;
		case 'left': {
			const chart = folders.find(({ slot }) => slot.kind === 'chart')?.slot;
			if (!author.owner || !chart || !isNextEpoch(chart, what.chart)) return undefined;
			const gone: Member = { ...about, owner: false, left: { at, heads: what.heads } };
			const cards = folders.map((card) =>
				card.slot.kind === 'chart' ? { ...card, slot: what.chart } : card
			);
			const earlier = [...roster.earlier, chart];
			const wills = withoutSuccessor(roster.wills, about.id);
			return withOwner({ ...withMember(roster, gone), folders: cards, earlier, wills });
		}
		default:
			// A newer program's act: what it allows is not ours to guess.
			return undefined;
	}
}

function withMember(roster: Roster, changed: Member): Roster {
	return {
		...roster,
		people: roster.people.map((member) => (member.id === changed.id ? changed : member))
	};
}

/** Where histories stood when somebody left or got new keys: another history is not the practice's. */
export function pinsIn(roster: Roster): readonly Heads[] {
	return roster.people.flatMap(({ left, before = [] }) => [
		...(left ? [left.heads] : []),
		...before.map(({ heads }) => heads)
	]);
}

/** Pins are only ever set back, and only in folders that were restored to less. */
function withPins(roster: Roster, restored: Heads): Roster {
	const lowered = (heads: Heads): Heads =>
		Object.fromEntries(
			Object.entries(heads).map(([folder, head]) => {
				const now = restored[folder as FolderId];
				return [folder, now && now.n < head.n ? now : head];
			})
		);
	const people = roster.people.map((member) => ({
		...member,
		...(member.left ? { left: { ...member.left, heads: lowered(member.left.heads) } } : {}),
		...(member.before
			? { before: member.before.map((key) => ({ ...key, heads: lowered(key.heads) })) }
			: {})
	}));
	return { ...roster, people };
}

/** Somebody must be left who may invite. */
function withOwner(roster: Roster): Roster | undefined {
	return presentIn(roster).some(({ owner }) => owner) ? roster : undefined;
}

function isNextEpoch(now: FolderSlot<FolderKind>, next: FolderSlot<FolderKind>): boolean {
	return next.kind === 'chart' && next.folder === now.folder && next.epoch === now.epoch + 1;
}

/** A clinician brings a tray and a cabinet, staff nothing. */
function areTheirs(person: Person, folders: readonly FolderCard[]): boolean {
	const kinds = folders.map(({ slot }) => slot.kind).sort();
	const wanted = person.role === 'clinician' ? ['cabinet', 'tray'] : [];
	return (
		kinds.join() === wanted.join() &&
		folders.every(({ owner, slot }) => owner === person.id && isId(slot.folder))
	);
}

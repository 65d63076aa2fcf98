/** Who comes after whom: a cabinet's clinician names one colleague, and nobody else can do it for them. */
import type { FolderId, PersonId } from '#lib/page/ids.ts';
import type { WillAction } from './entry.ts';
import type { Roster } from './fold.ts';

/** One clinician's word on who may read their cabinet when they cannot. */
export interface Will {
	readonly cabinet: FolderId;
	readonly owner: PersonId;
	readonly successor: PersonId;
	/** ISO 8601 time. */
	readonly since: string;
}

/** A successor opened the cabinet; the words why are sealed to the two of them, base64. */
export interface Entered {
	readonly at: string;
	readonly by: PersonId;
	readonly cabinet: FolderId;
	readonly because: string;
}

/** `undefined` when its author has no right to it, or it makes no sense here. */
export function applyWill(
	roster: Roster,
	by: PersonId,
	at: string,
	what: WillAction
): Roster | undefined {
	const { cabinet } = what;
	const card = roster.folders.find(({ slot }) => slot.folder === cabinet);
	const owner = card?.slot.kind === 'cabinet' ? card.owner : undefined;
	if (owner === undefined) return undefined;
	const will = roster.wills.find((one) => one.cabinet === cabinet);
	switch (what.is) {
		case 'successor-named': {
			const { person: successor } = what;
			const heir = roster.people.find(({ id }) => id === successor);
			const mayBe = heir?.role === 'clinician' && !heir.left && successor !== owner;
			if (by !== owner || will || !mayBe) return undefined;
			return { ...roster, wills: [...roster.wills, { cabinet, owner, successor, since: at }] };
		}
		case 'successor-removed':
			return by === owner && will
				? { ...roster, wills: roster.wills.filter((one) => one !== will) }
				: undefined;
		case 'cabinet-entered': {
			const { because } = what;
			if (by !== will?.successor || typeof because !== 'string' || !because) return undefined;
			return { ...roster, entered: [...roster.entered, { at, by, cabinet, because }] };
		}
	}
}

/** Whoever leaves comes after nobody any more; whom a leaver has named stays named. */
export function withoutSuccessor(wills: readonly Will[], left: PersonId): readonly Will[] {
	return wills.filter(({ successor }) => successor !== left);
}

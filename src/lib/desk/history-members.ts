/** The member chain in words: who came and went, who owns, whose cabinet was left to whom and opened. */
import type { PersonId } from '#lib/page/ids.ts';
import { membersIn } from '#lib/practice/members/chain.ts';
import type { MemberAction, MemberEntry } from '#lib/practice/members/entry.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { signsAs, type Roster } from '#lib/practice/roster.ts';
import { dayOf, type Line } from './history-lines.ts';
import { unreachable } from './unreachable.ts';

export interface MembersParts {
	readonly files: Practice['files'];
	/** Opens a successor's words for the two whom they concern; absent for staff. */
	readonly why?: Practice['wills']['why'] | undefined;
}

export type MemberLines =
	| { readonly ok: true; readonly lines: readonly Line[]; readonly roster: Roster }
	| { readonly ok: false };

/** All of them, the first first. A practice from before the member chain has none. */
export async function memberLines({ files, why }: MembersParts): Promise<MemberLines> {
	const read = await membersIn(files);
	if (!read.ok) return { ok: false };
	const { roster, entries } = read;
	const nameOf = (id: PersonId): string => nameIn(roster, id);
	const lines: Line[] = [];
	for (const { n, at, by, what } of entries) {
		const because = what.is === 'cabinet-entered' ? await why?.(what) : undefined;
		const said = memberWords(what, { by, nameOf, roster, because });
		const who = nameOf(by);
		lines.push({
			what: said,
			about: 'people',
			from: 'members',
			n,
			at,
			day: dayOf(at),
			person: by,
			who
		});
	}
	return { ok: true, lines, roster };
}

interface Told extends Pick<MemberEntry, 'by'> {
	readonly nameOf: (id: PersonId) => string;
	readonly roster: Roster;
	/** A successor's words, where they can be read. */
	readonly because: string | undefined;
}

export function memberWords(what: MemberAction, { by, nameOf, roster, because }: Told): string {
	switch (what.is) {
		case 'founded':
			return `Set up the practice ${what.practice}.`;
		case 'joined':
			return `Let ${signsAs(what.person)} into the practice, as ${what.person.role}.`;
		case 'renamed': {
			const now = signsAs(what);
			return what.person === by ? `Is called ${now} from here on.` : `Renamed a person to ${now}.`;
		}
		case 'left':
			return `Let ${nameOf(what.person)} go. The charts have a new key.`;
		case 'keys-renewed':
			return `Gave ${nameOf(what.person)} new keys for a lost passphrase.`;
		case 'owner-given':
			return `Made ${nameOf(what.person)} an owner.`;
		case 'owner-taken':
			return what.person === by
				? 'Is no owner any more.'
				: `Made ${nameOf(what.person)} an owner no more.`;
		case 'restored':
			return 'Went on from a backup that was put back.';
		case 'successor-named':
			return `Named ${nameOf(what.person)} as successor for their own locked cabinet.`;
		case 'successor-removed':
			return 'Took the successor’s name for their own locked cabinet back.';
		case 'cabinet-entered': {
			const owner = roster.folders.find(({ slot }) => slot.folder === what.cabinet)?.owner;
			const whose = owner ? nameOf(owner) : 'a colleague';
			const reason = because ? `, because: ${because.replace(/[.\s]+$/u, '')}` : '';
			return `Opened the locked cabinet of ${whose} as successor, to read it${reason}.`;
		}
		default:
			return unreachable(what);
	}
}

function nameIn(roster: Roster, id: PersonId): string {
	const person = roster.people.find((one) => one.id === id);
	return person ? signsAs(person) : 'Somebody who has left';
}

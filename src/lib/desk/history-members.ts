/** The member chain in words: who came and went, who owns, whose cabinet was left to whom and opened. */
import { tell, type Telling, type Told } from '#lib/language/telling.ts';
import type { PersonId } from '#lib/page/ids.ts';
import { membersIn } from '#lib/practice/members/chain.ts';
import type { MemberAction, MemberEntry } from '#lib/practice/members/entry.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { signsAs, type Roster } from '#lib/practice/roster.ts';
import { dayOf, type Line } from './history-lines.ts';
import { somebodyGone, withReason } from './history-parts.ts';
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
	const nameOf = (id: PersonId): Told => nameIn(roster, id);
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

interface Context extends Pick<MemberEntry, 'by'> {
	readonly nameOf: (id: PersonId) => Told;
	readonly roster: Roster;
	/** A successor's words, where they can be read. */
	readonly because: string | undefined;
}

export function memberWords(what: MemberAction, { by, nameOf, roster, because }: Context): Telling {
	switch (what.is) {
		case 'founded':
			return tell`Set up the practice ${what.practice}.`;
		case 'joined':
			return what.person.role === 'clinician'
				? tell`Let ${signsAs(what.person)} into the practice, as clinician.`
				: tell`Let ${signsAs(what.person)} into the practice, as staff.`;
		case 'renamed': {
			const now = signsAs(what);
			return what.person === by
				? tell`Is called ${now} from here on.`
				: tell`Renamed a person to ${now}.`;
		}
		case 'left':
			return tell`Let ${nameOf(what.person)} go. The charts have a new key.`;
		case 'keys-renewed':
			return tell`Gave ${nameOf(what.person)} new keys for a lost passphrase.`;
		case 'owner-given':
			return tell`Made ${nameOf(what.person)} an owner.`;
		case 'owner-taken':
			return what.person === by
				? tell`Is no owner any more.`
				: tell`Made ${nameOf(what.person)} an owner no more.`;
		case 'restored':
			return tell`Went on from a backup that was put back.`;
		case 'successor-named':
			return tell`Named ${nameOf(what.person)} as successor for their own locked cabinet.`;
		case 'successor-removed':
			return tell`Took the successor’s name for their own locked cabinet back.`;
		case 'cabinet-entered': {
			const owner = roster.folders.find(({ slot }) => slot.folder === what.cabinet)?.owner;
			const whose = owner ? nameOf(owner) : tell`a colleague`;
			const opened = tell`Opened the locked cabinet of ${whose} as successor, to read it`;
			return withReason(opened, because);
		}
		default:
			return unreachable(what);
	}
}

/** How somebody signs. */
export function nameIn(roster: Roster, id: PersonId): Told {
	const person = roster.people.find((one) => one.id === id);
	return person ? signsAs(person) : somebodyGone;
}

/** Writes one entry of the member chain, with the files that go with it, in one transaction: all of it or nothing. */
import type { PracticeFile } from '#lib/shelf/practice-files.ts';
import type { NotCommitted } from '#lib/shelf/shelf.ts';
import { oneByOne, type Alone } from '#lib/tray/alone.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { membersAnchor, membersIn, nextEntry } from './members/chain.ts';
import type { MemberAction } from './members/entry.ts';
import type { Roster } from './members/fold.ts';
import type { Surroundings } from './practice.ts';

/**
 * `no-right`: only an owner may; `older`: the practice is older than the practice kit and can only have one person;
 * `kit-untried`: a clinician's kit has not been typed back yet; `charts-only`: trays and cabinets are not at hand.
 */
export type NotChanged =
	NotCommitted | 'no-right' | 'older' | 'damaged' | 'kit-untried' | 'charts-only';
export type Changed =
	{ readonly ok: true; readonly roster: Roster } | { readonly ok: false; readonly why: NotChanged };

/** What goes with an entry. */
export interface Along {
	readonly put: readonly PracticeFile[];
	readonly remove?: readonly string[];
}

/** Files that go with the entry; `undefined` when a key that must be resealed does not open. */
export type AlongOf = (before: Roster, after: Roster) => Promise<Along | undefined>;

export class MemberChanges {
	readonly #me: UnlockedPerson;
	readonly #around: Surroundings;
	readonly #alone: Alone;

	constructor(me: UnlockedPerson, around: Surroundings) {
		this.#me = me;
		this.#around = around;
		this.#alone = around.storage.alone ?? oneByOne();
	}

	/** Nobody else files or changes people meanwhile. Nothing is written when there is nothing to do. */
	change(
		what: MemberAction | ((roster: Roster) => Promise<MemberAction | NotChanged | undefined>),
		along: AlongOf = () => Promise.resolve({ put: [] })
	): Promise<Changed> {
		return this.#alone(async () => {
			const { files, anchors } = this.#around.storage;
			const read = await membersIn(files);
			if (!read.ok && read.why === 'newer') {
				this.#around.onNewer?.();
				return { ok: false, why: 'outdated' };
			}
			if (!read.ok) return { ok: false, why: read.why === 'none' ? 'older' : 'damaged' };
			const at = this.#around.clock().toISOString();
			const action = typeof what === 'function' ? await what(read.roster) : what;
			if (!action) return { ok: true, roster: read.roster };
			if (typeof action === 'string') return { ok: false, why: action };
			const next = await nextEntry(read.roster, this.#me, at, action);
			if (!next.ok) return next;
			const more = await along(read.roster, next.roster);
			if (!more) return { ok: false, why: 'damaged' };
			const written = await files.write([...more.put, next.file], more.remove);
			if (!written.ok) return written;
			anchors.raise(membersAnchor, next.roster.head);
			return { ok: true, roster: next.roster };
		});
	}
}

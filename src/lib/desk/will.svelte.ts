/** The professional will at the desk: whom this clinician has named, and which cabinets were left to them. */
import type { FolderId, PersonId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import { folderOf, presentIn, signsAs, type Roster } from '#lib/practice/roster.ts';
import type { CabinetDesk } from './cabinet.svelte.ts';
import { ColleagueCabinet } from './colleague-cabinet.svelte.ts';
import type { PeopleDesk, PersonHere } from './people.svelte.ts';
import { fine, sentenceFor, type Failure, type Outcome } from './sentences.ts';

/** A cabinet that a colleague left to this person. */
export interface LeftToMe {
	readonly cabinet: FolderId;
	readonly owner: PersonHere;
	/** ISO 8601 time. */
	readonly since: string;
}

/** Somebody opened a cabinet that was left to them. */
export interface Opening {
	readonly at: string;
	readonly who: string;
	readonly because: string;
}

export class WillDesk {
	busy = $state(false);
	/** A colleague's cabinet, while it is read. */
	reading = $state.raw<ColleagueCabinet>();
	/** When whom this clinician named opened their cabinet, newest first. */
	openings = $state.raw<readonly Opening[]>([]);

	readonly #me: PersonId;
	readonly #wills: Practice['wills'];
	readonly #cabinet: CabinetDesk;
	readonly #people: PeopleDesk;

	/** Everybody who could be named. */
	readonly candidates = $derived.by(() =>
		presentIn(this.#roster).filter(({ id, role }) => role === 'clinician' && id !== this.#me)
	);
	/** Whom this clinician has named, and when. */
	readonly successor = $derived.by(() => {
		const will = this.#roster.wills.find(({ owner }) => owner === this.#me);
		const person = will && this.#person(will.successor);
		return person && { person, since: will.since };
	});
	readonly leftToMe = $derived.by(() =>
		this.#roster.wills.flatMap(({ cabinet, owner: id, successor, since }): LeftToMe[] => {
			const owner = this.#person(id);
			return owner && successor === this.#me ? [{ cabinet, owner, since }] : [];
		})
	);

	constructor({ me, wills }: Practice, cabinet: CabinetDesk, people: PeopleDesk) {
		this.#me = me.person.id;
		this.#wills = wills;
		this.#cabinet = cabinet;
		this.#people = people;
		cabinet.onLock(() => this.stopReading());
	}

	/** Names a colleague. It takes the cabinet's passphrase. */
	name(person: PersonId, passphrase: string): Promise<Outcome> {
		return this.#change(() => this.#wills.name(this.#roster, person, passphrase));
	}

	remove(): Promise<Outcome> {
		return this.#change(() => this.#wills.remove());
	}

	/** Reads who opened this clinician's cabinet, and why. */
	async look(): Promise<void> {
		const own = folderOf(this.#roster, 'cabinet', this.#me)?.folder;
		const openings: Opening[] = [];
		for (const entered of this.#roster.entered.toReversed()) {
			if (entered.cabinet !== own) continue;
			const because = (await this.#wills.why(entered)) ?? 'The words cannot be read.';
			openings.push({ at: entered.at, who: this.#nameOf(entered.by), because });
		}
		this.openings = openings;
	}

	/** Opens a cabinet that was left to this person. Their own must be open; that it was, and why, is on record first. */
	async read({ cabinet, owner }: LeftToMe, because: string): Promise<Outcome> {
		const own = this.#cabinet.opened;
		if (!own) return { ok: false, sentence: 'Open your own cabinet first.' };
		return this.#change(async () => {
			const entered = await this.#wills.enter(this.#roster, cabinet, own.key, because);
			// Locked while it was being opened: what was opened is let go of, and stays on record.
			if (!entered.ok || this.#cabinet.opened !== own) return entered;
			const about = { owner: signsAs(owner), because: because.trim() };
			this.reading = new ColleagueCabinet(entered.cabinet, about, (id) => this.#nameOf(id));
			return entered;
		});
	}

	stopReading(): void {
		this.reading?.close();
		this.reading = undefined;
	}

	async #change(
		act: () => Promise<
			{ readonly ok: true; readonly roster: Roster } | { readonly ok: false; readonly why: Failure }
		>
	): Promise<Outcome> {
		this.busy = true;
		try {
			const changed = await act();
			if (!changed.ok) return { ok: false, sentence: willSentence(changed.why) };
			this.#people.take(changed.roster);
			return fine;
		} finally {
			this.busy = false;
		}
	}

	get #roster(): Roster {
		return this.#people.roster;
	}

	#person(id: PersonId): PersonHere | undefined {
		return this.#roster.people.find((person) => person.id === id);
	}

	#nameOf(id: PersonId): string {
		const person = this.#person(id);
		return person ? signsAs(person) : 'Somebody';
	}
}

/** What owners may do is another matter: here it is about whose cabinet it is. */
function willSentence(why: Failure): string {
	return why === 'no-right'
		? 'This does not stand any more: a name was given or taken back meanwhile. Lock, unlock, and look again.'
		: sentenceFor(why);
}

/** Who is in the practice, what an owner may do about it, and what everybody may do with their own locks. */
import type { PersonId } from '#lib/page/ids.ts';
import type { OwnKeys, Passphrases } from '#lib/practice/own-keys.ts';
import type { Changed } from '#lib/practice/change-members.ts';
import type { Invitation, Invited, People } from '#lib/practice/people.ts';
import type { AnyPractice } from '#lib/practice/practice.ts';
import { nobody, type Roster } from '#lib/practice/roster.ts';
import type { KitToPrint } from './session.svelte.ts';
import { fine, outcomeOf, sentenceFor, type Outcome } from './sentences.ts';

export type PersonHere = Roster['people'][number];

export class PeopleDesk {
	roster: Roster = $state.raw(nobody);
	/** Everybody who ever was, leavers too. */
	readonly everybody = $derived(this.roster.people);
	/** One passphrase is being hardened or tried: about a second each. */
	busy = $state(false);
	readonly practice: string;
	readonly people = $derived(this.everybody.filter(({ left }) => !left));
	readonly me = $derived.by(
		() => this.people.find(({ id }) => id === this.#id) ?? this.#asUnlocked
	);
	readonly #id: PersonId;
	readonly #asUnlocked: PersonHere;
	readonly #keys: OwnKeys;
	readonly #core: People;
	#invited: Invited | undefined;

	constructor({
		me,
		roster,
		keys,
		people
	}: Pick<AnyPractice, 'me' | 'roster' | 'keys' | 'people'>) {
		this.#id = me.person.id;
		this.#asUnlocked = { ...me.person, owner: false };
		this.roster = roster;
		this.practice = roster.practice;
		this.#keys = keys;
		this.#core = people;
	}

	/** May invite, rename, let go and make owners: an owner who is here. */
	get mayManage(): boolean {
		return this.me.owner;
	}

	/** What another act has changed. */
	take(roster: Roster): void {
		this.roster = roster;
	}

	changePassphrase(passphrases: Passphrases): Promise<Outcome> {
		return this.#busily(() => this.#keys.changePassphrase(passphrases));
	}

	changeCabinetPassphrase(passphrases: Passphrases): Promise<Outcome> {
		return this.#busily(() => this.#keys.changeCabinetPassphrase(passphrases));
	}

	/** Nothing is changed by trying. */
	tryKit(typed: string): Promise<Outcome> {
		return this.#busily(() => this.#keys.tryKit(typed));
	}

	/** Makes a newcomer's keys; nothing is written. A clinician's own kit is to be printed and tried, staff have none. */
	async invite(invitation: Invitation): Promise<KitToPrint | undefined> {
		this.busy = true;
		try {
			const invited = await this.#core.prepare(invitation);
			this.#invited = invited;
			const { kit, cabinet } = invited;
			if (!kit || !cabinet) return undefined;
			const { fingerprint } = this.roster;
			return { kind: 'cabinet', folder: cabinet.folder, secret: kit.typed.reveal(), fingerprint };
		} finally {
			this.busy = false;
		}
	}

	/** Lets the newcomer in. A clinician's kit, as typed back from paper, has to open their cabinet first. */
	async join(typed?: string): Promise<Outcome> {
		const invited = this.#invited;
		if (!invited) return { ok: false, sentence: 'Begin again: nobody is waiting to join.' };
		if (typed !== undefined) {
			const tried = await this.#busily(() => this.#core.tryKit(invited, typed));
			if (!tried.ok) return tried;
		}
		const joined = await this.#manage(() => this.#core.join(invited));
		if (joined.ok) this.forget();
		return joined;
	}

	/** Drops the newcomer's keys: somebody went back, or walked away. */
	forget(): void {
		this.#invited = undefined;
	}

	rename(person: PersonId, name: string, credential: string): Promise<Outcome> {
		if (!name.trim()) return Promise.resolve({ ok: false, sentence: 'Write the name.' });
		return this.#manage(() => this.#core.rename(person, name.trim(), credential.trim()));
	}

	setOwner(person: PersonId, owner: boolean): Promise<Outcome> {
		return this.#manage(() =>
			owner ? this.#core.giveOwner(person) : this.#core.takeOwner(person)
		);
	}

	/** For staff whose passphrase is lost: they choose a new one, here and now. */
	renewKeys(person: PersonId, passphrase: string): Promise<Outcome> {
		return this.#manage(() => this.#core.renewKeys(person, passphrase));
	}

	/** Lock at once after it: what is unlocked still writes with the chart's old key. */
	leave(person: PersonId): Promise<Outcome> {
		return this.#manage(() => this.#core.leave(person));
	}

	async #manage(act: () => Promise<Changed>): Promise<Outcome> {
		this.busy = true;
		try {
			const changed = await act();
			if (!changed.ok) return { ok: false, sentence: sentenceFor(changed.why) };
			this.roster = changed.roster;
			return fine;
		} finally {
			this.busy = false;
		}
	}

	async #busily(act: () => Promise<Parameters<typeof outcomeOf>[0]>): Promise<Outcome> {
		this.busy = true;
		try {
			return outcomeOf(await act());
		} finally {
			this.busy = false;
		}
	}
}

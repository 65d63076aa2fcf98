/** Who is in the practice, and what the unlocked person may do with their own locks. */
import type { OwnKeys, PassphraseChanged, Passphrases } from '#lib/practice/own-keys.ts';
import type { AnyPractice } from '#lib/practice/practice.ts';
import type { Roster } from '#lib/practice/roster.ts';
import { outcomeOf, type Outcome } from './sentences.ts';

export type PersonHere = Roster['people'][number];

export class PeopleDesk {
	readonly me: PersonHere;
	readonly people: readonly PersonHere[];
	readonly practice: string;
	/** One passphrase is being hardened or tried: about a second each. */
	busy = $state(false);
	readonly #keys: OwnKeys;

	constructor({ me, roster, keys }: Pick<AnyPractice, 'me' | 'roster' | 'keys'>) {
		const member = roster.people.find(({ id }) => id === me.person.id);
		this.me = member ?? { ...me.person, owner: false };
		this.people = roster.people;
		this.practice = roster.practice;
		this.#keys = keys;
	}

	changePassphrase(passphrases: Passphrases): Promise<Outcome> {
		return this.#change(() => this.#keys.changePassphrase(passphrases));
	}

	changeCabinetPassphrase(passphrases: Passphrases): Promise<Outcome> {
		return this.#change(() => this.#keys.changeCabinetPassphrase(passphrases));
	}

	/** Nothing is changed by trying. */
	async tryKit(typed: string): Promise<Outcome> {
		this.busy = true;
		try {
			return outcomeOf(await this.#keys.tryKit(typed));
		} finally {
			this.busy = false;
		}
	}

	async #change(act: () => Promise<PassphraseChanged>): Promise<Outcome> {
		this.busy = true;
		try {
			return outcomeOf(await act());
		} finally {
			this.busy = false;
		}
	}
}

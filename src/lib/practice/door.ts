/** The door of a practice: what stands here, setting up, unlocking, and the way in with the printed kit. */
import type { PersonId } from '#lib/page/ids.ts';
import type { Person } from '#lib/vault/person.ts';
import { strengthOf, type Strength } from '#lib/vault/strength.ts';
import { NotLoaded } from './faults.ts';
import type { AnyPractice, Surroundings } from './practice.ts';
import type { NewPassphrases, Recovery } from './recover.ts';
import { membersAnchor } from './members/chain.ts';
import { pinsIn } from './members/fold.ts';
import { readRoster, type Roster } from './roster.ts';
import type { KitKind, KitTried, NewPractice, Prepared } from './set-up.ts';

export type Found =
	| { readonly is: 'fresh' }
	| { readonly is: 'locked'; readonly roster: Roster }
	| { readonly is: 'damaged'; readonly sentences: readonly string[] }
	/** A newer version of the program has written here. Nothing is damaged, and this one must not go on. */
	| { readonly is: 'newer' };

export type UnlockedPractice =
	| { readonly ok: true; readonly practice: AnyPractice }
	| { readonly ok: false; readonly why: 'wrong-passphrase' | 'damaged' };

/** Throws {@link NotLoaded}. */
const behindDoor = () =>
	import('./behind-door.ts').catch(() => {
		throw new NotLoaded();
	});

const lostMembers =
	"The list of the practice's people is not as it was left: the browser's storage has lost or changed entries.";

export class Door {
	readonly #around: Surroundings;
	/** Whether anything was ever noted outside the database: an empty one is damage then, not a first visit. */
	readonly #wasHere: () => boolean;

	constructor(around: Surroundings, wasHere: () => boolean = () => false) {
		this.#around = around;
		this.#wasHere = wasHere;
	}

	async look(): Promise<Found> {
		const read = await readRoster(this.#around.storage.files).catch(
			() => ({ ok: false, why: 'damaged' }) as const
		);
		if (read.ok && this.#isAsNoted(read.roster)) return { is: 'locked', roster: read.roster };
		if (read.ok) return { is: 'damaged', sentences: [lostMembers] };
		if (read.why === 'none' && !this.#wasHere()) return { is: 'fresh' };
		if (read.why === 'newer') return { is: 'newer' };
		const sentence = {
			none: 'A practice was kept in this browser, but its storage is empty now.',
			damaged: "The practice's own files cannot be read."
		}[read.why];
		return { is: 'damaged', sentences: [sentence] };
	}

	/** Compares the member chain with what was noted outside the database, and notes what is new. */
	#isAsNoted({ head, hashes }: Roster): boolean {
		const { anchors } = this.#around.storage;
		const noted = anchors.read(membersAnchor);
		if (noted && hashes[noted.n - 1] !== noted.hash) return false;
		if (head.n > 0) anchors.raise(membersAnchor, head);
		return true;
	}

	/** How long a passphrase would hold; the names in `known` are what a guesser tries first. */
	strengthOf(passphrase: string, known: readonly string[]): Promise<Strength> {
		return strengthOf(passphrase, known);
	}

	async prepare(input: NewPractice): Promise<Prepared> {
		const { prepare } = await behindDoor();
		return prepare(input, this.#around.hardener, this.#around.clock().toISOString());
	}

	async tryKit(prepared: Prepared, kind: KitKind, typed: string): Promise<KitTried> {
		const { tryKit } = await behindDoor();
		return tryKit(prepared, kind, typed);
	}

	async establish(prepared: Prepared): Promise<boolean> {
		const { establish } = await behindDoor();
		return (await establish(this.#around.storage.files, prepared)).ok;
	}

	/**
	 * Throws `DamagedPractice` when the passphrase is right and storage is not; `NewerPractice` when a newer version wrote
	 * there; `NotLoaded`.
	 */
	async unlock(
		roster: Roster,
		id: PersonId,
		passphrase: string,
		options: { readonly chartsAlone?: boolean } = {}
	): Promise<UnlockedPractice> {
		const person = roster.people.find((candidate) => candidate.id === id);
		if (!person || person.left) return { ok: false, why: 'damaged' };
		const { openPractice, People, unlockWithCopy } = await behindDoor();
		const opened = await unlockWithCopy(roster, person, passphrase, this.#around);
		if (!opened.ok) return opened;
		const people = new People(opened.unlocked, this.#around);
		const settled = pinsIn(roster).length > 0 ? await people.settle() : undefined;
		const now = settled?.ok ? settled.roster : roster;
		const practice = await openPractice(now, opened.unlocked, this.#around, options);
		return { ok: true, practice };
	}

	async recover(
		roster: Roster,
		person: Person,
		typed: string,
		renewed: NewPassphrases
	): Promise<Recovery> {
		const { storage, hardener } = this.#around;
		const { recoverWithKit } = await behindDoor();
		return recoverWithKit(storage, roster, person, typed, renewed, hardener);
	}
}

/** Tells a copy of a key file that is known to be right from another file that took its place in storage. */
import type { PersonId } from '#lib/page/ids.ts';
import type { Shelf } from '#lib/shelf/shelf.ts';
import { openFolder, type OpenFolderKind } from '#lib/vault/folder.ts';
import type { FolderSlot } from '#lib/vault/folder-key.ts';
import { sha256Hex } from '#lib/vault/hash.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { isProved } from './proved-key.ts';
import { memberOf, paths, verifierIn, type Roster } from './roster.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What is asked for each file that is another one now. `then`: who was in the practice when the copy was made. */
export interface Exchange {
	readonly path: string;
	readonly was: Bytes;
	readonly now: Bytes;
	readonly shelf: Shelf;
	readonly then: () => Promise<Roster | undefined>;
}

export class RightKeys {
	readonly #me: UnlockedPerson;
	readonly #roster: Roster;
	/** Hashes of the files that have opened this person's own keys. */
	readonly #opened = new Set<string>();

	constructor(me: UnlockedPerson, roster: Roster) {
		this.#me = me;
		this.#roster = roster;
	}

	/** This file opened the unlocked person's keys, or was just written to. */
	async opens(personKey: Bytes): Promise<void> {
		this.#opened.add(await sha256Hex(personKey));
	}

	/** Whether the earlier copy is kept. Who cannot tell keeps what its owner alone may change. */
	async keepsEarlier(exchange: Exchange): Promise<boolean> {
		const { path, was, now, shelf } = exchange;
		if (!path.endsWith('.age')) return false;
		// A kit's copy stays the same for as long as the paper does.
		if (path.endsWith('.kit.age')) return true;
		const person = /^people\/([^/]+)\.key\.age$/.exec(path)?.[1] as PersonId | undefined;
		if (person) return this.#keepsPerson(person, exchange);
		const all = [...this.#roster.folders, ...this.#roster.earlier.map((slot) => ({ slot }))];
		const found = all.find(({ slot }) => path === paths.folderKey(slot.folder, slot.epoch));
		if (!found) return false;
		const { slot, owner } = { owner: undefined, ...found };
		if (slot.kind === 'cabinet') {
			const verifier = owner && verifierIn(this.#roster)(owner);
			if (!verifier) return false;
			const isRight = (file: Bytes): Promise<boolean> =>
				isProved(shelf, slot as FolderSlot<'cabinet'>, verifier, file);
			return (await isRight(was)) && !(await isRight(now));
		}
		// A colleague's tray is sealed once and for good.
		if (slot.kind === 'tray' && owner !== this.#me.person.id) return true;
		return !(await openFolder(this.#me, now, slot as FolderSlot<OpenFolderKind>)).ok;
	}

	async #keepsPerson(id: PersonId, { now, then }: Exchange): Promise<boolean> {
		if (id === this.#me.person.id) return !this.#opened.has(await sha256Hex(now));
		// Only they themselves change the lock, and note it then; an owner gives new keys, which the list of people tells.
		const people = await then();
		const before = people && memberOf(people, id);
		return before?.recipient === memberOf(this.#roster, id)?.recipient;
	}
}

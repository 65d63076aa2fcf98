/** A folder's ledger: what happened in it, in order, for good. It does not know what the actions mean. */
import type { DeviceId, FolderId, PersonId } from '#lib/page/ids.ts';
import {
	emptyHead,
	type Head,
	type NotCommitted,
	type SealedBlob,
	type Shelf
} from '#lib/shelf/shelf.ts';
import type { FolderKey, FolderKind, FolderSlot } from '#lib/vault/folder-key.ts';
import { open } from '#lib/vault/open.ts';
import type { UnlockedPerson } from '#lib/vault/person.ts';
import { seal } from '#lib/vault/seal.ts';
import type { Anchors } from './anchor.ts';
import {
	verifyChain,
	walkChain,
	type ChainFault,
	type Verified,
	type VerifierOf
} from './chain.ts';
import { hashOf, signEvent, writeEvent, type SealedEvent } from './event.ts';
import { paddedJson, parsePadded } from './padded.ts';
import type { Told } from './told.ts';

/** The only source of time here. */
export type Clock = () => Date;

/** Who signs: an unlocked person, or as much of one as it takes. */
export type Author = Pick<UnlockedPerson, 'signer'> & {
	readonly person: Pick<UnlockedPerson['person'], 'id'>;
};

export interface LedgerParts<K extends FolderKind> {
	readonly slot: FolderSlot<K>;
	readonly shelf: Shelf;
	readonly device: DeviceId;
	readonly author: Author;
	readonly clock: Clock;
	readonly anchors?: Anchors;
	/** Who may do what here, for the room that knows; without it, whoever the practice knows may do anything. */
	readonly may?: May;
}

/** Whether this person's action counts in this folder. */
export type May = (folder: FolderId, person: PersonId, action: unknown) => boolean;

export type Appended =
	| { readonly ok: true; readonly n: number; readonly hash: string; readonly at: string }
	| { readonly ok: false; readonly why: NotCommitted };

/** Beyond the chain's own faults: `not-for-this-key` (another epoch's, or sealed elsewhere) and `not-an-action`. */
export type LedgerFault = ChainFault | 'not-for-this-key' | 'not-an-action';

export type Entry<Action> =
	| { readonly ok: true; readonly told: Told<Action>; readonly head: Head }
	| { readonly ok: false; readonly n: number; readonly why: LedgerFault };

export type ReadLedger<Action> =
	| { readonly ok: true; readonly events: readonly Told<Action>[]; readonly head: Head }
	| {
			readonly ok: false;
			/** The first event that does not hold. */
			readonly n: number;
			readonly why: LedgerFault;
			/** What could be read before it, up to `head`. */
			readonly events: readonly Told<Action>[];
			readonly head: Head;
	  };

export class Ledger<K extends FolderKind, Action> {
	readonly slot: FolderSlot<K>;
	readonly #parts: LedgerParts<K>;
	#head: Head | undefined;
	#last: Promise<unknown> = Promise.resolve();

	constructor(parts: LedgerParts<K>) {
		if (parts.shelf.folder !== parts.slot.folder) throw new Error('another folder’s shelf');
		this.slot = parts.slot;
		this.#parts = parts;
	}

	get folder(): FolderId {
		return this.slot.folder;
	}

	/**
	 * Seals and signs first, then stores event and blobs in one step. Appends queue up behind each other.
	 * `behind` means that another tab wrote: read on (or {@link refresh}), then do it again if it still makes sense.
	 */
	append(
		action: Action,
		{
			put = [],
			remove = []
		}: { readonly put?: readonly SealedBlob[]; readonly remove?: readonly string[] } = {}
	): Promise<Appended> {
		const turn = this.#last.then(() => this.#append(action, put, remove));
		// The next in the queue goes on whether or not this one threw.
		this.#last = turn.catch(() => undefined);
		return turn;
	}

	/** Looks where the chain ends now. For those who append without reading, e.g. through a cabinet's slot. */
	async refresh(): Promise<Head> {
		const head = await this.#parts.shelf.head();
		this.#head = head;
		return head;
	}

	/**
	 * Opens and checks events in order from after `from` (which must have been checked before). The first event
	 * that does not hold is reported and ends it: nothing is skipped.
	 */
	async *entries(
		key: FolderKey<K>,
		verifierOf: VerifierOf,
		from: Head = emptyHead
	): AsyncGenerator<Entry<Action>, void> {
		const { shelf } = this.#parts;
		for await (const link of walkChain(shelf.events(from.n), this.folder, verifierOf, from)) {
			if (!link.ok) {
				yield link;
				return;
			}
			const { event, hash } = link;
			const told = await this.#tell(key, event);
			if (typeof told === 'string') {
				yield { ok: false, n: event.n, why: told };
				return;
			}
			yield { ok: true, told, head: { n: event.n, hash } };
		}
	}

	/** All of {@link entries}. From now on, appends follow on from what was read. */
	async readAll(
		key: FolderKey<K>,
		verifierOf: VerifierOf,
		from: Head = emptyHead
	): Promise<ReadLedger<Action>> {
		const events: Told<Action>[] = [];
		let head = from;
		for await (const entry of this.entries(key, verifierOf, from)) {
			if (!entry.ok) return { ...entry, events, head };
			events.push(entry.told);
			head = entry.head;
		}
		if (head.n >= (this.#head?.n ?? 0)) this.#head = head;
		return { ok: true, events, head };
	}

	/** Checks the whole chain, for which no key is needed. */
	verify(verifierOf: VerifierOf): Promise<Verified> {
		return verifyChain(this.#parts.shelf.events(), this.folder, verifierOf);
	}

	async #append(
		action: Action,
		put: readonly SealedBlob[],
		remove: readonly string[]
	): Promise<Appended> {
		const { slot, shelf, device, author, clock, anchors, may } = this.#parts;
		if (may && !may(slot.folder, author.person.id, action)) {
			throw new Error('an act without the right to it');
		}
		const head = this.#head ?? (await this.refresh());
		const at = clock().toISOString();
		const { folder, epoch } = slot;
		const ct = await seal(slot, paddedJson({ at, action }));
		const n = head.n + 1;
		const prev = head.hash;
		const event = await signEvent(
			{ v: 1, folder, epoch, person: author.person.id, device, n, prev, ct },
			author.signer
		);
		const hash = await hashOf(event);
		const stored = { n, prev, hash, bytes: writeEvent(event) };
		const committed = await shelf.commit({ event: stored, put, remove });
		if (!committed.ok) return committed;
		this.#head = { n, hash };
		anchors?.raise(folder, { n, hash });
		return { ok: true, n, hash, at };
	}

	async #tell(key: FolderKey<K>, event: SealedEvent): Promise<Told<Action> | LedgerFault> {
		const opened = await open(key, event.ct);
		if (!opened.ok) return opened.why;
		const content = parsePadded(opened.bytes)?.value;
		if (!isContent(content)) return 'not-an-action';
		const { may } = this.#parts;
		if (may && !may(this.folder, event.person, content.action)) return 'no-right';
		// Signed by a member of this practice: the folder that folds it knows the shape.
		return { n: event.n, at: content.at, person: event.person, action: content.action as Action };
	}
}

function isContent(value: unknown): value is { readonly at: string; readonly action: unknown } {
	if (typeof value !== 'object' || value === null) return false;
	return 'action' in value && 'at' in value && typeof value.at === 'string';
}

/** A folder that is open: its key, its ledger and the state that the events fold into. */
import type { BlobRef } from '#lib/page/blob.ts';
import {
	emptyHead,
	type Committed,
	type Head,
	type SealedBlob,
	type Shelf
} from '#lib/shelf/shelf.ts';
import type { FolderKey, FolderKind } from '#lib/vault/folder-key.ts';
import type { VerifierOf } from './chain.ts';
import type { Appended, Author, Ledger, LedgerFault } from './ledger.ts';
import { packState, unpackState } from './pack.ts';
import { isSameState } from './same-state.ts';
import { DamagedBlob, openBlob, sealBlob, type Sealed } from './sealed.ts';
import { keepSnapshot, readSnapshot } from './snapshot.ts';
import type { Told } from './told.ts';

/** The chain does not hold together from event `n` on: damage mode, never a shorter story told as the whole. */
export class DamagedLedger extends Error {
	override name = 'DamagedLedger';
	readonly n: number;
	readonly why: LedgerFault;

	constructor(n: number, why: LedgerFault) {
		super(`event ${n} of a ledger does not hold: ${why}`);
		this.n = n;
		this.why = why;
	}
}

/** A newer program has written here. Nothing is damaged, and this one neither reads on nor writes. */
export class NewerLedger extends Error {
	override name = 'NewerLedger';
}

export interface FolderParts<K extends FolderKind, Action, State> {
	readonly key: FolderKey<K>;
	readonly shelf: Shelf;
	readonly ledger: Ledger<K, Action>;
	readonly author: Author;
	readonly verifierOf: VerifierOf;
	/** Whose snapshots are believed, where that is fewer than may sign events. */
	readonly snapshotBy?: VerifierOf;
	readonly empty: State;
	readonly fold: (state: State, events: readonly Told<Action>[]) => State;
	/** Every kind of action that `fold` understands. */
	readonly kinds: Readonly<Record<string, true>>;
	/** Stored pieces that must stay, whatever an act would drop. */
	readonly keeps?: (state: State) => ReadonlySet<string>;
	/** Raised when `State` takes another shape. */
	readonly shape: number;
	/** Called when a newer program is found to have written into a folder that is open: this tab must be let go of. */
	readonly onNewer?: (() => void) | undefined;
}

/**
 * Events after which a new snapshot is worth its writing. Of a large folder it takes a second, and whoever files notices:
 * so the larger the folder, the rarer it is, and the more events are read at the next opening after a crash.
 */
const snapshotEvery = (n: number): number => Math.max(200, n / 100);

/** Entries that are folded in one go: each time copies what has changed. */
const atATime = 500;

export class Folder<K extends FolderKind, Action, State> {
	#state: State;
	#head: Head;
	#snapshotAt: number;
	#isOutdated = false;
	readonly #parts: FolderParts<K, Action, State>;
	readonly #listeners = new Set<() => void>();

	private constructor(parts: FolderParts<K, Action, State>, state: State, head: Head, at: number) {
		this.#parts = parts;
		this.#state = state;
		this.#head = head;
		this.#snapshotAt = at;
	}

	/**
	 * Opens from the newest snapshot and the events since. Throws {@link DamagedLedger} where they do not hold, and
	 * {@link NewerLedger}.
	 */
	static async open<K extends FolderKind, Action, State>(
		parts: FolderParts<K, Action, State>
	): Promise<Folder<K, Action, State>> {
		const { ledger, key, shelf, verifierOf, empty, fold, shape } = parts;
		const snapshot = await readSnapshot(shelf, key, parts.snapshotBy ?? verifierOf, shape);
		const from = snapshot?.head ?? emptyHead;
		const start = snapshot ? (unpackState(snapshot.state) as State) : empty;
		const read = await ledger.readAll(key, verifierOf, from);
		ensureKnown(read.events, parts.kinds);
		if (!read.ok) throw faultOf(read);
		return new Folder(parts, fold(start, read.events), read.head, from.n);
	}

	get state(): State {
		return this.#state;
	}

	/** For the packet worker and nobody else: what opens this folder. */
	get key(): FolderKey<K> {
		return this.#parts.key;
	}

	/** Calls back after every change; returns how to stop that. */
	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/**
	 * Writes one action with its blobs, all or nothing. `behind`: another tab wrote, and this folder has caught up;
	 * `outdated`: what it wrote is of a newer version, and nothing is written on top of it.
	 */
	async act(
		action: Action,
		blobs: { readonly put?: readonly SealedBlob[]; readonly remove?: readonly string[] } = {}
	): Promise<Appended> {
		if (this.#isOutdated) return { ok: false, why: 'outdated' };
		const { ledger, author, fold, keeps } = this.#parts;
		// What cannot be folded must never be written: it would lock the folder for good.
		const told = { n: this.#head.n + 1, at: '', person: author.person.id, action };
		const next = fold(this.#state, [told]);
		const kept = blobs.remove?.length && keeps ? keeps(next) : new Set();
		const remove = blobs.remove?.filter((id) => !kept.has(id)) ?? [];
		const appended = await ledger.append(action, { ...blobs, remove });
		if (!appended.ok) {
			if (appended.why !== 'behind') return appended;
			return (await this.#catchesUp()) ? appended : { ok: false, why: 'outdated' };
		}
		const { n, hash, at } = appended;
		if (n === this.#head.n + 1) {
			this.#take([{ n, at, person: author.person.id, action }], { n, hash });
			if (n - this.#snapshotAt >= snapshotEvery(n)) await this.keepSnapshot();
		} else await this.#catchesUp();
		return appended;
	}

	/** Reads what was written by others, e.g. through the slot. Throws {@link DamagedLedger} and {@link NewerLedger}. */
	async catchUp(): Promise<void> {
		const { ledger, key, verifierOf, kinds } = this.#parts;
		const read = await ledger.readAll(key, verifierOf, this.#head);
		// An act of ours may have been taken in while this was reading: nothing is folded twice.
		const news = read.events.filter(({ n }) => n > this.#head.n);
		try {
			ensureKnown(news, kinds);
			if (news.length > 0) this.#take(news, read.head);
			if (!read.ok) throw faultOf(read);
		} catch (error) {
			throw this.#noted(error);
		}
	}

	/** Every event from the first, for histories: opened and verified anew. */
	async told(): Promise<readonly Told<Action>[]> {
		const events: Told<Action>[] = [];
		for await (const { told } of this.entries()) events.push(told);
		return events;
	}

	/**
	 * The same one by one, from after `from`, which an earlier entry gave. Throws {@link DamagedLedger} and
	 * {@link NewerLedger}.
	 */
	async *entries(
		from: Head = emptyHead
	): AsyncGenerator<{ readonly told: Told<Action>; readonly head: Head }, void> {
		const { ledger, key, verifierOf, kinds } = this.#parts;
		for await (const entry of ledger.entries(key, verifierOf, from)) {
			if (!entry.ok) throw this.#noted(faultOf(entry));
			if (!isKnown(entry.told, kinds)) throw this.#noted(new NewerLedger());
			yield entry;
		}
	}

	/**
	 * Folds the signed entries anew and holds the state that this folder works from against what comes of them: it began
	 * with a snapshot, and whoever may write one could have sealed something else into it. Where they differ the entries
	 * hold, from then on and for whoever opens it next. Gives the number of each entry that was read. Throws
	 * {@link DamagedLedger} and {@link NewerLedger}.
	 */
	async *refold(): AsyncGenerator<number, 'same' | 'made-anew', void> {
		const { fold, empty } = this.#parts;
		let [state, from] = [empty, emptyHead];
		// What is written meanwhile, here or in another tab, is read as well.
		do {
			let some: Told<Action>[] = [];
			for await (const { told, head } of this.entries(from)) {
				some.push(told);
				from = head;
				if (some.length === atATime) {
					state = fold(state, some);
					some = [];
				}
				yield told.n;
			}
			state = fold(state, some);
			await this.catchUp();
		} while (this.#head.n !== from.n);
		if (isSameState(state, this.#state)) return 'same';
		this.#state = state;
		this.#snapshotAt = 0;
		for (const listener of this.#listeners) listener();
		await this.keepSnapshot();
		return 'made-anew';
	}

	seal(plain: Uint8Array): Promise<Sealed> {
		return sealBlob(this.#parts.key.slot, plain);
	}

	/** A stored piece as it lies there. Throws {@link DamagedBlob} when it is gone. */
	async sealed(ref: BlobRef): Promise<Uint8Array<ArrayBuffer>> {
		const bytes = await this.#parts.shelf.blob(ref.sha256);
		if (!bytes) throw new DamagedBlob();
		return bytes;
	}

	/** Throws {@link DamagedBlob} when it is gone or altered. */
	async open(ref: BlobRef): Promise<Uint8Array<ArrayBuffer>> {
		return openBlob(this.#parts.key, ref, await this.sealed(ref));
	}

	/** Whether bytes from elsewhere, e.g. a backup, are what was named and open with this folder's key. */
	async opens(ref: BlobRef, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
		return (await this.openFrom(ref, bytes)) !== undefined;
	}

	/** What bytes from elsewhere say, e.g. a scan station's; `undefined` unless they are what was named, for this folder. */
	async openFrom(
		ref: BlobRef,
		bytes: Uint8Array<ArrayBuffer>
	): Promise<Uint8Array<ArrayBuffer> | undefined> {
		try {
			return await openBlob(this.#parts.key, ref, bytes);
		} catch (error) {
			if (error instanceof DamagedBlob) return undefined;
			throw error;
		}
	}

	/** The state as JSON in an age file: what makes sense of a backup's pages without this program. */
	async sealedIndex(): Promise<Uint8Array<ArrayBuffer>> {
		const json = JSON.stringify(packState(this.#state));
		return (await this.seal(new TextEncoder().encode(json))).blob.bytes;
	}

	async keepSnapshot(): Promise<void> {
		const { shelf, key, author, shape } = this.#parts;
		if (this.#head.n === this.#snapshotAt || this.#isOutdated) return;
		const head = this.#head;
		const kept = await keepSnapshot(shelf, key.slot, author, {
			state: packState(this.#state),
			head,
			shape
		});
		if (kept.ok) this.#snapshotAt = head.n;
	}

	/**
	 * Keeps something sealed beside the entries that can be made anew from them at any time, such as an index of words. No
	 * entry names it, no backup takes it along, and nobody may believe more of it than they check.
	 */
	keepBeside(name: 'words', sealed: Uint8Array<ArrayBuffer>): Promise<Committed> {
		return this.#parts.shelf.keep(name, sealed);
	}

	/** As it was kept last; `undefined` when nothing was, or storage has lost it. */
	keptBeside(name: 'words'): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return this.#parts.shelf.kept(name).catch(() => undefined);
	}

	async #catchesUp(): Promise<boolean> {
		try {
			await this.catchUp();
			return true;
		} catch (error) {
			if (error instanceof NewerLedger) return false;
			throw error;
		}
	}

	/** From then on nothing is written here: a state that lacks what the newer version said is no ground to act on. */
	#noted(error: unknown): unknown {
		if (!(error instanceof NewerLedger)) return error;
		this.#isOutdated = true;
		this.#parts.onNewer?.();
		return error;
	}

	#take(events: readonly Told<Action>[], head: Head): void {
		this.#state = this.#parts.fold(this.#state, events);
		this.#head = head;
		for (const listener of this.#listeners) listener();
	}
}

/** What each kind of folder needs besides its own meaning. */
export type FolderDoor<K extends FolderKind, Action> = Omit<
	FolderParts<K, Action, never>,
	'empty' | 'fold' | 'keeps' | 'kinds' | 'shape'
>;

/**
 * A newer program may have written what this one has never heard of. Passing over it would give a wrong state, and whatever
 * is written on top of that would be wrong, too: so the folder stays closed, and says why.
 */
function ensureKnown<Action>(
	events: readonly Told<Action>[],
	kinds: Readonly<Record<string, true>>
): void {
	if (!events.every((told) => isKnown(told, kinds))) throw new NewerLedger();
}

function isKnown<Action>({ action }: Told<Action>, kinds: Readonly<Record<string, true>>): boolean {
	const { is } = action as { readonly is?: unknown };
	return Object.hasOwn(kinds, String(is));
}

function faultOf({ n, why }: { readonly n: number; readonly why: LedgerFault }): Error {
	return why === 'newer-version' ? new NewerLedger() : new DamagedLedger(n, why);
}

/** A shelf whose machine dies: at a chosen commit, before or after it is on disk, or whose disk refuses it. */
import type {
	Commit,
	Committed,
	Head,
	NotCommitted,
	SealedBlob,
	Shelf,
	StoredEvent
} from '#lib/shelf/shelf.ts';
import type { FolderId } from '#lib/page/ids.ts';

/** Nothing of the program runs on after this. */
export class Crash extends Error {
	override name = 'Crash';

	constructor() {
		super('the machine died');
	}
}

export type Fault =
	/** Dies before anything is stored, or right after all of it was. */
	| { readonly is: 'dies'; readonly stored: boolean }
	| { readonly is: 'refuses'; readonly why: NotCommitted };

/** Counts the commits of all folders together, and lets one of them fail. After a crash nothing is stored any more. */
export class Luck {
	commits = 0;
	dead = false;
	#at: number | undefined;
	#fault: Fault | undefined;

	/** The `nth` commit from now on (1-based) fails. */
	strike(nth: number, fault: Fault): void {
		[this.commits, this.#at, this.#fault] = [0, nth, fault];
	}

	/** The machine starts anew. */
	restart(): void {
		[this.commits, this.dead, this.#at, this.#fault] = [0, false, undefined, undefined];
	}

	async meet(store: () => Promise<Committed>): Promise<Committed> {
		if (this.dead) throw new Crash();
		this.commits++;
		if (this.commits !== this.#at || !this.#fault) return store();
		if (this.#fault.is === 'refuses') return { ok: false, why: this.#fault.why };
		this.dead = true;
		if (this.#fault.stored) await store();
		throw new Crash();
	}
}

export class CrashingShelf implements Shelf {
	readonly #shelf: Shelf;
	readonly #luck: Luck;

	constructor(shelf: Shelf, luck: Luck) {
		this.#shelf = shelf;
		this.#luck = luck;
	}

	get folder(): FolderId {
		return this.#shelf.folder;
	}

	mend(blob: SealedBlob): Promise<Committed> {
		return this.#luck.meet(() => this.#shelf.mend(blob));
	}

	commit(commit: Commit): Promise<Committed> {
		return this.#luck.meet(() => this.#shelf.commit(commit));
	}

	head(): Promise<Head> {
		return this.#shelf.head();
	}

	event(n: number): Promise<StoredEvent | undefined> {
		return this.#shelf.event(n);
	}

	events(after?: number): AsyncGenerator<StoredEvent, void> {
		return this.#shelf.events(after);
	}

	blob(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return this.#shelf.blob(id);
	}

	has(id: string): Promise<boolean> {
		return this.#shelf.has(id);
	}

	blobIds(): Promise<string[]> {
		return this.#shelf.blobIds();
	}

	removedIds(): Promise<string[]> {
		return this.#shelf.removedIds();
	}

	listedIds(): Promise<string[]> {
		return this.#shelf.listedIds();
	}

	lists(id: string): Promise<boolean> {
		return this.#shelf.lists(id);
	}

	keep(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Committed> {
		return this.#luck.dead ? Promise.reject(new Crash()) : this.#shelf.keep(name, bytes);
	}

	kept(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return this.#shelf.kept(name);
	}

	close(): void {
		this.#shelf.close();
	}

	destroy(): Promise<void> {
		return this.#shelf.destroy();
	}
}

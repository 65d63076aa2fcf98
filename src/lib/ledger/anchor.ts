/** The anchor: how long a folder's chain is, noted outside its database, because a database can lose data in silence. */
import type { FolderId } from '#lib/page/ids.ts';
import type { Head, Shelf } from '#lib/shelf/shelf.ts';

export interface Anchors {
	/** The newest head that was noted; `undefined` when there is none, or it cannot be read. */
	read(folder: FolderId): Head | undefined;
	/** Notes a newer head; an older one is ignored, for another tab may have written meanwhile. Never throws. */
	raise(folder: FolderId, head: Head): void;
	/** Sets it whatever it was: after a restore, or with `undefined` when a folder is removed. */
	replace(folder: FolderId, head: Head | undefined): void;
}

/**
 * `agrees`; `ahead`: the chain is longer and holds the anchor, as after a crash between the two writes (heal it);
 * `behind`: storage has lost events (damage); `fork`: another chain than the one that was noted (damage).
 */
export type AnchorFinding = 'agrees' | 'ahead' | 'behind' | 'fork';

/** Throws `BrokenShelf` when the shelf cannot be read. */
export async function compareAnchor(
	shelf: Pick<Shelf, 'head' | 'event'>,
	anchor: Head | undefined
): Promise<AnchorFinding> {
	const head = await shelf.head();
	if (!anchor) return head.n === 0 ? 'agrees' : 'ahead';
	if (head.n < anchor.n) return 'behind';
	const noted = head.n === anchor.n ? head : await shelf.event(anchor.n);
	if (anchor.n > 0 && noted?.hash !== anchor.hash) return 'fork';
	return head.n === anchor.n ? 'agrees' : 'ahead';
}

export class MemoryAnchors implements Anchors {
	readonly #heads = new Map<FolderId, Head>();

	read(folder: FolderId): Head | undefined {
		return this.#heads.get(folder);
	}

	raise(folder: FolderId, head: Head): void {
		if (head.n > (this.read(folder)?.n ?? 0)) this.#heads.set(folder, head);
	}

	replace(folder: FolderId, head: Head | undefined): void {
		if (head) this.#heads.set(folder, head);
		else this.#heads.delete(folder);
	}
}

/** In the browser: `new StoredAnchors(localStorage)`. An entry reads `<n> <hash>`. */
export class StoredAnchors implements Anchors {
	readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

	constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
		this.#storage = storage;
	}

	read(folder: FolderId): Head | undefined {
		try {
			const found = /^(\d{1,15}) ([0-9a-f]{64})$/.exec(this.#storage.getItem(place(folder)) ?? '');
			return found?.[2] ? { n: Number(found[1]), hash: found[2] } : undefined;
		} catch {
			return undefined;
		}
	}

	raise(folder: FolderId, head: Head): void {
		if (head.n > (this.read(folder)?.n ?? 0)) this.replace(folder, head);
	}

	replace(folder: FolderId, head: Head | undefined): void {
		try {
			if (head) this.#storage.setItem(place(folder), `${head.n} ${head.hash}`);
			else this.#storage.removeItem(place(folder));
		} catch {
			// Blocked or full: the event itself is stored, and the next start finds the chain ahead and heals.
		}
	}
}

function place(folder: FolderId): string {
	return `cc-anchor-${folder}`;
}

/** A shelf that stores many events in one transaction: a bench cannot wait until 20,000 pages were filed one by one. */
import type { FolderId } from '#lib/page/ids.ts';
import { DexieShelf } from '#lib/shelf/dexie-shelf.ts';
import {
	follows,
	type Commit,
	type Committed,
	type Head,
	type SealedBlob,
	type StoredEvent
} from '#lib/shelf/shelf.ts';

export class BulkShelf extends DexieShelf {
	#events: StoredEvent[] = [];
	#blobs: SealedBlob[] = [];
	#head: Head | undefined;

	override async head(): Promise<Head> {
		this.#head ??= await super.head();
		return this.#head;
	}

	override async commit({ event, put = [] }: Commit): Promise<Committed> {
		if (!follows(event, await this.head())) return { ok: false, why: 'behind' };
		this.#events.push(event);
		this.#blobs.push(...put);
		this.#head = { n: event.n, hash: event.hash };
		if (this.#events.length >= 500) await this.flush();
		return { ok: true };
	}

	/** Stores what was held back. */
	async flush(): Promise<void> {
		const db = await opened(this.folder);
		const writing = db.transaction(['events', 'blobs', 'listed'], 'readwrite');
		for (const event of this.#events) writing.objectStore('events').put(event);
		for (const blob of this.#blobs) {
			writing.objectStore('blobs').put(blob);
			writing.objectStore('listed').put({ id: blob.id });
		}
		[this.#events, this.#blobs] = [[], []];
		await new Promise<void>((resolve, reject) => {
			writing.oncomplete = () => resolve();
			writing.onabort = () => reject(new Error('the events were not stored'));
		});
		db.close();
	}
}

function opened(folder: FolderId): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const asking = indexedDB.open(`cc-${folder}`);
		asking.onsuccess = () => resolve(asking.result);
		asking.onerror = () => reject(new Error('the folder cannot be opened'));
	});
}

/** A shelf in IndexedDB: one database a folder, so that no query can reach from the chart into a cabinet. */
import { isId, type FolderId } from '#lib/page/ids.ts';
import type { Table } from 'dexie';
import { Database, type DatabaseOptions } from './database.ts';
import { Refused } from './dexie-failures.ts';
import { folderSteps } from './folder-steps.ts';
import type { Room } from './room.ts';
import { storedBytes } from './stored-bytes.ts';
import {
	BrokenShelf,
	emptyHead,
	follows,
	type Commit,
	type Committed,
	type Head,
	type SealedBlob,
	type Shelf,
	type StoredEvent
} from './shelf.ts';

interface Kept {
	readonly name: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

class FolderDatabase extends Database {
	declare readonly events: Table<StoredEvent, number>;
	declare readonly blobs: Table<SealedBlob, string>;
	declare readonly kept: Table<Kept, string>;
	/** The name of each piece that was put here and not removed. */
	declare readonly listed: Table<Pick<SealedBlob, 'id'>, string>;

	/** The name of each piece that an act removed. */
	declare readonly removed: Table<Pick<SealedBlob, 'id'>, string>;

	constructor(folder: FolderId, options: DatabaseOptions) {
		super(`cc-${folder}`, folderSteps, options);
	}
}

/** Events read at once: enough to be quick, little enough to hold. */
const batch = 200;

/** The folders that this browser holds a database of. */
export async function foldersHere(): Promise<readonly FolderId[]> {
	const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
	const ids = names.map((name) => /^cc-(.+)$/.exec(name)?.[1] ?? '');
	return ids.filter(isId) as FolderId[];
}

export class DexieShelf implements Shelf {
	readonly folder: FolderId;
	readonly #db: FolderDatabase;
	readonly #room: Room | undefined;

	/** With a `room`, pieces are refused while it is low; events that bring none are stored to the last byte. */
	constructor(
		folder: FolderId,
		{ room, ...options }: DatabaseOptions & { readonly room?: Room } = {}
	) {
		this.folder = folder;
		this.#room = room;
		this.#db = new FolderDatabase(folder, options);
	}

	async head(): Promise<Head> {
		return read(() => this.#head());
	}

	async commit({ event, put = [], remove = [] }: Commit): Promise<Committed> {
		const { events, blobs, listed, removed, marks } = this.#db;
		if (put.length > 0 && (await this.#room?.isLow())) return { ok: false, why: 'nearly-full' };
		try {
			// Only table calls are awaited in here: anything else would let the transaction end early.
			// An act without pieces leaves them free to be read: what it decides on is opened while it is being stored.
			const pieces = put.length + remove.length > 0 ? [blobs, listed] : [];
			if (remove.length > 0) pieces.push(removed);
			await this.#db.transaction('rw', [events, marks, ...pieces], async () => {
				// All of it is asked at once: each answer that is waited for costs a filing half a millisecond.
				const [head] = await Promise.all([this.#head(), this.#db.mayWrite()]);
				if (!follows(event, head)) throw new Refused('behind');
				await Promise.all([
					put.length > 0 && blobs.bulkPut([...put]),
					put.length > 0 && listed.bulkPut(put.map(({ id }) => ({ id }))),
					remove.length > 0 && blobs.bulkDelete([...remove]),
					remove.length > 0 && listed.bulkDelete([...remove]),
					remove.length > 0 && removed.bulkPut(remove.map((id) => ({ id }))),
					events.add({ ...event })
				]);
			});
			return { ok: true };
		} catch (error) {
			return { ok: false, why: this.#db.whyNot(error) };
		}
	}

	async event(n: number): Promise<StoredEvent | undefined> {
		const found = await read(() => this.#db.events.get(n), n);
		return found && asStored(found);
	}

	async *events(after = 0): AsyncGenerator<StoredEvent, void> {
		for (let last = after; ;) {
			const found = await this.#batch(last);
			if (found) yield* found;
			else yield* this.#oneByOne(last);
			const next = found ? found.at(-1)?.n : last + batch;
			if (next === undefined || (await this.head()).n <= next) return;
			last = next;
		}
	}

	async blob(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const found = await read(() => this.#db.blobs.get(id));
		return found && storedBytes(found.bytes);
	}

	async has(id: string): Promise<boolean> {
		return (await read(() => this.#db.blobs.where('id').equals(id).count())) > 0;
	}

	async blobIds(): Promise<string[]> {
		return read(() => this.#db.blobs.toCollection().primaryKeys());
	}

	async listedIds(): Promise<string[]> {
		return read(() => this.#db.listed.toCollection().primaryKeys());
	}

	async removedIds(): Promise<string[]> {
		return read(() => this.#db.removed.toCollection().primaryKeys());
	}

	async lists(id: string): Promise<boolean> {
		return (await read(() => this.#db.listed.where('id').equals(id).count())) > 0;
	}

	async mend(blob: SealedBlob): Promise<Committed> {
		try {
			const { blobs, listed, marks } = this.#db;
			await this.#db.transaction('rw', blobs, listed, marks, async () => {
				await this.#db.mayWrite();
				await blobs.put(blob);
				await listed.put({ id: blob.id });
			});
			return { ok: true };
		} catch (error) {
			return { ok: false, why: this.#db.whyNot(error) };
		}
	}

	async keep(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Committed> {
		try {
			await this.#db.transaction('rw', this.#db.kept, this.#db.marks, async () => {
				await this.#db.mayWrite();
				await this.#db.kept.put({ name, bytes });
			});
			return { ok: true };
		} catch (error) {
			return { ok: false, why: this.#db.whyNot(error) };
		}
	}

	async kept(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const found = await read(() => this.#db.kept.get(name));
		return found && storedBytes(found.bytes);
	}

	close(): void {
		this.#db.close();
	}

	async destroy(): Promise<void> {
		await this.#db.delete();
	}

	async #head(): Promise<Head> {
		// A key of another kind than a number lies behind them all, and is none of ours.
		const last = await this.#db.events.where('n').belowOrEqual(Number.MAX_SAFE_INTEGER).last();
		return last ? { n: last.n, hash: last.hash } : emptyHead;
	}

	/** `undefined` when one record spoils the batch: a lost blob file fails a whole `toArray()` (seen in Chromium). */
	async #batch(after: number): Promise<StoredEvent[] | undefined> {
		const numbers = this.#db.events.where('n').between(after, after + batch, false, true);
		const found = await numbers.toArray().catch(() => undefined);
		return found?.map(asStored);
	}

	async *#oneByOne(after: number): AsyncGenerator<StoredEvent, void> {
		for (let n = after + 1; n <= after + batch; n++) {
			const event = await this.event(n);
			if (event) yield event;
		}
	}
}

function asStored(event: StoredEvent): StoredEvent {
	return { ...event, bytes: storedBytes(event.bytes) };
}

async function read<T>(ask: () => PromiseLike<T>, n?: number): Promise<T> {
	try {
		return await ask();
	} catch {
		throw new BrokenShelf(n);
	}
}

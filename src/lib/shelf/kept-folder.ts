/**
 * The folder that a person chose for backups: the browser's own dialog (File System Access, in Chromium), and a handle
 * that only IndexedDB can keep.
 */
import type { Table } from 'dexie';
import { Database } from './database.ts';

type Folder = FileSystemDirectoryHandle;

/** Not in TypeScript's own declarations (WICG, File System Access). */
interface Picks {
	showDirectoryPicker?(options: object): Promise<Folder>;
}
interface Asks {
	queryPermission?(options: object): Promise<PermissionState>;
	requestPermission?(options: object): Promise<PermissionState>;
}
const mode = { mode: 'readwrite' } as const;

class PlacesDatabase extends Database {
	declare readonly places: Table<{ readonly name: string; readonly handle: Folder }, string>;

	constructor() {
		super('cc-places', [{ stores: { places: 'name' } }]);
	}
}

const place = 'backup';

export class KeptFolder {
	readonly #db = new PlacesDatabase();

	/** Whether this browser lets a person choose a folder at all. */
	static get isPossible(): boolean {
		return 'showDirectoryPicker' in globalThis;
	}

	/** `undefined` when the person thought better of it. */
	async choose(): Promise<Folder | undefined> {
		try {
			return await (globalThis as Picks).showDirectoryPicker?.({ id: 'backup', ...mode });
		} catch (error) {
			if (error instanceof DOMException && error.name === 'AbortError') return undefined;
			throw error;
		}
	}

	async kept(): Promise<Folder | undefined> {
		return (await this.#db.places.get(place))?.handle;
	}

	async keep(handle: Folder): Promise<void> {
		await this.#db.transaction('rw', this.#db.places, this.#db.marks, async () => {
			await this.#db.mayWrite();
			await this.#db.places.put({ name: place, handle });
		});
	}

	/** Asks the person where the browser has forgotten the answer. A folder of the origin's own is never asked for. */
	async mayWrite(folder: Folder): Promise<boolean> {
		const asks: Asks = folder as Asks;
		if ((await asks.queryPermission?.(mode)) === 'granted') return true;
		return ((await asks.requestPermission?.(mode)) ?? 'granted') === 'granted';
	}
}

/** The practice's files in IndexedDB, in a database of their own. */
import type { Table } from 'dexie';
import { Database, type DatabaseOptions } from './database.ts';
import { ensurePath, type PracticeFile, type PracticeFiles } from './practice-files.ts';
import { BrokenShelf, type Committed } from './shelf.ts';
import { storedBytes } from './stored-bytes.ts';

class PracticeDatabase extends Database {
	declare readonly files: Table<PracticeFile, string>;

	constructor(name: string, options: DatabaseOptions) {
		super(name, [{ stores: { files: 'path' } }], options);
	}
}

export class DexiePracticeFiles implements PracticeFiles {
	readonly #db: PracticeDatabase;

	constructor(options: DatabaseOptions & { readonly name?: string } = {}) {
		this.#db = new PracticeDatabase(options.name ?? 'cc-practice', options);
	}

	async write(files: readonly PracticeFile[], remove: readonly string[] = []): Promise<Committed> {
		for (const { path } of files) ensurePath(path);
		try {
			await this.#db.transaction('rw', this.#db.files, this.#db.marks, async () => {
				await this.#db.mayWrite();
				await this.#db.files.bulkDelete([...remove]);
				await this.#db.files.bulkPut([...files]);
			});
			return { ok: true };
		} catch (error) {
			return { ok: false, why: this.#db.whyNot(error) };
		}
	}

	async read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		try {
			const found = await this.#db.files.get(path);
			return found && storedBytes(found.bytes);
		} catch {
			throw new BrokenShelf();
		}
	}

	async list(prefix = ''): Promise<string[]> {
		try {
			return await this.#db.files.where('path').startsWith(prefix).primaryKeys();
		} catch {
			throw new BrokenShelf();
		}
	}

	close(): void {
		this.#db.close();
	}

	async destroy(): Promise<void> {
		await this.#db.delete();
	}
}

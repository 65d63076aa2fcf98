/** The practice's files in memory: for the sample practice and for tests. */
import { ensurePath, type PracticeFile, type PracticeFiles } from './practice-files.ts';
import type { Committed } from './shelf.ts';

export class MemoryPracticeFiles implements PracticeFiles {
	readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();

	async write(files: readonly PracticeFile[], remove: readonly string[] = []): Promise<Committed> {
		for (const { path } of files) ensurePath(path);
		for (const path of remove) this.#files.delete(path);
		for (const { path, bytes } of files) this.#files.set(path, bytes.slice());
		return Promise.resolve({ ok: true });
	}

	read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return Promise.resolve(this.#files.get(path)?.slice());
	}

	list(prefix = ''): Promise<string[]> {
		return Promise.resolve(
			[...this.#files.keys()].filter((path) => path.startsWith(prefix)).sort()
		);
	}

	/** Nothing to let go of: the files stay for the next reader, as on disk. */
	close(): void {
		return;
	}

	destroy(): Promise<void> {
		this.#files.clear();
		return Promise.resolve();
	}
}

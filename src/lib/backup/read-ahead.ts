/** Reads places of a large file, some megabytes at a time: what is read next mostly lies right behind. */
import { UnreadableBackup } from './files.ts';

const atOnce = 4 * 1024 ** 2;

export class ReadAhead {
	readonly #file: Blob;
	#from = 0;
	#held = new Uint8Array();

	constructor(file: Blob) {
		this.#file = file;
	}

	get size(): number {
		return this.#file.size;
	}

	/** The bytes from a place on, fewer where the file ends. Throws {@link UnreadableBackup}. */
	async read(from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
		const held = this.#within(from, length);
		if (held) return held;
		const bytes = await this.#take(from, Math.max(length, atOnce));
		if (length >= atOnce) return bytes;
		[this.#from, this.#held] = [from, bytes];
		return bytes.slice(0, length);
	}

	async #take(from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
		const end = Math.min(this.size, from + length);
		try {
			return new Uint8Array(await this.#file.slice(from, end).arrayBuffer());
		} catch (error) {
			throw new UnreadableBackup(error);
		}
	}

	#within(from: number, length: number): Uint8Array<ArrayBuffer> | undefined {
		const at = from - this.#from;
		return at >= 0 && at + length <= this.#held.length
			? this.#held.slice(at, at + length)
			: undefined;
	}
}

/** A reader without an engine: answers from a function, and stops as abruptly as the real one. For tests and the sample. */
import type { Reading } from '#lib/page/reading.ts';
import { ReaderStopped, type PageToRead, type Reader } from './reader.ts';

export class MemoryReader implements Reader {
	readonly #answer: (page: PageToRead) => Reading | Promise<Reading>;
	readonly #ended: Promise<never>;
	#end: (error: Error) => void = () => undefined;
	#stopped = false;

	constructor(answer: (page: PageToRead) => Reading | Promise<Reading>) {
		this.#answer = answer;
		this.#ended = new Promise((_, reject) => (this.#end = reject));
		this.#ended.catch(() => undefined);
	}

	get stopped(): boolean {
		return this.#stopped;
	}

	async read(page: PageToRead, signal?: AbortSignal): Promise<Reading> {
		signal?.throwIfAborted();
		if (this.#stopped) throw new ReaderStopped('the reader was stopped');
		const reading = await Promise.race([this.#answer(page), this.#ended]);
		signal?.throwIfAborted();
		return reading;
	}

	stop(): Promise<void> {
		this.#stopped = true;
		this.#end(new ReaderStopped('the reader was stopped'));
		return Promise.resolve();
	}
}

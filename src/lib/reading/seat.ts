/** One place in the pool: at most one reader, started when needed, replaced before it grows fat or stale. */
import type { Reading } from '#lib/page/reading.ts';
import { ReaderStopped, ReaderUnavailable, type PageToRead, type Reader } from './reader.ts';

export interface SeatOptions {
	readonly start: () => Promise<Reader>;
	/** Pages after which a reader is replaced: its memory only grows. */
	readonly recycleAfter?: number;
	/** A page that takes longer is given up; the slowest honest page takes a tenth of it. */
	readonly pageMs?: number;
	/** Waits before each further try to start a reader; after the last the page is rejected. */
	readonly retryMs?: readonly number[];
}

const usual = { recycleAfter: 30, pageMs: 240_000, retryMs: [500, 2_000] };

const startFailed = 'the reading engine could not be started';

/** A reader gave no answer in time. */
export class ReadingTookTooLong extends Error {
	override name = 'ReadingTookTooLong';
}

export class Seat {
	readonly #options: Required<SeatOptions>;
	#reader: Reader | undefined;
	#pages = 0;
	#busy = false;
	#stale = false;
	/** Rejects what the seat waits for when it is cleared; a new one for every wait. */
	#giveUp: (reason: Error) => void = () => undefined;

	constructor({ start, ...options }: SeatOptions) {
		this.#options = { ...usual, ...options, start };
	}

	/** Reads with the seat's reader, started if there is none. `unwanted` is asked once that has taken its time. */
	async read(page: PageToRead, unwanted: () => boolean): Promise<Reading> {
		this.#busy = true;
		try {
			const reader = this.#reader ?? (await this.#start(unwanted));
			this.#reader = reader;
			if (unwanted()) throw new ReaderStopped('nobody waits for this page any more');
			this.#pages++;
			return await this.#within(this.#options.pageMs, reader.read(page));
		} finally {
			this.#busy = false;
			if (this.#stale || this.#pages >= this.#options.recycleAfter) void this.clear();
		}
	}

	recycle(): void {
		if (this.#busy) this.#stale = true;
		else void this.clear();
	}

	/** Puts the reader down; whatever the seat was doing rejects with {@link ReaderStopped}. */
	async clear(): Promise<void> {
		const reader = this.#reader;
		this.#reader = undefined;
		this.#pages = 0;
		this.#stale = false;
		this.#giveUp(new ReaderStopped('the reader was stopped'));
		// A reader that cannot even stop is forgotten: its thread is beyond our reach.
		await reader?.stop().catch(() => undefined);
	}

	async #start(unwanted: () => boolean): Promise<Reader> {
		for (let attempt = 0; ; attempt++) {
			try {
				return await this.#begin();
			} catch (error) {
				if (error instanceof ReaderStopped) throw error;
				const wait = this.#options.retryMs[attempt];
				if (wait === undefined) throw new ReaderUnavailable(startFailed, { cause: error });
				await this.#within(Infinity, new Promise((resolve) => setTimeout(resolve, wait)));
				if (unwanted()) throw new ReaderStopped('nobody waits for this page any more');
			}
		}
	}

	async #begin(): Promise<Reader> {
		const starting = this.#options.start();
		try {
			return await this.#within(this.#options.pageMs, starting);
		} catch (error) {
			// It may come up later, with no seat to sit on.
			starting.then((late) => late.stop()).catch(() => undefined);
			throw error;
		}
	}

	async #within<T>(limitMs: number, work: Promise<T>): Promise<T> {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const cut = new Promise<never>((_, reject) => {
			this.#giveUp = reject;
			if (limitMs === Infinity) return;
			timer = setTimeout(() => {
				reject(new ReadingTookTooLong('the page took too long to read'));
			}, limitMs);
		});
		try {
			return await Promise.race([work, cut]);
		} finally {
			clearTimeout(timer);
			this.#giveUp = () => undefined;
		}
	}
}

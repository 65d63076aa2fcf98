/**
 * A few readers, one queue. Every call settles: it reads, fails with its own reason, is cancelled, or
 * hears that the pool was stopped. Cancelling a page under way puts its reader down, because Tesseract
 * cannot be interrupted; the next page gets a fresh one.
 */
import type { Reading } from '#lib/page/reading.ts';
import {
	isFaultOfPage,
	ReaderStopped,
	ReaderUnavailable,
	type PageToRead,
	type Reader
} from './reader.ts';
import { Seat, type SeatOptions } from './seat.ts';

export interface PoolOptions extends SeatOptions {
	/** How many pages are read at a time. See {@link poolSizeFor}. */
	readonly size: number;
	/** Readers that have had nothing to do for this long are put down. */
	readonly idleMs?: number;
}

interface Job {
	readonly page: PageToRead;
	readonly settled: () => boolean;
	readonly resolve: (reading: Reading) => void;
	readonly reject: (error: unknown) => void;
}

const usualIdleMs = 30_000;

export class ReadingPool implements Reader {
	readonly size: number;
	readonly #seats: readonly Seat[];
	readonly #running = new Map<Seat, Job>();
	/** Seats for which the machine had no room; tried again after the next rest. */
	readonly #benched = new Set<Seat>();
	readonly #idleMs: number;
	#queue: Job[] = [];
	#idle: ReturnType<typeof setTimeout> | undefined;

	constructor(options: PoolOptions) {
		this.size = Math.max(1, Math.floor(options.size));
		this.#idleMs = options.idleMs ?? usualIdleMs;
		this.#seats = Array.from({ length: this.size }, () => new Seat(options));
	}

	/** Pages that wait or are being read. */
	get pending(): number {
		return this.#queue.length + this.#running.size;
	}

	/**
	 * Reads a page as soon as a reader is free, in the order of asking. Rejects with the signal's reason,
	 * `DamagedPicture`, `TooLargePicture`, `ReaderUnavailable` or {@link ReaderStopped}.
	 */
	read(page: PageToRead, signal?: AbortSignal): Promise<Reading> {
		if (signal?.aborted) return Promise.reject(reasonOf(signal));
		return new Promise((resolve, reject) => {
			let settled = false;
			const settle =
				<T>(then: (value: T) => void) =>
				(value: T): void => {
					if (settled) return;
					settled = true;
					signal?.removeEventListener('abort', cancel);
					then(value);
				};
			const job: Job = {
				page,
				settled: () => settled,
				resolve: settle(resolve),
				reject: settle(reject)
			};
			const cancel = (): void => {
				if (signal) this.#cancel(job, reasonOf(signal));
			};
			signal?.addEventListener('abort', cancel, { once: true });
			this.#queue.push(job);
			this.#next();
		});
	}

	/**
	 * Readers adapt to what they read and keep their last picture: between clients none of that may
	 * remain. Those at rest are put down now, the others after their page.
	 */
	recycle(): void {
		for (const seat of this.#seats) seat.recycle();
	}

	/** Puts everything down; what waited or was being read rejects. A later page starts anew. */
	async stop(): Promise<void> {
		clearTimeout(this.#idle);
		const jobs = [...this.#queue, ...this.#running.values()];
		this.#queue = [];
		this.#benched.clear();
		for (const job of jobs) job.reject(new ReaderStopped('reading was stopped'));
		await Promise.all(this.#seats.map((seat) => seat.clear()));
	}

	#cancel(job: Job, reason: Error): void {
		this.#queue = this.#queue.filter((waiting) => waiting !== job);
		job.reject(reason);
		for (const [seat, running] of this.#running) if (running === job) void seat.clear();
		this.#rest();
	}

	#next(): void {
		clearTimeout(this.#idle);
		for (const seat of this.#seats) {
			if (this.#running.has(seat) || this.#benched.has(seat)) continue;
			const job = this.#queue.shift();
			if (!job) break;
			this.#running.set(seat, job);
			void this.#run(seat, job);
		}
		this.#rest();
	}

	async #run(seat: Seat, job: Job): Promise<void> {
		try {
			const reading = await seat.read(job.page, job.settled);
			job.resolve(reading);
		} catch (error) {
			if (!isFaultOfPage(error)) void seat.clear();
			if (error instanceof ReaderUnavailable) this.#withoutReader(seat, job, error);
			else job.reject(error);
		} finally {
			this.#running.delete(seat);
			this.#next();
		}
	}

	/**
	 * No reader could be started, tries included. While others run, the machine has room for no more of
	 * them: the page goes back and the seat stays empty. Otherwise no page can be read, and all hear it.
	 */
	#withoutReader(seat: Seat, job: Job, error: ReaderUnavailable): void {
		if (this.#running.size > 1) {
			this.#benched.add(seat);
			if (!job.settled()) this.#queue.unshift(job);
			return;
		}
		const jobs = [job, ...this.#queue];
		this.#queue = [];
		for (const waiting of jobs) waiting.reject(error);
	}

	#rest(): void {
		if (this.pending > 0) return;
		clearTimeout(this.#idle);
		this.#idle = setTimeout(() => void this.stop(), this.#idleMs);
		// In Node a resting pool must not keep the process alive.
		if (typeof this.#idle === 'object') this.#idle.unref();
	}
}

/**
 * Readers that a machine bears: one on phones and small machines, else half its cores, three at most.
 * On two cores two: a page is mostly computed by one thread, and the screen's own thread still gets its
 * turn, since the system shares the cores out in slices of a few milliseconds.
 */
export function poolSizeFor(cores: number, memoryGb: number | undefined, mobile: boolean): number {
	if (mobile || (memoryGb ?? 8) <= 4) return 1;
	return Math.min(3, Math.max(1, cores), Math.max(2, Math.floor(cores / 2)));
}

function reasonOf(signal: AbortSignal): Error {
	return signal.reason instanceof Error ? signal.reason : new Error('reading was cancelled');
}

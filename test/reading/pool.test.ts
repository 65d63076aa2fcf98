import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DamagedPicture } from '#lib/imaging/codec.ts';
import type { Reading } from '#lib/page/reading.ts';
import { MemoryReader } from '#lib/reading/memory-reader.ts';
import { poolSizeFor, ReadingPool } from '#lib/reading/pool.ts';
import {
	ReaderStopped,
	ReaderUnavailable,
	readingWithoutWords,
	type PageToRead
} from '#lib/reading/reader.ts';

const look = { blank: 'no', rotated: 0, turn: 0, skewDegrees: 0, width: 10, height: 10 } as const;
const reading: Reading = { ...readingWithoutWords(look), text: 'read' };
const page = (mark = 0): PageToRead => ({
	bytes: Uint8Array.of(mark),
	mediaType: 'image/png',
	dpi: 200
});
const never = (): Promise<never> => new Promise(() => undefined);
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** A pool over readers in memory that remembers every reader it started. */
function setupPool(
	answer: (page: PageToRead) => Reading | Promise<Reading> = () => reading,
	options: { size?: number; recycleAfter?: number; pageMs?: number; idleMs?: number } = {}
): { pool: ReadingPool; started: MemoryReader[] } {
	const started: MemoryReader[] = [];
	const start = (): Promise<MemoryReader> => {
		const reader = new MemoryReader(answer);
		started.push(reader);
		return Promise.resolve(reader);
	};
	return { pool: new ReadingPool({ size: 1, retryMs: [1, 1], ...options, start }), started };
}

describe('a pool', () => {
	it('reads in the order of asking, with as many readers as it has seats', async () => {
		const order: number[] = [];
		const { pool, started } = setupPool(
			async ({ bytes }) => {
				order.push(bytes[0] ?? -1);
				await soon();
				return reading;
			},
			{ size: 2 }
		);
		const all = await Promise.all([1, 2, 3, 4, 5].map((mark) => pool.read(page(mark))));
		expect(all).toEqual(Array.from({ length: 5 }, () => reading));
		expect(order).toEqual([1, 2, 3, 4, 5]);
		expect(started).toHaveLength(2);
	});

	it('starts nothing before the first page', () => {
		expect(setupPool().started).toHaveLength(0);
	});

	it('a damaged page rejects and costs no reader', async () => {
		const { pool, started } = setupPool(({ bytes }) => {
			if (bytes[0] === 1) throw new DamagedPicture('not a picture');
			return reading;
		});
		await expect(pool.read(page(1))).rejects.toThrow(DamagedPicture);
		expect(await pool.read(page(2))).toBe(reading);
		expect(started).toHaveLength(1);
	});

	it('after any other failure the next page gets a fresh reader', async () => {
		const { pool, started } = setupPool(({ bytes }) => {
			if (bytes[0] === 1) throw new Error('out of memory');
			return reading;
		});
		await expect(pool.read(page(1))).rejects.toThrow('out of memory');
		expect(await pool.read(page(2))).toBe(reading);
		expect(started.map((reader) => reader.stopped)).toEqual([true, false]);
	});

	it('replaces a reader after its pages are full', async () => {
		const { pool, started } = setupPool(undefined, { recycleAfter: 2 });
		for (const mark of [1, 2, 3, 4, 5]) await pool.read(page(mark));
		expect(started.map((reader) => reader.stopped)).toEqual([true, true, false]);
	});

	it('between clients no reader is kept', async () => {
		const { pool, started } = setupPool();
		await pool.read(page(1));
		pool.recycle();
		await pool.read(page(2));
		expect(started.map((reader) => reader.stopped)).toEqual([true, false]);
	});

	it('a client who changes during a page does not lose the page', async () => {
		const { pool, started } = setupPool(async () => {
			await soon();
			return reading;
		});
		const first = pool.read(page(1));
		await soon();
		pool.recycle();
		expect(await first).toBe(reading);
		expect(started[0]?.stopped).toBe(true);
	});

	it('puts its readers down when it has nothing to do, and starts again', async () => {
		const { pool, started } = setupPool(undefined, { idleMs: 1 });
		await pool.read(page(1));
		await new Promise((resolve) => setTimeout(resolve, 30));
		expect(started[0]?.stopped).toBe(true);
		expect(await pool.read(page(2))).toBe(reading);
	});
});

describe('cancelling', () => {
	it('a page under way rejects with the reason and puts its reader down', async () => {
		const { pool, started } = setupPool(({ bytes }) => (bytes[0] === 1 ? never() : reading));
		const abort = new AbortController();
		const first = pool.read(page(1), abort.signal);
		const second = pool.read(page(2));
		await soon();
		abort.abort(new Error('enough'));
		await expect(first).rejects.toThrow('enough');
		expect(await second).toBe(reading);
		expect(started.map((reader) => reader.stopped)).toEqual([true, false]);
	});

	it('a page that waits leaves the others alone', async () => {
		const { pool, started } = setupPool(async () => {
			await soon();
			return reading;
		});
		const abort = new AbortController();
		const pages = [pool.read(page(1)), pool.read(page(2), abort.signal), pool.read(page(3))];
		abort.abort(new Error('not that one'));
		const settled = await Promise.allSettled(pages);
		expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(started).toHaveLength(1);
	});

	it('before asking starts nothing', async () => {
		const { pool, started } = setupPool();
		await expect(pool.read(page(), AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
		expect(started).toHaveLength(0);
	});

	it('stopping the pool rejects what waits and what is being read', async () => {
		const { pool, started } = setupPool(never);
		const pages = [pool.read(page(1)), pool.read(page(2))];
		await soon();
		await pool.stop();
		for (const waiting of pages) await expect(waiting).rejects.toThrow(ReaderStopped);
		expect(started.map((reader) => reader.stopped)).toEqual([true]);
	});
});

describe('an engine that does not start', () => {
	it('is tried three times, then every waiting page hears it', async () => {
		let tries = 0;
		const start = (): Promise<never> => {
			tries++;
			return Promise.reject(new Error('missing'));
		};
		const pool = new ReadingPool({ size: 1, start, retryMs: [1, 1] });
		const pages = [1, 2, 3].map((mark) => pool.read(page(mark)));
		const settled = await Promise.allSettled(pages);
		for (const each of settled) {
			expect(each).toMatchObject({ status: 'rejected', reason: { name: 'ReaderUnavailable' } });
		}
		expect(tries).toBe(3);
	});

	it('and never answers is given up', async () => {
		const pool = new ReadingPool({ size: 1, start: never, pageMs: 5, retryMs: [] });
		await expect(pool.read(page())).rejects.toThrow(ReaderUnavailable);
	});

	it('while others run costs no page: the machine has room for one only', async () => {
		let running = 0;
		const start = (): Promise<MemoryReader> => {
			if (running > 0) return Promise.reject(new RangeError('no memory'));
			running++;
			const answer = async (): Promise<Reading> => {
				await new Promise((resolve) => setTimeout(resolve, 20));
				return reading;
			};
			return Promise.resolve(new MemoryReader(answer));
		};
		const pool = new ReadingPool({ size: 3, start, retryMs: [1] });
		const all = await Promise.all([1, 2, 3, 4].map((mark) => pool.read(page(mark))));
		expect(all).toHaveLength(4);
	});
});

it('a reader that never answers is given up in time, and the next page is read', async () => {
	const { pool } = setupPool(({ bytes }) => (bytes[0] === 1 ? never() : reading), { pageMs: 10 });
	const stuck = pool.read(page(1));
	const next = pool.read(page(2));
	await expect(stuck).rejects.toMatchObject({ name: 'ReadingTookTooLong' });
	expect(await next).toBe(reading);
});

it('whatever happens in whatever order, every call settles', async () => {
	const acts = fc.array(
		fc.constantFrom('read', 'hang', 'fail', 'cancel', 'recycle', 'stop', 'wait'),
		{
			maxLength: 20
		}
	);
	await fc.assert(
		fc.asyncProperty(acts, fc.integer({ min: 1, max: 3 }), async (history, size) => {
			const answers = { 0: () => reading, 1: never, 2: () => Promise.reject(new Error('bad')) };
			const { pool } = setupPool(({ bytes }) => answers[(bytes[0] ?? 0) as 0 | 1 | 2](), { size });
			const calls: Promise<unknown>[] = [];
			const aborts: AbortController[] = [];
			for (const act of history) {
				if (act === 'wait') await soon();
				else if (act === 'recycle') pool.recycle();
				else if (act === 'stop') await pool.stop();
				else if (act === 'cancel') aborts.pop()?.abort(new Error('cancelled'));
				else {
					const abort = new AbortController();
					aborts.push(abort);
					const mark = act === 'read' ? 0 : act === 'hang' ? 1 : 2;
					calls.push(pool.read(page(mark), abort.signal).catch(() => undefined));
				}
			}
			for (const abort of aborts) abort.abort(new Error('the end'));
			const settled = await Promise.allSettled(calls);
			expect(settled).toHaveLength(calls.length);
			await soon();
			expect(pool.pending).toBe(0);
		}),
		{ numRuns: 40 }
	);
});

it.each([
	[8, 8, false, 3],
	[4, 8, false, 2],
	[2, undefined, false, 2],
	[1, 16, false, 1],
	[16, 4, false, 1],
	[8, 8, true, 1]
])('%i cores, %s GB, mobile %s: %i readers', (cores, memory, mobile, size) => {
	expect(poolSizeFor(cores, memory, mobile)).toBe(size);
});

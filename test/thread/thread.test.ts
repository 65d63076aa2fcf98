import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { transferring } from '#lib/thread/messages.ts';
import { serve } from '#lib/thread/serve.ts';
import { Thread, ThreadStopped, type WorkerLike } from '#lib/thread/thread.ts';

/** What the worker was asked to do and how far it got. */
interface Seen {
	made: number;
	left: boolean;
	aborted: boolean;
	started: number;
	terminated: number;
}

class TooFaint extends Error {
	override name = 'TooFaint';
}

function handlersFor(seen: Seen) {
	return {
		double: ({ n }: { n: number }) => Promise.resolve(n * 2),
		fail: () => Promise.reject(new TooFaint('nothing to read')),
		hang: (_: null, signal: AbortSignal) =>
			new Promise<never>(() => signal.addEventListener('abort', () => (seen.aborted = true))),
		give: () => {
			const bytes = new Uint8Array([1, 2, 3]);
			return transferring(bytes, [bytes.buffer]);
		},
		async *count({ to }: { to: number }) {
			try {
				for (let n = 1; n <= to; n++) {
					seen.made = n;
					yield await Promise.resolve(n);
				}
			} finally {
				seen.left = true;
			}
		},
		async *stumble() {
			yield await Promise.resolve(1);
			throw new TooFaint('the second page');
		}
	};
}

type Api = ReturnType<typeof handlersFor>;
const open: Thread<Api>[] = [];

/** A thread over a real channel, whose other end serves the handlers: messages are cloned and asynchronous. */
function startThread(options?: { idleMs?: number }) {
	const seen: Seen = { made: 0, left: false, aborted: false, started: 0, terminated: 0 };
	const errors: ((event: ErrorEvent) => void)[] = [];
	const start = (): WorkerLike => {
		seen.started++;
		const { port1, port2 } = new MessageChannel();
		serve(handlersFor(seen), {
			postMessage: (message, transfer) => port2.postMessage(message, transfer as ArrayBuffer[]),
			addEventListener: (_, listener) =>
				port2.on('message', (data: unknown) => listener({ data } as MessageEvent))
		});
		return {
			postMessage: (message: unknown, transfer: Transferable[]) =>
				port1.postMessage(message, transfer as ArrayBuffer[]),
			addEventListener(type: string, listener: (event: never) => void) {
				if (type === 'error') errors.push(listener as (event: ErrorEvent) => void);
				else port1.on('message', (data: unknown) => listener({ data } as never));
			},
			terminate() {
				seen.terminated++;
				port1.close();
			}
		};
	};
	const thread = new Thread<Api>(start, options);
	open.push(thread);
	return { thread, seen, crash: () => errors.forEach((listener) => listener({} as ErrorEvent)) };
}

afterEach(() => {
	for (const thread of open.splice(0)) thread.stop();
});

/** Lets every message that is under way arrive. */
async function settle(): Promise<void> {
	for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
}

describe('a call', () => {
	it('is answered, each its own, by one worker that is started at the first', async () => {
		const { thread, seen } = startThread();
		expect(seen.started).toBe(0);
		const answers = await Promise.all([1, 2, 3].map((n) => thread.call('double', { n })));
		expect(answers).toEqual([2, 4, 6]);
		expect(seen.started).toBe(1);
		expect(await thread.call('give', undefined as never)).toEqual(new Uint8Array([1, 2, 3]));
	});

	it('that fails keeps its error’s name and message', async () => {
		const { thread } = startThread();
		const failed = thread.call('fail', undefined);
		await expect(failed).rejects.toMatchObject({ name: 'TooFaint', message: 'nothing to read' });
		expect(await thread.call('double', { n: 4 })).toBe(8);
	});

	it('that is aborted rejects at once with the reason, and the worker is told', async () => {
		const { thread, seen } = startThread();
		const abort = new AbortController();
		const hanging = thread.call('hang', null, { signal: abort.signal });
		await settle();
		abort.abort(new Error('another page first'));
		await expect(hanging).rejects.toThrow('another page first');
		await settle();
		expect(seen.aborted).toBe(true);
		expect(await thread.call('double', { n: 1 })).toBe(2);
	});

	it('with a signal that was aborted before never starts a worker', async () => {
		const { thread, seen } = startThread();
		const signal = AbortSignal.abort();
		await expect(thread.call('double', { n: 1 }, { signal })).rejects.toThrow();
		expect(seen.started).toBe(0);
	});

	it('that cannot be sent rejects and leaves nothing behind', async () => {
		const { thread, seen } = startThread({ idleMs: 0 });
		const unsendable = { n: (() => 1) as unknown as number };
		await expect(thread.call('double', unsendable)).rejects.toThrow('could not be cloned');
		await new Promise((resolve) => setTimeout(resolve, 5));
		expect(seen.terminated).toBe(1);
	});
});

describe('putting the worker down', () => {
	it('rejects what waits, and a later call starts another', async () => {
		const { thread, seen } = startThread();
		const hanging = thread.call('hang', null);
		const stream = thread.stream('count', { to: 3 });
		await stream.next();
		thread.stop();
		await expect(hanging).rejects.toBeInstanceOf(ThreadStopped);
		await expect(stream.next()).rejects.toBeInstanceOf(ThreadStopped);
		expect(await thread.call('double', { n: 5 })).toBe(10);
		expect([seen.started, seen.terminated]).toEqual([2, 1]);
	});

	it('happens when it breaks, and nothing that it said is repeated', async () => {
		const { thread, crash } = startThread();
		const hanging = thread.call('hang', null);
		crash();
		await expect(hanging).rejects.toThrow('the worker could not run');
	});

	it('happens by itself when it is idle, not while it works', async () => {
		const { thread, seen } = startThread({ idleMs: 0 });
		const hanging = thread.call('hang', null);
		await thread.call('double', { n: 1 });
		await new Promise((resolve) => setTimeout(resolve, 5));
		expect(seen.terminated).toBe(0);
		thread.stop();
		await expect(hanging).rejects.toThrow();
		await thread.call('double', { n: 1 });
		await new Promise((resolve) => setTimeout(resolve, 5));
		expect(seen.terminated).toBe(2);
	});
});

describe('a stream', () => {
	it('gives every item in order and ends', async () => {
		const { thread } = startThread();
		const items: number[] = [];
		for await (const item of thread.stream('count', { to: 50 })) items.push(item);
		expect(items).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
	});

	it.each([undefined, 1, 2, 4, 10])(
		'has as many items on their way as there is room: %s',
		async (room) => {
			const { thread, seen } = startThread();
			let taken = 0;
			for await (const item of thread.stream('count', { to: 6 }, room ? { room } : {})) {
				taken++;
				await settle();
				expect(item).toBe(taken);
				expect(seen.made).toBe(Math.min(6, taken - 1 + (room ?? 1)));
			}
			expect(taken).toBe(6);
		}
	);

	it('that is left early stops the work', async () => {
		const { thread, seen } = startThread();
		for await (const item of thread.stream('count', { to: 1000 })) if (item === 3) break;
		await settle();
		expect(seen.left).toBe(true);
		expect(seen.made).toBeLessThanOrEqual(4);
	});

	it('that is aborted throws the reason and stops the work', async () => {
		const { thread, seen } = startThread();
		const abort = new AbortController();
		const stream = thread.stream('count', { to: 1000 }, { signal: abort.signal });
		await stream.next();
		abort.abort(new Error('stopped by hand'));
		await expect(stream.next()).rejects.toThrow('stopped by hand');
		await settle();
		expect(seen.left).toBe(true);
	});

	it('that fails gives what came before, then the error by its name', async () => {
		const { thread } = startThread();
		const stream = thread.stream('stumble', undefined);
		expect((await stream.next()).value).toBe(1);
		await expect(stream.next()).rejects.toMatchObject({ name: 'TooFaint' });
	});
});

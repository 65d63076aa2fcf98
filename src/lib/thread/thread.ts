/** The caller's side of typed worker calls: lazy start, AbortSignal on every call, idle stop, no call left hanging. */
import type { Asked, FromWorker, ToWorker, Transferring } from './messages.ts';

/** The part of a `Worker` that a thread needs. */
export interface WorkerLike {
	postMessage(message: unknown, transfer: Transferable[]): void;
	addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
	addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
	terminate(): void;
}

type Plain<T> = T extends Transferring<infer Value> ? Value : T;
type Input<F> = F extends (input: infer I, ...rest: never[]) => unknown ? I : never;
type Answer<F> = F extends (...args: never[]) => infer R ? Plain<Awaited<R>> : never;
type Item<F> = F extends (...args: never[]) => AsyncIterable<infer T> ? Plain<T> : never;

interface Pending {
	readonly item: (value: unknown) => void;
	readonly done: (value: unknown) => void;
	readonly failed: (error: Error) => void;
}

export interface CallOptions {
	readonly signal?: AbortSignal | undefined;
	readonly transfer?: Transferable[];
}
export interface StreamOptions extends CallOptions {
	/** So many items may be on their way at once; one when not said. A caller that is often busy wants more, of small ones. */
	readonly room?: number;
}

/** The worker was put down while this call waited: nothing is wrong with the call itself. */
export class ThreadStopped extends Error {
	override name = 'ThreadStopped';
}

export class Thread<Api> {
	readonly #start: () => WorkerLike;
	readonly #idleMs: number;
	readonly #pending = new Map<number, Pending>();
	#worker: WorkerLike | undefined;
	#next = 1;
	#idle: ReturnType<typeof setTimeout> | undefined;

	constructor(start: () => WorkerLike, { idleMs = 30_000 }: { idleMs?: number } = {}) {
		this.#start = start;
		this.#idleMs = idleMs;
	}

	/** Asks one question. Rejects with the signal's reason when aborted, with {@link ThreadStopped} when put down. */
	call<Name extends keyof Api & string>(
		name: Name,
		input: Input<Api[Name]>,
		{ signal, transfer = [] }: CallOptions = {}
	): Promise<Answer<Api[Name]>> {
		return new Promise((resolve, reject) => {
			this.#ask({ name, input, room: 1 }, signal, transfer, {
				item: () => undefined,
				done: (value) => resolve(value as Answer<Api[Name]>),
				failed: reject
			});
		});
	}

	/** Asks for a stream. An item counts as on its way until the next one is asked for; leaving the loop cancels the rest. */
	async *stream<Name extends keyof Api & string>(
		name: Name,
		input: Input<Api[Name]>,
		{ signal, transfer = [], room = 1 }: StreamOptions = {}
	): AsyncGenerator<Item<Api[Name]>, void> {
		const arrived: Item<Api[Name]>[] = [];
		const state: { ended: boolean; error?: Error } = { ended: false };
		let wake: () => void = () => undefined;
		const id = this.#ask({ name, input, room }, signal, transfer, {
			item: (value) => {
				arrived.push(value as Item<Api[Name]>);
				wake();
			},
			done: () => {
				state.ended = true;
				wake();
			},
			failed: (error) => {
				state.error = error;
				wake();
			}
		});
		try {
			for (;;) {
				const item = arrived.shift();
				if (item !== undefined) {
					yield item;
					this.#say({ is: 'more', id });
				} else if (state.error) throw state.error;
				else if (state.ended) return;
				else await new Promise<void>((resolve) => (wake = resolve));
			}
		} finally {
			if (this.#pending.delete(id)) {
				this.#say({ is: 'cancel', id });
				this.#rest();
			}
		}
	}

	/** Terminates the worker now; what was waiting rejects. A later call starts a new worker. */
	stop(reason: Error = new ThreadStopped('the worker was stopped')): void {
		clearTimeout(this.#idle);
		this.#worker?.terminate();
		this.#worker = undefined;
		const waiting = [...this.#pending.values()];
		this.#pending.clear();
		for (const call of waiting) call.failed(reason);
	}

	#ask(
		question: Asked,
		signal: AbortSignal | undefined,
		transfer: Transferable[],
		call: Pending
	): number {
		const id = this.#next++;
		if (signal?.aborted) {
			call.failed(reasonOf(signal));
			return id;
		}
		const cancel = (): void => {
			if (!this.#pending.delete(id)) return;
			this.#say({ is: 'cancel', id });
			this.#rest();
			if (signal) call.failed(reasonOf(signal));
		};
		const settled =
			<T>(settle: (value: T) => void) =>
			(value: T): void => {
				signal?.removeEventListener('abort', cancel);
				settle(value);
			};
		signal?.addEventListener('abort', cancel, { once: true });
		this.#pending.set(id, {
			item: call.item,
			done: settled(call.done),
			failed: settled(call.failed)
		});
		clearTimeout(this.#idle);
		try {
			this.#worker ??= this.#launch();
			this.#worker.postMessage({ is: 'ask', id, ...question } satisfies ToWorker, transfer);
		} catch (error) {
			// It was never asked: nothing will answer it.
			this.#pending.delete(id);
			signal?.removeEventListener('abort', cancel);
			this.#rest();
			throw error;
		}
		return id;
	}

	#say(message: ToWorker): void {
		this.#worker?.postMessage(message, []);
	}

	#launch(): WorkerLike {
		const worker = this.#start();
		worker.addEventListener('message', (event: MessageEvent<FromWorker>) => {
			const message = event.data;
			const call = this.#pending.get(message.id);
			if (!call) return;
			if (message.is === 'item') {
				call.item(message.value);
				return;
			}
			this.#pending.delete(message.id);
			this.#rest();
			if (message.is === 'done') call.done(message.value);
			else if (message.is === 'end') call.done(undefined);
			else {
				const error = new Error(message.message);
				error.name = message.name;
				call.failed(error);
			}
		});
		worker.addEventListener('error', () => {
			// The event may quote page content: it is dropped on purpose.
			if (this.#worker === worker) this.stop(new Error('the worker could not run'));
		});
		return worker;
	}

	#rest(): void {
		if (this.#pending.size > 0 || this.#idleMs === Infinity) return;
		clearTimeout(this.#idle);
		this.#idle = setTimeout(() => {
			if (this.#pending.size === 0) this.stop();
		}, this.#idleMs);
	}
}

function reasonOf(signal: AbortSignal): Error {
	return signal.reason instanceof Error ? signal.reason : new Error('stopped');
}

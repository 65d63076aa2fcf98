/** The screen's side of intake: one file at a time through the worker; a file that stalls is given up, not waited for. */
import { Thread, type WorkerLike } from '#lib/thread/thread.ts';
import { isAlive, type IntakeApi } from './intake-handlers.ts';
import { mostFileBytes, refuse, type Taken } from './taken.ts';

/**
 * Without a sign of life for this long a worker is ended. Each step of a page (opened, read, decoded, packed) is
 * a sign: a heavy page on a slow machine takes longer as a whole, but only a bomb or bad damage takes so long a step.
 */
const stallMs = 10_000;

/** What a file is stands in here: a PDF's mark may come late. */
const headBytes = 2048;

export interface IntakeOptions {
	readonly start?: () => WorkerLike;
	readonly stallMs?: number;
}

export interface FileOptions {
	/** For a locked PDF. */
	readonly password?: string | undefined;
	readonly signal?: AbortSignal | undefined;
}

export class Intake {
	readonly #thread: Thread<IntakeApi>;
	readonly #stallMs: number;
	/** Settles when the file before is done: two large files at once are too much for a tablet. */
	#turn: Promise<unknown> = Promise.resolve();
	#onSign: () => void = () => undefined;
	/** The worker fell over, as it does when a file makes it use up its memory. */
	#fell = false;

	constructor({ start = startWorker, stallMs: patience = stallMs }: IntakeOptions = {}) {
		this.#thread = new Thread<IntakeApi>(() => {
			const worker = start();
			worker.addEventListener('message', ({ data }: MessageEvent) => {
				if (isAlive(data)) this.#onSign();
			});
			worker.addEventListener('error', () => (this.#fell = true));
			return worker;
		});
		this.#stallMs = patience;
	}

	/**
	 * The file's sides and refusals in order. Throws the signal's reason when aborted and
	 * `ThreadStopped` after {@link stop}; nothing in the file makes it throw.
	 */
	async *takeIn(file: Blob, { password, signal }: FileOptions = {}): AsyncGenerator<Taken, void> {
		const { promise: done, resolve: pass } = Promise.withResolvers<undefined>();
		const before = this.#turn;
		this.#turn = before.then(() => done);
		await before;
		try {
			signal?.throwIfAborted();
			yield* this.#takeNow(file, password, signal);
		} finally {
			pass(undefined);
		}
	}

	/** Puts the worker down; files under way reject. A later file starts a new worker. */
	stop(): void {
		this.#thread.stop();
	}

	async *#takeNow(
		file: Blob,
		password: string | undefined,
		signal: AbortSignal | undefined
	): AsyncGenerator<Taken, void> {
		// Asked before the file is read into memory.
		if (file.size > mostFileBytes) {
			yield refuse('too-large');
			return;
		}
		const head = await bytesOf(file.slice(0, headBytes));
		if (head) await this.#thread.call('ready', head, { signal });
		const bytes = head && (await bytesOf(file));
		if (!bytes) {
			yield refuse('damaged', goneSentence);
			return;
		}
		this.#fell = false;
		const stream = this.#thread.stream(
			'takeIn',
			{ bytes, password },
			{ signal, transfer: [bytes.buffer] }
		);
		let pages = 0;
		try {
			for (;;) {
				const next = await this.#patiently(stream.next());
				if (next === 'stalled' || next === 'fell') {
					yield refuse('damaged', leftSentence(next, pages));
					return;
				}
				if (next.done) return;
				const taken = next.value;
				pages = taken.is === 'side' ? taken.side.filePage : (taken.refusal.filePage ?? pages);
				yield taken;
			}
		} finally {
			await stream.return();
		}
	}

	/** Only the worker's time counts, not what the caller does between two pages. */
	async #patiently<T>(next: Promise<T>): Promise<T | Left> {
		const { promise: tooLong, resolve } = Promise.withResolvers<'stalled'>();
		const giveUp = (): void => {
			this.#thread.stop(new Stalled('a page took too long'));
			resolve('stalled');
		};
		let timer = setTimeout(giveUp, this.#stallMs);
		this.#onSign = () => {
			clearTimeout(timer);
			timer = setTimeout(giveUp, this.#stallMs);
		};
		try {
			return await Promise.race([next, tooLong]);
		} catch (error) {
			if (error instanceof Stalled) return 'stalled';
			if (this.#fell) return 'fell';
			throw error;
		} finally {
			this.#onSign = () => undefined;
			clearTimeout(timer);
		}
	}
}

const goneSentence =
	'The file could not be read: it was changed, moved or deleted after it was chosen, or it is a folder. Choose it again.';

/** `undefined` when the browser cannot read it: files on disk can change and go while they wait. */
async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
	try {
		return new Uint8Array(await file.arrayBuffer());
	} catch (error) {
		if (error instanceof DOMException) return undefined;
		throw error;
	}
}

/** Why a file was given up half way. */
type Left = 'stalled' | 'fell';

class Stalled extends Error {
	override name = 'Stalled';
}

/** `pages` is the last page that came, 0 for none. */
function leftSentence(why: Left, pages: number): string {
	const first = pages === 0;
	const left = first ? 'it was left' : `it was left after page ${String(pages)}`;
	const said =
		why === 'stalled' ? 'took too long to open' : 'is damaged in a way that stops its reader';
	return `This file ${said}, so ${left}. Scan ${first ? 'it' : 'the pages that are missing'} again.`;
}

function startWorker(): Worker {
	return new Worker(new URL('./intake.worker.ts', import.meta.url), { type: 'module' });
}

/**
 * Tesseract.js, held by the scruff. Left alone it never settles when a file is missing, never rejects
 * what it was doing when its worker is stopped or dies, and lets stray errors fly past its caller.
 */
import tesseract, { type Block, type Worker, type WorkerOptions } from 'tesseract.js';
import { ReaderStopped, ReaderUnavailable } from './reader.ts';

/** Where the engine's files are: same-origin paths in a browser, folders in Node. */
export interface EnginePlaces {
	readonly langPath: string;
	readonly workerPath?: string;
	readonly corePath?: string;
}

/** Loading takes 1-3 s from disk or cache; a phone over a slow line is given a minute. */
const startMs = 60_000;

const lstmOnly = 1;
/** Automatic page layout without orientation: the command line's own default, and the best on mixed pages. */
const automatic = '3';

/** One running engine: reads one picture at a time. */
export class Tesseract {
	readonly #worker: Worker;
	readonly #ended: Promise<never>;
	#end: (error: Error) => void = () => undefined;

	constructor(worker: Worker) {
		this.#worker = worker;
		this.#ended = new Promise((_, reject) => (this.#end = reject));
		// Whoever waits hears of it through the race below; without one there is nobody to tell.
		this.#ended.catch(() => undefined);
		onDeath(worker, () => {
			this.#end(new Error('the reading engine stopped by itself'));
		});
	}

	/** Blocks of recognised text on a PGM picture. Rejects with {@link ReaderStopped} when stopped meanwhile. */
	async recognize(pgm: Uint8Array, dpi: number): Promise<readonly Block[]> {
		const options = { user_defined_dpi: String(dpi) } as object;
		// The type asks for a browser's or Node's picture types; both take plain bytes.
		const picture = pgm as unknown as Parameters<Worker['recognize']>[0];
		const work = this.#worker.recognize(picture, options, { text: false, blocks: true });
		const { data } = await Promise.race([work.catch(asError), this.#ended]);
		return data.blocks ?? [];
	}

	async stop(): Promise<void> {
		this.#end(new ReaderStopped('the reader was stopped'));
		await this.#worker.terminate();
	}
}

/** Starts an engine, or rejects with {@link ReaderUnavailable} within a minute. */
export async function startTesseract(
	places: EnginePlaces,
	timeoutMs = startMs
): Promise<Tesseract> {
	let fail: (error: Error) => void = () => undefined;
	const failed = new Promise<never>((_, reject) => (fail = reject));
	failed.catch(() => undefined);
	const options: Partial<WorkerOptions> = {
		...places,
		workerBlobURL: false,
		// The service worker keeps these files; Tesseract's own store has neither versions nor a key.
		cacheMethod: 'none',
		gzip: true,
		errorHandler: () => {
			fail(new ReaderUnavailable('the reading engine could not be loaded'));
		}
	};
	const timer = setTimeout(() => {
		fail(new ReaderUnavailable('the reading engine took too long to start'));
	}, timeoutMs);
	const starting = tesseract.createWorker('eng', lstmOnly, options);
	try {
		const worker = await Promise.race([starting, failed]);
		await worker.setParameters({
			tessedit_pageseg_mode: automatic as never,
			// What the engine tells itself about a page ("Detected 12 diacritics") is nobody's business.
			debug_file: '/dev/null'
		});
		return new Tesseract(worker);
	} catch (error) {
		// It may yet come up, with nobody left who wants it.
		starting.then((worker) => worker.terminate()).catch(() => undefined);
		if (error instanceof ReaderUnavailable) throw error;
		throw new ReaderUnavailable('the reading engine could not be loaded');
	} finally {
		clearTimeout(timer);
	}
}

/** What Tesseract rejects with is a string that may quote its input: only the fact is passed on. */
function asError(): never {
	throw new Error('the page could not be read');
}

/** The thread's own death, which Tesseract.js does not listen for once it has started. */
function onDeath(worker: Worker, then: () => void): void {
	const thread = (worker as unknown as { readonly worker: unknown }).worker;
	if (thread instanceof EventTarget) thread.addEventListener('error', then);
	else if (isEmitter(thread)) for (const event of ['error', 'exit']) thread.on(event, then);
}

interface Emitter {
	on(event: string, then: () => void): void;
}

function isEmitter(thread: unknown): thread is Emitter {
	return typeof thread === 'object' && thread !== null && 'on' in thread;
}

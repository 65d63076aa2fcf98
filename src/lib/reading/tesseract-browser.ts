/** The reader in a browser: an image worker that prepares pages, and a Tesseract worker that reads them. */
import { Thread } from '#lib/thread/thread.ts';
import type { Reading } from '#lib/page/reading.ts';
import type { ImageWorker } from './image.worker.ts';
import { ReaderUnavailable, type PageToRead, type Reader } from './reader.ts';
import { startTesseract, type Tesseract } from './tesseract.ts';
import { readUpright } from './upright.ts';

export interface BrowserEngine {
	/** Same-origin folder of the engine's files, ending in a slash. */
	readonly engine: string;
}

const usualEngine: BrowserEngine = { engine: '/engine/tesseract/' };

/** Rejects with {@link ReaderUnavailable} when the engine is not there or does not start. */
export async function startBrowserReader({ engine } = usualEngine): Promise<Reader> {
	await ensureServed([`${engine}worker.min.js`, `${engine}eng.traineddata.gz`]);
	const folder = engine.replace(/\/$/, '');
	const tesseract = await startTesseract({
		workerPath: `${engine}worker.min.js`,
		corePath: folder,
		langPath: folder
	});
	return new BrowserReader(tesseract);
}

class BrowserReader implements Reader {
	readonly #tesseract: Tesseract;
	// The pool puts readers down when idle; a second clock here would only race it.
	readonly #images = new Thread<ImageWorker>(
		() => new Worker(new URL('./image.worker.ts', import.meta.url), { type: 'module' }),
		{ idleMs: Infinity }
	);

	constructor(tesseract: Tesseract) {
		this.#tesseract = tesseract;
	}

	read(page: PageToRead, signal?: AbortSignal): Promise<Reading> {
		return readUpright(page, {
			look: (asked) => this.#images.call('look', asked, { signal }),
			recognize: async ({ pgm, dpi }) => {
				signal?.throwIfAborted();
				const blocks = await this.#tesseract.recognize(pgm, dpi);
				signal?.throwIfAborted();
				return blocks;
			}
		});
	}

	async stop(): Promise<void> {
		this.#images.stop();
		await this.#tesseract.stop();
	}
}

/** Tesseract waits for ever for a file that is not there, so its files are asked for first. */
async function ensureServed(urls: readonly string[]): Promise<void> {
	for (const url of urls) {
		const answer = await fetch(url, { method: 'HEAD' }).catch(() => undefined);
		// A server that answers every unknown path with its start page does not have the file.
		const isPage = answer?.headers.get('content-type')?.includes('text/html') ?? false;
		if (!answer?.ok || isPage) throw new ReaderUnavailable('the reading engine is missing');
	}
}

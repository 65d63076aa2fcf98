/** The reader in Node, for the station: sharp decodes here, Tesseract reads in a thread of its own. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { lookAt } from './look.ts';
import { ReaderUnavailable, type Reader } from './reader.ts';
import { startTesseract } from './tesseract.ts';
import { readUpright } from './upright.ts';

const language = fileURLToPath(new URL('./data', import.meta.url));

/** Rejects with {@link ReaderUnavailable} when the language data is not there or the engine does not start. */
export async function startNodeReader(langPath = language): Promise<Reader> {
	await ensureLanguage(`${langPath}/eng.traineddata.gz`);
	const tesseract = await startTesseract({ langPath });
	return {
		read: (page, signal) =>
			readUpright(page, {
				async look(asked) {
					signal?.throwIfAborted();
					return await lookAt(sharpCodec, asked);
				},
				async recognize({ pgm, dpi }) {
					signal?.throwIfAborted();
					const blocks = await tesseract.recognize(pgm, dpi);
					signal?.throwIfAborted();
					return blocks;
				}
			}),
		stop: () => tesseract.stop()
	};
}

/** The parts that a `.traineddata` file can have; its first number says how many it lists (tessdatamanager.h). */
const languageParts = 24;

/**
 * Over language data that is missing Tesseract.js waits for ever; over data that is not, it throws
 * where nobody can catch it and takes the process down. So both are found out first.
 */
async function ensureLanguage(file: string): Promise<void> {
	const packed = await readFile(file).catch(() => {
		throw new ReaderUnavailable('the language data is missing');
	});
	let parts: number;
	try {
		parts = gunzipSync(packed).readInt32LE(0);
	} catch {
		parts = 0;
	}
	if (parts !== languageParts) throw new ReaderUnavailable('the language data is damaged');
}

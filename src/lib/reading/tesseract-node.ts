/** The reader in Node, for the station: sharp decodes here, Tesseract reads in a thread of its own. */
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { lookAt } from './look.ts';
import { readingWithoutWords, ReaderUnavailable, type Reader } from './reader.ts';
import { startTesseract } from './tesseract.ts';
import { readingOf } from './tesseract-output.ts';

const language = fileURLToPath(new URL('./data', import.meta.url));

/** Rejects with {@link ReaderUnavailable} when the language data is not there or the engine does not start. */
export async function startNodeReader(langPath = language): Promise<Reader> {
	await access(`${langPath}/eng.traineddata.gz`).catch(() => {
		throw new ReaderUnavailable('the language data is missing');
	});
	const tesseract = await startTesseract({ langPath });
	return {
		async read(page, signal) {
			signal?.throwIfAborted();
			const look = await lookAt(sharpCodec, page);
			signal?.throwIfAborted();
			if (!look.copy) return readingWithoutWords(look);
			const blocks = await tesseract.recognize(look.copy.pgm, look.copy.dpi);
			signal?.throwIfAborted();
			return readingOf(blocks, look, look.copy);
		},
		stop: () => tesseract.stop()
	};
}

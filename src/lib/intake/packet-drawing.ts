/** Draws the sheets of a finished packet small, for the screen: as a stranger's program shows the very file. */
import type { Codec } from '#lib/imaging/codec.ts';
import type { Pieces } from '#lib/thread/lent-bytes.ts';
import { renderPage } from './pdf-draw.ts';
import { beginPdf, type PdfEngine } from './pdf-engine.ts';

/** Which sheets, first and last included, and how large. */
export interface DrawOrder {
	readonly first: number;
	readonly last: number;
	/** Dots of the longer edge. */
	readonly edge: number;
	/** What a locked file opens with. */
	readonly password?: string | undefined;
}

export interface DrawnSheet {
	/** 1-based. */
	readonly number: number;
	/** Sheets of the file. */
	readonly of: number;
	readonly jpeg: Uint8Array<ArrayBuffer>;
}

const quality = 0.85;

/** One sheet after the other. Throws when the file cannot be read: a proven one can. */
export async function* drawPacket(
	file: Pieces,
	engine: PdfEngine,
	codec: Codec,
	{ first, last, edge, password }: DrawOrder,
	signal?: AbortSignal
): AsyncGenerator<DrawnSheet, void> {
	const task = beginPdf(engine, file, password);
	try {
		const document = await task.promise;
		for (let number = first; number <= Math.min(last, document.numPages); number++) {
			signal?.throwIfAborted();
			const page = await document.getPage(number);
			const { width, height } = page.getViewport({ scale: 1 });
			const picture = await renderPage(document, page, edge / Math.max(width, height));
			page.cleanup();
			const jpeg = await codec.encodeJpeg(picture, quality);
			yield { number, of: document.numPages, jpeg };
		}
	} finally {
		await task.destroy();
	}
}

/** pdf.js inside one of our own workers: no document, no second worker, canvases that are never shown. */
import { pdfOpener } from './pdf-draw.ts';
import { partsAt, type PdfEngine } from './pdf-engine.ts';
import type { PdfOpener } from './pdf.ts';

/** Where `copyEngine()` puts pdf.js's wasm, fonts and colour profiles. */
export const enginePath = '/engine/pdf/';

class WorkerCanvasFactory {
	create(width: number, height: number): { canvas: OffscreenCanvas; context: unknown } {
		const canvas = new OffscreenCanvas(width, height);
		return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
	}

	reset(held: { canvas: OffscreenCanvas }, width: number, height: number): void {
		held.canvas.width = width;
		held.canvas.height = height;
	}

	/** Emptied at once: Safari counts a canvas until it is collected. */
	destroy(held: { canvas: OffscreenCanvas }): void {
		held.canvas.width = 0;
		held.canvas.height = 0;
	}

	getNoAlphaContext(canvas: OffscreenCanvas): unknown {
		return canvas.getContext('2d', { alpha: false, willReadFrequently: true });
	}
}

/** SVG filters need a document; without them pdf.js falls back to its own arithmetic or plain colours. */
class NoFilters {
	addFilter = (): string => 'none';
	addHCMFilter = this.addFilter;
	addAlphaFilter = this.addFilter;
	addLuminosityFilter = this.addFilter;
	addKnockoutFilter = this.addFilter;
	addHighlightHCMFilter = this.addFilter;
	addSelectionHCMFilter = this.addFilter;
	addSelectionFilter = this.addFilter;
	createSelectionStyle = (): undefined => undefined;
	destroy = (): void => undefined;
}

/**
 * pdf.js and its parser run in the thread that calls: it is already a worker of its own without a key.
 * Loading the parser also makes it listen to this worker's messages; it drops those not addressed to it.
 */
export async function browserEngine(): Promise<PdfEngine> {
	// @ts-expect-error -- the package has no types for its parser; only its address is needed.
	const parser: unknown = await import('pdfjs-dist/build/pdf.worker.mjs');
	(globalThis as { pdfjsWorker?: unknown }).pdfjsWorker = parser;
	const pdfjs = await import('pdfjs-dist');
	return {
		pdfjs,
		parameters: {
			...partsAt(new URL(enginePath, self.location.origin).href),
			CanvasFactory: WorkerCanvasFactory,
			FilterFactory: NoFilters,
			// The parser fetches its parts itself; left to pdf.js this asks for a document.
			useWorkerFetch: true,
			// One decoder everywhere: raw samples, no bitmaps that only a browser has.
			isOffscreenCanvasSupported: false,
			isImageDecoderSupported: false
		}
	};
}

export const browserPdf: PdfOpener = pdfOpener(browserEngine);

/** pdf.js in Node, for the station and the tests: its legacy build and its own parts from the installed package. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pdfOpener } from './pdf-draw.ts';
import { partsAt, type PdfEngine } from './pdf-engine.ts';
import type { PdfOpener } from './pdf.ts';

const require = createRequire(import.meta.url);

/** Draws on `@napi-rs/canvas`, which pdfjs-dist brings along. */
export async function nodeEngine(): Promise<PdfEngine> {
	const base = `${dirname(require.resolve('pdfjs-dist/package.json'))}/`;
	lendCanvas(base);
	const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
	return { pdfjs, parameters: partsAt(base) };
}

export const nodePdf: PdfOpener = pdfOpener(nodeEngine);

/**
 * Without an OffscreenCanvas to try, pdf.js believes that no picture may be wider than 2,048 dots,
 * and halves every larger JPX scan.
 */
function lendCanvas(base: string): void {
	if ('OffscreenCanvas' in globalThis) return;
	const { createCanvas } = createRequire(base)('@napi-rs/canvas') as {
		createCanvas: (width: number, height: number) => object;
	};
	const lent = function (width: number, height: number): object {
		return createCanvas(width, height);
	};
	Object.defineProperty(globalThis, 'OffscreenCanvas', { value: lent, configurable: true });
}

/** Opens a PDF with pdf.js and draws its pages at the density of the pictures they hold. */
import type { Picture } from '#lib/imaging/picture.ts';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { OpenPdf, PageDrawing, PdfOpener } from './pdf.ts';
import { beginPdf, failureOf, type PdfEngine } from './pdf-engine.ts';
import { withoutFaults } from './pdf-faults.ts';
import { paintedPage, placeSize, type PaintedPage, type PaintedPicture } from './pdf-pictures.ts';
import { scanOf, type PagePlace } from './pdf-scan.ts';

/** What a page without scanned pictures is drawn at, and the most that any page is. */
const mostDpi = 300;
const pointsPerInch = 72;
/**
 * Dots of a page that is drawn: letter paper has 8 million at 300 to the inch. A larger page is drawn coarser, since
 * its canvas, its pixels and its packed picture are in memory side by side.
 */
const mostDrawn = 36_000_000;
/** Canvases beyond this edge fail in one browser or another. */
const mostEdge = 16_000;
/** A page is a scan when its pictures cover at least this much of it. */
const scanShare = 0.5;
/** Smaller pictures (logos, stamps) do not decide how a scan is drawn. */
const smallShare = 0.01;
/** pdf.js keeps fonts and shared pictures of the pages it has seen; this often they are let go. */
const cleanEvery = 25;

/** Whole pictures must fill this much of a page before errors beside them are passed over. */
const fullShare = 0.85;

/** Makes an opener of pdf.js as one environment loads it. It is loaded with the first PDF, not before. */
export function pdfOpener(load: () => Promise<PdfEngine>): PdfOpener {
	return {
		async ready() {
			await load();
		},
		async open(bytes, password) {
			const engine = await load();
			const task = beginPdf(engine, bytes, password);
			try {
				const document = await task.promise;
				const again = (): PDFDocumentLoadingTask =>
					beginPdf(engine, bytes, password, { stopAtErrors: false });
				return { ok: true, pdf: new DrawnPdf(document, engine, () => task.destroy(), again) };
			} catch (error) {
				await task.destroy();
				return { ok: false, why: failureOf(engine, error) };
			}
		}
	};
}

class DrawnPdf implements OpenPdf {
	readonly pages: number;
	readonly #document: PDFDocumentProxy;
	readonly #engine: PdfEngine;
	readonly #close: () => Promise<void>;
	readonly #again: () => PDFDocumentLoadingTask;
	/** The same file opened once more, for the pages that need leniency. */
	#lenient: PDFDocumentLoadingTask | undefined;
	#drawn = 0;

	constructor(
		document: PDFDocumentProxy,
		engine: PdfEngine,
		close: () => Promise<void>,
		again: () => PDFDocumentLoadingTask
	) {
		this.pages = document.numPages;
		this.#document = document;
		this.#engine = engine;
		this.#close = close;
		this.#again = again;
	}

	async place(number: number): Promise<PagePlace | undefined> {
		try {
			const { ref, view, rotate, userUnit } = await this.#document.getPage(number);
			return { ref: ref ?? undefined, view, rotate, userUnit };
		} catch {
			return undefined;
		}
	}

	draw(number: number): Promise<PageDrawing> {
		return this.#drawFrom(this.#document, number, false);
	}

	async drawLeniently(number: number): Promise<PageDrawing> {
		try {
			this.#lenient ??= this.#again();
			return await this.#drawFrom(await this.#lenient.promise, number, true);
		} catch {
			return { ok: false, why: 'damaged' };
		}
	}

	async close(): Promise<void> {
		await this.#lenient?.destroy();
		await this.#close();
	}

	async #drawFrom(
		document: PDFDocumentProxy,
		number: number,
		leniently: boolean
	): Promise<PageDrawing> {
		try {
			const page = await document.getPage(number);
			try {
				return await drawPage(document, page, this.#engine, leniently);
			} finally {
				page.cleanup();
				this.#drawn += 1;
				if (this.#drawn % cleanEvery === 0) await document.cleanup();
			}
		} catch {
			// pdf.js's messages may quote the page: only the fact goes on.
			return { ok: false, why: 'damaged' };
		}
	}
}

async function drawPage(
	document: PDFDocumentProxy,
	page: PDFPageProxy,
	engine: PdfEngine,
	leniently: boolean
): Promise<PageDrawing> {
	const plain = page.getViewport({ scale: 1 });
	const painted = await paintedPage(page, engine);
	const isPart = painted.hasLostText || painted.pictures.some(({ decoded }) => !decoded);
	if (isPart) return { ok: false, why: 'damaged' };
	const pagePoints = (plain.width * plain.height) / page.userUnit ** 2;
	if (leniently && !isFullOfPictures(painted, pagePoints)) return { ok: false, why: 'damaged' };
	const scan = scanOf(page, painted, { mostDpi, mostDots: mostDrawn });
	if (scan) return { ok: true, ...scan };
	const dpi = dpiToDraw(painted, pagePoints) / page.userUnit;
	const scale = scaleFor(plain.width, plain.height, dpi);
	if (scale === undefined) return { ok: false, why: 'damaged' };
	const picture = await withoutFaults(page, () => renderPage(document, page, scale));
	return { ok: true, picture, dpi: scale * pointsPerInch };
}

function isFullOfPictures({ pictures, hasVisibleText }: PaintedPage, pagePoints: number): boolean {
	const covered = pictures
		.filter(({ isMask }) => !isMask)
		.reduce((sum, picture) => sum + shareOf(picture, pagePoints), 0);
	return !hasVisibleText && covered >= fullShare;
}

function shareOf({ place }: PaintedPicture, pagePoints: number): number {
	const [across, down] = placeSize(place);
	return (across * down) / pagePoints;
}

/** The density of the finest picture of a scanned page; 300 where words or lines are drawn as such. */
function dpiToDraw({ pictures, hasVisibleText }: PaintedPage, pagePoints: number): number {
	const share = (picture: PaintedPicture): number => shareOf(picture, pagePoints);
	const weighty = pictures.filter((picture) => share(picture) >= smallShare);
	const covered = weighty.reduce((sum, picture) => sum + share(picture), 0);
	if (hasVisibleText || covered < scanShare) return mostDpi;
	const dpis = weighty.map(({ width, height, place }) => {
		const [across, down] = placeSize(place);
		return Math.max(width / across, height / down);
	});
	return Math.min(mostDpi, Math.max(...dpis) * pointsPerInch);
}

/** Pixels per point, held under both ceilings; `undefined` for a page without an area. */
function scaleFor(width: number, height: number, dpi: number): number | undefined {
	const scale = Math.min(
		dpi / pointsPerInch,
		// One dot in a thousand less, so that rounding up cannot cross the ceiling.
		Math.sqrt((mostDrawn * 0.999) / (width * height)),
		mostEdge / Math.max(width, height)
	);
	return Number.isFinite(scale) && scale > 0 ? scale : undefined;
}

interface CanvasFactory {
	create(
		width: number,
		height: number
	): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D };
	destroy(canvas: unknown): void;
}

/** The viewport honours /Rotate, /UserUnit and the crop box. */
export async function renderPage(
	document: PDFDocumentProxy,
	page: PDFPageProxy,
	scale: number
): Promise<Picture> {
	const viewport = page.getViewport({ scale });
	const width = Math.max(1, Math.round(viewport.width));
	const height = Math.max(1, Math.round(viewport.height));
	const factory = document.canvasFactory as CanvasFactory;
	const held = factory.create(width, height);
	try {
		// In a worker and in Node the canvas is no HTML element, as pdf.js's types would have it.
		const canvas = held.canvas as unknown as HTMLCanvasElement;
		await page.render({ canvas, viewport, background: '#fff' }).promise;
		const { data } = held.context.getImageData(0, 0, width, height);
		return { width, height, data: data };
	} finally {
		factory.destroy(held);
	}
}

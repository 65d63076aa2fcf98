/** How pdf.js is held: strict, no XFA, no network of its own, every part from our own origin. */
import { maxPixels } from '#lib/imaging/picture.ts';
import { piecesOf, type Pieces } from '#lib/thread/lent-bytes.ts';
import type * as PdfJs from 'pdfjs-dist';
import type { PDFDocumentLoadingTask } from 'pdfjs-dist';

type Parameters = NonNullable<globalThis.Parameters<typeof PdfJs.getDocument>[0]>;

/** pdf.js as one environment loads it, and what must be set differently there. */
export interface PdfEngine {
	readonly pdfjs: Pick<
		typeof PdfJs,
		'getDocument' | 'OPS' | 'PasswordException' | 'PDFDataRangeTransport'
	>;
	readonly parameters: Parameters;
}

/** Where one environment keeps the parts that pdf.js fetches; `base` ends in a slash. */
export function partsAt(base: string): Parameters {
	return {
		// Without these JPX and JBIG2 scans, a scanner's own codecs, come out as white pages.
		wasmUrl: `${base}wasm/`,
		iccUrl: `${base}iccs/`,
		cMapUrl: `${base}cmaps/`,
		standardFontDataUrl: `${base}standard_fonts/`
	};
}

/**
 * Hands pdf.js what it asks for, piece by piece, as if from a server: of a thick file of scans, whose pictures are
 * lifted out of our own copy, that is very little.
 */
function inPieces(
	{ PDFDataRangeTransport }: PdfEngine['pdfjs'],
	pieces: Pieces
): PdfJs.PDFDataRangeTransport {
	class Transport extends PDFDataRangeTransport {
		override requestDataRange(begin: number, end: number): void {
			// It comes later, as from a server: pdf.js is not ready for the answer within its own question.
			void pieces.read(begin, end).then((bytes) => this.onDataRange(begin, bytes));
		}
	}
	return new Transport(pieces.length, null);
}

/**
 * Begins to open a PDF. The bytes are copied as far as pdf.js asks for them, so they must stay as they are until the
 * task is destroyed.
 * The caller must `destroy()` what it gets.
 */
export function beginPdf(
	{ pdfjs, parameters }: PdfEngine,
	file: Uint8Array | Pieces,
	password?: string,
	{ stopAtErrors = true } = {}
): PDFDocumentLoadingTask {
	return pdfjs.getDocument({
		range: inPieces(pdfjs, 'read' in file ? file : piecesOf(file)),
		disableAutoFetch: true,
		disableStream: true,
		...(password === undefined ? {} : { password }),
		// A page is drawn whole or refused: half a page in silence is a lost page.
		stopAtErrors,
		maxImageSize: maxPixels,
		// Left to itself pdf.js tries out canvases up to 4 GB to learn what the browser can hold.
		canvasMaxAreaInBytes: maxPixels * 4,
		enableXfa: false,
		// Glyphs are drawn as paths: no font is handed to the browser, and a worker has no document.
		disableFontFace: true,
		useSystemFonts: false,
		disableWorkerRendering: true,
		verbosity: 0,
		...parameters
	});
}

export type PdfFailure = 'locked' | 'wrong-password' | 'damaged';

/** pdf.js's exception codes: 1 asks for a password, 2 says that the given one is wrong. */
const needPassword = 1;

/** What kept the file from opening. */
export function failureOf({ pdfjs }: PdfEngine, error: unknown): PdfFailure {
	if (!(error instanceof pdfjs.PasswordException)) return 'damaged';
	return (error as { code?: number }).code === needPassword ? 'locked' : 'wrong-password';
}

/** Pages of a PDF become sides, one at a time; how a PDF is opened and drawn is behind a port. */
import type { Codec } from '#lib/imaging/codec.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import { encodePage } from './drawn-page.ts';
import { sideOf } from './side.ts';
import { mostPages, refuse, refusePage, type Taken } from './taken.ts';

/** Opens PDFs: pdf.js in a browser worker (`pdf-browser.ts`) or in Node (`pdf-node.ts`). */
export interface PdfOpener {
	open(bytes: Uint8Array, password?: string): Promise<PdfOpening>;
}

export type PdfOpening =
	| { readonly ok: true; readonly pdf: OpenPdf }
	| { readonly ok: false; readonly why: 'locked' | 'wrong-password' | 'damaged' };

export interface OpenPdf {
	readonly pages: number;
	/** Draws a page upright on white, 1-based. Never throws. */
	draw(page: number): Promise<PageDrawing>;
	/** Gives the memory back. */
	close(): Promise<void>;
}

export type PageDrawing =
	| { readonly ok: true; readonly picture: Picture; readonly dpi: number }
	| { readonly ok: false; readonly why: 'damaged' | 'too-large' };

export interface TakingPdf {
	readonly codec: Codec;
	readonly pdf: PdfOpener;
	readonly password?: string | undefined;
	readonly signal?: AbortSignal | undefined;
}

export async function* takePdf(
	bytes: Uint8Array,
	taking: TakingPdf
): AsyncGenerator<Taken, void, void> {
	const opening = await taking.pdf.open(bytes, taking.password);
	if (!opening.ok) return yield refuse(opening.why);
	const { pdf } = opening;
	try {
		if (pdf.pages === 0) return yield refuse('damaged');
		if (pdf.pages > mostPages) return yield refuse('too-many-pages');
		for (let page = 1; page <= pdf.pages; page += 1) {
			taking.signal?.throwIfAborted();
			yield await takePage(pdf, page, taking.codec);
		}
	} finally {
		await pdf.close();
	}
}

async function takePage(pdf: OpenPdf, filePage: number, codec: Codec): Promise<Taken> {
	const drawing = await pdf.draw(filePage);
	if (!drawing.ok) return refusePage(drawing.why, filePage);
	const { picture, dpi } = drawing;
	const original = { ...(await encodePage(picture, codec)), picture, dpi };
	return { is: 'side', side: await sideOf(original, { filePage, filePages: pdf.pages }, codec) };
}

/** Pages of a PDF become sides, one at a time; how a PDF is opened and drawn is behind a port. */
import { DamagedPicture, TooLargePicture, type Codec } from '#lib/imaging/codec.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import { encodePage } from './drawn-page.ts';
import { liftJpeg } from './pdf-lift.ts';
import { pdfObjects, type PdfObjects } from './pdf-objects.ts';
import { holdsBomb } from './pdf-bombs.ts';
import { allPicturesAreThere, hasCutPicture, hasHugePicture } from './pdf-page-parts.ts';
import { cutSentence, isCutOff, salvagePdf, type Salvaged } from './pdf-salvage.ts';
import type { PagePlace } from './pdf-scan.ts';
import { isDict } from './pdf-values.ts';
import { sideOf, type Place } from './side.ts';
import { mostPages, refuse, refusePage, type Taken } from './taken.ts';

/** Opens PDFs: pdf.js in a browser worker (`pdf-browser.ts`) or in Node (`pdf-node.ts`). */
export interface PdfOpener {
	/** Loads what opening needs, which may take a while the first time and says nothing about any file. */
	ready(): Promise<void>;
	open(bytes: Uint8Array, password?: string): Promise<PdfOpening>;
}

export type PdfOpening =
	| { readonly ok: true; readonly pdf: OpenPdf }
	| { readonly ok: false; readonly why: 'locked' | 'wrong-password' | 'damaged' };

export interface OpenPdf {
	readonly pages: number;
	/** `undefined` when the page cannot be found. */
	place(page: number): Promise<PagePlace | undefined>;
	/** Draws a page upright on white, 1-based. Never throws. */
	draw(page: number): Promise<PageDrawing>;
	/**
	 * The same, past errors beside the scan (broken fonts of a hidden text layer, as a rule). Refused unless
	 * whole pictures fill the page and no words are drawn that could be missing.
	 */
	drawLeniently(page: number): Promise<PageDrawing>;
	/** Gives the memory back. */
	close(): Promise<void>;
}

export type PageDrawing =
	| { readonly ok: true; readonly picture: Picture; readonly dpi: number }
	| { readonly ok: false; readonly why: 'damaged' | 'too-many-dots' };

export interface TakingPdf {
	readonly codec: Codec;
	readonly pdf: PdfOpener;
	readonly password?: string | undefined;
	readonly signal?: AbortSignal | undefined;
	/** Called after each step of the work: see `IntakeTools`. */
	readonly alive?: (() => void) | undefined;
}

export async function* takePdf(
	bytes: Uint8Array,
	taking: TakingPdf
): AsyncGenerator<Taken, void, void> {
	const { opening, salvaged, held } = await openOrSalvage(bytes, taking);
	if (salvaged?.pages.length === 0) return yield refuse('damaged', cutSentence(salvaged));
	if (!opening.ok) return yield refuse(opening.why);
	const { pdf } = opening;
	try {
		if (pdf.pages < 1) return yield refuse('damaged');
		if (pdf.pages > mostPages) return yield refuse('too-many-pages');
		const objects = await pdfObjects(held);
		const filePages = salvaged ? (salvaged.said ?? Math.max(...salvaged.pages)) : pdf.pages;
		for (let page = 1; page <= pdf.pages; page += 1) {
			taking.signal?.throwIfAborted();
			const filePage = salvaged?.pages[page - 1] ?? page;
			yield await takePage({ pdf, page, objects, taking }, { filePage, filePages });
		}
	} finally {
		await pdf.close();
	}
	const sentence = salvaged && cutSentence(salvaged);
	if (sentence) yield refuse('damaged', sentence);
}

interface Opened {
	readonly opening: PdfOpening;
	readonly salvaged: Salvaged | undefined;
	/** The bytes that were opened. */
	readonly held: Uint8Array;
}

/** A file that lacks its end is never opened as it is: pdf.js would draw half of its last page in silence. */
async function openOrSalvage(
	bytes: Uint8Array,
	{ pdf, password, alive }: TakingPdf
): Promise<Opened> {
	const isCut = isCutOff(bytes);
	const plainly = isCut ? undefined : await pdf.open(bytes, password);
	alive?.();
	const isOpen = plainly && (plainly.ok ? plainly.pdf.pages > 0 : plainly.why !== 'damaged');
	if (plainly?.ok && !isOpen) await plainly.pdf.close();
	if (isOpen) return { opening: plainly, salvaged: undefined, held: bytes };
	const salvaged = await salvagePdf(bytes);
	alive?.();
	const held = salvaged?.bytes ?? bytes;
	return { opening: await pdf.open(held, password), salvaged, held };
}

interface PageToTake {
	readonly pdf: OpenPdf;
	readonly page: number;
	readonly objects: PdfObjects | undefined;
	readonly taking: TakingPdf;
}

async function takePage(
	{ pdf, page, objects, taking: { codec, alive } }: PageToTake,
	place: Place
): Promise<Taken> {
	const found = await pdf.place(page);
	if (objects && found) {
		if (isKnownBroken(objects, found)) return refusePage('damaged', place.filePage);
		const lifted = await liftedPage(objects, found, codec);
		alive?.();
		if (typeof lifted === 'string') return refusePage(lifted, place.filePage);
		if (lifted) return { is: 'side', side: await sideOf(lifted, place, codec) };
	}
	if (objects && found && (await unpacksTooFar(objects, found))) {
		return refusePage('damaged', place.filePage);
	}
	const drawing = await drawnPage(pdf, page, objects, found);
	alive?.();
	if (!drawing.ok) return refusePage(drawing.why, place.filePage);
	const { picture, dpi } = drawing;
	const original = { ...(await encodePage(picture, codec)), picture, dpi };
	return { is: 'side', side: await sideOf(original, place, codec) };
}

async function drawnPage(
	pdf: OpenPdf,
	page: number,
	objects: PdfObjects | undefined,
	place: PagePlace | undefined
): Promise<PageDrawing> {
	const drawing = await pdf.draw(page);
	const found = place?.ref && objects?.byNumber.get(place.ref.num);
	if (drawing.ok || drawing.why !== 'damaged' || !objects || !found) return drawing;
	// pdf.js takes out what is too large and calls the page broken: the true reason helps more.
	if (isDict(found.value) && hasHugePicture(objects, found.value)) {
		return { ok: false, why: 'too-many-dots' };
	}
	const isScanThere = isDict(found.value) && (await allPicturesAreThere(objects, found.value));
	return isScanThere ? pdf.drawLeniently(page) : drawing;
}

/** pdf.js unpacks what a page leads to whole, however much it is. */
async function unpacksTooFar(objects: PdfObjects, { ref }: PagePlace): Promise<boolean> {
	const page = ref && objects.byNumber.get(ref.num);
	if (objects.isEncrypted || !isDict(page?.value)) return false;
	return holdsBomb(objects, page.value);
}

/** pdf.js paints what it has of a picture and says nothing: half a page would be a lost half. */
function isKnownBroken(objects: PdfObjects, { ref }: PagePlace): boolean {
	const page = ref && objects.byNumber.get(ref.num);
	if (objects.isEncrypted || page?.versions !== 1 || !isDict(page.value)) return false;
	return hasCutPicture(objects, page.value);
}

async function liftedPage(objects: PdfObjects, place: PagePlace, codec: Codec) {
	const lifted = await liftJpeg(objects, place);
	if (!lifted) return undefined;
	try {
		const picture = await codec.decode(lifted.bytes, 'image/jpeg');
		return { ...lifted, mediaType: 'image/jpeg', picture } as const;
	} catch (error) {
		if (error instanceof DamagedPicture) return 'damaged';
		if (error instanceof TooLargePicture) return 'too-many-dots';
		throw error;
	}
}

/** An independent reader of finished PDFs: what a stranger's program finds in the file, for release to compare with its plan. */
import { detailOf } from '#lib/imaging/detail.ts';
import { lightestIn } from '#lib/imaging/lightest.ts';
import { encodeNetpbm } from '#lib/imaging/netpbm.ts';
import { grayOf } from '#lib/imaging/picture.ts';
import { signatureOf } from '#lib/imaging/signature.ts';
import type { Rect } from '#lib/page/reading.ts';
import type { Pieces } from '#lib/thread/lent-bytes.ts';
import { letGo } from '#lib/thread/let-go.ts';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { beginPdf, failureOf, type PdfEngine, type PdfFailure } from './pdf-engine.ts';
import { paintedPage, type PaintedPicture } from './pdf-pictures.ts';
import { pictureOfDecoded } from './pdf-samples.ts';
import { sha256Of } from './side.ts';

/** The sheet that it leads to is 1-based; 0 for one that leads nowhere in this file. */
export interface FoundBookmark {
	readonly title: string;
	readonly sheet: number;
	/** 0 is the uppermost. */
	readonly depth: number;
}

export interface FoundDocument {
	readonly pages: number;
	/** The information dictionary's texts, custom ones included, without those that pdf.js adds. */
	readonly info: Readonly<Record<string, string>>;
	readonly attachments: number;
	readonly hasScript: boolean;
	/** All bookmarks, in order, at every depth. */
	readonly outline: readonly FoundBookmark[];
	readonly hasForm: boolean;
	/** What an XMP metadata stream says, by lower-case name; `undefined` when there is none. */
	readonly xmp: Readonly<Record<string, string>> | undefined;
}

export interface FoundPicture {
	/** Dots, as the file says. */
	readonly width: number;
	readonly height: number;
	/** What it shows; `undefined` when the picture could not be decoded. */
	readonly shown: ShownPicture | undefined;
}

export interface ShownPicture {
	/** See `signatureOf`. */
	readonly signature: Uint8Array;
	/** See `detailOf`. */
	readonly detail: Uint8Array;
	/** SHA-256 of the decoded pixels as a Netpbm file (PGM when grey, else PPM), hex. */
	readonly pixelsSha256: string;
	/** See `lightestIn`, of the spots that were asked about. */
	readonly lightest?: readonly number[];
}

/** Spots of each page's picture to look at, as shares of its width and height; by the page's number, from 1. */
export type Spots = ReadonlyMap<number, readonly Rect[]>;

export interface FoundPage {
	/** 1-based. */
	readonly number: number;
	/** Points, after rotation and cropping. */
	readonly width: number;
	readonly height: number;
	/** Everything that is written, visible or not, in the order of the file; a word that it writes in pieces comes in pieces. */
	readonly words: readonly string[];
	readonly pictures: readonly FoundPicture[];
	readonly annotations: number;
	/** How many paths and shadings are drawn. */
	readonly drawings: number;
	/** Its pictures were not looked at, as was asked. */
	readonly isUnseen?: true;
}

export interface HowRead {
	readonly signal?: AbortSignal | undefined;
	readonly password?: string | undefined;
	/** Pages, 1-based, whose pictures need not be decoded. */
	readonly unseen?: ReadonlySet<number>;
	/** The only pages to read, 1-based; all when absent. */
	readonly only?: ReadonlySet<number>;
	readonly spots?: Spots | undefined;
}

export type Found =
	| { readonly is: 'document'; readonly document: FoundDocument }
	| { readonly is: 'page'; readonly page: FoundPage }
	/** The file, or the page after the last one given, cannot be read whole: no packet to release. */
	| { readonly is: 'unreadable'; readonly why: PdfFailure };

/**
 * pdf.js keeps every byte that it has read until its document is closed. So a thick file is opened anew for each part of so
 * many pages: as many as hang on a branch of a packet's page tree, for an opening reads every branch's list and its own pages.
 */
const part = 32;

/** The document first, then each page. Never throws for what the file holds. */
export async function* readPacket(
	file: Uint8Array | Pieces,
	engine: PdfEngine,
	{ signal, password, unseen = new Set(), only, spots = new Map() }: HowRead = {}
): AsyncGenerator<Found, void> {
	const open = new OpenTwice(engine, file, password);
	try {
		const first = await open.document(unseen.has(1));
		const { numPages } = first;
		yield { is: 'document', document: await documentOf(first) };
		for (let number = 1; number <= numPages; number += 1) {
			signal?.throwIfAborted();
			if (number > 1 && (number - 1) % part === 0) await open.close();
			if (only?.has(number) === false) continue;
			const isUnseen = unseen.has(number);
			const page = await (await open.document(isUnseen)).getPage(number);
			const found = await pageOf(page, engine, spots.get(number));
			yield { is: 'page', page: isUnseen ? { ...found, pictures: [], isUnseen } : found };
			page.cleanup();
		}
	} catch (error) {
		signal?.throwIfAborted();
		yield { is: 'unreadable', why: failureOf(engine, error) };
	} finally {
		await open.close();
	}
}

/** One file as two documents, each opened when it is first asked for. */
class OpenTwice {
	readonly #begin: Readonly<Record<'whole' | 'lean', () => PDFDocumentLoadingTask>>;
	readonly #tasks = new Map<'whole' | 'lean', PDFDocumentLoadingTask>();

	constructor(engine: PdfEngine, file: Uint8Array | Pieces, password: string | undefined) {
		// pdf.js's own decoder, not the browser's: the same pixels on every machine. Small pieces: what lies beside a page's
		// place is another page's picture.
		const parameters = {
			...engine.parameters,
			isImageDecoderSupported: false,
			rangeChunkSize: 1 << 13
		};
		this.#begin = {
			whole: () => beginPdf({ ...engine, parameters }, file, password),
			// Every picture is too large to be decoded.
			lean: () =>
				beginPdf({ ...engine, parameters: { ...parameters, maxImageSize: 1 } }, file, password, {
					stopAtErrors: false
				})
		};
	}

	document(isLean: boolean): Promise<PDFDocumentProxy> {
		const which = isLean ? 'lean' : 'whole';
		const task = this.#tasks.get(which) ?? this.#begin[which]();
		this.#tasks.set(which, task);
		return task.promise;
	}

	async close(): Promise<void> {
		const tasks = [...this.#tasks.values()];
		this.#tasks.clear();
		for (const task of tasks) await task.destroy();
	}
}

async function documentOf(document: PDFDocumentProxy): Promise<FoundDocument> {
	const { info, metadata } = await document.getMetadata();
	const attachments = (await document.getAttachments()) as
		ReadonlyMap<string, unknown> | object | null;
	const outline = (await document.getOutline()) as readonly Bookmark[] | null;
	const fields = (await document.getFieldObjects()) as object | null;
	const { IsAcroFormPresent, IsXFAPresent } = info as Record<string, unknown>;
	return {
		pages: document.numPages,
		info: textsOf(info),
		attachments: sizeOf(attachments),
		hasScript: await document.hasJSActions(),
		outline: await bookmarksOf(document, outline ?? []),
		hasForm: fields !== null || IsAcroFormPresent === true || IsXFAPresent === true,
		xmp: xmpOf(metadata)
	};
}

interface Bookmark {
	readonly title: string;
	readonly dest: string | readonly unknown[] | null;
	readonly items?: readonly Bookmark[];
}

async function bookmarksOf(
	document: PDFDocumentProxy,
	bookmarks: readonly Bookmark[],
	depth = 0
): Promise<readonly FoundBookmark[]> {
	const found: FoundBookmark[] = [];
	for (const { title, dest, items } of bookmarks) {
		found.push({ title, sheet: await sheetOf(document, dest), depth });
		found.push(...(await bookmarksOf(document, items ?? [], depth + 1)));
	}
	return found;
}

async function sheetOf(document: PDFDocumentProxy, dest: Bookmark['dest']): Promise<number> {
	const place: unknown = Array.isArray(dest) ? dest[0] : undefined;
	if (typeof place !== 'object' || place === null || !('num' in place)) return 0;
	try {
		return 1 + (await document.getPageIndex(place as never));
	} catch {
		return 0;
	}
}

function xmpOf(metadata: unknown): FoundDocument['xmp'] {
	if (metadata === null || metadata === undefined) return undefined;
	const said = [...(metadata as Iterable<readonly [string, unknown]>)];
	return Object.fromEntries(said.map(([name, value]) => [name, String(value)]));
}

function sizeOf(attachments: ReadonlyMap<string, unknown> | object | null): number {
	if (attachments === null) return 0;
	return attachments instanceof Map ? attachments.size : Object.keys(attachments).length;
}

/** What pdf.js says of the file itself. */
const told = new Set(['PDFFormatVersion', 'EncryptFilterName']);

/** The version is the file's, not a person's words; everything else that is text is told. */
function textsOf(info: object): Readonly<Record<string, string>> {
	const texts: Record<string, string> = {};
	for (const [key, value] of Object.entries(info) as [string, unknown][]) {
		if (typeof value === 'string' && !told.has(key)) texts[key] = value;
		else if (key === 'Custom' && typeof value === 'object' && value !== null) {
			for (const [name, text] of Object.entries(value)) texts[name] = String(text);
		}
	}
	return texts;
}

async function pageOf(
	page: PDFPageProxy,
	engine: PdfEngine,
	spots: readonly Rect[] | undefined
): Promise<FoundPage> {
	const { width, height } = page.getViewport({ scale: 1 });
	const { pictures, written, drawings } = await paintedPage(page, engine);
	return {
		number: page.pageNumber,
		width,
		height,
		words: written.flatMap((text) => text.split(/\s+/u)).filter(Boolean),
		pictures: await Promise.all(pictures.map((picture) => foundPicture(picture, spots))),
		annotations: (await page.getAnnotations()).length,
		drawings
	};
}

async function foundPicture(
	painted: PaintedPicture,
	spots: readonly Rect[] | undefined
): Promise<FoundPicture> {
	const { width, height, decoded, isMask } = painted;
	const picture = decoded && pictureOfDecoded(decoded, isMask);
	if (!picture) return { width, height, shown: undefined };
	const signature = signatureOf(picture);
	const gray = grayOf(picture);
	const detail = detailOf(gray);
	const file = encodeNetpbm(picture);
	const pixelsSha256 = await sha256Of(file);
	const lightest = spots ? { lightest: lightestIn(picture, spots) } : {};
	letGo(gray.data, file, picture.data);
	return { width, height, shown: { signature, detail, pixelsSha256, ...lightest } };
}

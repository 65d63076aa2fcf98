/** A page that is nothing but one scan needs no drawing: its picture, dot for dot, is the page. */
import type { Picture } from '#lib/imaging/picture.ts';
import type { PDFPageProxy } from 'pdfjs-dist';
import type { PaintedPage, PaintedPicture } from './pdf-pictures.ts';
import { pictureOfDecoded } from './pdf-samples.ts';
import { upright } from './upright.ts';

/** How far, in points, a scan's edge may lie from the page's: rounding by whoever made the file. */
const edgeTolerance = 0.5;
/** Dots whose width and height differ by more are not square, and the page must be drawn. */
const squareTolerance = 0.01;
/** /Rotate of the page, clockwise, as a TIFF orientation. */
const orientations: Readonly<Record<number, number>> = { 0: 1, 90: 6, 180: 3, 270: 8 };

/** Which object a page is, the box of it that shows, and how it is turned, as pdf.js understands the file. */
export interface PagePlace {
	readonly ref: { readonly num: number; readonly gen: number } | undefined;
	readonly view: readonly number[];
	readonly rotate: number;
	readonly userUnit: number;
}

export interface Scan {
	readonly picture: Picture;
	readonly dpi: number;
}

/** `undefined` when anything else is drawn, the scan is turned or cut, or it is finer or larger than pages are drawn. */
export function scanOf(
	page: PDFPageProxy,
	painted: PaintedPage,
	{ mostDpi, mostDots }: { readonly mostDpi: number; readonly mostDots: number }
): Scan | undefined {
	const [scan, another] = painted.pictures;
	const orientation = orientations[page.rotate];
	if (!scan || another || scan.isMask || painted.isMixed || orientation === undefined) return;
	const dpi = densityOver(scan, page.view);
	if (dpi === undefined || dpi > mostDpi + 1 || scan.width * scan.height > mostDots) return;
	const { decoded } = scan;
	if (decoded?.width !== scan.width || decoded.height !== scan.height) return;
	const picture = pictureOfDecoded(decoded, false);
	// A user unit makes points larger than 1/72 inch (ISO 32000-1, 14.11.3).
	return picture && { picture: upright(picture, orientation), dpi: dpi / page.userUnit };
}

/** The scan's density when it stands upright and just covers the page. */
export function densityOver(
	{ width, height, place }: Pick<PaintedPicture, 'width' | 'height' | 'place'>,
	view: readonly number[]
): number | undefined {
	const [a, b, c, d, left, bottom] = place;
	const edges = [left, bottom, left + a, bottom + d];
	const covers = edges.every((edge, n) => Math.abs(edge - (view[n] ?? NaN)) <= edgeTolerance);
	if (!covers || b !== 0 || c !== 0 || a <= 0 || d <= 0) return undefined;
	const [across, down] = [(width / a) * 72, (height / d) * 72];
	return Math.abs(across / down - 1) <= squareTolerance ? Math.max(across, down) : undefined;
}

/** Walks a PDF page's drawing operations: which pictures are painted, how large, and what else is drawn. */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { PdfEngine } from './pdf-engine.ts';
import { withoutFaults } from './pdf-faults.ts';

/** A picture as pdf.js decoded it: raw samples, or a bitmap where the browser made one. */
export interface DecodedPicture {
	readonly width: number;
	readonly height: number;
	/** 1: one bit a pixel, 2: RGB, 3: RGBA; absent for masks, which are one bit a pixel. */
	readonly kind?: number;
	readonly data?: Uint8Array | Uint8ClampedArray;
	readonly bitmap?: ImageBitmap;
}

export interface PaintedPicture {
	/** Dots; of a picture with a finer mask, the mask's: scanners press ink of one colour through it. */
	readonly width: number;
	readonly height: number;
	/** The matrix that puts the unit square where the picture goes, in points of the page. */
	readonly place: Matrix;
	readonly isMask: boolean;
	/** `undefined` when its bytes could not be decoded: pdf.js would leave the place white. */
	readonly decoded: DecodedPicture | undefined;
}

export interface PaintedPage {
	readonly pictures: readonly PaintedPicture[];
	/** Whether words are drawn that a person can see; a scanner's hidden text layer is not. */
	readonly hasVisibleText: boolean;
	/** Whether words are written in a font that is broken, so that they would be missing. */
	readonly hasLostText: boolean;
	/** What is written by one operation after the other, to be seen or not. */
	readonly written: readonly string[];
	/** How many paths and shadings are drawn. */
	readonly drawings: number;
	/** Whether anything but pictures and hidden text could show, or change how the pictures show. */
	readonly isMixed: boolean;
}

/** a b c d e f of ISO 32000-1, 8.3.3. */
export type Matrix = readonly [number, number, number, number, number, number];

/** The size of a picture's place in points. */
export function placeSize([a, b, c, d]: Matrix): readonly [across: number, down: number] {
	return [Math.hypot(a, b), Math.hypot(c, d)];
}

/** Text rendering mode 3: neither filled nor stroked (ISO 32000-1, table 106). */
const invisible = 3;

/** What shows nothing by itself and does not change how a picture shows. */
const quiet = [
	...['save', 'restore', 'transform', 'dependency', 'paintImageXObject'],
	...['beginMarkedContent', 'endMarkedContent', 'beginText', 'endText', 'setFont', 'showText'],
	...['setTextRenderingMode', 'setTextMatrix', 'moveText', 'setLeading', 'setLeadingMoveText'],
	...['nextLine', 'setCharSpacing', 'setWordSpacing', 'setHScale', 'setTextRise']
] as const;

interface State {
	readonly matrix: Matrix;
	readonly textMode: number;
	readonly font: unknown;
}

/** Throws when the page's content cannot be read whole. */
export async function paintedPage(page: PDFPageProxy, { pdfjs }: PdfEngine): Promise<PaintedPage> {
	const { OPS } = pdfjs;
	const { fnArray, argsArray } = await withoutFaults(page, () => page.getOperatorList());
	const pictures: PaintedPicture[] = [];
	const written: string[] = [];
	const stack: State[] = [];
	let state: State = { matrix: [1, 0, 0, 1, 0, 0], textMode: 0, font: undefined };
	let hasVisibleText = false;
	let hasLostText = false;
	let drawings = 0;
	for (const [at, operation] of fnArray.entries()) {
		const args = (argsArray[at] ?? []) as unknown[];
		if (operation === OPS.save) stack.push(state);
		else if (operation === OPS.restore || operation === OPS.paintFormXObjectEnd) {
			state = stack.pop() ?? state;
		} else if (operation === OPS.transform) {
			state = { ...state, matrix: times(state.matrix, args) };
		} else if (operation === OPS.paintFormXObjectBegin) {
			stack.push(state);
			if (isNumbers(args[0])) state = { ...state, matrix: times(state.matrix, args[0]) };
		} else if (operation === OPS.setTextRenderingMode) {
			state = { ...state, textMode: Number(args[0]) };
		} else if (operation === OPS.setFont) state = { ...state, font: args[0] };
		else if (operation === OPS.showText) {
			written.push(textOf(args[0]));
			if (state.textMode === invisible) continue;
			hasVisibleText = true;
			hasLostText ||= isBroken(page, state.font);
		} else if (operation === OPS.constructPath || operation === OPS.shadingFill) drawings += 1;
		else {
			const source = sourceOf(operation, args, OPS);
			if (source) pictures.push(await painted(page, source, state.matrix));
		}
	}
	const quietly = new Set<number>(quiet.map((name) => OPS[name]));
	const isMixed = hasVisibleText || !fnArray.every((operation) => quietly.has(operation));
	return { pictures, hasVisibleText, hasLostText, written, drawings, isMixed };
}

/** By the font's own table of letters; between its glyphs stand numbers, which move the next one. */
function textOf(glyphs: unknown): string {
	let text = '';
	for (const glyph of glyphs as readonly (Glyph | number | null)[]) {
		if (typeof glyph === 'object') text += glyph?.unicode ?? '';
	}
	return text;
}

interface Glyph {
	readonly unicode: string;
}

/** Of a font that it could make no sense of pdf.js keeps the reason, and draws nothing of what is written in it. */
function isBroken({ commonObjs }: PDFPageProxy, font: unknown): boolean {
	if (font === 'g_font_error') return true;
	return (
		typeof font === 'string' && commonObjs.has(font) && typeof commonObjs.get(font) === 'string'
	);
}

interface Source {
	readonly isMask: boolean;
	readonly width: number;
	readonly height: number;
	/** pdf.js's name for a decoded picture that is kept aside, or the picture itself. */
	readonly picture: string | DecodedPicture;
}

/** The unoptimised list that `getOperatorList` gives has only these three ways to paint a picture. */
function sourceOf(
	operation: number | undefined,
	args: readonly unknown[],
	OPS: PdfEngine['pdfjs']['OPS']
): Source | undefined {
	if (operation === OPS.paintImageXObject) {
		const [picture, width, height] = args as readonly [string, number, number];
		return { isMask: false, picture, width, height };
	}
	if (operation === OPS.paintInlineImageXObject) {
		const [picture] = args as readonly [DecodedPicture];
		return { isMask: false, picture, width: picture.width, height: picture.height };
	}
	if (operation !== OPS.paintImageMaskXObject) return undefined;
	const [mask] = args as readonly [Omit<DecodedPicture, 'data'> & { data: string | Uint8Array }];
	const picture = typeof mask.data === 'string' ? mask.data : (mask as DecodedPicture);
	return { isMask: true, picture, width: mask.width, height: mask.height };
}

async function painted(
	page: PDFPageProxy,
	{ isMask, picture, width, height }: Source,
	place: Matrix
): Promise<PaintedPicture> {
	const decoded = typeof picture === 'string' ? await decodedOf(page, picture) : picture;
	return {
		width: Math.max(width, decoded?.width ?? 0),
		height: Math.max(height, decoded?.height ?? 0),
		place,
		isMask,
		decoded
	};
}

/** Pictures that several pages share have names that begin with `g_` and lie with the document. */
function decodedOf(page: PDFPageProxy, name: string): Promise<DecodedPicture | undefined> {
	const pool = name.startsWith('g_') ? page.commonObjs : page.objs;
	return new Promise((resolve) => {
		pool.get(name, (value: DecodedPicture | null) => resolve(value ?? undefined));
	});
}

function times([a, b, c, d, e, f]: Matrix, by: ArrayLike<unknown>): Matrix {
	const at = (n: number): number => Number(by[n]);
	return [
		...([a * at(0) + c * at(1), b * at(0) + d * at(1)] as const),
		...([a * at(2) + c * at(3), b * at(2) + d * at(3)] as const),
		...([a * at(4) + c * at(5) + e, b * at(4) + d * at(5) + f] as const)
	];
}

function isNumbers(value: unknown): value is ArrayLike<number> {
	return typeof value === 'object' && value !== null && 'length' in value;
}

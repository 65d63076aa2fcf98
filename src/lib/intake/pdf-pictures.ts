/** Walks a PDF page's drawing operations: which pictures are painted, how large, and what else is drawn. */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { PdfEngine } from './pdf-engine.ts';

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
	/** Dots, as the file says. */
	readonly width: number;
	readonly height: number;
	/** The edges of the place it is painted on, in points. */
	readonly acrossPoints: number;
	readonly downPoints: number;
	readonly isMask: boolean;
	/** `undefined` when its bytes could not be decoded: pdf.js would leave the place white. */
	readonly decoded: DecodedPicture | undefined;
}

export interface PaintedPage {
	readonly pictures: readonly PaintedPicture[];
	/** Whether words are drawn that a person can see; a scanner's hidden text layer is not. */
	readonly hasVisibleText: boolean;
	/** How many paths are filled or stroked. */
	readonly drawings: number;
}

type Matrix = readonly [number, number, number, number];

/** Text rendering mode 3: neither filled nor stroked (ISO 32000-1, table 106). */
const invisible = 3;

interface State {
	readonly matrix: Matrix;
	readonly textMode: number;
}

/** Throws when the page's content cannot be read whole. */
export async function paintedPage(page: PDFPageProxy, { pdfjs }: PdfEngine): Promise<PaintedPage> {
	const { OPS } = pdfjs;
	const { fnArray, argsArray } = await page.getOperatorList();
	const pictures: PaintedPicture[] = [];
	const stack: State[] = [];
	let state: State = { matrix: [1, 0, 0, 1], textMode: 0 };
	let hasVisibleText = false;
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
		} else if (operation === OPS.showText) hasVisibleText ||= state.textMode !== invisible;
		else if (operation === OPS.constructPath || operation === OPS.shadingFill) drawings += 1;
		else {
			const source = sourceOf(operation, args, OPS);
			if (source) pictures.push(await painted(page, source, state.matrix));
		}
	}
	return { pictures, hasVisibleText, drawings };
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
	[a, b, c, d]: Matrix
): Promise<PaintedPicture> {
	return {
		width,
		height,
		acrossPoints: Math.hypot(a, b),
		downPoints: Math.hypot(c, d),
		isMask,
		decoded: typeof picture === 'string' ? await decodedOf(page, picture) : picture
	};
}

/** Pictures that several pages share have names that begin with `g_` and lie with the document. */
function decodedOf(page: PDFPageProxy, name: string): Promise<DecodedPicture | undefined> {
	const pool = name.startsWith('g_') ? page.commonObjs : page.objs;
	return new Promise((resolve) => {
		pool.get(name, (value: DecodedPicture | null) => resolve(value ?? undefined));
	});
}

function times([a, b, c, d]: Matrix, by: ArrayLike<unknown>): Matrix {
	const [e, f, g, h] = [Number(by[0]), Number(by[1]), Number(by[2]), Number(by[3])];
	return [a * e + c * f, b * e + d * f, a * g + c * h, b * g + d * h];
}

function isNumbers(value: unknown): value is ArrayLike<number> {
	return typeof value === 'object' && value !== null && 'length' in value;
}

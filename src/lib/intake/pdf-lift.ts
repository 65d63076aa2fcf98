/**
 * A page that is nothing but one JPEG is not drawn and packed again: its bytes are taken out of the PDF as
 * they are. Where the page is rotated, an orientation mark is put in front of them; the picture stays untouched.
 * Whatever is not exactly that (a crop, words, a mask, an edited file) is left to `pdf-draw.ts`.
 */
import { pictureFacts, isWhole } from '#lib/imaging/dimensions.ts';
import { withOrientation } from './jpeg-orientation.ts';
import { dictAt, resolved, type PdfObjects } from './pdf-objects.ts';
import { contentOf, inherited, onlyFilter } from './pdf-page-parts.ts';
import type { Matrix } from './pdf-pictures.ts';
import { densityOver, type PagePlace } from './pdf-scan.ts';
import {
	isDict,
	isRef,
	isWord,
	NotPdf,
	nameOf,
	PdfLexer,
	type PdfDict,
	type PdfValue
} from './pdf-values.ts';

export interface Lifted {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly dpi: number;
}

/** /Rotate of the page, clockwise, as an EXIF orientation. */
const orientations = { 0: 1, 90: 6, 180: 3, 270: 8 } as const;

/** What neither paints nor changes how a picture is painted. */
const quiet = new Set(
	[
		...['w J j M d i ri g G rg RG k K cs CS sc SC scn SCN BMC EMC MP DP'],
		...['BT ET Tf Td TD Tm T* Tc Tw Tz TL Ts']
	].flatMap((words) => words.split(' '))
);
const shows = new Set(['Tj', 'TJ', "'", '"']);
const colourParts: Readonly<Record<string, number>> = {
	DeviceGray: 1,
	CalGray: 1,
	DeviceRGB: 3,
	CalRGB: 3
};

/** `undefined` when the page is anything but one whole JPEG that just covers it. */
export async function liftJpeg(objects: PdfObjects, place: PagePlace): Promise<Lifted | undefined> {
	const page = place.ref && objects.byNumber.get(place.ref.num);
	if (objects.isEncrypted || !page || page.versions > 1 || !isDict(page.value)) return undefined;
	if (hasAny(resolved(objects, page.value.get('Annots')))) return undefined;
	const content = await contentOf(objects, page.value);
	const painted = content && onlyPicture(content);
	if (!painted) return undefined;
	const resources = inherited(objects, page.value, 'Resources');
	const named = isDict(resources) && dictAt(objects, resources.get('XObject'));
	const jpeg = named && jpegOf(objects, named.get(painted.name));
	if (!jpeg) return undefined;
	const orientation = orientations[place.rotate as keyof typeof orientations];
	const dpi = densityOver({ ...jpeg, place: painted.matrix }, place.view);
	if (dpi === undefined) return undefined;
	return { bytes: withOrientation(jpeg.bytes, orientation), dpi: dpi / place.userUnit };
}

function hasAny(value: PdfValue): boolean {
	return Array.isArray(value) && value.length > 0;
}

/** The one picture that is painted, and where; hidden words beside it are allowed. */
function onlyPicture(content: Uint8Array): { name: string; matrix: Matrix } | undefined {
	const lexer = new PdfLexer(content, 0, 200_000);
	const stack: Matrix[] = [];
	let matrix: Matrix = [1, 0, 0, 1, 0, 0];
	let operands: PdfValue[] = [];
	let textMode = 0;
	let found: { name: string; matrix: Matrix } | undefined;
	try {
		while (!lexer.isAtEnd()) {
			const value = lexer.read();
			if (!isWord(value)) {
				operands.push(value);
				continue;
			}
			const { word } = value;
			if (word === 'q') stack.push(matrix);
			else if (word === 'Q') matrix = stack.pop() ?? matrix;
			else if (word === 'cm') matrix = times(matrix, operands);
			else if (word === 'Tr') textMode = Number(operands[0]);
			else if (word === 'Do' && !found) found = { name: nameOf(operands[0]) ?? '', matrix };
			else if (word === 'BDC' && nameOf(operands[0]) !== 'OC') operands = [];
			else if (shows.has(word) ? textMode !== 3 : !quiet.has(word)) return undefined;
			operands = [];
		}
	} catch (error) {
		if (error instanceof NotPdf) return undefined;
		throw error;
	}
	return found;
}

function times([a, b, c, d, e, f]: Matrix, operands: readonly PdfValue[]): Matrix {
	const [g = NaN, h = NaN, i = NaN, j = NaN, k = NaN, l = NaN] = operands.map(Number);
	// The operation's own matrix comes first (ISO 32000-1, 8.3.4).
	return [
		...([g * a + h * c, g * b + h * d, i * a + j * c] as const),
		...([i * b + j * d, k * a + l * c + e, k * b + l * d + f] as const)
	];
}

interface Jpeg {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly width: number;
	readonly height: number;
}

/** A JPEG that looks the same by itself as it does in the page. */
function jpegOf(objects: PdfObjects, ref: PdfValue): Jpeg | undefined {
	const object = isRef(ref) ? objects.byNumber.get(ref.num) : undefined;
	if (!object?.stream || object.versions > 1 || !isDict(object.value)) return undefined;
	const { value: dict, stream } = object;
	if (nameOf(dict.get('Subtype')) !== 'Image' || onlyFilter(dict) !== 'DCTDecode') return undefined;
	const changes = ['SMask', 'Mask', 'Decode', 'DecodeParms', 'ImageMask', 'OC', 'Matte'];
	if (changes.some((name) => dict.has(name))) return undefined;
	const facts = pictureFacts(stream);
	if (facts?.mediaType !== 'image/jpeg' || facts.orientation !== 1 || !isWhole(stream)) return;
	const { width, height } = facts;
	if (dict.get('Width') !== width || dict.get('Height') !== height) return undefined;
	const parts = partsOfColour(objects, dict);
	return parts !== undefined && parts === facts.components
		? { bytes: stream.slice(), width, height }
		: undefined;
}

function partsOfColour(objects: PdfObjects, dict: PdfDict): number | undefined {
	const space = resolved(objects, dict.get('ColorSpace'));
	const name = nameOf(space);
	if (name !== undefined) return colourParts[name];
	if (!Array.isArray(space)) return undefined;
	const [kind, profile] = space as readonly PdfValue[];
	const parts = dictAt(objects, profile)?.get('N');
	if (nameOf(kind) === 'ICCBased') return parts === 1 || parts === 3 ? parts : undefined;
	return colourParts[nameOf(kind) ?? ''];
}

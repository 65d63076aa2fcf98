/** What a PDF's page is made of, by its objects: inherited entries, content, and whether all of it is there whole. */
import { isWhole } from '#lib/imaging/dimensions.ts';
import { maxPixels } from '#lib/imaging/picture.ts';
import { inflate } from './inflate.ts';
import { dictAt, resolved, type PdfObject, type PdfObjects } from './pdf-objects.ts';
import {
	isDict,
	isRef,
	isWord,
	nameOf,
	NotPdf,
	PdfLexer,
	type PdfDict,
	type PdfRef,
	type PdfValue
} from './pdf-values.ts';

const highestTree = 50;
/** Entries that lead away from the page, and do not show on it. */
const elsewhere = new Set([
	'Parent',
	'Annots',
	'StructParents',
	'B',
	'Metadata',
	'PieceInfo',
	'AA'
]);
const mostParts = 5_000;
/** A scan's content is a line; a page of drawn words some hundred kilobytes. */
const mostContent = 512 * 1024;

/** An entry of the page, or of the nodes above it (ISO 32000-1, 7.7.3.4). */
export function inherited(objects: PdfObjects, page: PdfDict, name: string): PdfValue {
	let node: PdfDict | undefined = page;
	for (let n = 0; node && n < highestTree; n += 1) {
		if (node.has(name)) return resolved(objects, node.get(name));
		node = dictAt(objects, node.get('Parent'));
	}
	return undefined;
}

/** False when anything that the page shows is missing, breaks off, or is a JPEG without its end. */
export function isPageWhole(objects: PdfObjects, page: PdfDict): boolean {
	for (const object of partsOf(objects, page)) {
		if (!object?.isWhole || isCutJpeg(object)) return false;
	}
	return true;
}

/** Whether a picture on the page is there only in part. Other parts may well be missing: see `pdf-draw.ts`. */
export function hasCutPicture(objects: PdfObjects, page: PdfDict): boolean {
	for (const object of partsOf(objects, page)) if (object && isCutJpeg(object)) return true;
	return false;
}

/** Whether a picture on the page says that it has more dots than are ever decoded. */
export function hasHugePicture(objects: PdfObjects, page: PdfDict): boolean {
	for (const object of partsOf(objects, page)) {
		const dict = object?.value;
		if (!isDict(dict) || nameOf(dict.get('Subtype')) !== 'Image') continue;
		const [width, height] = [dict.get('Width'), dict.get('Height')];
		if (Number(width) * Number(height) > maxPixels) return true;
	}
	return false;
}

/** All that the page leads to, each once; `undefined` for what is not in the file. */
export function* partsOf(
	objects: PdfObjects,
	page: PdfDict
): Generator<PdfObject | undefined, void> {
	const seen = new Set<number>();
	const waiting: PdfValue[] = [page, inherited(objects, page, 'Resources')];
	while (waiting.length > 0 && seen.size <= mostParts) {
		const value = waiting.pop();
		if (isRef(value)) {
			if (seen.has(value.num)) continue;
			seen.add(value.num);
			const object = objects.byNumber.get(value.num);
			yield object;
			waiting.push(object?.value);
		} else if (isDict(value)) {
			for (const [name, each] of value) if (!elsewhere.has(name)) waiting.push(each);
		} else if (Array.isArray(value)) waiting.push(...(value as readonly PdfValue[]));
	}
}

function isCutJpeg({ value, stream }: PdfObject): boolean {
	const isJpeg = isDict(value) && onlyFilter(value) === 'DCTDecode';
	return isJpeg && stream !== undefined && !isWhole(stream);
}

/** The one filter of a stream; `undefined` when there are none or several. */
export function onlyFilter(dict: PdfDict): string | undefined {
	const filter = dict.get('Filter');
	if (!Array.isArray(filter)) return nameOf(filter);
	const [one, another] = filter as readonly PdfValue[];
	return another === undefined ? nameOf(one) : undefined;
}

/** The page's drawing operations; `undefined` when they are packed in an unusual way or are very long. */
export async function contentOf(
	objects: PdfObjects,
	page: PdfDict
): Promise<Uint8Array | undefined> {
	const contents = page.get('Contents');
	const direct = isRef(contents) ? resolved(objects, contents) : contents;
	const refs = (Array.isArray(direct) ? direct : [contents]) as readonly PdfValue[];
	const parts: BlobPart[] = [];
	let left = mostContent;
	for (const ref of refs) {
		const part = isRef(ref) && (await unpacked(objects, ref, left));
		if (!part) return undefined;
		left -= part.length;
		if (left <= 0) return undefined;
		// Operations never run from one part into the next.
		parts.push(part, '\n');
	}
	return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function unpacked(
	objects: PdfObjects,
	ref: PdfRef,
	most: number
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const object = objects.byNumber.get(ref.num);
	if (!object?.stream || object.versions > 1 || !isDict(object.value)) return undefined;
	if (object.value.has('DecodeParms')) return undefined;
	if (!object.value.has('Filter')) return object.stream.slice(0, most);
	const isFlate = onlyFilter(object.value) === 'FlateDecode';
	return isFlate ? inflate(object.stream, most) : undefined;
}

/** Whether every picture that the page's content names is in the file, whole. Content of an unusual kind: no. */
export async function allPicturesAreThere(objects: PdfObjects, page: PdfDict): Promise<boolean> {
	if (objects.isEncrypted) return false;
	const content = await contentOf(objects, page);
	const resources = inherited(objects, page, 'Resources');
	const named = isDict(resources) ? dictAt(objects, resources.get('XObject')) : undefined;
	return content !== undefined && drawnNames(content).every((name) => isThere(named?.get(name)));

	function isThere(ref: PdfValue): boolean {
		const object = isRef(ref) ? objects.byNumber.get(ref.num) : undefined;
		return object?.isWhole === true && object.stream !== undefined && !isCutJpeg(object);
	}
}

/** What stands before each `Do`; an empty name, which nothing has, when the content breaks off. */
function drawnNames(content: Uint8Array): readonly string[] {
	const names: string[] = [];
	const lexer = new PdfLexer(content);
	let before: PdfValue;
	try {
		while (!lexer.isAtEnd()) {
			const value = lexer.read();
			if (isWord(value, 'Do')) names.push(nameOf(before) ?? '');
			before = value;
		}
	} catch (error) {
		if (!(error instanceof NotPdf)) throw error;
		names.push('');
	}
	return names;
}

/** Streams of a PDF's page that unpack to far more than a page needs: pdf.js would unpack them whole. */
import { inflate, inflatesBeyond } from './inflate.ts';
import { unpackLzw } from './lzw.ts';
import type { PdfObject, PdfObjects } from './pdf-objects.ts';
import { partsOf } from './pdf-page-parts.ts';
import { isDict, nameOf, type PdfDict, type PdfValue } from './pdf-values.ts';

/** A page of drawn words has some hundred kilobytes, a font some megabytes, a map perhaps twenty. */
const mostUnpacked = 64 * 1024 * 1024;
/** Packed once more, a stream has this much at most: beyond it nothing honest is packed twice. */
const mostBetween = 16 * 1024 * 1024;

/** Pages share fonts, profiles and pictures: each is looked at once. */
const known = new WeakMap<PdfObject, boolean>();

/** Whether anything that the page leads to is one. */
export async function holdsBomb(objects: PdfObjects, page: PdfDict): Promise<boolean> {
	for (const object of partsOf(objects, page)) {
		if (!object?.stream) continue;
		const isKnown = known.get(object);
		const isOne = isKnown ?? (await isBomb(object));
		known.set(object, isOne);
		if (isOne) return true;
	}
	return false;
}

async function isBomb({ value, stream }: PdfObject): Promise<boolean> {
	if (!isDict(value) || !stream) return false;
	const most = limitOf(value);
	let packed = stream;
	const filters = filtersOf(value);
	for (const [n, filter] of filters.entries()) {
		const isLast = n === filters.length - 1;
		if (filter === 'LZWDecode') return unpacksBeyond(packed, most);
		if (filter !== 'FlateDecode') return false;
		if (isLast) return inflatesBeyond(packed, most);
		packed = await inflate(packed, mostBetween + 1);
		if (packed.length > mostBetween) return true;
	}
	return false;
}

/** LZW makes at most 2,600 bytes of one. Pictures that say that they are so large are held by their own size. */
function unpacksBeyond(packed: Uint8Array, most: number): boolean {
	if (packed.length * 2600 <= most || most > mostUnpacked) return false;
	return unpackLzw(packed, most + 1).length > most;
}

/** A picture is believed to be as large as it says, with 16 bits for each of four colours at most. */
function limitOf(dict: PdfDict): number {
	const dots = Number(dict.get('Width') ?? 0) * Number(dict.get('Height') ?? 0);
	return Math.max(mostUnpacked, Number.isFinite(dots) ? dots * 8 : 0);
}

function filtersOf(dict: PdfDict): readonly (string | undefined)[] {
	const filter = dict.get('Filter');
	if (!Array.isArray(filter)) return filter === undefined ? [] : [nameOf(filter)];
	return (filter as readonly PdfValue[]).map(nameOf);
}

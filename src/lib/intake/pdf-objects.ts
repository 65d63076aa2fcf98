/**
 * Lists a PDF's objects by looking through its bytes from front to back, whatever its own table says.
 * Beside pdf.js this serves two ends: a scan's JPEG is taken out as it is (`pdf-lift.ts`), and the whole
 * pages of a file that was cut off are found (`pdf-salvage.ts`).
 */
import { inflate } from './inflate.ts';
import {
	isDict,
	isRef,
	NotPdf,
	nameOf,
	PdfLexer,
	type PdfDict,
	type PdfValue
} from './pdf-values.ts';

export interface PdfObject {
	readonly num: number;
	readonly gen: number;
	/** Where `7 0 obj` begins; `undefined` when the object lies packed in an object stream. */
	readonly offset: number | undefined;
	readonly value: PdfValue;
	/** The bytes between `stream` and `endstream`, still packed. */
	readonly stream: Uint8Array | undefined;
	/** False when the file ends before the object does. */
	readonly isWhole: boolean;
	/** How often the file defines this number: an edited file holds old versions too. */
	readonly versions: number;
}

export interface PdfObjects {
	/** The last definition of each number. */
	readonly byNumber: ReadonlyMap<number, PdfObject>;
	readonly isEncrypted: boolean;
	/** Where the last object that is whole ends. */
	readonly end: number;
}

const mostObjects = 300_000;
const mostValues = 3_000_000;
const mostUnpacked = 64 * 1024 * 1024;

/** `undefined` for a file with more objects than anybody's scanner writes. */
export async function pdfObjects(bytes: Uint8Array): Promise<PdfObjects | undefined> {
	const byNumber = new Map<number, PdfObject>();
	let end = 0;
	let left = mostValues;
	let count = 0;
	for (let at = nextObject(bytes, 0); at; at = nextObject(bytes, at.from)) {
		const lexer = new PdfLexer(bytes, at.from, left);
		const found = objectAt(bytes, at, lexer);
		left = lexer.left;
		count += 1;
		if (left <= 0 || count > mostObjects) return undefined;
		if (!found) continue;
		add(byNumber, found.object);
		at.from = found.end;
		if (found.object.isWhole) end = found.end;
	}
	const isEncrypted = [...byNumber.values()].some(({ value }) => isEncryption(value));
	if (!isEncrypted && !(await addPacked(byNumber))) return undefined;
	return { byNumber, isEncrypted, end };
}

/** The value itself, or the one that a reference leads to. */
export function resolved(objects: PdfObjects, value: PdfValue): PdfValue {
	let found = value;
	for (let hops = 0; isRef(found) && hops < 8; hops += 1) {
		found = objects.byNumber.get(found.num)?.value;
	}
	return isRef(found) ? undefined : found;
}

export function dictAt(objects: PdfObjects, value: PdfValue): PdfDict | undefined {
	const found = resolved(objects, value);
	return isDict(found) ? found : undefined;
}

function add(byNumber: Map<number, PdfObject>, object: Omit<PdfObject, 'versions'>): void {
	const versions = (byNumber.get(object.num)?.versions ?? 0) + 1;
	byNumber.set(object.num, { ...object, versions });
}

interface Head {
	readonly num: number;
	readonly gen: number;
	readonly offset: number;
	/** Behind the word `obj`; moved on to where the search goes on. */
	from: number;
}

/** Looks for `obj` and reads the two numbers before it, backwards. */
function nextObject(bytes: Uint8Array, from: number): Head | undefined {
	for (let at = bytes.indexOf(0x6f, from); at >= 0; at = bytes.indexOf(0x6f, at + 1)) {
		if (bytes[at + 1] !== 0x62 || bytes[at + 2] !== 0x6a) continue;
		const gen = numberBefore(bytes, at);
		const num = gen && numberBefore(bytes, gen.at);
		if (num && num.value > 0 && num.value < 10_000_000) {
			return { num: num.value, gen: gen.value, offset: num.at, from: at + 3 };
		}
	}
	return undefined;
}

function numberBefore(bytes: Uint8Array, end: number): { value: number; at: number } | undefined {
	let at = end;
	while (at > 0 && [9, 10, 13, 32].includes(bytes[at - 1] ?? 0) && end - at < 8) at -= 1;
	const last = at;
	while (at > 0 && isDigit(bytes[at - 1]) && last - at < 10) at -= 1;
	if (at === last) return undefined;
	return { value: Number(String.fromCharCode(...bytes.subarray(at, last))), at };
}

function isDigit(byte: number | undefined): boolean {
	return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function objectAt(
	bytes: Uint8Array,
	{ num, gen, offset }: Head,
	lexer: PdfLexer
): { object: Omit<PdfObject, 'versions'>; end: number } | undefined {
	let value: PdfValue;
	try {
		value = lexer.read();
	} catch (error) {
		if (error instanceof NotPdf) return undefined;
		throw error;
	}
	const body = isDict(value) ? streamBehind(bytes, lexer.at, value.get('Length')) : undefined;
	const end = body?.end ?? lexer.at;
	const isWhole = end < bytes.length && body?.isWhole !== false;
	return { object: { num, gen, offset, value, stream: body?.packed, isWhole }, end };
}

/** A stream's own word for its length is believed when `endstream` stands behind it. */
function streamBehind(
	bytes: Uint8Array,
	from: number,
	length: PdfValue
): { packed: Uint8Array; end: number; isWhole: boolean } | undefined {
	let at = from;
	while ([0, 9, 10, 12, 13, 32].includes(bytes[at] ?? -1)) at += 1;
	if (!hasWord(bytes, at, 'stream')) return undefined;
	at += 'stream'.length;
	if (bytes[at] === 13) at += 1;
	if (bytes[at] === 10) at += 1;
	if (typeof length === 'number' && length >= 0) {
		let behind = at + length;
		while ([10, 13, 32].includes(bytes[behind] ?? -1)) behind += 1;
		if (hasWord(bytes, behind, 'endstream')) {
			const packed = bytes.subarray(at, at + length);
			return { packed, end: behind + 'endstream'.length, isWhole: true };
		}
	}
	const found = findWord(bytes, 'endstream', at);
	if (found < 0) return { packed: bytes.subarray(at), end: bytes.length, isWhole: false };
	return { packed: bytes.subarray(at, found), end: found + 'endstream'.length, isWhole: true };
}

function hasWord(bytes: Uint8Array, at: number, word: string): boolean {
	for (let n = 0; n < word.length; n += 1) if (bytes[at + n] !== word.charCodeAt(n)) return false;
	return true;
}

/** Where the word stands next, -1 when it does not. */
export function findWord(bytes: Uint8Array, word: string, from: number): number {
	const first = word.charCodeAt(0);
	for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
		if (hasWord(bytes, at, word)) return at;
	}
	return -1;
}

function isEncryption(value: PdfValue): boolean {
	if (!isDict(value)) return false;
	return value.has('Encrypt') || (value.has('V') && value.has('O') && value.has('U'));
}

/** Objects packed in object streams (7.5.7); false when they unpack to more than anybody needs. */
async function addPacked(byNumber: Map<number, PdfObject>): Promise<boolean> {
	let left = mostUnpacked;
	for (const holder of [...byNumber.values()]) {
		const { value, stream } = holder;
		if (!stream || !isDict(value) || nameOf(value.get('Type')) !== 'ObjStm') continue;
		const isPlain = !value.has('Filter');
		if (!isPlain && nameOf(value.get('Filter')) !== 'FlateDecode') continue;
		const unpacked = isPlain ? stream : await inflate(stream, left);
		left -= unpacked.length;
		if (left <= 0) return false;
		const [count, first] = [value.get('N'), value.get('First')];
		if (typeof count !== 'number' || typeof first !== 'number' || count > mostObjects) continue;
		addFrom(byNumber, unpacked, count, first);
	}
	return true;
}

function addFrom(
	byNumber: Map<number, PdfObject>,
	unpacked: Uint8Array,
	count: number,
	first: number
): void {
	const heads = new PdfLexer(unpacked, 0, mostValues, Math.min(first, unpacked.length));
	const values = new PdfLexer(unpacked, 0, mostValues);
	try {
		for (let n = 0; n < count; n += 1) {
			const [num, at] = [heads.read(), heads.read()];
			if (typeof num !== 'number' || typeof at !== 'number') return;
			values.at = first + at;
			const value = values.read();
			const packed = { num, gen: 0, offset: undefined, stream: undefined, isWhole: true };
			add(byNumber, { ...packed, value });
		}
	} catch (error) {
		if (!(error instanceof NotPdf)) throw error;
	}
}

/**
 * Reads the objects of a PDF file strictly, for the one plain form that our packets have (ISO 32000-1, 7.2 to 7.5):
 * a header, objects one after the other, one cross-reference table, one trailer, and not a byte between or after them.
 * It knows nothing of what the objects mean, and shares no code with the library that writes them.
 */

export type Value =
	| { readonly is: 'number'; readonly number: number }
	| { readonly is: 'name'; readonly name: string }
	/** `text` has one character a byte. */
	| { readonly is: 'string'; readonly text: string }
	| { readonly is: 'list'; readonly items: readonly Value[] }
	| { readonly is: 'dict'; readonly dict: Dict }
	| { readonly is: 'ref'; readonly object: number }
	/** `true`, `false`, `null`, or an operator of a content stream. */
	| { readonly is: 'word'; readonly word: string };
export type Dict = ReadonlyMap<string, Value>;

export interface PdfObject {
	readonly number: number;
	readonly offset: number;
	readonly value: Value;
	readonly stream?: Uint8Array<ArrayBuffer>;
}
export interface PdfFile {
	readonly objects: ReadonlyMap<number, PdfObject>;
	readonly trailer: Dict;
	readonly isLocked: boolean;
}

/** A byte, object or entry that our packets do not have. */
export class Unexplained extends Error {
	override name = 'Unexplained';
}

const [lineEnd, blank, slash, less, greater, bracket, closing] = [
	0x0a, 0x20, 0x2f, 0x3c, 0x3e, 0x5b, 0x5d
];
/** 1 for each byte that ends a run of plain characters: white space or a delimiter. */
const ends = Uint8Array.from({ length: 256 }, (_, code) =>
	' \n()<>[]{}/%'.includes(String.fromCharCode(code)) ? 1 : 0
);

/** A place in the bytes, and what can be read there. A packet has millions of numbers: bytes are compared, not strings. */
export class Cursor {
	readonly bytes: Uint8Array<ArrayBuffer>;
	at = 0;

	constructor(bytes: Uint8Array<ArrayBuffer>, at = 0) {
		this.bytes = bytes;
		this.at = at;
	}

	get ended(): boolean {
		return this.at >= this.bytes.length;
	}
	peek(length = 1): string {
		return latin(this.bytes.subarray(this.at, this.at + length));
	}
	/** Takes these very characters. */
	take(text: string): void {
		if (!this.takes(text)) throw new Unexplained('the file’s structure is not ours');
	}
	takes(text: string): boolean {
		for (let n = 0; n < text.length; n++) {
			if (this.bytes[this.at + n] !== text.charCodeAt(n)) return false;
		}
		this.at += text.length;
		return true;
	}
	/** Line ends between things: few enough that nothing can be written with them. */
	gap(most = 3): void {
		const from = this.at;
		while (this.bytes[this.at] === lineEnd) this.at++;
		if (this.at - from > most) throw new Unexplained('there is room between objects');
	}
	/** Whether anything but white space is left. */
	more(): boolean {
		this.space();
		return !this.ended;
	}
	/** One space or line end at most: a run of them could be counted. */
	space(): void {
		if (!this.#isAtSpace()) return;
		this.at++;
		if (this.#isAtSpace()) throw new Unexplained('there is room between two words');
	}
	#isAtSpace(): boolean {
		const code = this.bytes[this.at];
		return code === blank || code === lineEnd;
	}
	/** Whether a run of plain characters ends here. */
	#isAtEnd(): boolean {
		const code = this.bytes[this.at];
		return code === undefined || ends[code] === 1;
	}
	/** A run of plain characters: a number, a keyword, the rest of a name. */
	run(): string {
		const from = this.at;
		while (!this.#isAtEnd()) this.at++;
		return latin(this.bytes.subarray(from, this.at));
	}
	integer(): number {
		const text = this.run();
		if (!/^(0|[1-9]\d{0,9})$/.test(text)) throw new Unexplained('a number is missing');
		return Number(text);
	}

	/** Strings are hexadecimal: brackets would be a second way to write each of them. */
	value(): Value {
		this.space();
		const code = this.bytes[this.at];
		if (code === slash) {
			this.at++;
			return { is: 'name', name: this.run() };
		}
		if (code === less) {
			this.at++;
			if (this.bytes[this.at] !== less) return { is: 'string', text: this.#hex() };
			this.at++;
			return { is: 'dict', dict: this.#dict() };
		}
		if (code !== bracket) return this.#word();
		this.at++;
		return { is: 'list', items: this.#list() };
	}

	#word(): Value {
		const word = this.run();
		if (!word) throw new Unexplained('a value is missing');
		if (!/^[-+]?\.?\d/.test(word)) return { is: 'word', word };
		// Thousandths are as fine as our numbers are: digits without end could be counted.
		if (!/^-?(0|[1-9]\d{0,9})(\.\d{0,2}[1-9])?$/.test(word) || word === '-0') {
			throw new Unexplained('a number is written in another way');
		}
		const back = this.at;
		if (/^\d+$/.test(word) && this.takes(' 0 R')) {
			if (this.#isAtEnd()) return { is: 'ref', object: Number(word) };
			this.at = back;
		}
		return { is: 'number', number: Number(word) };
	}
	#dict(): Dict {
		const dict = new Map<string, Value>();
		for (;;) {
			this.space();
			if (this.takes('>>')) return dict;
			const key = this.value();
			if (key.is !== 'name' || dict.has(key.name)) throw new Unexplained('a key is not ours');
			dict.set(key.name, this.value());
		}
	}
	#list(): readonly Value[] {
		const items: Value[] = [];
		for (;;) {
			this.space();
			if (this.bytes[this.at] === closing) {
				this.at++;
				return items;
			}
			items.push(this.value());
		}
	}
	#hex(): string {
		let text = '';
		for (; this.bytes[this.at] !== greater; this.at += 2) {
			const high = digitOf(this.bytes[this.at]);
			const low = digitOf(this.bytes[this.at + 1]);
			if (high < 0 || low < 0) throw new Unexplained('a string is broken');
			text += String.fromCharCode(high * 16 + low);
		}
		this.at++;
		return text;
	}
}

/** A digit's worth, 0 to 15, lower case not counted; -1 for another byte. */
function digitOf(code = 0): number {
	if (code >= 0x30 && code <= 0x39) return code - 0x30;
	return code >= 0x41 && code <= 0x46 ? code - 55 : -1;
}

/** One character a byte. */
function latin(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return text;
}

/** Throws {@link Unexplained} at the first byte that has no place in the form. */
export function readObjects(bytes: Uint8Array<ArrayBuffer>): PdfFile {
	const cursor = new Cursor(bytes);
	// PDF 2.0 brought the lock that we use.
	const isLocked = cursor.takes('%PDF-2.0\n%');
	if (!isLocked) cursor.take('%PDF-1.7\n%');
	// Four high bytes say that the file is binary (7.5.2); they are always these.
	cursor.take('\x81\x81\x81\x81\n');
	cursor.gap();
	const objects = new Map<number, PdfObject>();
	while (/\d/.test(cursor.peek())) {
		const object = readObject(cursor);
		if (objects.has(object.number)) throw new Unexplained('an object comes twice');
		objects.set(object.number, object);
		cursor.gap();
	}
	// Numbers from 1 on, each once: any other could say something.
	if ([...objects.keys()].some((number) => number < 1 || number > objects.size)) {
		throw new Unexplained('an object has a number of its own');
	}
	const start = cursor.at;
	readTable(cursor, objects);
	cursor.gap();
	cursor.take('trailer\n');
	const trailer = cursor.value();
	if (trailer.is !== 'dict') throw new Unexplained('the trailer is not ours');
	cursor.gap();
	cursor.take(`startxref\n${start}\n%%EOF`);
	cursor.takes('\n');
	if (!cursor.ended) throw new Unexplained('something follows the end of the file');
	if (isLocked !== trailer.dict.has('Encrypt')) throw new Unexplained('its version is not ours');
	return { objects, trailer: trailer.dict, isLocked };
}

function readObject(cursor: Cursor): PdfObject {
	const offset = cursor.at;
	const number = cursor.integer();
	cursor.take(' 0 obj\n');
	const value = cursor.value();
	cursor.take('\n');
	if (!cursor.takes('stream\n')) {
		cursor.take('endobj\n');
		return { number, offset, value };
	}
	const length = value.is === 'dict' ? value.dict.get('Length') : undefined;
	if (length?.is !== 'number') throw new Unexplained('a stream has no length');
	const end = cursor.at + length.number;
	const stream = cursor.bytes.subarray(cursor.at, end);
	cursor.at = end;
	cursor.take('\nendstream\nendobj\n');
	return { number, offset, value, stream };
}

/** Every entry points to the object that is there, and there is an entry for each. */
function readTable(cursor: Cursor, objects: ReadonlyMap<number, PdfObject>): void {
	cursor.take('xref\n');
	const listed = new Set<number>();
	let next = 0;
	while (/\d/.test(cursor.peek())) {
		const first = cursor.integer();
		cursor.take(' ');
		const count = cursor.integer();
		cursor.take('\n');
		// Parts in order, and none without an entry: their numbers could say anything.
		if (first < next || count === 0) throw new Unexplained('the table is broken');
		next = first + count;
		for (let number = first; number < first + count; number++) {
			const entry = /^(\d{10}) (\d{5}) ([nf])[ \r]\n$/.exec(cursor.peek(20));
			if (!entry) throw new Unexplained('the table is broken');
			cursor.at += 20;
			if (number === 0 && entry[0].startsWith('0000000000 65535 f')) continue;
			const found = objects.get(number);
			if (entry[3] !== 'n' || found?.offset !== Number(entry[1]) || entry[2] !== '00000') {
				throw new Unexplained('the table points elsewhere');
			}
			listed.add(number);
		}
	}
	if (listed.size !== objects.size) throw new Unexplained('an object is not in the table');
}

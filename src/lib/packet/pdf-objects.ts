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

const whitespace = ' \n';
const delimiters = '()<>[]{}/%';

/** A place in the bytes, and what can be read there. */
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
		let text = '';
		const end = Math.min(this.at + length, this.bytes.length);
		for (let at = this.at; at < end; at++) text += String.fromCharCode(this.bytes[at] ?? 0);
		return text;
	}
	/** Takes these very characters. */
	take(text: string): void {
		if (this.peek(text.length) !== text) throw new Unexplained('the file’s structure is not ours');
		this.at += text.length;
	}
	takes(text: string): boolean {
		if (this.peek(text.length) !== text) return false;
		this.at += text.length;
		return true;
	}
	/** Line ends between things: few enough that nothing can be written with them. */
	gap(most = 3): void {
		const from = this.at;
		while (this.peek() === '\n') this.at++;
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
		return !this.ended && whitespace.includes(this.peek());
	}
	/** A run of plain characters: a number, a keyword, the rest of a name. */
	run(): string {
		let text = '';
		for (let next = this.peek(); next && !isEnd(next); next = this.peek()) {
			text += next;
			this.at++;
		}
		return text;
	}
	integer(): number {
		const text = this.run();
		if (!/^\d{1,10}$/.test(text)) throw new Unexplained('a number is missing');
		return Number(text);
	}

	value(): Value {
		this.space();
		if (this.takes('/')) return { is: 'name', name: this.run() };
		if (this.takes('<<')) return { is: 'dict', dict: this.#dict() };
		if (this.takes('<')) return { is: 'string', text: this.#hex() };
		if (this.takes('(')) return { is: 'string', text: this.#literal() };
		if (this.takes('[')) return { is: 'list', items: this.#list() };
		const word = this.run();
		if (!word) throw new Unexplained('a value is missing');
		if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return { is: 'word', word };
		const back = this.at;
		const reference = /^\d+$/.test(word) && /^ 0 R/.test(this.peek(4));
		if (reference) {
			this.take(' 0 R');
			if (isEnd(this.peek()) || this.ended) return { is: 'ref', object: Number(word) };
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
			if (this.takes(']')) return items;
			items.push(this.value());
		}
	}
	#hex(): string {
		const digits = this.run();
		this.take('>');
		if (!/^([0-9A-Fa-f]{2})*$/.test(digits)) throw new Unexplained('a string is broken');
		return digits.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)));
	}
	/** Our few literal strings have neither escapes nor brackets. */
	#literal(): string {
		let text = '';
		for (let next = this.peek(); next !== ')'; next = this.peek()) {
			if (!next || next === '\\' || next === '(') throw new Unexplained('a string is not ours');
			text += next;
			this.at++;
		}
		this.at++;
		return text;
	}
}

function isEnd(char: string): boolean {
	return whitespace.includes(char) || delimiters.includes(char);
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
	while (/\d/.test(cursor.peek())) {
		const first = cursor.integer();
		cursor.take(' ');
		const count = cursor.integer();
		cursor.take('\n');
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

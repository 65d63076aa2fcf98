/** Reads PDF's own notation, and writes it: numbers, names, references, arrays, dictionaries (ISO 32000-1, 7.3). */

export type PdfValue =
	| number
	| boolean
	| undefined
	| PdfName
	| PdfRef
	| PdfText
	| PdfWord
	| readonly PdfValue[]
	| PdfDict;

export interface PdfName {
	readonly is: 'name';
	readonly name: string;
}

/** Another object, by its number; `gen` is 0 but for objects that were deleted and written anew. */
export interface PdfRef {
	readonly is: 'ref';
	readonly num: number;
	readonly gen: number;
}

/** A string, as it is written, with its brackets: nothing here needs to know what it says. */
export interface PdfText {
	readonly is: 'text';
	readonly raw: string;
}

/** An operator of a content stream, or a keyword such as `endobj`. */
export interface PdfWord {
	readonly is: 'word';
	readonly word: string;
}

export type PdfDict = ReadonlyMap<string, PdfValue>;

export function isDict(value: PdfValue): value is PdfDict {
	return value instanceof Map;
}

export function isRef(value: PdfValue): value is PdfRef {
	return typeof value === 'object' && 'is' in value && value.is === 'ref';
}

export function isWord(value: PdfValue, word?: string): value is PdfWord {
	const found = typeof value === 'object' && 'is' in value && value.is === 'word';
	return found && (word === undefined || value.word === word);
}

/** The name's letters, `undefined` for any other value. */
export function nameOf(value: PdfValue): string | undefined {
	return typeof value === 'object' && 'is' in value && value.is === 'name' ? value.name : undefined;
}

/** The bytes are no PDF notation, or more of it than anybody writes. */
export class NotPdf extends Error {
	override name = 'NotPdf';
}

const deepest = 40;
const space = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set(Array.from('()<>[]{}/%', (c) => c.charCodeAt(0)));

/** Reads one value after another; what is not closed, or nests too deeply, throws {@link NotPdf}. */
export class PdfLexer {
	readonly #bytes: Uint8Array;
	readonly #end: number;
	/** Where the next value begins to be looked for. */
	at: number;
	/** Values that may still be read: bounds the work on a file made to take long. */
	left: number;

	constructor(bytes: Uint8Array, at = 0, most = 2_000_000, end = bytes.length) {
		this.#bytes = bytes;
		this.at = at;
		this.left = most;
		this.#end = end;
	}

	/** Whether only white space and remarks are left. */
	isAtEnd(): boolean {
		this.#skip();
		return this.at >= this.#end;
	}

	read(depth = 0): PdfValue {
		this.#skip();
		this.left -= 1;
		if (this.left < 0 || depth > deepest || this.at >= this.#end) throw new NotPdf('breaks off');
		const byte = this.#bytes[this.at] ?? 0;
		if (byte === 0x2f) return this.#name();
		if (byte === 0x28) return this.#text();
		if (byte === 0x5b) return this.#list(0x5d, depth);
		if (byte === 0x3c) {
			if (this.#bytes[this.at + 1] !== 0x3c) return this.#hex();
			this.at += 1;
			return dictOf(this.#list(0x3e, depth));
		}
		return this.#plain();
	}

	#skip(): void {
		for (; this.at < this.#end; this.at += 1) {
			const byte = this.#bytes[this.at] ?? 0;
			if (byte === 0x25) {
				while (this.at < this.#end && ![10, 13].includes(this.#bytes[this.at] ?? 0)) this.at += 1;
			} else if (!space.has(byte)) return;
		}
	}

	#regular(): string {
		const from = this.at;
		for (; this.at < this.#end; this.at += 1) {
			const byte = this.#bytes[this.at] ?? 0;
			if (space.has(byte) || delimiters.has(byte)) break;
		}
		return textOf(this.#bytes, from, this.at);
	}

	#name(): PdfName {
		this.at += 1;
		const name = this.#regular().replace(/#([0-9a-f]{2})/giu, (_, hex: string) =>
			String.fromCharCode(Number.parseInt(hex, 16))
		);
		return { is: 'name', name };
	}

	#plain(): PdfValue {
		const word = this.#regular();
		if (word === '') {
			this.at += 1;
			throw new NotPdf('a stray bracket');
		}
		if (/^[+-]?(\d+\.?\d*|\.\d+)$/u.test(word)) return Number(word);
		if (word === 'true' || word === 'false') return word === 'true';
		return word === 'null' ? undefined : { is: 'word', word };
	}

	#text(): PdfText {
		const from = this.at;
		let open = 0;
		for (; this.at < this.#end; this.at += 1) {
			const byte = this.#bytes[this.at];
			if (byte === 0x5c) this.at += 1;
			else if (byte === 0x28) open += 1;
			else if (byte === 0x29) open -= 1;
			if (open === 0) {
				this.at += 1;
				return { is: 'text', raw: textOf(this.#bytes, from, this.at) };
			}
		}
		throw new NotPdf('a string without an end');
	}

	#hex(): PdfText {
		const from = this.at;
		const end = this.#bytes.indexOf(0x3e, from);
		if (end < 0 || end >= this.#end) throw new NotPdf('a string without an end');
		this.at = end + 1;
		return { is: 'text', raw: textOf(this.#bytes, from, this.at) };
	}

	#list(close: number, depth: number): PdfValue[] {
		this.at += 1;
		const values: PdfValue[] = [];
		for (;;) {
			this.#skip();
			if (this.#bytes[this.at] === close) {
				this.at += close === 0x3e ? 2 : 1;
				return values;
			}
			const value = this.read(depth + 1);
			const [num, gen] = values.slice(-2);
			if (isWord(value, 'R') && typeof num === 'number' && typeof gen === 'number') {
				values.splice(-2, 2, { is: 'ref', num, gen });
			} else values.push(value);
		}
	}
}

/** Names and values in turn; what stands where a name should be is left out. */
function dictOf(values: readonly PdfValue[]): PdfDict {
	const dict = new Map<string, PdfValue>();
	for (let n = 0; n + 1 < values.length; n += 2) {
		const name = nameOf(values[n]);
		if (name !== undefined) dict.set(name, values[n + 1]);
	}
	return dict;
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
	let text = '';
	for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
	return text;
}

/** The value in PDF's notation, one Latin-1 character a byte. */
export function written(value: PdfValue): string {
	if (value === undefined) return 'null';
	if (typeof value !== 'object') return String(value);
	if (isDict(value)) {
		return `<<${[...value].map(([name, each]) => `${nameText(name)} ${written(each)}`).join(' ')}>>`;
	}
	if (!('is' in value)) return `[${value.map(written).join(' ')}]`;
	if (value.is === 'name') return nameText(value.name);
	if (value.is === 'ref') return `${String(value.num)} ${String(value.gen)} R`;
	return value.is === 'text' ? value.raw : value.word;
}

function nameText(name: string): string {
	const safe = name.replace(
		/[^!-~]|[#()<>[\]{}/%]/gu,
		(letter) => `#${letter.charCodeAt(0).toString(16).padStart(2, '0')}`
	);
	return `/${safe}`;
}

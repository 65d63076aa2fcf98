/**
 * Writes the objects of a PDF one after the other (ISO 32000-1, 7.5): a plain cross-reference table, no object streams, no
 * clock, nothing that was not put there. An object goes to its bytes at once, so a packet is held in memory one time.
 */
import { zlibSync } from 'fflate';
import { hexOf as lowerHexOf } from '#lib/page/bytes.ts';

/** A piece of an object: PDF syntax as it stands, or a string, which a lock may have to encrypt. */
export type Piece = string | { readonly string: Uint8Array<ArrayBuffer> };

/** What a password does to the strings and streams of a file; see `lock.ts`. */
export interface Cipher {
	encrypt(plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
	/** The encryption dictionary: the one object whose strings stay as they are. */
	readonly dictionary: string;
}

const latin = new TextEncoder();

export class PdfFile {
	#bytes: Uint8Array<ArrayBuffer>;
	#length = 0;
	/** Where each object begins; object 0 is the head of the free list. */
	readonly #offsets: number[] = [0];
	readonly #cipher: Cipher | undefined;

	/** `sizeHint`: how many bytes it will probably be; room is taken once where the hint is good. */
	constructor(sizeHint: number, cipher?: Cipher) {
		this.#bytes = new Uint8Array(Math.max(sizeHint, 1 << 16));
		this.#cipher = cipher;
		this.#text(`%PDF-${cipher ? '2.0' : '1.7'}\n%`);
		// High bytes say that the file is binary (7.5.2).
		this.#put(Uint8Array.of(0x81, 0x81, 0x81, 0x81, 0x0a, 0x0a));
	}

	/** The number of an object that is put later, or by somebody else. */
	reserve(): number {
		return this.#offsets.push(-1) - 1;
	}

	/** Each object once; `entries` are those of its dictionary. Between two things stands one space: the proof counts them. */
	async put(
		number: number,
		entries: readonly Piece[],
		stream?: Uint8Array<ArrayBuffer>
	): Promise<void> {
		if (this.#offsets[number] !== -1) throw new Error('an object is put twice');
		const sealed = stream && this.#cipher ? await this.#cipher.encrypt(stream) : stream;
		const text = await this.#textOf(entries);
		this.#offsets[number] = this.#length;
		const length = sealed ? [`/Length ${sealed.length}`] : [];
		const inside = [...(text ? [text] : []), ...length].join(' ');
		this.#text(`${number} 0 obj\n<< ${inside} >>\n`);
		if (sealed) {
			this.#text('stream\n');
			this.#put(sealed);
			this.#text('\nendstream\n');
		}
		this.#text('endobj\n\n');
	}

	/** A stream that is packed here, always in the same way. */
	async packed(number: number, entries: readonly Piece[], plain: Uint8Array): Promise<void> {
		await this.put(number, [...entries, '/Filter /FlateDecode'], packed(plain));
	}

	/** The table and the trailer. The bytes are handed over. */
	finish(root: number, info: number, id: string): Uint8Array<ArrayBuffer> {
		const lock = this.#cipher && this.#lock(this.#cipher);
		const start = this.#length;
		const rows = this.#offsets.slice(1).map((offset) => {
			if (offset < 0) throw new Error('an object is missing');
			return `${String(offset).padStart(10, '0')} 00000 n \n`;
		});
		const size = this.#offsets.length;
		this.#text(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}\n`);
		const encrypted = lock ? ` /Encrypt ${lock} 0 R` : '';
		this.#text(
			`trailer\n<< /Size ${size} /Root ${root} 0 R /Info ${info} 0 R${encrypted} /ID [<${id}> <${id}>] >>\n\nstartxref\n${start}\n%%EOF`
		);
		const bytes = this.#bytes.subarray(0, this.#length);
		this.#bytes = new Uint8Array();
		return bytes;
	}

	/** The one object whose strings are in clear: whoever opens the file needs them first. */
	#lock({ dictionary }: Cipher): number {
		const number = this.reserve();
		this.#offsets[number] = this.#length;
		this.#text(`${number} 0 obj\n<< ${dictionary} >>\nendobj\n\n`);
		return number;
	}

	async #textOf(entries: readonly Piece[]): Promise<string> {
		const parts = entries.map(async (piece) => {
			if (typeof piece === 'string') return piece;
			const bytes = this.#cipher ? await this.#cipher.encrypt(piece.string) : piece.string;
			return `<${hexOf(bytes)}>`;
		});
		return (await Promise.all(parts)).join('');
	}

	#text(text: string): void {
		this.#put(latin.encode(text));
	}

	#put(bytes: Uint8Array): void {
		const end = this.#length + bytes.length;
		if (end > this.#bytes.length) {
			const wider = new Uint8Array(Math.max(end, Math.ceil(this.#bytes.length * 1.5)));
			wider.set(this.#bytes);
			this.#bytes = wider;
		}
		this.#bytes.set(bytes, this.#length);
		this.#length = end;
	}
}

/** The same bytes in every browser and in Node, whose own compressors may differ. */
export function packed(plain: Uint8Array): Uint8Array<ArrayBuffer> {
	return zlibSync(plain);
}

/** A text string (7.9.2.2) in UTF-16, whatever its letters. */
export function textString(text: string): Piece {
	const bytes = new Uint8Array(2 + 2 * text.length);
	const view = new DataView(bytes.buffer);
	view.setUint16(0, 0xfeff);
	for (let at = 0; at < text.length; at++) view.setUint16(2 + 2 * at, text.charCodeAt(at));
	return { string: bytes };
}

/** A string of plain ASCII. */
export function asciiString(text: string): Piece {
	return { string: latin.encode(text) };
}

export function refs(numbers: readonly number[]): string {
	return numbers.map((number) => `${number} 0 R`).join(' ');
}

export function hexOf(bytes: Uint8Array): string {
	return lowerHexOf(bytes).toUpperCase();
}

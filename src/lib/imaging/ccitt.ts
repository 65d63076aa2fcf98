/** Unpacks fax pages: CCITT group 3 in one and two dimensions, group 4, and TIFF's plain Huffman rows. */
import { blackCodes, longestCode, whiteCodes } from './ccitt-codes.ts';

export interface CcittForm {
	/** `rows`: TIFF compression 2; `group3`: 3; `group4`: 4. */
	readonly kind: 'rows' | 'group3' | 'group4';
	/** Group 3 whose rows may lean on the row before (TIFF tag 292, bit 0). */
	readonly twoDimensional: boolean;
	/** Bytes hold their first dot in the lowest bit (TIFF tag 266 = 2). */
	readonly lowBitFirst: boolean;
}

export interface Unpacked {
	/** One bit a dot, rows begin on a byte, 1 is black; rows that never came stay white. */
	readonly data: Uint8Array<ArrayBuffer>;
	/** How many rows were read without an error. */
	readonly goodRows: number;
}

/** Work and memory are bounded by `width * height` and the length of `packed`, whatever it holds. */
export function unpackCcitt(
	packed: Uint8Array,
	width: number,
	height: number,
	form: CcittForm
): Unpacked {
	const rowBytes = Math.ceil(width / 8);
	const data = new Uint8Array(rowBytes * height);
	const reader = new RowReader(form.lowBitFirst ? highBitFirst(packed) : packed, width);
	let goodRows = 0;
	for (let row = 0; row < height; row += 1) {
		const outcome = readRow(reader, form);
		if (outcome === 'end') break;
		if (outcome === 'good') goodRows += 1;
		// A group 4 row leans on the one before: after an error all that follows would be wrong.
		else if (form.kind !== 'group3' || !reader.seekRowEnd()) break;
		reader.paint(data, row * rowBytes);
	}
	return { data, goodRows };
}

type Outcome = 'good' | 'bad' | 'end';

function readRow(reader: RowReader, form: CcittForm): Outcome {
	if (form.kind === 'rows') {
		reader.toByte();
		return reader.isAtEnd() ? 'end' : reader.readPlain();
	}
	if (form.kind === 'group4') {
		return reader.isAtEnd() || reader.takeRowEnd() ? 'end' : reader.readLeaning();
	}
	const ended = reader.takeRowEnd();
	if (reader.isAtEnd()) return 'end';
	const plain = !form.twoDimensional || (ended && reader.takeBit() === 1);
	// Two row ends in a row begin the mark that ends the page.
	if (ended && reader.takeRowEnd()) return 'end';
	return plain ? reader.readPlain() : reader.readLeaning();
}

/** The mark that ends a row: eleven zeros or more, then a one (ITU-T T.4, 4.1.2). */
const rowEndZeros = 11;

class RowReader {
	readonly #bytes: Uint8Array;
	readonly #width: number;
	#at = 0;
	/** Where the colour changes, first to black; closed by the width, so that a search always ends. */
	#row: Int32Array;
	#before: Int32Array;
	#changes = 0;

	constructor(bytes: Uint8Array, width: number) {
		this.#bytes = bytes;
		this.#width = width;
		this.#row = new Int32Array(width + 8).fill(width);
		this.#before = new Int32Array(width + 8).fill(width);
	}

	isAtEnd(): boolean {
		return this.#at >= this.#bytes.length * 8;
	}

	toByte(): void {
		this.#at = (this.#at + 7) & ~7;
	}

	takeBit(): number {
		const bit = this.#peek(1);
		this.#at += 1;
		return bit;
	}

	/** Takes a row end, with the fill before it, if one comes next. */
	takeRowEnd(): boolean {
		if (this.#peek(rowEndZeros) !== 0) return false;
		const from = this.#at;
		while (!this.isAtEnd()) if (this.takeBit() === 1) return true;
		this.#at = from;
		// Zeros up to the end of the bytes are padding.
		this.#at = this.#bytes.length * 8;
		return false;
	}

	/** After an error: goes on to the next row end; false when there is none. */
	seekRowEnd(): boolean {
		while (!this.isAtEnd()) {
			if (this.#peek(rowEndZeros) === 0) return true;
			this.#at += 1;
		}
		return false;
	}

	/** Runs of white and black in turn until the row is full. */
	readPlain(): Outcome {
		this.#begin();
		let at = 0;
		let black = false;
		while (at < this.#width) {
			const run = this.#takeRun(black);
			if (run < 0 || !this.#change((at += run))) return 'bad';
			black = !black;
		}
		return 'good';
	}

	/** A row told by its differences from the row before (ITU-T T.4, 4.2; T.6, 2.2). */
	readLeaning(): Outcome {
		this.#begin();
		const above = this.#before;
		let at = -1;
		let black = 0;
		let near = 0;
		while (at < this.#width) {
			// b1: the first change above, right of where we are, to the other colour than ours.
			while ((above[near] ?? 0) <= at && (above[near] ?? 0) < this.#width) near += 2;
			const change = above[near] ?? this.#width;
			const mode = this.#takeMode();
			if (mode === 'pass') at = above[near + 1] ?? this.#width;
			else if (mode === 'across') {
				const first = Math.max(at, 0) + this.#takeRunOrEnd(black === 1);
				const second = first + this.#takeRunOrEnd(black === 0);
				if (!this.#change(first) || !this.#change(second)) return 'bad';
				at = second;
			} else {
				if (mode === undefined || change + mode < Math.max(at, 0)) return 'bad';
				at = change + mode;
				if (!this.#change(at)) return 'bad';
				black = 1 - black;
				near = near > 0 ? near - 1 : near + 1;
			}
		}
		return 'good';
	}

	paint(data: Uint8Array, offset: number): void {
		for (let n = 0; n < this.#changes; n += 2) {
			const to = this.#row[n + 1] ?? this.#width;
			for (let dot = this.#row[n] ?? to; dot < to; dot += 1) {
				const byte = offset + (dot >> 3);
				if ((dot & 7) === 0 && dot + 8 <= to) {
					data[byte] = 0xff;
					dot += 7;
				} else data[byte] = (data[byte] ?? 0) | (0x80 >> (dot & 7));
			}
		}
	}

	#begin(): void {
		[this.#row, this.#before] = [this.#before, this.#row];
		this.#row.fill(this.#width);
		this.#changes = 0;
	}

	/** False when the place lies beyond the row, or one row changes more often than it has dots. */
	#change(at: number): boolean {
		if (at > this.#width || this.#changes > this.#width + 2) return false;
		this.#row[this.#changes] = at;
		this.#changes += 1;
		return true;
	}

	#peek(count: number): number {
		const byte = this.#at >> 3;
		const bytes = this.#bytes;
		const three =
			((bytes[byte] ?? 0) << 16) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte + 2] ?? 0);
		return (three >> (24 - (this.#at & 7) - count)) & ((1 << count) - 1);
	}

	/** A run's length in dots, -1 where there is no code. Long runs are several codes. */
	#takeRun(black: boolean): number {
		const { runs, bits } = black ? blackCodes : whiteCodes;
		let total = 0;
		for (;;) {
			const next = this.#peek(longestCode);
			const run = runs[next] ?? -1;
			if (run < 0 || total > this.#width) return -1;
			this.#at += bits[next] ?? 0;
			total += run;
			if (run < 64) return total;
		}
	}

	/** A missing code becomes a run that cannot fit, so that the row is found bad. */
	#takeRunOrEnd(black: boolean): number {
		const run = this.#takeRun(black);
		return run < 0 ? this.#width + 1 : run;
	}

	/** `undefined` where no mode begins: damage, or an extension nobody writes (uncompressed mode). */
	#takeMode(): 'pass' | 'across' | number | undefined {
		for (const [bits, code, mode] of modes) {
			if (this.#peek(bits) !== code) continue;
			this.#at += bits;
			return mode;
		}
		return undefined;
	}
}

/** ITU-T T.4, table 4: how many bits, which, and how far right of the change above the new one lies. */
const modes: readonly (readonly [number, number, 'pass' | 'across' | number])[] = [
	[1, 0b1, 0],
	[3, 0b011, 1],
	[3, 0b010, -1],
	[3, 0b001, 'across'],
	[4, 0b0001, 'pass'],
	[6, 0b000011, 2],
	[6, 0b000010, -2],
	[7, 0b0000011, 3],
	[7, 0b0000010, -3]
];

/** A copy with each byte's bits in the other order (TIFF tag 266 = 2). */
export function highBitFirst(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const out = new Uint8Array(bytes.length);
	for (let at = 0; at < bytes.length; at += 1) out[at] = turned[bytes[at] ?? 0] ?? 0;
	return out;
}

const turned = Uint8Array.from({ length: 256 }, (_, byte) => {
	let out = 0;
	for (let bit = 0; bit < 8; bit += 1) out |= ((byte >> bit) & 1) << (7 - bit);
	return out;
});

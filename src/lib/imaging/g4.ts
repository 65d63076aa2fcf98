/** Packs a black-and-white page as CCITT group 4 (ITU-T T.6): every row told by how it differs from the one above. */
import { blackCodes, longestCode, whiteCodes, type RunCodes } from './ccitt-codes.ts';
import type { TwoTone } from './two-tone.ts';

interface Code {
	readonly bits: number;
	readonly length: number;
}

/** Runs of 0 to 63 dots by themselves, then those of 64 and more in steps of 64. */
function codesOf({ runs, bits }: RunCodes): ReadonlyMap<number, Code> {
	const codes = new Map<number, Code>();
	for (let at = 0; at < runs.length; at++) {
		const [run = -1, length = 0] = [runs[at], bits[at]];
		if (run >= 0 && !codes.has(run)) codes.set(run, { bits: at >> (longestCode - length), length });
	}
	return codes;
}

const white = codesOf(whiteCodes);
const black = codesOf(blackCodes);
const longestRun = 2560;

/** A change of colour three dots to the left of the one above, to three dots to its right (T.6, table 1). */
const near: readonly Code[] = [
	...['0000010', '000010', '010', '1', '011', '000011', '0000011'].map((code) => ({
		bits: Number.parseInt(code, 2),
		length: code.length
	}))
];

export function packG4({ width, height, data }: TwoTone): Uint8Array<ArrayBuffer> {
	const out = new Bits(height * 16);
	const rowBytes = Math.ceil(width / 8);
	let above = new Int32Array(width + 4).fill(width);
	let row = new Int32Array(width + 4);
	for (let y = 0; y < height; y++) {
		changesOf(data, y * rowBytes, width, row);
		packRow(out, row, above, width);
		[row, above] = [above, row];
	}
	// The end of the page: two ends of a row.
	out.put(1, 12);
	out.put(1, 12);
	return out.done();
}

/** Where the colour changes, first to black; closed by the width, three times, so that no search runs on. */
function changesOf(data: Uint8Array, from: number, width: number, row: Int32Array): void {
	let count = 0;
	let last = 0;
	const bytes = Math.ceil(width / 8);
	for (let n = 0; n < bytes; n++) {
		const byte = data[from + n] ?? 0;
		if (byte === (last ? 0xff : 0)) continue;
		for (let bit = 0; bit < 8; bit++) {
			const dot = (byte >> (7 - bit)) & 1;
			if (dot === last) continue;
			const x = n * 8 + bit;
			if (x >= width) break;
			row[count++] = x;
			last = dot;
		}
	}
	row.fill(width, count, Math.min(row.length, count + 4));
}

/** T.6, 2.2: a0 is where the packing stands, a1 and a2 the next changes here, b1 and b2 those above. */
function packRow(out: Bits, row: Int32Array, above: Int32Array, width: number): void {
	let [a0, colour, here, there] = [-1, 0, 0, 0];
	while (a0 < width) {
		while (here > 0 && (row[here - 1] ?? width) > a0) here--;
		while ((row[here] ?? width) <= a0 || (here & 1) !== colour) {
			if ((row[here] ?? width) >= width) break;
			here++;
		}
		const a1 = row[here] ?? width;
		// Above, the first change to the other colour that lies to the right.
		while (there > 0 && (above[there - 1] ?? width) > a0) there--;
		while (
			(above[there] ?? width) < width &&
			((above[there] ?? width) <= a0 || (there & 1) !== colour)
		)
			there++;
		const b1 = above[there] ?? width;
		const b2 = b1 >= width ? width : (above[there + 1] ?? width);
		if (b2 < a1) {
			out.put(1, 4);
			a0 = b2;
			continue;
		}
		const step = near[a1 - b1 + 3];
		if (step) {
			out.put(step.bits, step.length);
			a0 = a1;
			colour = 1 - colour;
			continue;
		}
		const a2 = a1 >= width ? width : (row[here + 1] ?? width);
		out.put(1, 3);
		putRun(out, a1 - Math.max(a0, 0), colour);
		putRun(out, a2 - a1, 1 - colour);
		a0 = a2;
	}
}

function putRun(out: Bits, dots: number, colour: number): void {
	const codes = colour ? black : white;
	let left = dots;
	while (left >= 64) {
		const part = Math.min(longestRun, left - (left % 64));
		putCode(out, codes.get(part));
		left -= part;
	}
	putCode(out, codes.get(left));
}

function putCode(out: Bits, code: Code | undefined): void {
	if (!code) throw new Error('no code for that run');
	out.put(code.bits, code.length);
}

class Bits {
	#bytes: Uint8Array<ArrayBuffer>;
	#length = 0;
	#held = 0;
	#count = 0;

	constructor(room: number) {
		this.#bytes = new Uint8Array(Math.max(64, room));
	}

	/** 13 bits at most. */
	put(bits: number, length: number): void {
		this.#held = (this.#held << length) | bits;
		this.#count += length;
		while (this.#count >= 8) {
			this.#count -= 8;
			this.#byte(this.#held >> this.#count);
			this.#held &= (1 << this.#count) - 1;
		}
	}

	done(): Uint8Array<ArrayBuffer> {
		if (this.#count > 0) this.#byte(this.#held << (8 - this.#count));
		return this.#bytes.slice(0, this.#length);
	}

	#byte(value: number): void {
		if (this.#length === this.#bytes.length) {
			const wider = new Uint8Array(this.#bytes.length * 2);
			wider.set(this.#bytes);
			this.#bytes = wider;
		}
		this.#bytes[this.#length++] = value;
	}
}

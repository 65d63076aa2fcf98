/**
 * Encodes a grey picture as a JPEG of one component (ITU-T T.81, baseline): the same bytes in every browser and in Node,
 * and a third less work for whoever opens it than the three components that a canvas writes.
 */
import {
	acLuminance,
	dcLuminance,
	huffmanSegment,
	zigzag,
	type HuffmanTable
} from './jpeg-tables.ts';
import type { Gray } from './picture.ts';

/** Luminance at quality 50 (annex K.1), row by row. */
const base = [
	...[16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55],
	...[14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62],
	...[18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92],
	...[49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99]
];
/** What the fast transform leaves each row and column scaled by (Arai, Agui and Nakajima 1988). */
const aan = [1, 1.387039845, 1.306562965, 1.175875602, 1, 0.785694958, 0.5411961, 0.275899379];

/** `quality` is 0 to 1, as libjpeg scales it. */
export function encodeGrayJpeg(gray: Gray, quality: number): Uint8Array<ArrayBuffer> {
	const { width, height } = gray;
	const table = quantization(Math.round(quality * 100));
	const out = new Scan(Math.ceil((width * height) / 6) + 1024);
	out.segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
	out.segment(0xdb, [0, ...zigzag.map((at) => table[at] ?? 1)]);
	out.segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
	out.segment(0xc4, [0x00, ...huffmanSegment(dcLuminance)]);
	out.segment(0xc4, [0x10, ...huffmanSegment(acLuminance)]);
	out.segment(0xda, [1, 1, 0x00, 0, 63, 0]);
	const scale = Float64Array.from(
		table,
		(q, at) => 1 / (q * (aan[at >> 3] ?? 1) * (aan[at & 7] ?? 1) * 8)
	);
	const order = Uint8Array.from(zigzag);
	const block = new Float64Array(64);
	const numbers = new Int32Array(64);
	let last = 0;
	for (let top = 0; top < height; top += 8) {
		for (let left = 0; left < width; left += 8) {
			fill(block, gray, left, top);
			transform(block);
			for (let n = 0; n < 64; n++) {
				const at = order[n] ?? 0;
				// Rounded half away from zero.
				const value = (block[at] ?? 0) * (scale[at] ?? 0);
				numbers[n] = value < 0 ? value - 0.5 : value + 0.5;
			}
			const dc = numbers[0] ?? 0;
			putBlock(out, numbers, dc - last);
			last = dc;
		}
	}
	return out.done();
}

function quantization(percent: number): number[] {
	const quality = Math.min(100, Math.max(1, percent));
	const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
	return base.map((q) => Math.min(255, Math.max(1, Math.floor((q * scale + 50) / 100))));
}

/** Beyond the right and lower border the last dots go on, as they cost least. */
function fill(block: Float64Array, { width, height, data }: Gray, left: number, top: number): void {
	const inside = left + 8 <= width && top + 8 <= height;
	for (let y = 0, to = 0; y < 8; y++) {
		const row = Math.min(height - 1, top + y) * width;
		if (inside) {
			for (let x = left; x < left + 8; x++) block[to++] = (data[row + x] ?? 0) - 128;
		} else {
			for (let x = left; x < left + 8; x++) {
				block[to++] = (data[row + Math.min(width - 1, x)] ?? 0) - 128;
			}
		}
	}
}

function transform(block: Float64Array): void {
	for (let row = 0; row < 64; row += 8) line(block, row, 1);
	for (let column = 0; column < 8; column++) line(block, column, 8);
}

/** One row or column of the forward transform, unscaled: five multiplications. */
function line(d: Float64Array, at: number, step: number): void {
	const v0 = d[at] ?? 0;
	const v1 = d[at + step] ?? 0;
	const v2 = d[at + 2 * step] ?? 0;
	const v3 = d[at + 3 * step] ?? 0;
	const v4 = d[at + 4 * step] ?? 0;
	const v5 = d[at + 5 * step] ?? 0;
	const v6 = d[at + 6 * step] ?? 0;
	const v7 = d[at + 7 * step] ?? 0;
	const d07 = v0 - v7;
	const d16 = v1 - v6;
	const d25 = v2 - v5;
	const d34 = v3 - v4;
	const e0 = v0 + v7 + (v3 + v4);
	const e3 = v0 + v7 - (v3 + v4);
	const e1 = v1 + v6 + (v2 + v5);
	const e2 = v1 + v6 - (v2 + v5);
	d[at] = e0 + e1;
	d[at + 4 * step] = e0 - e1;
	const z1 = (e2 + e3) * 0.707106781;
	d[at + 2 * step] = e3 + z1;
	d[at + 6 * step] = e3 - z1;
	const o0 = d34 + d25;
	const o1 = d25 + d16;
	const o2 = d16 + d07;
	const z5 = (o0 - o2) * 0.382683433;
	const z2 = 0.5411961 * o0 + z5;
	const z4 = 1.306562965 * o2 + z5;
	const z3 = o1 * 0.707106781;
	const z11 = d07 + z3;
	const z13 = d07 - z3;
	d[at + 5 * step] = z13 + z2;
	d[at + 3 * step] = z13 - z2;
	d[at + step] = z11 + z4;
	d[at + 7 * step] = z11 - z4;
}

function putBlock(out: Scan, numbers: Int32Array, difference: number): void {
	putNumber(out, dcLuminance, 0, difference);
	let zeros = 0;
	for (let n = 1; n < 64; n++) {
		const value = numbers[n] ?? 0;
		if (value === 0) {
			zeros++;
			continue;
		}
		for (; zeros > 15; zeros -= 16) out.code(acLuminance, 0xf0);
		putNumber(out, acLuminance, zeros << 4, value);
		zeros = 0;
	}
	if (zeros > 0) out.code(acLuminance, 0);
}

/** A value's length in bits goes into its code, and its bits follow; a negative one is told as one less (F.1.2). */
function putNumber(out: Scan, table: HuffmanTable, prefix: number, value: number): void {
	const bits = value === 0 ? 0 : 32 - Math.clz32(Math.abs(value));
	out.code(table, prefix | bits);
	if (bits > 0) out.put(value < 0 ? value + (1 << bits) - 1 : value, bits);
}

class Scan {
	#bytes: Uint8Array<ArrayBuffer>;
	#length = 2;
	#held = 0;
	#count = 0;

	constructor(room: number) {
		this.#bytes = new Uint8Array(room);
		this.#bytes.set([0xff, 0xd8]);
	}

	segment(marker: number, body: readonly number[]): void {
		const length = body.length + 2;
		this.#room(length + 2);
		this.#bytes.set([0xff, marker, length >> 8, length & 255, ...body], this.#length);
		this.#length += length + 2;
	}

	code({ codes, lengths }: HuffmanTable, symbol: number): void {
		this.put(codes[symbol] ?? 0, lengths[symbol] ?? 0);
	}

	/** 16 bits at most. Within the scan a byte of ones is followed by a zero (B.1.1.5). */
	put(bits: number, length: number): void {
		this.#held = (this.#held << length) | bits;
		this.#count += length;
		while (this.#count >= 8) {
			this.#count -= 8;
			this.#byte((this.#held >> this.#count) & 255);
		}
		this.#held &= (1 << this.#count) - 1;
	}

	done(): Uint8Array<ArrayBuffer> {
		if (this.#count > 0) this.put((1 << (8 - this.#count)) - 1, 8 - this.#count);
		this.#room(2);
		this.#bytes.set([0xff, 0xd9], this.#length);
		return this.#bytes.slice(0, this.#length + 2);
	}

	#byte(value: number): void {
		this.#room(2);
		this.#bytes[this.#length++] = value;
		if (value === 0xff) this.#bytes[this.#length++] = 0;
	}

	#room(more: number): void {
		if (this.#length + more <= this.#bytes.length) return;
		const wider = new Uint8Array(this.#bytes.length * 2 + more);
		wider.set(this.#bytes);
		this.#bytes = wider;
	}
}

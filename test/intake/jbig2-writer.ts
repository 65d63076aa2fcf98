/** Packs black-and-white pictures as JBIG2 (ITU-T T.88): one generic region, by fax coding or by arithmetic coding. */
import { pack, type Dots } from './fax-writer.ts';
import { joined } from './made-pdf.ts';

/** Segments as a PDF holds them: without a file header (ISO 32000-1, 7.4.7). */
export function jbig2Of(rows: Dots, coding: 'fax' | 'arithmetic'): Uint8Array<ArrayBuffer> {
	const [width, height] = [rows[0]?.length ?? 0, rows.length];
	const page = joined([longs(width, height, 0, 0), Uint8Array.of(0, 0, 0)]);
	const place = joined([longs(width, height, 0, 0), Uint8Array.of(0)]);
	const isFax = coding === 'fax';
	// Template 0 with its four adaptive dots where the standard puts them.
	const options = isFax ? [1] : [0, 3, -1, -3, -1, 2, -2, -2, -2];
	const data = isFax ? pack(rows, 'group4') : arithmetic(rows);
	const region = joined([place, Uint8Array.from(options), data]);
	return joined([segment(0, 48, page), segment(1, 38, region)]);
}

function segment(number: number, type: number, data: Uint8Array): Uint8Array {
	return joined([longs(number), Uint8Array.of(type, 0, 1), longs(data.length), data]);
}

function longs(...values: readonly number[]): Uint8Array {
	const view = new DataView(new ArrayBuffer(values.length * 4));
	for (const [n, value] of values.entries()) view.setUint32(n * 4, value);
	return new Uint8Array(view.buffer);
}

/** The dots around each that its context is made of, nominal template 0 (figure 3). */
const around: readonly (readonly [x: number, y: number])[] = [
	...[-4, -3, -2, -1].map((x) => [x, 0] as const),
	...[-3, -2, -1, 0, 1, 2, 3].map((x) => [x, -1] as const),
	...[-2, -1, 0, 1, 2].map((x) => [x, -2] as const)
];

function arithmetic(rows: Dots): Uint8Array<ArrayBuffer> {
	const coder = new MqCoder();
	for (const [y, row] of rows.entries()) {
		for (const [x, dot] of row.entries()) {
			let context = 0;
			for (const [dx, dy] of around) context = (context << 1) | (rows[y + dy]?.[x + dx] ?? 0);
			coder.code(context, dot);
		}
	}
	return coder.finish();
}

/** Probability, next state if likely, next if not, whether the likely value changes (table E.1). */
const states: readonly (readonly [number, number, number, number])[] = [
	...[[0x5601, 1, 1, 1] as const, [0x3401, 2, 6, 0] as const, [0x1801, 3, 9, 0] as const],
	...[[0x0ac1, 4, 12, 0] as const, [0x0521, 5, 29, 0] as const, [0x0221, 38, 33, 0] as const],
	...[[0x5601, 7, 6, 1] as const, [0x5401, 8, 14, 0] as const, [0x4801, 9, 14, 0] as const],
	...[[0x3801, 10, 14, 0] as const, [0x3001, 11, 17, 0] as const, [0x2401, 12, 18, 0] as const],
	...[[0x1c01, 13, 20, 0] as const, [0x1601, 29, 21, 0] as const, [0x5601, 15, 14, 1] as const],
	...[[0x5401, 16, 14, 0] as const, [0x5101, 17, 15, 0] as const, [0x4801, 18, 16, 0] as const],
	...[[0x3801, 19, 17, 0] as const, [0x3401, 20, 18, 0] as const, [0x3001, 21, 19, 0] as const],
	...[[0x2801, 22, 19, 0] as const, [0x2401, 23, 20, 0] as const, [0x2201, 24, 21, 0] as const],
	...[[0x1c01, 25, 22, 0] as const, [0x1801, 26, 23, 0] as const, [0x1601, 27, 24, 0] as const],
	...[[0x1401, 28, 25, 0] as const, [0x1201, 29, 26, 0] as const, [0x1101, 30, 27, 0] as const],
	...[[0x0ac1, 31, 28, 0] as const, [0x09c1, 32, 29, 0] as const, [0x08a1, 33, 30, 0] as const],
	...[[0x0521, 34, 31, 0] as const, [0x0441, 35, 32, 0] as const, [0x02a1, 36, 33, 0] as const],
	...[[0x0221, 37, 34, 0] as const, [0x0141, 38, 35, 0] as const, [0x0111, 39, 36, 0] as const],
	...[[0x0085, 40, 37, 0] as const, [0x0049, 41, 38, 0] as const, [0x0025, 42, 39, 0] as const],
	...[[0x0015, 43, 40, 0] as const, [0x0009, 44, 41, 0] as const, [0x0005, 45, 42, 0] as const],
	...[[0x0001, 45, 43, 0] as const, [0x5601, 46, 46, 0] as const]
];

/** The arithmetic coder that JBIG2 and JPEG 2000 share (annex E and its mirror, the encoder of T.800 annex C). */
class MqCoder {
	readonly #states = new Map<number, { state: number; likely: number }>();
	/** The first byte is never sent. */
	readonly #bytes: number[] = [0];
	#interval = 0x8000;
	#code = 0;
	#shifts = 12;

	code(context: number, dot: number): void {
		const held = this.#states.get(context) ?? { state: 0, likely: 0 };
		this.#states.set(context, held);
		const [chance, ifLikely, ifNot, changes] = states[held.state] ?? [0, 0, 0, 0];
		this.#interval -= chance;
		if (dot === held.likely) {
			if (this.#interval & 0x8000) {
				this.#code += chance;
				return;
			}
			if (this.#interval < chance) this.#interval = chance;
			else this.#code += chance;
			held.state = ifLikely;
		} else {
			if (this.#interval < chance) this.#code += chance;
			else this.#interval = chance;
			if (changes) held.likely = 1 - held.likely;
			held.state = ifNot;
		}
		do {
			this.#interval <<= 1;
			this.#code *= 2;
			this.#shifts -= 1;
			if (this.#shifts === 0) this.#byteOut();
		} while (!(this.#interval & 0x8000));
	}

	finish(): Uint8Array<ArrayBuffer> {
		const most = this.#code + this.#interval;
		this.#code = Math.floor(this.#code / 0x10000) * 0x10000 + 0xffff;
		if (this.#code >= most) this.#code -= 0x8000;
		for (let n = 0; n < 2; n += 1) {
			this.#code *= 2 ** this.#shifts;
			this.#byteOut();
		}
		if (this.#bytes.at(-1) !== 0xff) this.#bytes.push(0xff);
		return Uint8Array.from([...this.#bytes.slice(1), 0xac]);
	}

	#byteOut(): void {
		const last = this.#bytes.length - 1;
		if (this.#bytes[last] !== 0xff && this.#code >= 0x8000000) {
			this.#bytes[last] = (this.#bytes[last] ?? 0) + 1;
			this.#code -= 0x8000000;
		}
		// After 0xFF a byte holds seven bits, so that no marker can appear in the data.
		const bits = this.#bytes[last] === 0xff ? 7 : 8;
		const unit = 2 ** (27 - bits);
		this.#bytes.push(Math.floor(this.#code / unit) & 0xff);
		this.#code %= unit;
		this.#shifts = bits;
	}
}

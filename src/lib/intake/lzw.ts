/** Unpacks TIFF's LZW: codes of 9 to 12 bits, highest bit first, widening one code early (TIFF 6.0, section 13). */

const clear = 256;
const end = 257;
const firstFree = 258;
const tableSize = 4096;

/** Fills at most `size` bytes; the answer is shorter when the packed bytes end or make no sense. */
export function unpackLzw(packed: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
	const out = new Uint8Array(size);
	// A code stands for the bytes already written from `starts` on, `lengths` long: nothing is ever rebuilt.
	const starts = new Int32Array(tableSize);
	const lengths = new Int32Array(tableSize);
	let free = firstFree;
	let width = 9;
	let previous = -1;
	let written = 0;
	let held = 0;
	let bits = 0;
	for (const byte of packed) {
		held = ((held << 8) | byte) & 0xffffff;
		bits += 8;
		if (bits < width) continue;
		bits -= width;
		const code = (held >> bits) & ((1 << width) - 1);
		if (code === end || written >= size) break;
		if (code === clear) {
			free = firstFree;
			width = 9;
			previous = -1;
			continue;
		}
		if (code > free || (code === free && previous < 0)) break;
		const start = written;
		if (code < clear) out[written++] = code;
		else {
			// A code not yet in the table is the previous string and its own first byte again.
			const fresh = code === free;
			const from = fresh ? previous : (starts[code] ?? 0);
			const length = fresh ? written - previous + 1 : (lengths[code] ?? 0);
			for (let n = 0; n < length && written < size; n += 1) out[written++] = out[from + n] ?? 0;
		}
		if (previous >= 0 && free < tableSize) {
			starts[free] = previous;
			lengths[free] = start - previous + 1;
			free += 1;
		}
		previous = start;
		// The writer is one entry ahead of the reader and widens one code early.
		if (free + 1 >= 1 << width && width < 12) width += 1;
	}
	return out.subarray(0, written);
}

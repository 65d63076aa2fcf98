/** Snappy (google/snappy, format_description.txt): how LevelDB packs its blocks. Only unpacking is needed. */

/** More than any block of a browser's database; a length above it is no length. */
const most = 64 * 1024 ** 2;

/** The plain bytes; `undefined` where the input is not snappy. */
export function unsnap(packed: Buffer): Buffer | undefined {
	const head = readVarint(packed, 0);
	if (!head || head.value > most) return undefined;
	const plain = Buffer.alloc(head.value);
	let [from, to] = [head.next, 0];
	while (from < packed.length) {
		const tag = packed[from++] ?? 0;
		if ((tag & 3) === 0) {
			let length = (tag >> 2) + 1;
			if (length > 60) {
				const width = length - 60;
				if (from + width > packed.length) return undefined;
				length = packed.readUIntLE(from, width) + 1;
				from += width;
			}
			if (from + length > packed.length || to + length > plain.length) return undefined;
			packed.copy(plain, to, from, from + length);
			[from, to] = [from + length, to + length];
			continue;
		}
		const width = [0, 1, 2, 4][tag & 3] ?? 0;
		if (from + width > packed.length) return undefined;
		const rest = packed.readUIntLE(from, width);
		from += width;
		const isShort = width === 1;
		const length = isShort ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
		const back = isShort ? ((tag >> 5) << 8) | rest : rest;
		if (back === 0 || back > to || to + length > plain.length) return undefined;
		// One by one: a copy may reach into what it has just written.
		for (let i = 0; i < length; i++) plain[to + i] = plain[to + i - back] ?? 0;
		to += length;
	}
	return to === plain.length ? plain : undefined;
}

/** LEB128, as protocol buffers write it. */
export function readVarint(
	bytes: Buffer,
	from: number
): { readonly value: number; readonly next: number } | undefined {
	let value = 0;
	for (let i = 0; i < 8; i++) {
		const byte = bytes[from + i];
		if (byte === undefined) return undefined;
		value += (byte & 0x7f) * 2 ** (7 * i);
		if (byte < 0x80) return { value, next: from + i + 1 };
	}
	return undefined;
}

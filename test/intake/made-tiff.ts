/** TIFFs written byte by byte, for Node and the browser alike: what no honest program would write included. */

export interface Tag {
	readonly tag: number;
	/** 3: 16 bits, 4: 32 bits. */
	readonly type: 3 | 4;
	readonly value: number;
}

/** A TIFF of pages that share one strip, in either byte order; `loop` leads the last page back to the first. */
export function tiffOf(
	strip: Uint8Array,
	pages: readonly (readonly Tag[])[],
	{ little = true, loop = false } = {}
): Uint8Array<ArrayBuffer> {
	const first = 8 + strip.length + (strip.length & 1);
	const lengths = pages.map((tags) => 6 + (tags.length + 2) * 12);
	const bytes = new Uint8Array(first + lengths.reduce((sum, length) => sum + length, 0));
	const view = new DataView(bytes.buffer);
	bytes.set(little ? [0x49, 0x49, 42, 0] : [0x4d, 0x4d, 0, 42]);
	view.setUint32(4, first, little);
	bytes.set(strip, 8);
	let at = first;
	for (const [n, tags] of pages.entries()) {
		const place: Tag[] = [
			{ tag: 273, type: 4, value: 8 },
			{ tag: 279, type: 4, value: strip.length }
		];
		const all = [...tags, ...place].sort((a, b) => a.tag - b.tag);
		view.setUint16(at, all.length, little);
		for (const [k, { tag, type, value }] of all.entries()) {
			const entry = at + 2 + k * 12;
			view.setUint16(entry, tag, little);
			view.setUint16(entry + 2, type, little);
			view.setUint32(entry + 4, 1, little);
			if (type === 3) view.setUint16(entry + 8, value, little);
			else view.setUint32(entry + 8, value, little);
		}
		at += lengths[n] ?? 0;
		const isLast = n === pages.length - 1;
		view.setUint32(at - 4, isLast ? (loop ? first : 0) : at, little);
	}
	return bytes;
}

export function sizeTags(width: number, height: number, bits: number, packing: number): Tag[] {
	return [
		{ tag: 256, type: 4, value: width },
		{ tag: 257, type: 4, value: height },
		{ tag: 258, type: 3, value: bits },
		{ tag: 259, type: 3, value: packing },
		{ tag: 262, type: 3, value: bits === 1 ? 0 : 1 }
	];
}

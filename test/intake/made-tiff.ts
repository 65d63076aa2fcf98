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

/** What a page's directory says, by tag; several values are 16-bit for [258, 320], else 32-bit. */
export type Directory = Readonly<Record<number, number | readonly number[]>>;

const shortTags = new Set([258, 259, 262, 266, 274, 277, 284, 296, 317, 320, 338, 339]);

/** One page of strips, or of tiles where the directory names their width [322]; `big` writes BigTIFF. */
export function piecedTiff(
	pieces: readonly Uint8Array[],
	directory: Directory,
	{ little = true, big = false } = {}
): Uint8Array<ArrayBuffer> {
	const offsetBytes = big ? 8 : 4;
	const begin = big ? 16 : 8;
	const offsets = pieces.map((_, n) =>
		pieces.slice(0, n).reduce((sum, { length }) => sum + length, begin)
	);
	const isTiled = 322 in directory;
	const all: [tag: number, values: readonly number[]][] = Object.entries({
		...directory,
		[isTiled ? 324 : 273]: offsets,
		[isTiled ? 325 : 279]: pieces.map(({ length }) => length)
	}).map(([tag, value]) => [Number(tag), typeof value === 'number' ? [value] : value]);
	const first = pieces.reduce((sum, { length }) => sum + length, begin);
	const entryBytes = 4 + offsetBytes * 2;
	let beyond = first + 16 + all.length * entryBytes;
	const bytes = new Uint8Array(beyond + all.reduce((sum, [, { length }]) => sum + length * 8, 0));
	const view = new DataView(bytes.buffer);
	const putOffset = (at: number, value: number): void => {
		if (big) view.setBigUint64(at, BigInt(value), little);
		else view.setUint32(at, value, little);
	};
	bytes.fill(little ? 0x49 : 0x4d, 0, 2);
	view.setUint16(2, big ? 43 : 42, little);
	if (big) view.setUint16(4, 8, little);
	putOffset(offsetBytes, first);
	for (const [n, piece] of pieces.entries()) bytes.set(piece, offsets[n]);
	if (big) view.setBigUint64(first, BigInt(all.length), little);
	else view.setUint16(first, all.length, little);
	for (const [n, [tag, values]] of all.entries()) {
		const at = first + (big ? 8 : 2) + n * entryBytes;
		const size = shortTags.has(tag) ? 2 : 4;
		view.setUint16(at, tag, little);
		view.setUint16(at + 2, size === 2 ? 3 : 4, little);
		putOffset(at + 4, values.length);
		let place = at + 4 + offsetBytes;
		if (values.length * size > offsetBytes) {
			putOffset(place, beyond);
			place = beyond;
			beyond += values.length * size;
		}
		for (const [k, value] of values.entries()) {
			if (size === 2) view.setUint16(place + k * 2, value, little);
			else view.setUint32(place + k * 4, value, little);
		}
	}
	return bytes;
}

/** Shades of grey in the kinds of TIFF that few programs write: BigTIFF, planes, numbers with a fraction. */
export function madeTiffs(): readonly (readonly [string, Uint8Array<ArrayBuffer>])[] {
	const [width, height] = [60, 40];
	const grey = Uint8Array.from({ length: width * height }, (_, n) => (n * 7) & 255);
	const real = new Uint8Array(width * height * 4);
	const view = new DataView(real.buffer);
	for (const [n, value] of grey.entries()) view.setFloat32(n * 4, value / 255, true);
	const size = { 256: width, 257: height, 258: 8, 259: 1, 262: 1, 278: height };
	const halves = [grey.slice(0, width * 20), grey.slice(width * 20)];
	const planes = { ...size, 262: 2, 277: 3, 278: 20, 284: 2 };
	return [
		['a BigTIFF', piecedTiff(halves, { ...size, 278: 20 }, { big: true })],
		['a BigTIFF, its high bytes first', piecedTiff([grey], size, { big: true, little: false })],
		['a TIFF in planes', piecedTiff([...halves, ...halves, ...halves], planes)],
		['a TIFF of numbers with a fraction', piecedTiff([real], { ...size, 258: 32, 339: 3 })]
	];
}

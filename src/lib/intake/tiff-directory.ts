/** Walks a TIFF's page directories ourselves, in bounds and without going round in circles, before any pixel is unpacked. */
import { maxPixels } from '#lib/imaging/picture.ts';
import { mostEdge, mostPages } from './taken.ts';

/** One strip or tile: where its packed bytes lie in the file. */
export interface Piece {
	readonly offset: number;
	readonly length: number;
}

/** What a page's directory says, checked against the file; tag numbers of TIFF 6.0 in brackets. */
export interface TiffPage {
	readonly width: number;
	readonly height: number;
	/** Bits a sample [258] and samples a dot [277]. */
	readonly bits: number;
	readonly samples: number;
	/** 1: a dot's samples lie together; else each colour has pieces of its own, one plane after another [284]. */
	readonly planes: number;
	/** Samples are numbers with a fraction [339 = 3], see `tiff-real.ts`. */
	readonly isReal: boolean;
	/** Compression [259]; see `packings`. */
	readonly packing: number;
	/** Photometric interpretation [262]. */
	readonly colour: number;
	readonly lowBitFirst: boolean;
	/** Group 3 options [292]. */
	readonly faxOptions: number;
	/** 1: none; 2: samples are stored as differences from their left neighbour [317]. */
	readonly predictor: number;
	/** How the picture must be turned to stand upright [274], 1 to 8. */
	readonly orientation: number;
	/** Dots per inch, across and down [282, 283, 296]. */
	readonly dpi: readonly [across: number, down: number] | undefined;
	readonly littleEndian: boolean;
	/** Strips are as wide as the page, tiles are not. */
	readonly pieceWidth: number;
	readonly pieceHeight: number;
	readonly pieces: readonly Piece[];
	/** Red, green and blue of each palette entry, 0 to 65,535 [320]. */
	readonly palette: readonly number[];
	/** JPEG tables shared by all pieces [347]. */
	readonly jpegTables: Piece | undefined;
	/** Of the old kind of JPEG (packing 6): where the whole JPEG lies, when the file has one [513, 514]. */
	readonly wholeJpeg: Piece | undefined;
	/** Whether the sample after the colours is opacity, and the colours were thinned by it already [338]. */
	readonly alpha: 'none' | 'apart' | 'thinned';
}

export interface TiffWalk {
	/** Where each page's directory begins, in order. */
	readonly directories: readonly number[];
	/** The chain of directories leaves the file, or comes back to where it was. */
	readonly broken: boolean;
	readonly tooMany: boolean;
}

interface File {
	readonly view: DataView;
	readonly little: boolean;
	/** BigTIFF: the same with 64-bit offsets and counts. */
	readonly big: boolean;
}

type Tags = ReadonlyMap<number, Entry>;

interface Entry {
	readonly type: number;
	readonly count: number;
	readonly at: number;
}

/** Bytes of one value by its type (TIFF 6.0, page 15): byte, text, short, long, rational, … */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8] as const;
/** More strips than this on one page is an attack on our patience. */
const mostPieces = 100_000;
/** A colour page of 16 bits at 600 dots per inch in one strip is 210 MB. */
const mostPieceBytes = maxPixels * 4;
/** Four inks and opacity, with room to spare. */
const mostPlanes = 8;
const alphaKinds = ['none', 'thinned', 'apart'] as const;

export function walkTiff(bytes: Uint8Array): TiffWalk {
	const file = fileOf(bytes);
	const { view } = file;
	const [countBytes, entryBytes, offsetBytes] = shapeOf(file);
	const seen = new Set<number>();
	const directories: number[] = [];
	let at = view.byteLength >= offsetBytes * 2 ? offsetAt(file, offsetBytes) : 1;
	while (at !== 0) {
		const broken = { directories, broken: true, tooMany: false };
		if (seen.has(at) || at + countBytes > view.byteLength) return broken;
		seen.add(at);
		const next = at + countBytes + entriesAt(file, at) * entryBytes;
		if (next > view.byteLength) return broken;
		const tags = tagsOf(file, at);
		// Bits 0 and 2: a smaller copy or a mask of another page, not a side of paper.
		if (((firstOf(file, tags, 254) ?? 0) & 5) === 0) directories.push(at);
		if (seen.size > mostPages) return { directories, broken: false, tooMany: true };
		// Some writers end the file with the last directory's entries and leave out the closing zero.
		at = next + offsetBytes <= view.byteLength ? offsetAt(file, next) : 0;
	}
	return { directories, broken: directories.length === 0, tooMany: false };
}

/** What can be wrong with one page; the others go on. */
export type PageFault = 'damaged' | 'too-many-dots' | 'too-long' | 'unknown-kind';

export function pageAt(bytes: Uint8Array, directory: number): TiffPage | PageFault {
	const file = fileOf(bytes);
	const tags = tagsOf(file, directory);
	const first = (tag: number, usual: number): number => firstOf(file, tags, tag) ?? usual;
	const [width, height] = [first(256, 0), first(257, 0)];
	if (width === 0 || height === 0) return 'damaged';
	if (width * height > maxPixels) return 'too-many-dots';
	if (Math.max(width, height) > mostEdge) return 'too-long';
	const samples = first(277, 1);
	// Complex numbers [339 > 3], and differences between numbers with a fraction [317 = 3], are not scans.
	if (first(339, 1) > 3 || first(317, 1) > 2) return 'unknown-kind';
	const planes = first(284, 1) === 2 ? samples : 1;
	if (planes === 0 || planes > mostPlanes) return 'unknown-kind';
	const tiled = tags.has(322);
	const pieceWidth = tiled ? first(322, 0) : width;
	const pieceHeight = tiled ? first(323, 0) : Math.min(height, first(278, height));
	if (pieceWidth === 0 || pieceHeight === 0) return 'damaged';
	if (pieceWidth * pieceHeight > maxPixels) return 'too-many-dots';
	// One piece is unpacked at a time: that much of it is let into memory.
	const pieceBytes = (pieceWidth * pieceHeight * first(258, 1) * samples) / planes / 8;
	if (pieceBytes > mostPieceBytes) return 'too-many-dots';
	const wanted = Math.ceil(width / pieceWidth) * Math.ceil(height / pieceHeight) * planes;
	const page = {
		width,
		height,
		bits: first(258, 1),
		samples,
		planes,
		packing: first(259, 1),
		isReal: first(339, 1) === 3,
		colour: first(262, first(258, 1) === 1 ? 0 : 1),
		lowBitFirst: first(266, 1) === 2,
		faxOptions: first(292, 0),
		predictor: first(317, 1),
		orientation: first(274, 1),
		dpi: dpiOf(file, tags),
		littleEndian: file.little,
		pieceWidth,
		pieceHeight,
		palette: allOf(file, tags, 320, 3 * 256),
		jpegTables: placeOf(tags.get(347)),
		wholeJpeg: jpegPlace(file, tags),
		alpha: alphaKinds[first(338, 0)] ?? 'none'
	};
	// Where the JPEG lies by itself, the strips are often left out, or lie inside it.
	const pieces = page.wholeJpeg ? [] : piecesOf(file, tags, wanted, tiled, page);
	return pieces ? { ...page, pieces } : 'damaged';
}

function piecesOf(
	file: File,
	tags: Tags,
	wanted: number,
	tiled: boolean,
	page: Pick<TiffPage, 'packing' | 'bits' | 'samples' | 'pieceWidth' | 'pieceHeight'>
): readonly Piece[] | undefined {
	if (wanted > mostPieces) return undefined;
	const offsets = allOf(file, tags, tiled ? 324 : 273, wanted);
	let lengths = allOf(file, tags, tiled ? 325 : 279, wanted);
	if (lengths.length === 0 && wanted === 1) {
		// Old fax software leaves the length out: then the strip may reach to the end.
		lengths = [file.view.byteLength - (offsets[0] ?? 0)];
	}
	if (offsets.length < wanted || lengths.length < wanted) return undefined;
	const pieces = offsets.map((offset, n) => ({ offset, length: lengths[n] ?? 0 }));
	const { byteLength } = file.view;
	const inside = pieces.every(({ offset, length }) => offset + length <= byteLength);
	// Pieces that lie over one another would let a small file ask for endless work.
	const total = pieces.reduce((sum, { length }) => sum + length, 0);
	return inside && total <= byteLength && page.bits * page.samples <= 128 ? pieces : undefined;
}

function fileOf(bytes: Uint8Array): File {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const little = bytes[0] === 0x49;
	return { view, little, big: view.byteLength >= 4 && view.getUint16(2, little) === 43 };
}

/** Bytes of a directory's count, of one entry, and of an offset. */
function shapeOf({ big }: File): readonly [number, number, number] {
	return big ? [8, 20, 8] : [2, 12, 4];
}

function entriesAt({ view, little, big }: File, at: number): number {
	return big ? Number(view.getBigUint64(at, little)) : view.getUint16(at, little);
}

/** An offset or a count; beyond 2^53 it is no longer exact, but far outside any file. */
function offsetAt({ view, little, big }: File, at: number): number {
	return big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little);
}

/** The directory lies inside the file: the walk has seen to that. Values that do not are left out. */
function tagsOf(file: File, directory: number): Tags {
	const { view, little } = file;
	const [countBytes, entryBytes, offsetBytes] = shapeOf(file);
	const tags = new Map<number, Entry>();
	const count = entriesAt(file, directory);
	for (let n = 0; n < count; n += 1) {
		const entry = directory + countBytes + n * entryBytes;
		const type = view.getUint16(entry + 2, little);
		const values = offsetAt(file, entry + 4);
		const length = (sizes[type] ?? 0) * values;
		const place = entry + 4 + offsetBytes;
		const at = length <= offsetBytes ? place : offsetAt(file, place);
		if (length > 0 && at + length <= view.byteLength) {
			tags.set(view.getUint16(entry, little), { type, count: values, at });
		}
	}
	return tags;
}

function valueOf({ view, little }: File, { type, at }: Entry, n: number): number {
	const place = at + (sizes[type] ?? 0) * n;
	if (type === 3) return view.getUint16(place, little);
	if (type === 4 || type === 13) return view.getUint32(place, little);
	if (type >= 16) return Number(view.getBigUint64(place, little));
	if (type === 5) {
		return view.getUint32(place, little) / view.getUint32(place + 4, little);
	}
	return view.getUint8(place);
}

function firstOf(file: File, tags: Tags, tag: number): number | undefined {
	const entry = tags.get(tag);
	return entry && valueOf(file, entry, 0);
}

function allOf(file: File, tags: Tags, tag: number, most: number): number[] {
	const entry = tags.get(tag);
	if (!entry) return [];
	return Array.from({ length: Math.min(most, entry.count) }, (_, n) => valueOf(file, entry, n));
}

function placeOf(entry: Entry | undefined): Piece | undefined {
	return entry && { offset: entry.at, length: entry.count };
}

function jpegPlace(file: File, tags: Tags): Piece | undefined {
	if (firstOf(file, tags, 259) !== 6) return undefined;
	const offset = firstOf(file, tags, 513) ?? 0;
	const most = file.view.byteLength - offset;
	const length = firstOf(file, tags, 514) ?? most;
	return offset > 0 && length > 0 && length <= most ? { offset, length } : undefined;
}

function dpiOf(file: File, tags: Tags): readonly [number, number] | undefined {
	const across = firstOf(file, tags, 282) ?? 0;
	const down = firstOf(file, tags, 283) ?? across;
	// Unit 3 is the centimetre; 1 means none, but scanners write it and mean inches.
	const scale = firstOf(file, tags, 296) === 3 ? 2.54 : 1;
	return across > 0 && down > 0 && Number.isFinite(across + down)
		? [across * scale, down * scale]
		: undefined;
}

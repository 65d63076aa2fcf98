/**
 * A JPEG as it goes into a packet, put together anew from its image alone: one header of ours, the tables that its codes
 * need, the frame, the scan. Comments, camera data, profiles, thumbnails and what follows the end stay behind.
 */
import { joinedBytes } from '#lib/page/bytes.ts';
import { fillsFrame, type ScanPart } from './jpeg-scan.ts';
import { huffmanTable, type HuffmanTable } from './jpeg-tables.ts';

export interface JpegFacts {
	readonly width: number;
	readonly height: number;
	/** 1 is grey, 3 is colour. */
	readonly components: number;
}
export interface CleanJpeg {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly facts: JpegFacts;
}

interface Component {
	readonly id: number;
	readonly across: number;
	readonly down: number;
	readonly quantization: number;
}

/** JFIF 1.01, no density, no thumbnail. */
const jfif = Uint8Array.of(0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
const [startOfFrame, extended, huffman, quantization, restart, scan] = [
	0xc0, 0xc1, 0xc4, 0xdb, 0xdd, 0xda
];

/** What has been read before the scan begins. */
interface Read {
	readonly quantizations: Map<number, Uint8Array>;
	readonly tables: Map<number, HuffmanTable>;
	frame?: Frame;
	/** Units between two restart marks; 0 for none. */
	restart: number;
	/** Adobe's word on how the colours are coded. */
	transform?: number;
	readonly isFollowed: boolean;
}
interface Frame {
	readonly facts: JpegFacts;
	readonly components: readonly Component[];
}

/**
 * `undefined` when it is not one baseline scan that can be followed to its last bit, or when it needs what would be left
 * behind to look right: such a picture has to be drawn anew. `isFollowed`: somebody has followed the codes of the very
 * bytes that come out, and they need not be followed once more.
 */
export function cleanJpeg(
	bytes: Uint8Array<ArrayBuffer>,
	{ isFollowed = false } = {}
): CleanJpeg | undefined {
	const read: Read = { quantizations: new Map(), tables: new Map(), restart: 0, isFollowed };
	if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
	for (let at = 2; ;) {
		const marker = bytes[at + 1] ?? 0;
		if (bytes[at] !== 0xff || marker < 0xc0) return undefined;
		if (marker === 0xff) {
			at++;
			continue;
		}
		const end = at + 2 + u16(bytes, at + 2);
		if (end > bytes.length || end < at + 4) return undefined;
		const body = bytes.subarray(at + 4, end);
		if (marker === scan) return putTogether(bytes, end, body, read);
		if (!take(read, marker, body)) return undefined;
		at = end;
	}
}

/** Whether the picture can still go through. */
function take(read: Read, marker: number, body: Uint8Array): boolean {
	switch (marker) {
		case startOfFrame:
		case extended: {
			const frame = read.frame ? undefined : frameOf(body);
			if (frame) read.frame = frame;
			return frame !== undefined;
		}
		case huffman:
			return readTables(body, read.tables);
		case quantization:
			return readQuantizations(body, read.quantizations);
		case restart:
			read.restart = u16(body, 0);
			return true;
		case 0xee:
			if (startsWith(body, 'Adobe')) read.transform = body[11] ?? 0;
			return true;
		default:
			return !isNeededToLookRight(marker, body);
	}
}

function putTogether(
	bytes: Uint8Array,
	from: number,
	head: Uint8Array,
	{ frame, tables, quantizations, restart: every, transform, isFollowed }: Read
): CleanJpeg | undefined {
	const parts = frame && partsOf(head, frame.components, tables);
	const to = scanEnd(bytes, from);
	if (!frame || !parts || to === undefined) return undefined;
	const { facts, components } = frame;
	const whole = { ...facts, restart: every, parts: parts.map(({ part }) => part) };
	if (!isFollowed && !fillsFrame(bytes, from, to, whole)) return undefined;
	const needed = new Set(components.map((component) => component.quantization));
	const tablesOf = [...needed].map((n) => [n, quantizations.get(n)] as const);
	if (tablesOf.some(([, table]) => !table)) return undefined;
	const segments = [
		transform === undefined ? jfif : adobeSegment(transform),
		...tablesOf.map(([n, table]) => segment(quantization, [n, ...(table ?? [])])),
		frameSegment(facts, components),
		...tableSegments(parts),
		...(every > 0 ? [segment(restart, [every >> 8, every & 255])] : []),
		scanSegment(components, parts)
	];
	const [start, end] = [Uint8Array.of(0xff, 0xd8), Uint8Array.of(0xff, 0xd9)];
	return { facts, bytes: joinedBytes(start, ...segments, bytes.subarray(from, to), end) };
}

/** Another colour space than sRGB; or a segment that is neither table nor application's. */
function isNeededToLookRight(marker: number, body: Uint8Array): boolean {
	if (marker === 0xe2 && startsWith(body, 'ICC_PROFILE')) {
		// Newer profiles write their name in two bytes a letter.
		return !new TextDecoder('latin1').decode(body).replaceAll('\0', '').includes('sRGB');
	}
	return !(marker === 0xfe || (marker >= 0xe0 && marker <= 0xef));
}

function frameOf(body: Uint8Array): Frame | undefined {
	const facts = { height: u16(body, 1), width: u16(body, 3), components: body[5] ?? 0 };
	const { width, height, components: count } = facts;
	if (body[0] !== 8 || !width || !height || ![1, 3].includes(count)) return undefined;
	if (body.length !== 6 + 3 * count) return undefined;
	const components = Array.from({ length: count }, (_, n) => {
		const [id = 0, sampling = 0, table = 0] = body.subarray(6 + 3 * n);
		return { id, across: sampling >> 4, down: sampling & 15, quantization: table };
	});
	const odd = components.some(
		({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4
	);
	// "RGB" in the components' names would say what only those names say.
	return odd || components[0]?.id === 0x52 ? undefined : { components, facts };
}

interface Chosen {
	readonly part: ScanPart;
	readonly dc: number;
	readonly ac: number;
}

/** All components in one scan, from the first number to the last. */
function partsOf(
	body: Uint8Array,
	components: readonly Component[],
	tables: ReadonlyMap<number, HuffmanTable>
): readonly Chosen[] | undefined {
	const count = components.length;
	if (body.length !== 4 + 2 * count || body[0] !== count) return undefined;
	const [first, last, bits] = body.subarray(1 + 2 * count);
	if (first !== 0 || last !== 63 || bits !== 0) return undefined;
	const parts = components.map(({ id, across, down }, n): Chosen | undefined => {
		const [named, chosen = 0] = body.subarray(1 + 2 * n);
		const [dc, ac] = [chosen >> 4, 0x10 | (chosen & 15)];
		const [dcTable, acTable] = [tables.get(dc), tables.get(ac)];
		if (named !== id || !dcTable || !acTable) return undefined;
		return { part: { across, down, dc: dcTable, ac: acTable }, dc, ac };
	});
	const found = parts.filter((part) => part !== undefined);
	return found.length === count ? found : undefined;
}

function readTables(body: Uint8Array, tables: Map<number, HuffmanTable>): boolean {
	for (let at = 0; at < body.length;) {
		const counts = body.slice(at + 1, at + 17);
		const total = counts.reduce((sum, count) => sum + count, 0);
		const symbols = body.slice(at + 17, at + 17 + total);
		const table = symbols.length === total ? huffmanTable(counts, symbols) : undefined;
		const key = body[at] ?? 0;
		if (!table || counts.length < 16 || (key & 0xef) > 3) return false;
		tables.set(key, table);
		at += 17 + total;
	}
	return true;
}

function readQuantizations(body: Uint8Array, tables: Map<number, Uint8Array>): boolean {
	for (let at = 0; at < body.length; at += 65) {
		const key = body[at] ?? 0;
		if (key > 3 || at + 65 > body.length) return false;
		tables.set(key, body.slice(at + 1, at + 65));
	}
	return true;
}

/** Where the end mark stands. */
function scanEnd(bytes: Uint8Array, from: number): number | undefined {
	for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
		const next = bytes[at + 1] ?? 0;
		if (next === 0xd9) return at;
		if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return undefined;
	}
	return undefined;
}

function frameSegment({ width, height }: JpegFacts, components: readonly Component[]): Uint8Array {
	return segment(startOfFrame, [
		...[8, height >> 8, height & 255, width >> 8, width & 255, components.length],
		...components.flatMap(({ across, down, quantization: table }, n) => [
			...[n + 1, (across << 4) | down, table]
		])
	]);
}

function tableSegments(parts: readonly Chosen[]): readonly Uint8Array[] {
	const used = new Map(
		parts.flatMap(({ part, dc, ac }) => [[dc, part.dc] as const, [ac, part.ac] as const])
	);
	return [...used].map(([key, { counts, symbols }]) =>
		segment(huffman, [key, ...counts, ...symbols])
	);
}

function scanSegment(components: readonly Component[], parts: readonly Chosen[]): Uint8Array {
	const chosen = parts.flatMap(({ dc, ac }, n) => [n + 1, (dc << 4) | (ac & 15)]);
	return segment(scan, [components.length, ...chosen, 0, 63, 0]);
}

function adobeSegment(transform: number): Uint8Array {
	return segment(0xee, [0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform]);
}

function segment(marker: number, body: readonly number[]): Uint8Array {
	const length = body.length + 2;
	return Uint8Array.from([0xff, marker, length >> 8, length & 255, ...body]);
}

function startsWith(body: Uint8Array, text: string): boolean {
	return Array.from(text).every((char, n) => body[n] === char.charCodeAt(0));
}

function u16(bytes: Uint8Array, at: number): number {
	return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

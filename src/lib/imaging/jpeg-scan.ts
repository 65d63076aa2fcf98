/**
 * Follows the data of a JPEG code by code, without drawing it, to know that it is all picture.
 *
 * [Note: A JPEG that goes through] A decoder stops when the frame is full and never says what it left over: rows beyond
 * the frame's height are as good a hiding place as a comment. So a stored JPEG may go into a packet as it is only when
 * every code was followed, the frame was full with the last one, nothing but the last byte's filling was left, and the
 * tables are those that the codes needed. What else a JPEG can hold is left behind: see `jpeg-clean.ts`.
 */
import { letGo } from '#lib/thread/let-go.ts';
import type { HuffmanTable } from './jpeg-tables.ts';

/** A component of the frame with the tables that its codes are in. */
export interface ScanPart {
	/** Blocks across and down in each unit of the scan. */
	readonly across: number;
	readonly down: number;
	readonly dc: HuffmanTable;
	readonly ac: HuffmanTable;
}
export interface ScanFrame {
	readonly width: number;
	readonly height: number;
	/** Units between two restart marks; 0 for none. */
	readonly restart: number;
	readonly parts: readonly ScanPart[];
}

/** Whether the bytes from `from` up to `to` fill the frame exactly. */
export function fillsFrame(bytes: Uint8Array, from: number, to: number, frame: ScanFrame): boolean {
	const single = frame.parts.length === 1;
	const most = (of: 'across' | 'down'): number => Math.max(...frame.parts.map((part) => part[of]));
	const [wide, high] = single ? [8, 8] : [8 * most('across'), 8 * most('down')];
	const units = Math.ceil(frame.width / wide) * Math.ceil(frame.height / high);
	const blocks = frame.parts.flatMap(({ across, down, dc, ac }) =>
		Array.from({ length: single ? 1 : across * down }, (): Block => ({
			dc: lookup(dc).long,
			...lookup(ac)
		}))
	);
	const plain = new Uint8Array(to - from + 4);
	const view = new DataView(plain.buffer);
	let at = from;
	let left = units;
	try {
		for (let mark = 0; left > 0; mark++) {
			const count = frame.restart > 0 ? Math.min(frame.restart, left) : left;
			const end = segmentEnd(bytes, at, to);
			const length = unstuffed(bytes, at, end, plain);
			if (length < 0 || !isFilledBy(view, length, blocks, count)) return false;
			left -= count;
			if (left === 0) return end === to;
			// Restart marks are counted from 0 to 7.
			if (bytes[end] !== 0xff || bytes[end + 1] !== 0xd0 + (mark & 7) || end + 2 > to) return false;
			at = end + 2;
		}
		return false;
	} finally {
		letGo(plain);
	}
}

/** Where the next mark stands, or the end. */
function segmentEnd(bytes: Uint8Array, from: number, to: number): number {
	for (let at = bytes.indexOf(0xff, from); at >= 0 && at < to; at = bytes.indexOf(0xff, at + 2)) {
		if (bytes[at + 1] !== 0) return at;
	}
	return to;
}

/** Takes out the zeros that follow bytes of ones; how many bytes there are, and three zeros behind them. */
function unstuffed(bytes: Uint8Array, from: number, to: number, plain: Uint8Array): number {
	let length = 0;
	let start = from;
	for (let at = bytes.indexOf(0xff, from); at >= 0 && at < to; at = bytes.indexOf(0xff, at + 2)) {
		if (at + 1 >= to) return -1;
		plain.set(bytes.subarray(start, at + 1), length);
		length += at + 1 - start;
		start = at + 2;
	}
	plain.set(bytes.subarray(start, to), length);
	length += to - start;
	plain.fill(0, length, length + 3);
	return length;
}

/** By the next bits: those that code and value take together, and in the upper byte what the code says; 0 for no code. */
interface Lookup {
	/** Of the next {@link few} bits: 0 also for a longer code. Small enough to stay near the processor. */
	readonly short: Uint16Array;
	/** Of the next 16 bits: any code. */
	readonly long: Uint16Array;
}

const few = 10;
const lookups = new WeakMap<HuffmanTable, Lookup>();

function lookup(table: HuffmanTable): Lookup {
	const known = lookups.get(table);
	if (known) return known;
	const made = { short: entriesOf(table, few), long: entriesOf(table, 16) };
	lookups.set(table, made);
	return made;
}

function entriesOf({ symbols, codes, lengths }: HuffmanTable, bits: number): Uint16Array {
	const entries = new Uint16Array(1 << bits);
	for (const symbol of symbols) {
		const length = lengths[symbol] ?? 0;
		if (length > bits) continue;
		const first = (codes[symbol] ?? 0) << (bits - length);
		entries.fill((symbol << 8) | (length + (symbol & 15)), first, first + (1 << (bits - length)));
	}
	return entries;
}

/** How a block's codes are looked up: its first, and those that follow. */
interface Block extends Lookup {
	readonly dc: Uint16Array;
}

function isFilledBy(
	plain: DataView,
	length: number,
	blocks: readonly Block[],
	units: number
): boolean {
	const end = length * 8;
	let at = 0;
	for (let unit = 0; unit < units; unit++) {
		for (const { dc, short, long } of blocks) {
			const first = dc[next16(plain, at)] ?? 0;
			if (first === 0 || first >> 8 > 11) return false;
			at += first & 0xff;
			for (let n = 1; n < 64;) {
				// Past the end there is nothing to look at.
				if (at > end) return false;
				const next = next16(plain, at);
				let entry = short[next >> (16 - few)] ?? 0;
				if (entry === 0) entry = long[next] ?? 0;
				if (entry === 0) return false;
				at += entry & 0xff;
				const symbol = entry >> 8;
				if (symbol === 0) break;
				if ((symbol & 15) === 0 && symbol !== 0xf0) return false;
				n += (symbol >> 4) + 1;
				if (n > 64) return false;
			}
			if (at > end) return false;
		}
	}
	// The last byte is filled up with ones.
	const filling = end - at;
	if (filling >= 8) return false;
	const ones = (1 << filling) - 1;
	return filling === 0 || (plain.getUint8(length - 1) & ones) === ones;
}

function next16(plain: DataView, at: number): number {
	return (plain.getUint32(at >> 3) << (at & 7)) >>> 16;
}

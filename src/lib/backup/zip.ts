/**
 * A backup as one file: an ordinary zip without compression, because ciphertext does not shrink. Written and read piece
 * by piece; with more than 65,535 files or four gigabytes it is a zip64 (APPNOTE 4.3), as any unpacking program knows.
 */
import { crc32 } from './crc32.ts';
import type { Entry } from './entry.ts';
import { backupFiles, type BackupFiles, type Lying } from './files.ts';
import { ReadAhead } from './read-ahead.ts';

const signs = {
	local: 0x04034b50,
	central: 0x02014b50,
	end: 0x06054b50,
	end64: 0x06064b50,
	locator64: 0x07064b50
} as const;
const most16 = 0xffff;
const most32 = 0xffffffff;

/** Handed to the browser's blob store at once, which puts large files on disk. */
const partSize = 8 * 1024 ** 2;

class Parts {
	length = 0;
	readonly #parts: Blob[] = [];
	#held: Uint8Array<ArrayBuffer>[] = [];
	#heldLength = 0;

	push(bytes: Uint8Array<ArrayBuffer>): void {
		this.#held.push(bytes);
		this.#heldLength += bytes.length;
		this.length += bytes.length;
		if (this.#heldLength >= partSize) this.#handOver();
	}

	whole(): Blob {
		this.#handOver();
		return new Blob(this.#parts, { type: 'application/zip' });
	}

	#handOver(): void {
		this.#parts.push(new Blob(this.#held));
		[this.#held, this.#heldLength] = [[], 0];
	}
}

interface Directory {
	readonly count: number;
	readonly start: number;
	readonly size: number;
}

type Field = readonly [width: 2 | 4 | 8, value: number];

/** Little-endian. */
function fields(...all: readonly Field[]): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(all.reduce((sum, [width]) => sum + width, 0));
	const view = new DataView(bytes.buffer);
	let at = 0;
	for (const [width, value] of all) {
		if (width === 2) view.setUint16(at, value, true);
		else if (width === 4) view.setUint32(at, value, true);
		else view.setBigUint64(at, BigInt(value), true);
		at += width;
	}
	return bytes;
}

/** 1 January 1980, the zip's own zero. */
const noTime: Field = [4, 0x00210000];

/** Collects entries into one file. */
export async function zipEntries(entries: AsyncIterable<Entry>): Promise<Blob> {
	const parts = new Parts();
	const directory: Uint8Array<ArrayBuffer>[] = [];
	let count = 0;
	for await (const { path, bytes } of entries) {
		const name = new TextEncoder().encode(path);
		const start = parts.length;
		const size: Field = [4, bytes.length];
		const about: readonly Field[] = [
			...([[2, 45], [2, 0], [2, 0], noTime] satisfies Field[]),
			...([[4, crc32(bytes)], size, size, [2, name.length]] satisfies Field[])
		];
		parts.push(fields([4, signs.local], ...about, [2, 0]));
		parts.push(name);
		parts.push(bytes);
		const far = start >= most32 ? fields([2, 1], [2, 8], [8, start]) : fields();
		const rest: readonly Field[] = [
			[2, far.length],
			[2, 0],
			[2, 0],
			[2, 0],
			[4, 0]
		];
		const near: Field = [4, Math.min(start, most32)];
		directory.push(fields([4, signs.central], [2, 45], ...about, ...rest, near), name, far);
		count++;
	}
	const start = parts.length;
	for (const piece of directory) parts.push(piece);
	parts.push(endOf({ count, start, size: parts.length - start }));
	return parts.whole();
}

function endOf({ count, start, size }: Directory): Uint8Array<ArrayBuffer> {
	const all: Field[] = [];
	if (count >= most16 || start >= most32 || size >= most32) {
		const counts: readonly Field[] = [
			[8, count],
			[8, count],
			[8, size],
			[8, start]
		];
		all.push([4, signs.end64], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], ...counts);
		all.push([4, signs.locator64], [4, 0], [8, start + size], [4, 1]);
	}
	const few: Field = [2, Math.min(count, most16)];
	const near: readonly Field[] = [
		[4, Math.min(size, most32)],
		[4, Math.min(start, most32)]
	];
	return fields(...all, [4, signs.end], [2, 0], [2, 0], few, few, ...near, [2, 0]);
}

/** More than any practice's list of files needs, less than would fill memory. */
const mostDirectory = 256 * 1024 ** 2;

/** The files of a backup, each read from the zip when it is asked for; `undefined` when it is not a whole zip of ours. */
export async function readZip(file: Blob): Promise<BackupFiles | undefined> {
	const zip = new ReadAhead(file);
	const found = await directoryIn(zip);
	if (!found || found.size > mostDirectory || found.start + found.size > zip.size) return undefined;
	const bytes = await zip.read(found.start, found.size);
	const view = new DataView(bytes.buffer);
	const lying = new Map<string, Lying>();
	let at = 0;
	for (let i = 0; i < found.count; i++) {
		if (at + 46 > bytes.length || view.getUint32(at, true) !== signs.central) return undefined;
		const [size, unpacked] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
		const [name, extra] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
		const next = at + 46 + name + extra + view.getUint16(at + 32, true);
		if (next > bytes.length) return undefined;
		// Ours are stored, not compressed, and none is larger than memory: anything that would grow is not ours.
		if (view.getUint16(at + 10, true) !== 0 || size !== unpacked || size === most32)
			return undefined;
		const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name));
		const offset = offsetOf(view, at, at + 46 + name, extra);
		if (offset === undefined || lying.has(path)) return undefined;
		if (!path.endsWith('/')) lying.set(path, { size, bytes: () => stored(zip, offset, size) });
		at = next;
	}
	return backupFiles(lying);
}

async function directoryIn(zip: ReadAhead): Promise<Directory | undefined> {
	const tail = await zip.read(Math.max(0, zip.size - 22), 22);
	const view = new DataView(tail.buffer);
	if (tail.length < 22 || view.getUint32(0, true) !== signs.end) return undefined;
	const directory = {
		count: view.getUint16(10, true),
		size: view.getUint32(12, true),
		start: view.getUint32(16, true)
	};
	const { count, size, start } = directory;
	if (count < most16 && size < most32 && start < most32) return directory;
	const at = zip.size - 22 - 20 - 56;
	if (at < 0) return undefined;
	const far = new DataView((await zip.read(at, 56)).buffer);
	if (far.getUint32(0, true) !== signs.end64) return undefined;
	const [farCount, farSize, farStart] = [32, 40, 48].map((n) => Number(far.getBigUint64(n, true)));
	return { count: farCount ?? 0, size: farSize ?? 0, start: farStart ?? 0 };
}

/** Where a file's local header lies: in the entry, or in its zip64 field. */
function offsetOf(
	view: DataView,
	entry: number,
	extra: number,
	length: number
): number | undefined {
	const near = view.getUint32(entry + 42, true);
	if (near !== most32) return near;
	for (let at = extra; at + 4 <= extra + length; at += 4 + view.getUint16(at + 2, true)) {
		const isFar = view.getUint16(at, true) === 1 && view.getUint16(at + 2, true) >= 8;
		if (isFar && at + 12 <= extra + length) return Number(view.getBigUint64(at + 4, true));
	}
	return undefined;
}

async function stored(
	zip: ReadAhead,
	offset: number,
	size: number
): Promise<Uint8Array<ArrayBuffer>> {
	const head = await zip.read(offset, 30);
	const view = new DataView(head.buffer);
	if (head.length < 30 || view.getUint32(0, true) !== signs.local) return new Uint8Array();
	return zip.read(offset + 30 + view.getUint16(26, true) + view.getUint16(28, true), size);
}

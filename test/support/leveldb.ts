/**
 * What lies in LevelDB's files, as the browser keeps its databases in them: blocks of tables unpacked and their keys and
 * values put together again, and records of logs that run over several blocks (google/leveldb, table_format.md and
 * log_format.md). Without this a word could hide in a packed block, or between two.
 */
import { readVarint, unsnap } from './snappy.ts';

const magic = Buffer.from('57fb808b247547db', 'hex');
const footerSize = 48;

/** Every entry's key and value; nothing where the bytes are no table. */
export function entriesOfTable(bytes: Buffer): Buffer[] {
	if (bytes.length < footerSize || !bytes.subarray(-8).equals(magic)) return [];
	const footer = bytes.subarray(-footerSize);
	const meta = handleIn(footer, 0);
	const index = meta && handleIn(footer, meta.next);
	const found: Buffer[] = [];
	for (const handle of [meta, index]) {
		const block = handle && blockAt(bytes, handle);
		for (const { key, value } of block ? entriesOf(block) : []) {
			found.push(key);
			const inner = handleIn(value, 0);
			const data = inner && blockAt(bytes, inner);
			if (!data) continue;
			if (handle === meta) found.push(data);
			else for (const entry of entriesOf(data)) found.push(entry.key, entry.value);
		}
	}
	return found;
}

interface Handle {
	readonly offset: number;
	readonly size: number;
	readonly next: number;
}

function handleIn(bytes: Buffer, from: number): Handle | undefined {
	const offset = readVarint(bytes, from);
	const size = offset && readVarint(bytes, offset.next);
	return size && { offset: offset.value, size: size.value, next: size.next };
}

/** A block's plain bytes: a byte behind it says how it is packed. */
function blockAt(bytes: Buffer, { offset, size }: Handle): Buffer | undefined {
	if (offset + size + 5 > bytes.length) return undefined;
	const block = bytes.subarray(offset, offset + size);
	const type = bytes[offset + size];
	return type === 0 ? block : type === 1 ? unsnap(block) : undefined;
}

/** Keys share their beginnings with the key before. */
function entriesOf(block: Buffer): { readonly key: Buffer; readonly value: Buffer }[] {
	if (block.length < 4) return [];
	const end = block.length - 4 - 4 * block.readUInt32LE(block.length - 4);
	const found: { key: Buffer; value: Buffer }[] = [];
	let key = Buffer.alloc(0);
	for (let at = 0; at < end;) {
		const shared = readVarint(block, at);
		const rest = shared && readVarint(block, shared.next);
		const size = rest && readVarint(block, rest.next);
		if (!size) break;
		const from = size.next;
		const value = from + rest.value;
		key = Buffer.concat([key.subarray(0, shared.value), block.subarray(from, value)]);
		at = value + size.value;
		found.push({ key, value: block.subarray(value, at) });
	}
	return found;
}

const logBlock = 32 * 1024;

/** The records of a log, each in one piece; nothing sensible where the bytes are no log. */
export function recordsOfLog(bytes: Buffer): Buffer[] {
	const found: Buffer[] = [];
	let parts: Buffer[] = [];
	for (let at = 0; at + 7 <= bytes.length;) {
		const left = logBlock - (at % logBlock);
		if (left < 7) {
			at += left;
			continue;
		}
		const [length, type] = [bytes.readUInt16LE(at + 4), bytes[at + 6] ?? 0];
		if (type === 0 || type > 4 || length + 7 > left) {
			// Space that was set aside, or no log: on to the next block.
			at += left;
			continue;
		}
		const part = bytes.subarray(at + 7, at + 7 + length);
		at += 7 + length;
		// 1: whole; 2: first; 3: middle; 4: last.
		parts = type === 1 || type === 2 ? [part] : [...parts, part];
		if (type === 1 || type === 4) found.push(Buffer.concat(parts));
	}
	return found;
}

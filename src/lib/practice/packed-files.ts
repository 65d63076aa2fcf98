/** Small files of the practice in one piece, as they are kept beside a folder's entries. */
import { fromBase64, toBase64 } from '#lib/vault/base64.ts';

/** Bytes by path. */
export type PackedFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** The same files give the same bytes. */
export function packFiles(files: PackedFiles): Uint8Array<ArrayBuffer> {
	const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
	const texts = Object.fromEntries(sorted.map(([path, bytes]) => [path, toBase64(bytes)]));
	return new TextEncoder().encode(JSON.stringify(texts));
}

/** What is no file is left out, for anybody with the raw storage may have written it. */
export function unpackFiles(packed: Uint8Array | undefined): PackedFiles {
	const found = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const [path, text] of entriesOf(packed)) {
		const bytes = typeof text === 'string' ? fromBase64(text) : undefined;
		if (bytes) found.set(path, bytes);
	}
	return found;
}

function entriesOf(packed: Uint8Array | undefined): readonly (readonly [string, unknown])[] {
	try {
		const texts: unknown = JSON.parse(new TextDecoder().decode(packed));
		return typeof texts === 'object' && texts !== null ? Object.entries(texts) : [];
	} catch {
		return [];
	}
}

/** Bytes to sign or hash: each field behind its length, so that no two lists of fields look alike. */

/** Each field as a 4-byte big-endian length and its bytes; text is UTF-8. */
export function lengthPrefixed(fields: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
	const text = new TextEncoder();
	const parts = fields.map((field) => (typeof field === 'string' ? text.encode(field) : field));
	const bytes = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
	const view = new DataView(bytes.buffer);
	let at = 0;
	for (const part of parts) {
		view.setUint32(at, part.length);
		bytes.set(part, at + 4);
		at += 4 + part.length;
	}
	return bytes;
}

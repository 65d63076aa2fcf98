/** JSON, padded: the length of a sealed event must not tell what was done. */

const step = 512;
const space = 0x20;

/** JSON in UTF-8, filled up with spaces to a multiple of 512 bytes: still JSON when `age -d` has opened it. */
export function paddedJson(value: unknown): Uint8Array<ArrayBuffer> {
	const text = new TextEncoder().encode(JSON.stringify(value));
	const bytes = new Uint8Array(Math.ceil(text.length / step) * step).fill(space);
	bytes.set(text);
	return bytes;
}

/** `undefined` when the bytes are not JSON. */
export function parsePadded(bytes: Uint8Array): { readonly value: unknown } | undefined {
	try {
		return {
			value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
		};
	} catch {
		return undefined;
	}
}

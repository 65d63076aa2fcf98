/** Base64 over bytes (RFC 4648), so that a secret need not become a string on its way. */

const alphabet = new TextEncoder().encode(
	'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
);
const pad = 0x3d;

/** `bytes` as padded ASCII text. */
export function encodeBase64(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(pad);
	for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
		const held =
			((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
		const letters = Math.min(bytes.length - from, 3) + 1;
		for (let at = 0; at < letters; at++) {
			text[to + at] = alphabet[(held >>> (18 - 6 * at)) & 63] ?? 0;
		}
	}
	return text;
}

/** `undefined` unless `text` is exactly what {@link encodeBase64} would write. */
export function decodeBase64(text: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
	if (text.length % 4 !== 0) return undefined;
	const end = text.indexOf(pad);
	const letters = end < 0 ? text : text.subarray(0, end);
	if (text.length - letters.length > 2) return undefined;
	const bytes = new Uint8Array(Math.floor((letters.length * 6) / 8));
	let bits = 0;
	let held = 0;
	let at = 0;
	for (const letter of letters) {
		const value = alphabet.indexOf(letter);
		if (value < 0) return undefined;
		held = (held << 6) | value;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[at++] = (held >>> bits) & 255;
			held &= (1 << bits) - 1;
		}
	}
	const again = encodeBase64(bytes);
	return again.length === text.length && again.every((letter, i) => letter === text[i])
		? bytes
		: undefined;
}

/** For public values only: a string cannot be wiped. */
export function toBase64(bytes: Uint8Array): string {
	return new TextDecoder().decode(encodeBase64(bytes));
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
	return decodeBase64(new TextEncoder().encode(text));
}

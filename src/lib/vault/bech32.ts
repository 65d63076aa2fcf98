/** Bech32 (BIP 173) over bytes, as age writes its keys: a secret decoded here never becomes a string. */

const alphabet = new TextEncoder().encode('qpzry9x8gf2tvdw0s3jn54khce6mua7l');
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const checksumLength = 6;
const one = 0x31;

function polymod(values: Iterable<number>): number {
	let sum = 1;
	for (const value of values) {
		const top = sum >>> 25;
		sum = ((sum & 0x1ffffff) << 5) ^ value;
		for (const [bit, term] of generator.entries()) if ((top >>> bit) & 1) sum ^= term;
	}
	return sum >>> 0;
}

function* spread(prefix: Uint8Array, words: Uint8Array): Generator<number> {
	for (const letter of prefix) yield letter >>> 5;
	yield 0;
	for (const letter of prefix) yield letter & 31;
	yield* words;
}

function lower(letter: number): number {
	return letter >= 0x41 && letter <= 0x5a ? letter + 32 : letter;
}

function isMixedCase(text: Uint8Array): boolean {
	const upper = text.some((letter) => letter >= 0x41 && letter <= 0x5a);
	return upper && text.some((letter) => letter >= 0x61 && letter <= 0x7a);
}

/** Five-bit words as bytes; `undefined` when the bits left over are too many or not zero. */
function joinWords(words: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
	const bytes = new Uint8Array(Math.floor((words.length * 5) / 8));
	let bits = 0;
	let held = 0;
	let at = 0;
	for (const word of words) {
		held = (held << 5) | word;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			bytes[at++] = (held >>> bits) & 255;
			held &= (1 << bits) - 1;
		}
	}
	if (bits < 5 && held === 0) return bytes;
	bytes.fill(0);
	return undefined;
}

function splitWords(bytes: Uint8Array, extra: number): Uint8Array<ArrayBuffer> {
	const words = new Uint8Array(Math.ceil((bytes.length * 8) / 5) + extra);
	let bits = 0;
	let held = 0;
	let at = 0;
	for (const byte of bytes) {
		held = (held << 8) | byte;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			words[at++] = (held >>> bits) & 31;
		}
		held &= (1 << bits) - 1;
	}
	if (bits > 0) words[at] = (held << (5 - bits)) & 31;
	return words;
}

/** The bytes that `text` carries after `prefix` (lower case); `undefined` when prefix, letters or checksum are wrong. */
export function decodeBech32(
	prefix: string,
	text: Uint8Array
): Uint8Array<ArrayBuffer> | undefined {
	const head = new TextEncoder().encode(prefix);
	const start = head.length + 1;
	if (text.length < start + checksumLength || isMixedCase(text)) return undefined;
	if (!head.every((letter, at) => lower(text[at] ?? 0) === letter)) return undefined;
	if (text[head.length] !== one) return undefined;
	const words = new Uint8Array(text.length - start);
	try {
		for (let at = 0; at < words.length; at++) {
			const word = alphabet.indexOf(lower(text[start + at] ?? 0));
			if (word < 0) return undefined;
			words[at] = word;
		}
		if (polymod(spread(head, words)) !== 1) return undefined;
		return joinWords(words.subarray(0, -checksumLength));
	} finally {
		words.fill(0);
	}
}

/** `bytes` as lower-case ASCII text; the caller zeroes it when it is a secret. */
export function encodeBech32(prefix: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const head = new TextEncoder().encode(prefix);
	const words = splitWords(bytes, checksumLength);
	const check = polymod(spread(head, words)) ^ 1;
	for (let at = 0; at < checksumLength; at++) {
		words[words.length - checksumLength + at] = (check >>> (5 * (5 - at))) & 31;
	}
	const text = new Uint8Array(head.length + 1 + words.length);
	text.set(head);
	text[head.length] = one;
	words.forEach((word, at) => (text[head.length + 1 + at] = alphabet[word] ?? 0));
	words.fill(0);
	return text;
}

/** A JPEG as it goes into a packet: our own encoding, without anything that is not picture. */

export interface JpegFacts {
	readonly width: number;
	readonly height: number;
	/** 1 is grey, 3 is colour. */
	readonly components: number;
}

/** Application segments that say how to decode: JFIF's header, and Adobe's colour transform. */
const decoding = new Set([0xe0, 0xee]);

/**
 * Drops comments and application segments (a browser may add a colour profile), and whatever follows the end mark.
 * Throws when the bytes are no JPEG. Segments: ITU-T T.81, annex B.
 */
export function bareJpeg(bytes: Uint8Array<ArrayBuffer>): {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly facts: JpegFacts;
} {
	if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new Error('not a JPEG');
	const kept: Uint8Array[] = [bytes.subarray(0, 2)];
	let facts: JpegFacts | undefined;
	let at = 2;
	for (;;) {
		const marker = bytes[at + 1] ?? 0;
		if (bytes[at] !== 0xff || marker < 0xc0) throw new Error('the JPEG is broken');
		const end = at + 2 + u16(bytes, at + 2);
		const drop = marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && !decoding.has(marker));
		if (isFrame(marker)) facts = frameOf(bytes, at);
		if (marker === 0xda) break;
		if (!drop) kept.push(bytes.subarray(at, end));
		at = end;
	}
	const last = lastMark(bytes);
	kept.push(bytes.subarray(at, last));
	if (!facts) throw new Error('the JPEG has no frame');
	return { bytes: kept.length === 2 && last === bytes.length ? bytes : joined(kept), facts };
}

function isFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function frameOf(bytes: Uint8Array, at: number): JpegFacts {
	return {
		height: u16(bytes, at + 5),
		width: u16(bytes, at + 7),
		components: bytes[at + 9] ?? 0
	};
}

/** Where the end-of-image mark ends. */
function lastMark(bytes: Uint8Array): number {
	for (let at = bytes.length - 2; at > 0; at--) {
		if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2;
	}
	throw new Error('the JPEG has no end');
}

function u16(bytes: Uint8Array, at: number): number {
	return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

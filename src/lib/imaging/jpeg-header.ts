/** A JPEG's frame, density and EXIF, read from its markers (ITU-T T.81, JFIF 1.02, EXIF 2.32). */
import { plausibleDpi, tiffFacts, type Orientation } from './exif.ts';

export interface FrameFacts {
	/** Pixels as stored, before any orientation. */
	readonly width: number;
	readonly height: number;
	readonly orientation: Orientation;
	readonly dpi?: number;
	/** Of a JPEG: 1 grey, 3 colour, 4 for print. */
	readonly components?: number;
}

interface Segment {
	readonly marker: number;
	readonly body: Uint8Array;
	/** Where the next marker is to be found. */
	readonly end: number;
}

const startOfScan = 0xda;

function isFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Marker segments up to and including the start of the first scan; stops where the bytes stop making sense. */
function* segments(bytes: Uint8Array): Generator<Segment> {
	let at = 2;
	while (at + 4 <= bytes.length) {
		if (bytes[at] !== 0xff) return;
		const marker = bytes[at + 1] ?? 0;
		// A marker may be preceded by any number of fill bytes.
		if (marker === 0xff) {
			at++;
			continue;
		}
		const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
		const end = at + 2 + length;
		if (length < 2 || end > bytes.length) return;
		yield { marker, body: bytes.subarray(at + 4, end), end };
		if (marker === startOfScan) return;
		at = end;
	}
}

export function jpegFacts(bytes: Uint8Array): FrameFacts | undefined {
	let frame: { width: number; height: number; components: number } | undefined;
	let orientation: Orientation = 1;
	let jfifDpi: number | undefined;
	let exifDpi: number | undefined;
	for (const { marker, body } of segments(bytes)) {
		if (marker === 0xe0 && startsWith(body, 'JFIF\0')) jfifDpi = jfifDensity(body);
		else if (marker === 0xe1 && startsWith(body, 'Exif\0\0')) {
			const exif = tiffFacts(body.subarray(6));
			orientation = exif?.orientation ?? orientation;
			exifDpi = exif?.dpi;
		} else if (isFrame(marker) && !frame && body.length >= 6) {
			frame = { height: word(body, 1), width: word(body, 3), components: body[5] ?? 0 };
		}
	}
	if (!frame || frame.width === 0 || frame.height === 0) return undefined;
	const dpi = jfifDpi ?? exifDpi;
	return { ...frame, orientation, ...(dpi === undefined ? {} : { dpi }) };
}

/**
 * Whether an end-of-image marker follows the first scan. Inside entropy-coded data 0xFF is always
 * followed by 0x00 or a restart marker, so 0xFFD9 can only be the end; EXIF thumbnails have their own,
 * before the scan.
 */
export function jpegIsWhole(bytes: Uint8Array): boolean {
	let scan = -1;
	for (const { marker, end } of segments(bytes)) if (marker === startOfScan) scan = end;
	if (scan < 0) return false;
	for (let at = bytes.length - 2; at >= scan; at--) {
		if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
	}
	return false;
}

function jfifDensity(body: Uint8Array): number | undefined {
	const unit = body[7] ?? 0;
	if (unit !== 1 && unit !== 2) return undefined;
	return plausibleDpi(word(body, 8) * (unit === 2 ? 2.54 : 1));
}

function word(bytes: Uint8Array, at: number): number {
	return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
	for (let n = 0; n < text.length; n++) if (bytes[at + n] !== text.charCodeAt(n)) return false;
	return true;
}

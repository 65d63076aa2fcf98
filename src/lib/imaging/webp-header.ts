/** A WebP's size, orientation and density, read from its RIFF chunks (RFC 9649). */
import { tiffFacts } from './exif.ts';
import { startsWith, type FrameFacts } from './jpeg-header.ts';

export function webpFacts(bytes: Uint8Array): FrameFacts | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let size: { width: number; height: number } | undefined;
	let exif: ReturnType<typeof tiffFacts>;
	for (const { type, start, end } of chunks(bytes, view)) {
		size ??= sizeOf(view, type, start);
		if (type === 'EXIF') {
			// Some writers keep the JPEG prefix, which the format does not ask for.
			const body = bytes.subarray(start, end);
			exif = tiffFacts(startsWith(body, 'Exif\0\0') ? body.subarray(6) : body);
		}
	}
	if (!size || size.width === 0 || size.height === 0) return undefined;
	return {
		...size,
		orientation: exif?.orientation ?? 1,
		...(exif?.dpi === undefined ? {} : { dpi: exif.dpi })
	};
}

/** Whether all the bytes that the RIFF header promises are there. */
export function webpIsWhole(bytes: Uint8Array): boolean {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return bytes.length >= 12 && view.getUint32(4, true) + 8 <= bytes.length;
}

function sizeOf(
	view: DataView,
	type: string,
	start: number
): { width: number; height: number } | undefined {
	if (start + 10 > view.byteLength) return undefined;
	if (type === 'VP8X') {
		return { width: uint24(view, start + 4) + 1, height: uint24(view, start + 7) + 1 };
	}
	if (type === 'VP8L') {
		const bits = view.getUint32(start + 1, true);
		return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
	}
	if (type === 'VP8 ') {
		const width = view.getUint16(start + 6, true) & 0x3fff;
		return { width, height: view.getUint16(start + 8, true) & 0x3fff };
	}
	return undefined;
}

function uint24(view: DataView, at: number): number {
	return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function* chunks(
	bytes: Uint8Array,
	view: DataView
): Generator<{ type: string; start: number; end: number }> {
	let at = 12;
	while (at + 8 <= bytes.length) {
		const length = view.getUint32(at + 4, true);
		const end = Math.min(at + 8 + length, bytes.length);
		yield { type: String.fromCharCode(...bytes.subarray(at, at + 4)), start: at + 8, end };
		// Chunks start on even bytes.
		at += 8 + length + (length & 1);
	}
}

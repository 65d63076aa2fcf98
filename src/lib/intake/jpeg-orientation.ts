/** Puts an orientation mark in front of a JPEG's picture, which itself stays as it is, byte for byte. */
import type { Orientation } from '#lib/imaging/exif.ts';

/** An APP1 segment with an EXIF block of one entry, in big-endian order (EXIF 2.32, 4.6.2). */
function exifSegment(orientation: Orientation): Uint8Array {
	return Uint8Array.of(
		...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
		...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
		...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
		...[0, 0, 0, 0]
	);
}

/** The JPEG must have no orientation of its own; 1 leaves it as it is. */
export function withOrientation(
	jpeg: Uint8Array<ArrayBuffer>,
	orientation: Orientation
): Uint8Array<ArrayBuffer> {
	if (orientation === 1) return jpeg;
	const mark = exifSegment(orientation);
	// JFIF wants its own segment first.
	const isJfif = jpeg[2] === 0xff && jpeg[3] === 0xe0;
	const at = isJfif ? 4 + (((jpeg[4] ?? 0) << 8) | (jpeg[5] ?? 0)) : 2;
	const out = new Uint8Array(jpeg.length + mark.length);
	out.set(jpeg.subarray(0, at));
	out.set(mark, at);
	out.set(jpeg.subarray(at), at + mark.length);
	return out;
}

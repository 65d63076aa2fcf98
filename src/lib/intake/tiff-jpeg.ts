/** Strips of a TIFF that are JPEGs, made whole again so that an ordinary decoder reads them (TIFF technical note 2). */
import type { Codec } from '#lib/imaging/codec.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import type { TiffPage } from './tiff-directory.ts';
import { colours } from './tiff-pixels.ts';

/** Adobe's segment with transform 0: the three colours are RGB as they stand, not YCbCr. */
const plainRgb = Uint8Array.of(
	...[0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0]
);
const start = Uint8Array.of(0xff, 0xd8);

/** Throws what the codec throws. */
export async function unpackJpegPiece(
	piece: Uint8Array,
	tables: Uint8Array | undefined,
	page: TiffPage,
	codec: Codec
): Promise<Picture> {
	// Both begin with a start mark and the tables end with an end mark: one of each is enough.
	const shared = tables && tables.length > 4 ? tables.subarray(2, tables.length - 2) : [];
	const space = page.colour === colours.rgb && page.samples === 3 ? plainRgb : [];
	const whole = Uint8Array.of(...start, ...space, ...shared);
	const jpeg = new Uint8Array(whole.length + piece.length - 2);
	jpeg.set(whole);
	jpeg.set(piece.subarray(2), whole.length);
	return codec.decode(jpeg, 'image/jpeg');
}

/** Copies a decoded piece into the page; what lies beyond the page is padding. */
export function layPiece(onto: Picture, piece: Picture, left: number, top: number): void {
	const across = Math.min(piece.width, onto.width - left);
	for (let y = 0; y < Math.min(piece.height, onto.height - top); y += 1) {
		const from = y * piece.width * 4;
		const to = ((top + y) * onto.width + left) * 4;
		onto.data.set(piece.data.subarray(from, from + across * 4), to);
	}
}

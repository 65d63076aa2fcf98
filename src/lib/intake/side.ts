/** Makes a side of one picture: its hash, its size, its thumbnail. */
import type { Codec } from '#lib/imaging/codec.ts';
import { letGo, type Picture } from '#lib/imaging/picture.ts';
import { signatureOf, signatureText } from '#lib/imaging/signature.ts';
import { thumbnailOf } from '#lib/imaging/thumbnail.ts';
import { hexOf } from '#lib/page/bytes.ts';
import type { PictureType } from '#lib/page/side.ts';
import { separatorOn } from '#lib/separator/separator.ts';
import { dpiOf } from './paper-size.ts';
import type { NewSide } from './taken.ts';

/** A page's own picture: bytes as they will be kept, and the same decoded and upright. */
export interface Original {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly mediaType: PictureType;
	readonly picture: Picture;
	/** Dots per inch as the file claims them. */
	readonly dpi: number | undefined;
}

export interface Place {
	readonly filePage: number;
	readonly filePages: number;
}

/** The decoded picture is let go: it is of no use after this. */
export async function sideOf(original: Original, place: Place, codec: Codec): Promise<NewSide> {
	const { bytes, mediaType, picture } = original;
	const { width, height } = picture;
	const small = thumbnailOf(picture, 320);
	const separator = separatorOn(picture);
	const side = {
		...place,
		bytes,
		mediaType,
		sha256: await sha256Of(bytes),
		width,
		height,
		dpi: dpiOf(width, height, original.dpi),
		thumbnail: await codec.encodeJpeg(small, 0.8),
		signature: signatureText(signatureOf(small)),
		...(separator ? { separator } : {})
	};
	// Not before: a small page is its own thumbnail.
	letGo(picture);
	return side;
}

export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

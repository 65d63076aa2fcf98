/** The codec port: picture files become pixels and pixels become files, in the browser and in Node. */
import type { PictureType } from '#lib/page/side.ts';
import { isWhole, pictureFacts, type PictureFacts } from './dimensions.ts';
import { maxPixels, type Picture } from './picture.ts';

export interface DecodeLimit {
	/** Longest side of the answer in pixels; smaller pictures stay as they are. */
	readonly maxEdge?: number;
}

export interface Codec {
	/**
	 * The picture upright (its own orientation mark applied), transparency laid on white.
	 * Throws {@link DamagedPicture} or {@link TooLargePicture}.
	 */
	decode(bytes: Uint8Array, mediaType: PictureType, limit?: DecodeLimit): Promise<Picture>;
	/** A JPEG without metadata; `quality` is 0 to 1. */
	encodeJpeg(picture: Picture, quality?: number): Promise<Uint8Array<ArrayBuffer>>;
	/** A PNG without metadata. */
	encodePng(picture: Picture): Promise<Uint8Array<ArrayBuffer>>;
}

export const usualQuality = 0.9;

/** The bytes are not a whole picture of the kind they are said to be. */
export class DamagedPicture extends Error {
	override name = 'DamagedPicture';
	readonly why = 'damaged';
}

/** The picture has more pixels than {@link maxPixels}: decoding it could take the machine down. */
export class TooLargePicture extends Error {
	override name = 'TooLargePicture';
	readonly why = 'too-large';
}

/** What a codec asks first: reads the header only, and throws what `decode` throws. */
export function ensureDecodable(bytes: Uint8Array, mediaType: PictureType): PictureFacts {
	const facts = pictureFacts(bytes);
	if (facts?.mediaType !== mediaType) throw new DamagedPicture('not a picture of that kind');
	if (facts.width * facts.height > maxPixels) {
		throw new TooLargePicture('the picture has more than 60 million pixels');
	}
	if (!isWhole(bytes)) throw new DamagedPicture('the picture ends too early');
	return facts;
}

/** Encodes a page that we drew ourselves: PNG for black and white, JPEG for grey and colour. */
import type { Codec } from '#lib/imaging/codec.ts';
import type { Picture } from '#lib/imaging/picture.ts';
import type { PictureType } from '#lib/page/side.ts';
import { encodeTwoTonePng } from './two-tone-png.ts';

export interface EncodedPage {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly mediaType: PictureType;
}

const pageQuality = 0.9;

/** Within this of black or white a dot counts as one of the two. */
const nearly = 16;

/** Lossless when the page is pure black and white and that is also smaller. */
export async function encodePage(picture: Picture, codec: Codec): Promise<EncodedPage> {
	const jpeg: EncodedPage = {
		bytes: await codec.encodeJpeg(picture, pageQuality),
		mediaType: 'image/jpeg'
	};
	if (!isTwoTone(picture)) return jpeg;
	const png = await encodeTwoTone(picture);
	return png.bytes.length < jpeg.bytes.length ? png : jpeg;
}

/** For sources that are black and white by their format. */
export async function encodeTwoTone(picture: Picture): Promise<EncodedPage> {
	return { bytes: await encodeTwoTonePng(picture), mediaType: 'image/png' };
}

export function isTwoTone({ data }: Picture): boolean {
	for (let at = 0; at < data.length; at += 4) {
		const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
		const low = Math.min(red, green, blue);
		const high = Math.max(red, green, blue);
		if (high > nearly && low < 255 - nearly) return false;
	}
	return true;
}

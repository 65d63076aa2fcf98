/** The codec in Node, for the station and the tests: libvips behind sharp. */
import sharp, { type Sharp } from 'sharp';
import {
	DamagedPicture,
	ensureDecodable,
	usualQuality,
	type Codec,
	type DecodeLimit
} from './codec.ts';
import type { PictureType } from '#lib/page/side.ts';
import { maxPixels, type Picture } from './picture.ts';

export const sharpCodec: Codec = { decode, encodeJpeg, encodePng };

async function decode(
	bytes: Uint8Array,
	mediaType: PictureType,
	{ maxEdge }: DecodeLimit = {}
): Promise<Picture> {
	ensureDecodable(bytes, mediaType);
	let image = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', autoOrient: true })
		.flatten({ background: '#fff' })
		.toColourspace('srgb')
		.ensureAlpha();
	if (maxEdge !== undefined) {
		image = image.resize(maxEdge, maxEdge, { fit: 'inside', withoutEnlargement: true });
	}
	try {
		const { data, info } = await image
			.raw({ depth: 'uchar' })
			.toBuffer({ resolveWithObject: true });
		const pixels = new Uint8ClampedArray(data.length);
		pixels.set(data);
		return { width: info.width, height: info.height, data: pixels };
	} catch {
		throw new DamagedPicture('the picture could not be decoded');
	}
}

function encodeJpeg(
	picture: Picture,
	quality: number = usualQuality
): Promise<Uint8Array<ArrayBuffer>> {
	return encode(rawOf(picture).jpeg({ quality: Math.round(quality * 100) }));
}

function encodePng(picture: Picture): Promise<Uint8Array<ArrayBuffer>> {
	return encode(rawOf(picture).png());
}

function rawOf({ width, height, data }: Picture): Sharp {
	return sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
}

async function encode(image: Sharp): Promise<Uint8Array<ArrayBuffer>> {
	return Uint8Array.from(await image.toBuffer());
}

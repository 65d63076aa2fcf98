/** A page's picture with parts of it gone: decoded, turned upright, filled, and encoded anew. Nothing else of the old file survives. */
import type { Rect, Rotation } from '#lib/page/reading.ts';
import type { PictureType } from '#lib/page/side.ts';
import type { Codec } from './codec.ts';
import { letGo } from './picture.ts';
import { turnedPicture } from './quarter-turn.ts';
import { redact, type Ink } from './redact.ts';
import { thumbnailOf } from './thumbnail.ts';

/** Stands upright. */
export interface RedactedCopy {
	readonly picture: Uint8Array<ArrayBuffer>;
	readonly mediaType: PictureType;
	/** Made of the filled pixels too. */
	readonly thumbnail: Uint8Array<ArrayBuffer>;
}

export interface Redaction {
	/** On the upright picture. */
	readonly rects: readonly Rect[];
	/** Degrees clockwise that turn the picture upright. */
	readonly turn: Rotation;
	readonly ink: Ink;
}

const pictureQuality = 0.9;
const thumbnailQuality = 0.8;

/** What came without loss is kept without loss, but for the mixed page's part, which always was a JPEG. */
export async function redactedCopy(
	codec: Codec,
	bytes: Uint8Array,
	mediaType: PictureType,
	{ rects, turn, ink }: Redaction
): Promise<RedactedCopy> {
	const upright = turnedPicture(await codec.decode(bytes, mediaType), turn);
	const filled = redact(upright, rects, ink);
	letGo(upright);
	const lossless = ink === 'bar' && mediaType === 'image/png';
	try {
		return {
			picture: lossless
				? await codec.encodePng(filled)
				: await codec.encodeJpeg(filled, pictureQuality),
			mediaType: lossless ? 'image/png' : 'image/jpeg',
			thumbnail: await codec.encodeJpeg(thumbnailOf(filled), thumbnailQuality)
		};
	} finally {
		letGo(filled);
	}
}

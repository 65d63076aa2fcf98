/** Makes the chart's part of a mixed page: private regions are filled in its pixels before it is encoded anew, upright. */
import type { Codec } from '#lib/imaging/codec.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import { redact } from '#lib/imaging/redact.ts';
import { thumbnailOf } from '#lib/imaging/thumbnail.ts';
import type { PartMaker } from './filing.ts';

const pictureQuality = 0.9;
const thumbnailQuality = 0.8;

export function partMakerWith(codec: Codec): PartMaker {
	return async (picture, mediaType, privateRegions, turn) => {
		const upright = turnedPicture(await codec.decode(picture, mediaType), turn);
		const part = redact(upright, privateRegions);
		return {
			picture: await codec.encodeJpeg(part, pictureQuality),
			mediaType: 'image/jpeg',
			thumbnail: await codec.encodeJpeg(thumbnailOf(part), thumbnailQuality)
		};
	};
}

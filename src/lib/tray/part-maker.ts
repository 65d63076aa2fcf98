/** Makes the chart's part of a mixed page: private regions are filled in its pixels before it is encoded anew, upright. */
import type { Codec } from '#lib/imaging/codec.ts';
import { redactedCopy } from '#lib/imaging/redacted-copy.ts';
import type { PartMaker } from './chart-part.ts';

export function partMakerWith(codec: Codec): PartMaker {
	return (picture, mediaType, privateRegions, turn) =>
		redactedCopy(codec, picture, mediaType, { rects: privateRegions, turn, ink: 'gap' });
}

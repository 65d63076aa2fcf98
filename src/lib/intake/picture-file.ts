/** A JPEG, PNG or WebP is one side, kept byte for byte once a real decode has shown it to be whole. */
import { DamagedPicture, TooLargePicture, type Codec } from '#lib/imaging/codec.ts';
import { pictureFacts } from '#lib/imaging/dimensions.ts';
import { maxPixels } from '#lib/imaging/picture.ts';
import type { PictureType } from '#lib/page/side.ts';
import { sideOf } from './side.ts';
import { mostEdge, refuse, type Taken } from './taken.ts';

export async function takePicture(
	bytes: Uint8Array,
	mediaType: PictureType,
	codec: Codec
): Promise<Taken> {
	const facts = pictureFacts(bytes);
	if (facts && isTooLong(facts)) return refuse('too-long');
	try {
		const picture = await codec.decode(bytes, mediaType);
		const original = { bytes: bytes.slice(), mediaType, picture, dpi: facts?.dpi };
		const side = await sideOf(original, { filePage: 1, filePages: 1 }, codec);
		return { is: 'side', side };
	} catch (error) {
		if (error instanceof DamagedPicture) return refuse('damaged');
		if (error instanceof TooLargePicture) return refuse('too-many-dots');
		throw error;
	}
}

/** Of what is not too large as a whole anyway: that is said by the codec. */
function isTooLong({
	width,
	height
}: {
	readonly width: number;
	readonly height: number;
}): boolean {
	return Math.max(width, height) > mostEdge && width * height <= maxPixels;
}

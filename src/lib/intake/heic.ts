/**
 * A HEIC photo becomes a side. Hardly any browser shows HEIC, so the picture that is kept is a JPEG of it at high
 * quality, and not the photo's own bytes: what this practice keeps must still open in twenty years.
 */
import { DamagedPicture, TooLargePicture, type Codec } from '#lib/imaging/codec.ts';
import { maxPixels, type Picture } from '#lib/imaging/picture.ts';
import { sideOf } from './side.ts';
import { refuse, type Taken } from './taken.ts';

/** Decodes the main picture of a HEIC file, upright. Throws {@link DamagedPicture} or {@link TooLargePicture}. */
export type HeicDecoder = (bytes: Uint8Array) => Promise<Picture>;

const photoQuality = 0.92;

const noDecoder =
	'This is a HEIC photo, which cannot be opened here. On the phone choose the most compatible camera format, or send the photo as JPEG.';

export async function takeHeic(
	bytes: Uint8Array,
	{ codec, heic }: { readonly codec: Codec; readonly heic?: HeicDecoder }
): Promise<Taken> {
	if (!heic) return refuse('unknown-kind', noDecoder);
	try {
		ensureSizeOf(bytes);
		const picture = await heic(bytes);
		const jpeg = await codec.encodeJpeg(picture, photoQuality);
		const original = { bytes: jpeg, mediaType: 'image/jpeg', picture, dpi: undefined } as const;
		return { is: 'side', side: await sideOf(original, { filePage: 1, filePages: 1 }, codec) };
	} catch (error) {
		if (error instanceof DamagedPicture) return refuse('damaged');
		if (error instanceof TooLargePicture) return refuse('too-many-dots');
		throw error;
	}
}

/** The sizes of pictures stand in `ispe` boxes (ISO/IEC 23008-12, 6.5.3), all in the file's first part. */
const headBytes = 256 * 1024;

function ensureSizeOf(bytes: Uint8Array): void {
	const head = bytes.subarray(0, headBytes);
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	for (let at = head.indexOf(0x69); at >= 0; at = head.indexOf(0x69, at + 1)) {
		if (at + 16 > head.length || view.getUint32(at) !== 0x69737065) continue;
		if (view.getUint32(at + 8) * view.getUint32(at + 12) > maxPixels) {
			throw new TooLargePicture('the photo has more than 60 million pixels');
		}
	}
}

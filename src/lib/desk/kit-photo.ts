/** A recovery kit that is held before a camera or laid on a scanner, in place of typing it. */
import { pictureFacts } from '#lib/imaging/dimensions.ts';
import { screenCodec } from '#lib/imaging/screen-codec.ts';
import { kitOn } from '#lib/separator/separator.ts';

/** Longest side in pixels: finer than a printed square needs, and quickly looked through. */
const maxEdge = 2400;

/** The key that the kit's square code says; `undefined` where there is none to be read. Nothing of the picture is kept. */
export async function secretInPicture(file: Blob): Promise<string | undefined> {
	const bytes = await file.bytes();
	const type = pictureFacts(bytes)?.mediaType;
	if (type === undefined || type === 'image/tiff' || type === 'application/pdf') return undefined;
	try {
		return kitOn(await screenCodec.decode(bytes, type, { maxEdge }));
	} catch {
		return undefined;
	}
}

/** The eyes before the reader: decodes a page, asks whether it is blank, and prepares the copy that is read. */
import type { Affine } from '#lib/imaging/affine.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import { pictureFacts } from '#lib/imaging/dimensions.ts';
import type { Orientation } from '#lib/imaging/exif.ts';
import { encodePgm } from '#lib/imaging/pgm.ts';
import { grayOf } from '#lib/imaging/picture.ts';
import { prepare, sizeUp } from '#lib/imaging/prepare.ts';
import type { Rotation } from '#lib/page/reading.ts';
import type { PageLook, PageToRead } from './reader.ts';

/** The copy for Tesseract, and how its pixels lie on the upright picture. */
export interface ReadingCopy {
	readonly pgm: Uint8Array<ArrayBuffer>;
	readonly dpi: number;
	readonly back: Affine;
}

export interface Look extends PageLook {
	/** `undefined` when there is nothing to read: the page is blank. */
	readonly copy: ReadingCopy | undefined;
}

/** How far clockwise the paper lay, by the EXIF mark that turns it back; mirrored marks count as their turn. */
const layClockwise: Record<Orientation, Rotation> = {
	1: 0,
	2: 0,
	3: 180,
	4: 180,
	5: 90,
	6: 270,
	7: 270,
	8: 90
};

/** Throws what the codec's `decode` throws. The decoded page is let go before this returns. */
export async function lookAt(codec: Codec, page: PageToRead): Promise<Look> {
	const orientation = pictureFacts(page.bytes)?.orientation ?? 1;
	const gray = grayOf(await codec.decode(page.bytes, page.mediaType));
	const { width, height } = gray;
	const sized = sizeUp(gray, page.dpi);
	const { blank } = sized.marks;
	const rotated = layClockwise[orientation];
	const turn = 0;
	if (blank === 'yes')
		return { blank, rotated, turn, skewDegrees: 0, width, height, copy: undefined };
	const { gray: ready, dpi, back, skewDegrees } = prepare(sized);
	return {
		blank,
		rotated,
		turn,
		skewDegrees,
		width,
		height,
		copy: { pgm: encodePgm(ready), dpi, back }
	};
}

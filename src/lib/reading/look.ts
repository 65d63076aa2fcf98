/** The eyes before the reader: decodes a page, asks whether it is blank and how it lies, and prepares the copy that is read. */
import type { Affine } from '#lib/imaging/affine.ts';
import type { Codec } from '#lib/imaging/codec.ts';
import { pictureFacts } from '#lib/imaging/dimensions.ts';
import type { Orientation } from '#lib/imaging/exif.ts';
import { likelyTurns } from '#lib/imaging/lie.ts';
import { encodePgm } from '#lib/imaging/pgm.ts';
import { grayOf, letGo, type Gray } from '#lib/imaging/picture.ts';
import { densestBand, prepare, sizeUp } from '#lib/imaging/prepare.ts';
import { quarterTurned } from '#lib/imaging/turn.ts';
import { turned, turnedBack, type Rotation } from '#lib/page/reading.ts';
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
	/** Other turns that may be the upright one, the likeliest first; none when a person gave the turn. */
	readonly otherTurns: readonly Rotation[];
}

export interface PageToLookAt extends PageToRead {
	/** Only the few inches with most ink are copied: to try a turn, not to read the page. */
	readonly part?: boolean;
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

const bandInches = 2.5;

/** Throws what the codec's `decode` throws. The decoded page is let go before this returns. */
export async function lookAt(codec: Codec, page: PageToLookAt): Promise<Look> {
	const orientation = pictureFacts(page.bytes)?.orientation ?? 1;
	const asFiled = await grayPage(codec, page);
	let gray = quarterTurned(asFiled, page.turn ?? 0);
	let sized = sizeUp(gray, page.dpi);
	const { blank } = sized.marks;
	let otherTurns: readonly Rotation[] = [];
	let turn = page.turn ?? 0;
	if (page.turn === undefined && blank !== 'yes') {
		[turn = 0, ...otherTurns] = likelyTurns(sized.survey.ink);
		if (turn !== 0) {
			gray = quarterTurned(asFiled, turn);
			sized = sizeUp(gray, page.dpi);
		}
	}
	const { width, height } = gray;
	const rotated = turned(layClockwise[orientation], turnedBack(turn));
	const look = { blank, rotated, turn, width, height, otherTurns };
	if (blank === 'yes') return { ...look, skewDegrees: 0, copy: undefined };
	const whole = prepare(sized);
	const {
		gray: ready,
		dpi,
		back,
		skewDegrees
	} = page.part ? densestBand(whole, bandInches) : whole;
	const pgm = encodePgm(ready);
	for (const done of new Set([asFiled, gray, whole.gray, ready])) letGo(done);
	return { ...look, skewDegrees, copy: { pgm, dpi, back } };
}

async function grayPage(codec: Codec, { bytes, mediaType }: PageToLookAt): Promise<Gray> {
	const picture = await codec.decode(bytes, mediaType);
	const gray = grayOf(picture);
	letGo(picture);
	return gray;
}

/**
 * From a stored picture to the one that goes into a packet: nothing of the stored file but its picture.
 *
 * [Note: What is drawn anew]
 * A baseline JPEG goes in with the very scan that is stored, put together anew around it (`cleanJpeg` in imaging), and the
 * sheet turns it upright: no generation is lost, and the proof can compare it bit for bit. It is as safe as a drawing:
 * every code of the scan was followed to the last bit, the frame is full, and no byte beside it is taken along. Whatever
 * cannot be followed so (several scans, other colours, a turn of the camera's) is decoded and encoded anew, as are all
 * pictures that are to be smaller.
 */
import type { Codec } from '#lib/imaging/codec.ts';
import { packG4 } from '#lib/imaging/g4.ts';
import { cleanJpeg, type CleanJpeg } from '#lib/imaging/jpeg-clean.ts';
import { encodeGrayJpeg } from '#lib/imaging/jpeg-encode.ts';
import { jpegFacts } from '#lib/imaging/jpeg-header.ts';
import { grayOf, type Gray, type Picture } from '#lib/imaging/picture.ts';
import { turnedPicture } from '#lib/imaging/quarter-turn.ts';
import { blackAndWhiteOf, inkedOf, type TwoTone } from '#lib/imaging/two-tone.ts';
import type { Rotation } from '#lib/page/reading.ts';
import type { PacketOptions, Quality } from './options.ts';
import { unknownDpi } from './paper.ts';
import type { StoredPage, StoredPicture } from './sheets.ts';

/** How the picture is packed in the file: a JPEG, or CCITT group 4 for black and white. */
export type Packing = 'jpeg' | 'two-tone';

export interface PictureFacts {
	readonly packing: Packing;
	/** Dots of the picture in the file, before the sheet turns it. */
	readonly width: number;
	readonly height: number;
	/** 1 is grey or black and white, 3 is colour. */
	readonly components: number;
	/** Degrees clockwise that the sheet turns it by. */
	readonly turn: Rotation;
}
export interface DrawnPicture {
	readonly file: Uint8Array<ArrayBuffer>;
	readonly facts: PictureFacts;
}

/** Paper is scanned at 300 dpi; more dots than that make a packet heavy and no line easier to read. */
const finest: Readonly<Record<Quality, number>> = { scan: 300, smaller: 200, smallest: 150 };
/** On ten scans the smallest differ from their page by 0.0012 at most; at 0.45 by 0.0035, and the proof bears 0.005. */
const jpegQuality: Readonly<Record<Quality, number>> = { scan: 0.82, smaller: 0.6, smallest: 0.55 };
/** Fewer dots of one tone make thin strokes break. */
const finestInk = 200;

export async function drawPicture(
	stored: StoredPicture,
	bytes: Uint8Array<ArrayBuffer>,
	codec: Codec,
	options: PacketOptions
): Promise<DrawnPicture> {
	const through = options.quality === 'scan' ? throughOf(stored, bytes) : undefined;
	if (through) {
		const { bytes: file, facts } = through;
		return { file, facts: { packing: 'jpeg', ...facts, turn: stored.turn ?? 0 } };
	}
	const picture = await uprightOf(stored, bytes, codec, options);
	const ink = hasColour(picture) ? undefined : twoToneFor(grayOf(picture), options);
	if (!ink) return jpegOf(picture, codec, jpegQuality[options.quality]);
	const { width, height } = ink;
	return {
		file: packG4(ink),
		facts: { packing: 'two-tone', width, height, components: 1, turn: 0 }
	};
}

/** A picture as it is, encoded anew: grey ones by our own encoder, coloured ones by the platform's. */
export async function jpegOf(
	picture: Picture,
	codec: Codec,
	quality: number
): Promise<DrawnPicture> {
	const { width, height } = picture;
	const drawn = { packing: 'jpeg', width, height, turn: 0 } as const;
	if (!hasColour(picture)) {
		return { file: encodeGrayJpeg(grayOf(picture), quality), facts: { ...drawn, components: 1 } };
	}
	const clean = cleanJpeg(await codec.encodeJpeg(picture, quality));
	if (!clean) throw new Error('the picture could not be encoded');
	return { file: clean.bytes, facts: { ...drawn, components: clean.facts.components } };
}

/** A stored JPEG that can go in with its own scan; `undefined` when the picture has to be drawn anew. */
export function throughOf(
	{ mediaType, covered }: StoredPicture & Pick<Partial<StoredPage>, 'covered'>,
	bytes: Uint8Array<ArrayBuffer>,
	how?: Parameters<typeof cleanJpeg>[1]
): CleanJpeg | undefined {
	// What was covered is looked at in the file, as it stands upright.
	if (covered || mediaType !== 'image/jpeg' || jpegFacts(bytes)?.orientation !== 1)
		return undefined;
	return cleanJpeg(bytes, how);
}

/** Decoded, upright, and no finer than the options want it. */
export async function uprightOf(
	{ mediaType, width, height, dpi = unknownDpi, turn = 0 }: StoredPicture,
	bytes: Uint8Array<ArrayBuffer>,
	codec: Codec,
	{ quality, blackAndWhite }: PacketOptions
): Promise<Picture> {
	const most = blackAndWhite ? Math.max(finest[quality], finestInk) : finest[quality];
	const edge = Math.max(width, height);
	const shrink = dpi > most ? { maxEdge: Math.ceil((edge * most) / dpi) } : {};
	return turnedPicture(await codec.decode(bytes, mediaType, shrink), turn);
}

/** The page in black and white, where that loses nothing that a reader needs; otherwise `undefined`. */
export function twoToneFor(gray: Gray, { blackAndWhite }: PacketOptions): TwoTone | undefined {
	const already = blackAndWhiteOf(gray);
	if (already || !blackAndWhite) return already;
	const { ink, isInkOnPaper } = inkedOf(gray);
	return isInkOnPaper ? ink : undefined;
}

/** A page has colour when one pixel in a thousand clearly does: a scanner's own fringes are fewer and fainter. */
export function hasColour({ data }: Picture): boolean {
	let seen = 0;
	let coloured = 0;
	for (let p = 0; p < data.length; p += 28) {
		const [r = 0, g = 0, b = 0] = [data[p], data[p + 1], data[p + 2]];
		seen++;
		if (Math.max(r, g, b) - Math.min(r, g, b) > 28) coloured++;
	}
	return coloured * 1000 > seen;
}

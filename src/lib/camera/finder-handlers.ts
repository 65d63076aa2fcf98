/** What the finder worker answers: where a sheet lies in a frame, and the sheet flattened. */
import type { Codec } from '#lib/imaging/codec.ts';
import { flatSize, flatten, isSheetLike } from '#lib/imaging/perspective.ts';
import { grayOf, type Picture } from '#lib/imaging/picture.ts';
import { scaleTo } from '#lib/imaging/scale.ts';
import { wholeFrame, type Corners, type Extent } from '#lib/page/corners.ts';
import type { Rotation } from '#lib/page/reading.ts';
import { transferring, type Transferring } from '#lib/thread/messages.ts';
import { refined, supportOf } from './refine.ts';
import type { FindCorners, Found } from './scanic-finder.ts';

/** A photograph as it was taken, in memory only. */
export interface Photo extends Extent {
	/** A JPEG. */
	readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Flat extends Extent {
	/** A JPEG without metadata. */
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** A small JPEG of the same. */
	readonly small: Uint8Array<ArrayBuffer>;
}

export interface SheetToFlatten {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly corners: Corners;
	/** Clockwise, after flattening. */
	readonly turn: Rotation;
}

export interface Taken {
	readonly photo: Photo;
	/** Where the sheet was found; the whole frame when it was not. */
	readonly corners: Corners;
	readonly found: boolean;
	/** Found, but a side shows little of an edge: a person should look at the corners. */
	readonly doubtful: boolean;
	readonly flat: Flat;
}

/** A sheet in the live picture. */
export interface Seen {
	/** As shares of the frame's width and height. */
	readonly corners: Corners;
	/** A side shows little of an edge: this may be no sheet, or a corner may be cut off. */
	readonly doubtful: boolean;
}

export interface FinderApi {
	/** Answers once scanic runs. */
	ready(input: undefined): Promise<true>;
	/** `undefined`: no sheet is seen. The frame is closed. */
	find(input: { readonly frame: ImageBitmap }): Promise<Seen | undefined>;
	/** A photograph's file, or a frame of the video: found, flattened, and handed back. */
	take(
		input: ({ readonly bytes: Uint8Array<ArrayBuffer> } | { readonly frame: ImageBitmap }) & {
			/** Where the live picture had shown the sheet, as shares of the frame. */
			readonly live?: Corners;
		}
	): Promise<Transferring<Taken>>;
	/** `undefined`: the corners do not span a sheet. */
	flatten(sheet: SheetToFlatten): Promise<Transferring<Flat> | undefined>;
}

export interface FinderTools {
	readonly codec: Codec;
	readonly start: () => Promise<FindCorners>;
	readonly pixelsOf: (frame: ImageBitmap) => Picture;
}

/** Long side of what scanic sees of a photograph; larger shows it the print, not the sheet. */
const lookEdge = 800;
const smallEdge = 320;
/** A side with less edge under it than this may have a corner cut off. */
const leastSupport = 0.6;
export const photoQuality = 0.95;
export const flatQuality = 0.92;

export function finderHandlers({ codec, start, pixelsOf }: FinderTools) {
	let started: Promise<FindCorners> | undefined;
	const scanic = (): Promise<FindCorners> => (started ??= start());

	async function lookAt(picture: Picture, live?: Corners): Promise<Found | undefined> {
		const find = await scanic();
		const small = scaleTo(picture, lookEdge);
		const found = await find(small);
		const best = live ? betterOf(small, found, live) : found;
		return best && { ...best, corners: scaled(best.corners, small, picture) };
	}

	async function flatOf(
		photo: Picture,
		corners: Corners,
		turn: Rotation
	): Promise<Flat | undefined> {
		const top = startingAt(corners, turn);
		const sheet = flatten(photo, top, flatSize(top, photo));
		if (!sheet) return undefined;
		const bytes = await codec.encodeJpeg(sheet, flatQuality);
		const small = await codec.encodeJpeg(scaleTo(sheet, smallEdge), 0.8);
		return { bytes, small, width: sheet.width, height: sheet.height };
	}

	return {
		async ready() {
			await scanic();
			return true;
		},
		async find({ frame }) {
			const picture = pixelsOf(frame);
			const found = await (await scanic())(picture);
			return (
				found && {
					corners: scaled(found.corners, picture, { width: 1, height: 1 }),
					doubtful: found.support < leastSupport
				}
			);
		},
		async take(still) {
			const isFile = 'bytes' in still;
			const picture = isFile
				? await codec.decode(still.bytes, 'image/jpeg')
				: pixelsOf(still.frame);
			const bytes = isFile ? still.bytes : await codec.encodeJpeg(picture, photoQuality);
			const found = await lookAt(picture, still.live);
			const corners = found?.corners ?? wholeFrame(picture);
			const flat = await flatOf(picture, corners, 0);
			if (!flat) throw new Error('a found sheet could not be flattened');
			const photo = { bytes, width: picture.width, height: picture.height };
			const buffers = [bytes.buffer, flat.bytes.buffer, flat.small.buffer];
			const doubtful = found !== undefined && found.support < leastSupport;
			const taken = { photo, corners, found: found !== undefined, doubtful, flat };
			return transferring(taken, buffers);
		},
		async flatten({ bytes, corners, turn }) {
			const flat = await flatOf(await codec.decode(bytes, 'image/jpeg'), corners, turn);
			return flat && transferring(flat, [flat.bytes.buffer, flat.small.buffer]);
		}
	} satisfies FinderApi;
}

/** A sheet is turned by calling another of its corners the top left: clockwise, its bottom left comes up. */
function startingAt(corners: Corners, turn: Rotation): Corners {
	const quarters = turn / 90;
	return corners.map((_, i) => corners[(i + 4 - quarters) % 4]) as unknown as Corners;
}

/** The outline of the live picture, where more of it runs along edges than of what was found in the still. */
function betterOf(picture: Picture, found: Found | undefined, live: Corners): Found | undefined {
	const gray = grayOf(picture);
	const corners = refined(gray, scaled(live, { width: 1, height: 1 }, picture));
	const support = supportOf(gray, corners);
	// Nothing found: the hand may have moved, so the live outline must stand on real edges.
	const least = Math.max(found?.support ?? 0, leastSupport);
	return support > least && isSheetLike(corners, picture) ? { corners, support } : found;
}

/** The same corners on a picture of another size. */
export function scaled(corners: Corners, from: Extent, to: Extent): Corners {
	const [across, down] = [to.width / from.width, to.height / from.height];
	return corners.map(({ x, y }) => ({ x: x * across, y: y * down })) as unknown as Corners;
}

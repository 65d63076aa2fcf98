/**
 * HEIC by libheif, compiled to WebAssembly. It is licensed under the LGPL 3: it stays a file of its own, which is
 * loaded when the first photo comes and can be replaced by another build of it.
 */
import { DamagedPicture, TooLargePicture } from '#lib/imaging/codec.ts';
import { maxPixels, type Picture } from '#lib/imaging/picture.ts';

/** What we use of the package; its own types are those of the compiler, not of this interface. */
export interface Libheif {
	HeifDecoder: new () => {
		readonly decoder: number | null;
		decode(bytes: Uint8Array): HeifImage[];
	};
	heif_context_free(context: number): void;
}

interface HeifImage {
	is_primary(): boolean;
	/** Upright: turns and mirrors of the file are applied. */
	get_width(): number;
	get_height(): number;
	display(
		into: { data: Uint8ClampedArray; width: number; height: number },
		done: (shown: object | null) => void
	): void;
	free(): void;
}

/** `start` makes a fresh instance for each photo: its memory grows with the largest one and never shrinks. */
export async function decodeByLibheif(
	bytes: Uint8Array,
	start: () => Libheif | Promise<Libheif>
): Promise<Picture> {
	const libheif = await start();
	const decoder = new libheif.HeifDecoder();
	let images: HeifImage[] = [];
	try {
		images = decoder.decode(bytes);
		const image = images.find((each) => each.is_primary()) ?? images[0];
		if (!image) throw new DamagedPicture('the photo could not be opened');
		return await pictureOf(image);
	} catch (error) {
		if (error instanceof DamagedPicture || error instanceof TooLargePicture) throw error;
		// A trap of WebAssembly: the file was made to break it.
		throw new DamagedPicture('the photo could not be decoded');
	} finally {
		letGo(libheif, images, decoder.decoder);
	}
}

async function pictureOf(image: HeifImage): Promise<Picture> {
	const [width, height] = [image.get_width(), image.get_height()];
	if (!(width > 0 && height > 0)) throw new DamagedPicture('the photo has no size');
	if (width * height > maxPixels) throw new TooLargePicture('more than 60 million pixels');
	const data = new Uint8ClampedArray(width * height * 4);
	const shown = await new Promise<object | null>((resolve) => {
		image.display({ data, width, height }, resolve);
	});
	if (!shown) throw new DamagedPicture('the photo could not be decoded');
	for (let at = 3; at < data.length; at += 4) layOnWhite(data, at);
	return { width, height, data };
}

function layOnWhite(data: Uint8ClampedArray, alphaAt: number): void {
	const alpha = data[alphaAt] ?? 255;
	if (alpha === 255) return;
	for (let at = alphaAt - 3; at < alphaAt; at += 1) {
		data[at] = ((data[at] ?? 0) * alpha) / 255 + 255 - alpha;
	}
	data[alphaAt] = 255;
}

function letGo(libheif: Libheif, images: readonly HeifImage[], context: number | null): void {
	try {
		for (const image of images) image.free();
		if (context) libheif.heif_context_free(context);
	} catch {
		// After a trap nothing of the instance works any more; it is dropped as a whole.
	}
}

/** Pictures as numbers: colour and grey pixels that every part of this room works on. */
import { letGo as letGoOf } from '#lib/thread/let-go.ts';

/** Upright and opaque; four bytes a pixel: red, green, blue, alpha (always 255). */
export interface Picture {
	readonly width: number;
	readonly height: number;
	readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** One byte a pixel, 0 black to 255 white. */
export interface Gray {
	readonly width: number;
	readonly height: number;
	readonly data: Uint8Array<ArrayBuffer>;
}

/** A page larger than this is refused before it is decoded: 60 Mpx is a ledger sheet at 600 dpi. */
export const maxPixels = 60_000_000;

/** Luma by ITU-R BT.601, in 16-bit fixed point: what a grey scan of the same paper would show. */
export function grayOf(picture: Picture): Gray {
	const { width, height, data } = picture;
	const gray = new Uint8Array(width * height);
	// One load a pixel instead of three; every machine that runs a browser has its lowest byte first. Signed, because
	// alpha sets the top bit and an unsigned number that large is no longer a machine's integer to the engine.
	const pixels = new Int32Array(
		data.byteOffset % 4 === 0 ? data.buffer : data.slice().buffer,
		data.byteOffset % 4 === 0 ? data.byteOffset : 0,
		gray.length
	);
	for (let i = 0; i < gray.length; i++) {
		const pixel = pixels[i] ?? 0;
		const red = pixel & 0xff;
		const green = (pixel >>> 8) & 0xff;
		const blue = (pixel >>> 16) & 0xff;
		gray[i] = (red * 19595 + green * 38470 + blue * 7471 + 32768) >> 16;
	}
	return { width, height, data: gray };
}

/** The opposite of {@link grayOf}: the same greys as an opaque colour picture. */
export function pictureOf(gray: Gray): Picture {
	const data = new Uint8ClampedArray(gray.data.length * 4);
	for (let i = 0, p = 0; i < gray.data.length; i++, p += 4) {
		const value = gray.data[i] ?? 0;
		data[p] = value;
		data[p + 1] = value;
		data[p + 2] = value;
		data[p + 3] = 255;
	}
	return { width: gray.width, height: gray.height, data };
}

/** Gives the pixels' memory back now; nobody may look at them again. */
export function letGo({ data }: Picture | Gray): void {
	letGoOf(data);
}

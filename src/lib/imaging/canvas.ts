/** The codec in a browser or a worker: the platform's own decoders, one canvas at a time. */
import {
	DamagedPicture,
	ensureDecodable,
	usualQuality,
	type Codec,
	type DecodeLimit
} from './codec.ts';
import type { PictureType } from '#lib/page/side.ts';
import type { Picture } from './picture.ts';

export const canvasCodec: Codec = { decode, encodeJpeg, encodePng };

async function decode(
	bytes: Uint8Array,
	mediaType: PictureType,
	limit: DecodeLimit = {}
): Promise<Picture> {
	ensureDecodable(bytes, mediaType);
	const bitmap = await bitmapOf(bytes, mediaType);
	try {
		const scale = Math.min(1, (limit.maxEdge ?? Infinity) / Math.max(bitmap.width, bitmap.height));
		const width = Math.max(1, Math.round(bitmap.width * scale));
		const height = Math.max(1, Math.round(bitmap.height * scale));
		return onCanvas(width, height, (context) => {
			context.fillStyle = '#fff';
			context.fillRect(0, 0, width, height);
			context.imageSmoothingQuality = 'high';
			context.drawImage(bitmap, 0, 0, width, height);
			const { data } = context.getImageData(0, 0, width, height);
			return { width, height, data };
		});
	} finally {
		bitmap.close();
	}
}

async function bitmapOf(bytes: Uint8Array, mediaType: PictureType): Promise<ImageBitmap> {
	const blob = new Blob([bytes.slice()], { type: mediaType });
	try {
		return await createImageBitmap(blob, { imageOrientation: 'from-image' });
	} catch {
		// The platform's own message may quote its input; ours says what matters.
		throw new DamagedPicture('the picture could not be decoded');
	}
}

function encodeJpeg(
	picture: Picture,
	quality: number = usualQuality
): Promise<Uint8Array<ArrayBuffer>> {
	return encode(picture, { type: 'image/jpeg', quality });
}

function encodePng(picture: Picture): Promise<Uint8Array<ArrayBuffer>> {
	return encode(picture, { type: 'image/png' });
}

function encode(
	picture: Picture,
	options: { type: string; quality?: number }
): Promise<Uint8Array<ArrayBuffer>> {
	return onCanvas(picture.width, picture.height, async (context) => {
		context.putImageData(new ImageData(picture.data, picture.width, picture.height), 0, 0);
		const blob = await context.canvas.convertToBlob(options);
		return new Uint8Array(await blob.arrayBuffer());
	});
}

/** Hands out a canvas and takes its pixels back at once: Safari counts them until collection. */
function onCanvas<T>(
	width: number,
	height: number,
	work: (context: OffscreenCanvasRenderingContext2D) => T
): T {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('no canvas of that size to be had');
	const letGo = (): void => {
		canvas.width = 0;
		canvas.height = 0;
	};
	const result = work(context);
	if (result instanceof Promise) return result.finally(letGo) as T;
	letGo();
	return result;
}

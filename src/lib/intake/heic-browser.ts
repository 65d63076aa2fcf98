/** HEIC in a browser: its own decoder where it has one (Safari), libheif from our own origin elsewhere. */
import type { Picture } from '#lib/imaging/picture.ts';
import type { HeicDecoder } from './heic.ts';
import { decodeByLibheif, type Libheif } from './heic-libheif.ts';

/** Where `copyEngine()` puts libheif. */
const libheifPath = '/engine/heif/libheif-bundle.mjs';

export const browserHeic: HeicDecoder = async (bytes) =>
	(await byPlatform(bytes)) ?? (await decodeByLibheif(bytes, startLibheif));

async function startLibheif(): Promise<Libheif> {
	const address = new URL(libheifPath, self.location.origin).href;
	const { default: start } = (await import(/* @vite-ignore */ address)) as {
		default: () => Libheif;
	};
	return start();
}

async function byPlatform(bytes: Uint8Array): Promise<Picture | undefined> {
	const blob = new Blob([bytes.slice()], { type: 'image/heic' });
	const bitmap = await createImageBitmap(blob).catch(() => undefined);
	if (!bitmap) return undefined;
	const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
	try {
		const context = canvas.getContext('2d', { willReadFrequently: true });
		context?.drawImage(bitmap, 0, 0);
		const { width, height } = canvas;
		const pixels = context?.getImageData(0, 0, width, height);
		return pixels && { width, height, data: pixels.data };
	} finally {
		bitmap.close();
		canvas.width = 0;
		canvas.height = 0;
	}
}

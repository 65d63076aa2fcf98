/** A video frame's pixels, in a worker. The frame is closed: a camera has few of them to lend. */
import type { Picture } from '#lib/imaging/picture.ts';

export function pixelsOf(frame: ImageBitmap): Picture {
	const { width, height } = frame;
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('no canvas of that size to be had');
	context.drawImage(frame, 0, 0);
	frame.close();
	const { data } = context.getImageData(0, 0, width, height);
	canvas.width = 0;
	canvas.height = 0;
	return { width, height, data };
}

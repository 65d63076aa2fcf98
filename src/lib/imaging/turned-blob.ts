/** A picture turned for the screen and the printer: a derived copy, drawn by the browser; the stored one is never changed. */
import type { Rotation } from '#lib/page/reading.ts';
import { turnedSize } from '#lib/page/upright.ts';

/** Good enough that no letter suffers; the record is the stored picture. */
const quality = 0.92;

/** Rejects where the browser cannot decode the picture. */
export async function turnedBlob(picture: Blob, turn: Rotation): Promise<Blob> {
	const bitmap = await createImageBitmap(picture);
	const { width, height } = turnedSize(bitmap, turn);
	const canvas = new OffscreenCanvas(width, height);
	try {
		const context = canvas.getContext('2d');
		if (!context) throw new Error('no canvas of that size to be had');
		context.fillStyle = '#fff';
		context.fillRect(0, 0, width, height);
		context.translate(width / 2, height / 2);
		context.rotate((turn * Math.PI) / 180);
		context.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
		return await canvas.convertToBlob({ type: 'image/jpeg', quality });
	} finally {
		bitmap.close();
		// Safari counts a canvas's pixels until it is collected.
		canvas.width = 0;
		canvas.height = 0;
	}
}

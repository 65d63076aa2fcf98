/** Binary PGM (P5, Netpbm): the plainest file that Tesseract's image reader takes. */
import type { Gray } from './picture.ts';

export function encodePgm({ width, height, data }: Gray): Uint8Array<ArrayBuffer> {
	const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
	const file = new Uint8Array(head.length + data.length);
	file.set(head);
	file.set(data, head.length);
	return file;
}

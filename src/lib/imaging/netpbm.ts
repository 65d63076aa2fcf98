/** A picture as the plainest file there is (Netpbm, binary), so that the hash of its pixels means the same everywhere. */
import { encodePgm } from './pgm.ts';
import { grayOf, type Picture } from './picture.ts';

/** PGM (P5) when every pixel is grey, otherwise PPM (P6). */
export function encodeNetpbm(picture: Picture): Uint8Array<ArrayBuffer> {
	if (isGray(picture)) return encodePgm(grayOf(picture));
	const { width, height, data } = picture;
	const head = new TextEncoder().encode(`P6\n${width} ${height}\n255\n`);
	const file = new Uint8Array(head.length + width * height * 3);
	file.set(head);
	for (let from = 0, to = head.length; to < file.length; from += 4, to += 3) {
		file[to] = data[from] ?? 0;
		file[to + 1] = data[from + 1] ?? 0;
		file[to + 2] = data[from + 2] ?? 0;
	}
	return file;
}

function isGray({ data }: Picture): boolean {
	for (let at = 0; at < data.length; at += 4) {
		if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
	}
	return true;
}

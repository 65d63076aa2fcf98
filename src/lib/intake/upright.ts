/** Turns and squares a picture as its file says: TIFF's eight orientations, and fax dots that are not square. */
import type { Picture } from '#lib/imaging/picture.ts';

/** Orientations of TIFF 6.0, tag 274: 1 stands as it is, 5 to 8 lie on their side. */
export function upright(picture: Picture, orientation: number): Picture {
	if (orientation < 2 || orientation > 8) return picture;
	const { width, height } = picture;
	const from = new Uint32Array(picture.data.buffer);
	const sideways = orientation >= 5;
	const [w, h] = sideways ? [height, width] : [width, height];
	const to = new Uint32Array(from.length);
	const flipColumn = [2, 3, 7, 8].includes(orientation);
	const flipRow = [3, 4, 6, 7].includes(orientation);
	for (let y = 0; y < h; y += 1) {
		for (let x = 0; x < w; x += 1) {
			const column = sideways ? y : x;
			const row = sideways ? x : y;
			const source =
				(flipRow ? height - 1 - row : row) * width + (flipColumn ? width - 1 - column : column);
			to[y * w + x] = from[source] ?? 0;
		}
	}
	return { width: w, height: h, data: new Uint8ClampedArray(to.buffer) };
}

/** Repeats rows or columns until dots are square: a standard fax has 204 across an inch and 98 down it. */
export function squareDots(picture: Picture, across: number, down: number): Picture {
	const ratio = across / down;
	if (Math.abs(ratio - 1) < 0.1 || ratio > 4 || ratio < 0.25) return picture;
	const width = ratio < 1 ? Math.round(picture.width / ratio) : picture.width;
	const height = ratio > 1 ? Math.round(picture.height * ratio) : picture.height;
	const from = new Uint32Array(picture.data.buffer);
	const to = new Uint32Array(width * height);
	for (let y = 0; y < height; y += 1) {
		const row = Math.min(picture.height - 1, Math.floor((y * picture.height) / height));
		for (let x = 0; x < width; x += 1) {
			const column = Math.floor((x * picture.width) / width);
			to[y * width + x] = from[row * picture.width + column] ?? 0;
		}
	}
	return { width, height, data: new Uint8ClampedArray(to.buffer) };
}

/** A picture in 32 by 32 mean greys: enough to tell that two decodings show the same page. */
import { grayOf, type Gray, type Picture } from './picture.ts';

const side = 32;

/** 1,024 bytes, row by row. Pictures of any size and shape can be compared. */
export function signatureOf(picture: Picture): Uint8Array<ArrayBuffer> {
	return signatureOfGray(grayOf(picture));
}

export function signatureOfGray({ width, height, data }: Gray): Uint8Array<ArrayBuffer> {
	const signature = new Uint8Array(side * side);
	for (let row = 0; row < side; row++) {
		const [top, bottom] = range(row, height);
		for (let column = 0; column < side; column++) {
			const [left, right] = range(column, width);
			let sum = 0;
			for (let y = top; y < bottom; y++) {
				for (let x = left; x < right; x++) sum += data[y * width + x] ?? 0;
			}
			signature[row * side + column] = Math.round(sum / ((bottom - top) * (right - left)));
		}
	}
	return signature;
}

/** Never empty, so that a picture of one pixel has a signature too. */
function range(n: number, length: number): readonly [start: number, end: number] {
	const start = Math.min(length - 1, Math.floor((n * length) / side));
	return [start, Math.max(start + 1, Math.floor(((n + 1) * length) / side))];
}

/** 0 (the same) to 1 (black against white): the mean absolute difference of two signatures. */
export function differenceOf(a: Uint8Array, b: Uint8Array): number {
	if (a.length !== b.length || a.length === 0) throw new Error('signatures differ in length');
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
	return sum / a.length / 255;
}

/** A signature as it is kept with its side: base64. */
export function signatureText(signature: Uint8Array): string {
	return btoa(String.fromCharCode(...signature));
}

/** `undefined` for anything that is not the text of a signature. */
export function parseSignature(text: string): Uint8Array<ArrayBuffer> | undefined {
	try {
		const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
		return bytes.length === side * side ? bytes : undefined;
	} catch {
		return undefined;
	}
}

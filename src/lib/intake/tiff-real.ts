/** TIFF samples that are numbers of 32 bits with a fraction (TIFF 6.0, tag 339 = 3), as photo programs write them. */
import type { TiffPage } from './tiff-directory.ts';

/** What is black and what is white. */
export interface RealScale {
	readonly low: number;
	readonly high: number;
}

/** The scales that programs mean, smallest first; numbers outside all of them are spread from the least to the most. */
const usual = [1, 255, 65_535] as const;

/** The least and the most of the samples; infinities and numbers that are none are left out. */
export function spanOf(
	unpacked: Uint8Array,
	{ littleEndian }: TiffPage,
	before: RealScale = { low: Infinity, high: -Infinity }
): RealScale {
	let { low, high } = before;
	eachSample(unpacked, littleEndian, (value) => {
		if (!Number.isFinite(value)) return;
		if (value < low) low = value;
		if (value > high) high = value;
	});
	return { low, high };
}

/** The scale that a page of such samples was written in. */
export function scaleFor({ low, high }: RealScale): RealScale {
	const most = usual.find((each) => low >= 0 && high <= each);
	return most === undefined ? { low, high } : { low: 0, high: most };
}

/** The same samples, a byte each. */
export function asBytes(
	unpacked: Uint8Array,
	{ littleEndian }: TiffPage,
	{ low, high }: RealScale
): Uint8Array {
	const out = new Uint8ClampedArray(unpacked.length >> 2);
	const times = 255 / Math.max(high - low, Number.MIN_VALUE);
	eachSample(unpacked, littleEndian, (value, n) => (out[n] = (value - low) * times));
	return new Uint8Array(out.buffer);
}

function eachSample(
	bytes: Uint8Array,
	little: boolean,
	tell: (value: number, n: number) => void
): void {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let n = 0; n < bytes.length >> 2; n += 1) tell(view.getFloat32(n * 4, little), n);
}

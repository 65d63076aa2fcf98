/** Turns pdf.js's decoded samples into a picture of ours. */
import type { Picture } from '#lib/imaging/picture.ts';
import type { DecodedPicture } from './pdf-pictures.ts';

/** pdf.js's `ImageKind`. */
const kinds = { oneBit: 1, rgb: 2, rgba: 3 } as const;

/** `undefined` when the samples are not all there. Transparency is laid on white; a mask's painted dots are black. */
export function pictureOfDecoded(decoded: DecodedPicture, isMask: boolean): Picture | undefined {
	const { width, height, data: samples } = decoded;
	if (!samples) return undefined;
	const kind = isMask ? kinds.oneBit : decoded.kind;
	const rowBytes = Math.ceil(width / 8);
	const wanted =
		kind === kinds.oneBit ? rowBytes * height : width * height * (kind === kinds.rgb ? 3 : 4);
	if (samples.length < wanted) return undefined;
	const data = new Uint8ClampedArray(width * height * 4);
	if (kind === kinds.rgb) layRgb(samples, data);
	else if (kind === kinds.rgba) layRgba(samples, data);
	else layBits(samples, data, width, height);
	return { width, height, data };
}

type Samples = Uint8Array | Uint8ClampedArray;

function layRgb(samples: Samples, data: Uint8ClampedArray): void {
	for (let from = 0, to = 0; to < data.length; from += 3, to += 4) {
		data[to] = samples[from] ?? 0;
		data[to + 1] = samples[from + 1] ?? 0;
		data[to + 2] = samples[from + 2] ?? 0;
		data[to + 3] = 255;
	}
}

function layRgba(samples: Samples, data: Uint8ClampedArray): void {
	for (let at = 0; at < data.length; at += 4) {
		const alpha = samples[at + 3] ?? 255;
		for (let n = 0; n < 3; n += 1) {
			data[at + n] = ((samples[at + n] ?? 0) * alpha) / 255 + 255 - alpha;
		}
		data[at + 3] = 255;
	}
}

function layBits(samples: Samples, data: Uint8ClampedArray, width: number, height: number): void {
	const rowBytes = Math.ceil(width / 8);
	// Most of a page is white.
	data.fill(255);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 8) {
			const eight = samples[y * rowBytes + (x >> 3)] ?? 0;
			if (eight === 255) continue;
			const end = Math.min(8, width - x);
			for (let n = 0; n < end; n += 1) {
				if ((eight >> (7 - n)) & 1) continue;
				const to = (y * width + x + n) * 4;
				data[to] = data[to + 1] = data[to + 2] = 0;
			}
		}
	}
}

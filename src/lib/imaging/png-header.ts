/** A PNG's size, density and orientation, read from its chunks (PNG 3rd edition). */
import { plausibleDpi, tiffFacts, type Orientation } from './exif.ts';
import { startsWith, type FrameFacts } from './jpeg-header.ts';

const metresPerInch = 0.0254;

export function pngFacts(bytes: Uint8Array): FrameFacts | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 33 || !startsWith(bytes, 'IHDR', 12)) return undefined;
	const width = view.getUint32(16);
	const height = view.getUint32(20);
	if (width === 0 || height === 0) return undefined;
	let dpi: number | undefined;
	let exifDpi: number | undefined;
	let orientation: Orientation = 1;
	for (const { type, start, end } of chunks(bytes, view)) {
		if (type === 'pHYs' && end - start >= 9 && bytes[start + 8] === 1) {
			dpi = plausibleDpi(view.getUint32(start) * metresPerInch);
		} else if (type === 'eXIf') {
			const exif = tiffFacts(bytes.subarray(start, end));
			orientation = exif?.orientation ?? 1;
			exifDpi = exif?.dpi;
		} else if (type === 'IDAT') break;
	}
	const found = dpi ?? exifDpi;
	return { width, height, orientation, ...(found === undefined ? {} : { dpi: found }) };
}

/** Whether the closing chunk is there. */
export function pngIsWhole(bytes: Uint8Array): boolean {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (const { type } of chunks(bytes, view)) if (type === 'IEND') return true;
	return false;
}

function* chunks(
	bytes: Uint8Array,
	view: DataView
): Generator<{ type: string; start: number; end: number }> {
	let at = 8;
	while (at + 12 <= bytes.length) {
		const end = at + 8 + view.getUint32(at);
		if (end + 4 > bytes.length) return;
		yield { type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), start: at + 8, end };
		at = end + 4;
	}
}

/** The two facts of a TIFF directory that matter for paper: which way is up, and how many dots an inch. */

/** 1 is upright; 5 to 8 lie on their side (EXIF 2.32, tag 0x0112). */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface TiffFacts {
	readonly width?: number;
	readonly height?: number;
	readonly orientation: Orientation;
	readonly dpi?: number;
}

const tags = { width: 0x100, height: 0x101, orientation: 0x112, xDpi: 0x11a, unit: 0x128 };
const short = 3;
const long = 4;
const rational = 5;

/** Directories longer than this are nonsense or an attack, not a scanner's. */
const maxEntries = 512;

/**
 * Reads the first image directory of a TIFF structure (a TIFF file, or the body of an EXIF block),
 * in either byte order. `undefined` when it is not one; a field that lies outside the bytes is left out.
 */
export function tiffFacts(bytes: Uint8Array): TiffFacts | undefined {
	if (bytes.length < 8) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const mark = view.getUint16(0);
	if (mark !== 0x4949 && mark !== 0x4d4d) return undefined;
	const little = mark === 0x4949;
	if (view.getUint16(2, little) !== 42) return undefined;
	const values = directory(view, view.getUint32(4, little), little);
	if (!values) return undefined;
	const dots = values.get(tags.xDpi);
	const width = values.get(tags.width);
	const height = values.get(tags.height);
	// Unit 2 is the inch, 3 the centimetre; without a unit the inch is meant (TIFF 6.0, section 8).
	const perInch = values.get(tags.unit) === 3 ? 2.54 : 1;
	const dpi = dots === undefined ? undefined : plausibleDpi(dots * perInch);
	return {
		orientation: orientationOf(values.get(tags.orientation)),
		...(width ? { width } : {}),
		...(height ? { height } : {}),
		...(dpi === undefined ? {} : { dpi })
	};
}

function directory(
	view: DataView,
	start: number,
	little: boolean
): ReadonlyMap<number, number> | undefined {
	if (start + 2 > view.byteLength) return undefined;
	const entries = Math.min(view.getUint16(start, little), maxEntries);
	const values = new Map<number, number>();
	for (let n = 0; n < entries; n++) {
		const at = start + 2 + n * 12;
		if (at + 12 > view.byteLength) break;
		const value = entryValue(view, at, little);
		if (value !== undefined) values.set(view.getUint16(at, little), value);
	}
	return values;
}

function entryValue(view: DataView, at: number, little: boolean): number | undefined {
	const type = view.getUint16(at + 2, little);
	if (type === short) return view.getUint16(at + 8, little);
	if (type === long) return view.getUint32(at + 8, little);
	if (type !== rational) return undefined;
	const where = view.getUint32(at + 8, little);
	if (where + 8 > view.byteLength) return undefined;
	return view.getUint32(where, little) / view.getUint32(where + 4, little);
}

function orientationOf(value: number | undefined): Orientation {
	return value !== undefined && value >= 1 && value <= 8 ? (value as Orientation) : 1;
}

/** Rounded, or `undefined` for what no scanner means: 0, 1, or a screen's default of 72 or 96. */
export function plausibleDpi(dpi: number): number | undefined {
	const rounded = Math.round(dpi);
	return rounded >= 100 && rounded <= 2400 ? rounded : undefined;
}

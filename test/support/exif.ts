/** EXIF blocks and JPEG segments, written byte by byte to the specification. */

export interface ExifFields {
	readonly little: boolean;
	readonly orientation?: number;
	readonly dpi?: number;
	readonly unit?: number;
	readonly width?: number;
	readonly height?: number;
}

/** A TIFF structure with one directory. */
export function tiffBytes(fields: ExifFields): Uint8Array<ArrayBuffer> {
	const { little } = fields;
	const entries: [tag: number, type: number, value: number][] = [];
	if (fields.width !== undefined) entries.push([0x100, 4, fields.width]);
	if (fields.height !== undefined) entries.push([0x101, 4, fields.height]);
	if (fields.orientation !== undefined) entries.push([0x112, 3, fields.orientation]);
	const after = 8 + 2 + (entries.length + 2) * 12 + 4;
	if (fields.dpi !== undefined) entries.push([0x11a, 5, after]);
	if (fields.unit !== undefined) entries.push([0x128, 3, fields.unit]);
	const view = new DataView(new ArrayBuffer(after + 8));
	view.setUint16(0, little ? 0x4949 : 0x4d4d);
	view.setUint16(2, 42, little);
	view.setUint32(4, 8, little);
	view.setUint16(8, entries.length, little);
	for (const [n, [tag, type, value]] of entries.entries()) {
		const at = 10 + n * 12;
		view.setUint16(at, tag, little);
		view.setUint16(at + 2, type, little);
		view.setUint32(at + 4, 1, little);
		if (type === 3) view.setUint16(at + 8, value, little);
		else view.setUint32(at + 8, value, little);
	}
	view.setUint32(after, (fields.dpi ?? 0) * 100, little);
	view.setUint32(after + 4, 100, little);
	return new Uint8Array(view.buffer);
}

/** A JPEG with one more segment right after its start. */
export function withSegment(
	jpeg: Uint8Array,
	marker: number,
	name: string,
	body: Uint8Array
): Uint8Array<ArrayBuffer> {
	const length = 2 + name.length + body.length;
	return Uint8Array.from([
		...jpeg.subarray(0, 2),
		...[0xff, marker, length >> 8, length & 0xff],
		...new TextEncoder().encode(name),
		...body,
		...jpeg.subarray(2)
	]);
}

export function withExif(jpeg: Uint8Array, fields: ExifFields): Uint8Array<ArrayBuffer> {
	return withSegment(jpeg, 0xe1, 'Exif\0\0', tiffBytes(fields));
}

/** How a picture must be stored so that each EXIF orientation shows `upright`: the inverse of what a reader does. */
export function storedFor(
	orientation: number,
	{ width, height }: { width: number; height: number }
): { width: number; height: number; source: (x: number, y: number) => [number, number] } {
	const [w, h] = [width - 1, height - 1];
	const sources: ((x: number, y: number) => [number, number])[] = [
		(x, y) => [x, y],
		(x, y) => [w - x, y],
		(x, y) => [w - x, h - y],
		(x, y) => [x, h - y],
		(x, y) => [y, x],
		(x, y) => [w - y, x],
		(x, y) => [w - y, h - x],
		(x, y) => [y, h - x]
	];
	const source = sources[orientation - 1];
	if (!source) throw new Error('no such orientation');
	return orientation >= 5 ? { width: height, height: width, source } : { width, height, source };
}

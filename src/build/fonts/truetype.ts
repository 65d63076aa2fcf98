/** Cuts a TrueType font down to some letters: their outlines, without hints, names, kerning or features. */

/** A font of the chosen letters: glyph 0 is "missing", glyph n the n-th letter, then the parts that letters are composed of. */
export interface SmallFont {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** One character a letter, in code point order; those that the font lacks are left out. */
	readonly letters: string;
	/** Every glyph's advance, in thousandths of the font's size. */
	readonly widths: readonly number[];
	/** Thousandths too. */
	readonly ascent: number;
	readonly descent: number;
	readonly box: readonly [number, number, number, number];
}

const tags = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'] as const;

export function cutDown(source: Uint8Array<ArrayBuffer>, wanted: readonly number[]): SmallFont {
	const font = new Source(source);
	const places = font.characterMap();
	const codes = wanted.filter((code) => (places.get(code) ?? 0) > 0);
	const order = [0, ...codes.map((code) => places.get(code) ?? 0)];
	// A letter may stand twice (Å and the Ångström sign); as a part, its first place serves.
	const place = new Map<number, number>();
	order.forEach((glyph, at) => {
		if (!place.has(glyph)) place.set(glyph, at);
	});
	const outlines: Uint8Array<ArrayBuffer>[] = [];
	for (let at = 0; at < order.length; at++) {
		const outline = withoutHints(font.outline(order[at] ?? 0), (part) => {
			const known = place.get(part);
			if (known !== undefined) return known;
			place.set(part, order.length);
			return order.push(part) - 1;
		});
		outlines.push(outline);
	}
	const advances = order.map((glyph) => font.metric(glyph));
	const thousandths = (units: number): number => Math.round((units * 1000) / font.unitsPerEm);
	const { head, hhea } = font;
	return {
		bytes: assembled(font, outlines, advances),
		letters: String.fromCodePoint(...codes),
		widths: advances.map(([advance]) => thousandths(advance)),
		ascent: thousandths(hhea.getInt16(4)),
		descent: thousandths(hhea.getInt16(6)),
		box: [36, 38, 40, 42].map((at) => thousandths(head.getInt16(at))) as never
	};
}

class Source {
	readonly head: DataView;
	readonly hhea: DataView;
	readonly maxp: DataView;
	readonly unitsPerEm: number;
	readonly #tables = new Map<string, DataView>();

	constructor(bytes: Uint8Array<ArrayBuffer>) {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		for (let n = 0; n < view.getUint16(4); n++) {
			const at = 12 + 16 * n;
			const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
			const [offset, length] = [view.getUint32(at + 8), view.getUint32(at + 12)];
			this.#tables.set(tag, new DataView(bytes.buffer, bytes.byteOffset + offset, length));
		}
		this.head = this.#table('head');
		this.hhea = this.#table('hhea');
		this.maxp = this.#table('maxp');
		this.unitsPerEm = this.head.getUint16(18);
	}

	#table(tag: string): DataView {
		const table = this.#tables.get(tag);
		if (!table) throw new Error(`the font has no ${tag}`);
		return table;
	}

	/** Code point to glyph, from a table of format 4 (OpenType, `cmap`). */
	characterMap(): ReadonlyMap<number, number> {
		const cmap = this.#table('cmap');
		const places = new Map<number, number>();
		for (let n = 0; n < cmap.getUint16(2); n++) {
			const at = cmap.getUint32(8 + 8 * n);
			if (cmap.getUint16(at) !== 4) continue;
			const doubled = cmap.getUint16(at + 6);
			for (let segment = 0; segment < doubled; segment += 2) {
				const end = cmap.getUint16(at + 14 + segment);
				const start = cmap.getUint16(at + 16 + doubled + segment);
				const delta = cmap.getUint16(at + 16 + 2 * doubled + segment);
				const rangeAt = at + 16 + 3 * doubled + segment;
				const range = cmap.getUint16(rangeAt);
				for (let code = start; code <= end && code < 0xffff; code++) {
					const found = range === 0 ? code : cmap.getUint16(rangeAt + range + 2 * (code - start));
					if (found !== 0) places.set(code, (found + delta) & 0xffff);
				}
			}
		}
		return places;
	}

	outline(glyph: number): DataView {
		const loca = this.#table('loca');
		const long = this.head.getInt16(50) === 1;
		const offset = (n: number): number =>
			long ? loca.getUint32(4 * n) : 2 * loca.getUint16(2 * n);
		const glyf = this.#table('glyf');
		const start = offset(glyph);
		return new DataView(glyf.buffer, glyf.byteOffset + start, offset(glyph + 1) - start);
	}

	/** Advance and left side bearing. */
	metric(glyph: number): readonly [advance: number, bearing: number] {
		const hmtx = this.#table('hmtx');
		const full = this.hhea.getUint16(34);
		const advance = hmtx.getUint16(4 * Math.min(glyph, full - 1));
		const bearing = glyph < full ? 4 * glyph + 2 : 4 * full + 2 * (glyph - full);
		return [advance, hmtx.getInt16(bearing)];
	}
}

const [argumentsAreWords, hasScale, more, hasBothScales, hasMatrix, hasInstructions] = [
	0x1, 0x8, 0x20, 0x40, 0x80, 0x100
];

/** An outline without its instructions; the glyphs that it is composed of get their new numbers. */
function withoutHints(view: DataView, renumber: (part: number) => number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(view.byteLength);
	bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
	if (bytes.length === 0) return bytes;
	const out = new DataView(bytes.buffer);
	const contours = view.getInt16(0);
	if (contours >= 0) {
		const at = 10 + 2 * contours;
		const length = view.getUint16(at);
		out.setUint16(at, 0);
		bytes.copyWithin(at + 2, at + 2 + length);
		return bytes.slice(0, bytes.length - length);
	}
	let at = 10;
	for (let flags = more; flags & more;) {
		flags = view.getUint16(at);
		out.setUint16(at, flags & ~hasInstructions);
		out.setUint16(at + 2, renumber(view.getUint16(at + 2)));
		at += 4 + (flags & argumentsAreWords ? 4 : 2);
		at += flags & hasScale ? 2 : flags & hasBothScales ? 4 : flags & hasMatrix ? 8 : 0;
	}
	return bytes.slice(0, at);
}

function assembled(
	font: Source,
	outlines: readonly Uint8Array<ArrayBuffer>[],
	advances: readonly (readonly [number, number])[]
): Uint8Array<ArrayBuffer> {
	const loca = new DataView(new ArrayBuffer(4 * (outlines.length + 1)));
	const padded = outlines.map((outline) => (outline.length + 3) & ~3);
	const glyf = new Uint8Array(padded.reduce((sum, length) => sum + length, 0));
	let at = 0;
	outlines.forEach((outline, n) => {
		glyf.set(outline, at);
		at += padded[n] ?? 0;
		loca.setUint32(4 * (n + 1), at);
	});
	const hmtx = new DataView(new ArrayBuffer(4 * advances.length));
	advances.forEach(([advance, bearing], n) => {
		hmtx.setUint16(4 * n, advance);
		hmtx.setInt16(4 * n + 2, bearing);
	});
	const head = copyOf(font.head);
	head.setUint32(8, 0);
	head.setInt16(50, 1);
	const hhea = copyOf(font.hhea);
	hhea.setUint16(34, advances.length);
	const maxp = copyOf(font.maxp);
	maxp.setUint16(4, outlines.length);
	// No instructions: no zones beyond the first, storage, functions or stack.
	maxp.setUint16(14, 1);
	for (let field = 16; field <= 26; field += 2) maxp.setUint16(field, 0);
	const tables = { glyf, head, hhea, hmtx, loca, maxp };
	const file = filed(tags.map((tag) => [tag, bytesOf(tables[tag])]));
	const headAt = new DataView(file.buffer).getUint32(12 + 16 * tags.indexOf('head') + 8);
	new DataView(file.buffer).setUint32(headAt + 8, (0xb1b0afba - checksum(file)) >>> 0);
	return file;
}

/** The table directory and the tables, each on a border of four bytes. */
function filed(tables: readonly (readonly [string, Uint8Array])[]): Uint8Array<ArrayBuffer> {
	let end = 12 + 16 * tables.length;
	const places = tables.map(([, table]) => {
		const at = end;
		end += (table.length + 3) & ~3;
		return at;
	});
	const file = new Uint8Array(end);
	const view = new DataView(file.buffer);
	const power = Math.floor(Math.log2(tables.length));
	view.setUint32(0, 0x00010000);
	[tables.length, (16 << power) >> 0, power, 16 * tables.length - (16 << power)].forEach(
		(value, n) => view.setUint16(4 + 2 * n, value)
	);
	tables.forEach(([tag, table], n) => {
		const [at, offset] = [12 + 16 * n, places[n] ?? 0];
		file.set(new TextEncoder().encode(tag), at);
		file.set(table, offset);
		view.setUint32(at + 4, checksum(file.subarray(offset, offset + ((table.length + 3) & ~3))));
		view.setUint32(at + 8, offset);
		view.setUint32(at + 12, table.length);
	});
	return file;
}

function checksum(bytes: Uint8Array): number {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	let sum = 0;
	for (let at = 0; at < bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
	return sum;
}

function copyOf(view: DataView): DataView {
	return new DataView(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

function bytesOf(table: Uint8Array | DataView): Uint8Array {
	return table instanceof Uint8Array
		? table
		: new Uint8Array(table.buffer, table.byteOffset, table.byteLength);
}

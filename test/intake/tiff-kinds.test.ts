/** One small picture, written in every way that scanners and fax servers write a TIFF: always the same pixels. */
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sharpCodec } from '#lib/imaging/sharp.ts';
import { pageAt, walkTiff } from '#lib/intake/tiff-directory.ts';
import { drawTiffPage } from '#lib/intake/tiff.ts';
import { upright } from '#lib/intake/upright.ts';
import { storedFor } from '../support/exif.ts';
import { pack, type Dots, type FaxKind } from './fax-writer.ts';
import { drawing, refusalsOf, sidesOf } from './made.ts';
import { piecedTiff, type Directory } from './made-tiff.ts';

const [width, height] = [37, 22];
/** Of 16 greys, so that every depth but one holds it; no turn of it looks like it. */
const shade = (x: number, y: number): number => (x >> 2) + (y > 14 ? 5 : 0);
const isInk = (x: number, y: number): boolean => shade(x, y) < 6;

type Bytes = Uint8Array<ArrayBuffer>;
type Put = (x: number, y: number) => number;

async function greysOf(bytes: Uint8Array): Promise<number[]> {
	const page = pageAt(bytes, walkTiff(bytes).directories[0] ?? 0);
	if (typeof page === 'string') throw new Error(page);
	const picture = await drawTiffPage(bytes, page, sharpCodec);
	if (typeof picture === 'string') throw new Error(picture);
	const { data } = upright(picture, page.orientation);
	for (let at = 0; at < data.length; at += 4) {
		expect(data[at + 1], 'grey').toBe(data[at]);
		expect(data[at + 3], 'opaque').toBe(255);
	}
	return Array.from({ length: data.length / 4 }, (_, n) => data[n * 4] ?? 0);
}

function each(put: Put): number[] {
	return Array.from({ length: width * height }, (_, n) => put(n % width, Math.floor(n / width)));
}

const greys = each((x, y) => shade(x, y) * 17);
const inks = each((x, y) => (isInk(x, y) ? 0 : 255));

/** Samples as bytes, rows from `top` on; what lies beyond the page is padding. */
function rows(
	bits: number,
	put: Put,
	{ left = 0, top = 0, across = width, down = height, little = true, each: samples = 1 } = {}
): Bytes {
	const rowBytes = Math.ceil((across * bits * samples) / 8);
	const out = new Uint8Array(rowBytes * down);
	const view = new DataView(out.buffer);
	for (let y = 0; y < down; y += 1) {
		for (let n = 0; n < across * samples; n += 1) {
			const value = put(left + Math.floor(n / samples), top + y);
			const at = y * rowBytes + ((n * bits) >> 3);
			if (bits === 16) view.setUint16(at, value, little);
			else out[at] = (out[at] ?? 0) | (value << (8 - bits - ((n * bits) & 7)));
		}
	}
	return out;
}

const directory = (bits: number, packing: number, colour: number, more: Directory = {}) => ({
	...{ 256: width, 257: height, 258: bits, 259: packing, 262: colour, 278: height },
	...more
});

function swapped(bytes: Uint8Array): Bytes {
	return Uint8Array.from(bytes, (byte) =>
		Number.parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2)
	);
}

/** PackBits of literal runs, with each row's first byte repeated as a run where it is. */
function packBits(bytes: Uint8Array): Bytes {
	const out: number[] = [];
	for (let at = 0; at < bytes.length;) {
		let run = 1;
		while (run < 100 && bytes[at + run] === bytes[at]) run += 1;
		if (run > 1) out.push(257 - run, bytes[at] ?? 0);
		else out.push(0, bytes[at] ?? 0);
		at += run;
	}
	return Uint8Array.from(out);
}

/** LZW that never learns: a clear code before each 200 bytes keeps every code 9 bits wide. */
function lzw(bytes: Uint8Array): Bytes {
	const codes = [...bytes].flatMap((byte, n) => (n % 200 === 0 ? [256, byte] : [byte]));
	const bits = [...codes, 257].map((code) => code.toString(2).padStart(9, '0')).join('');
	return Uint8Array.from(bits.match(/.{1,8}/gu) ?? [], (byte) =>
		Number.parseInt(byte.padEnd(8, '0'), 2)
	);
}

const packers: readonly (readonly [string, number, (bytes: Bytes) => Bytes])[] = [
	['plain', 1, (bytes) => bytes],
	['LZW', 5, lzw],
	['Deflate', 8, (bytes) => Uint8Array.from(deflateSync(bytes))],
	['Deflate, as it was numbered once', 32946, (bytes) => Uint8Array.from(deflateSync(bytes))],
	['PackBits', 32773, packBits]
];
const orders = [
	{ little: true, big: false },
	{ little: false, big: false },
	{ little: true, big: true },
	{ little: false, big: true }
];

describe('greys', () => {
	const depths = [4, 8, 16].flatMap((bits) => [0, 1].map((colour) => ({ bits, colour })));
	describe.each(packers)('%s', (_name, packing, packed) => {
		test.each(depths)('$bits bits, photometric $colour', async ({ bits, colour }) => {
			const scale = { 4: 1, 8: 17, 16: 17 * 257 }[bits] ?? 0;
			const put: Put = (x, y) => (colour === 0 ? 15 - shade(x, y) : shade(x, y)) * scale;
			for (const order of orders) {
				const strip = packed(rows(bits, put, order));
				expect(await greysOf(piecedTiff([strip], directory(bits, packing, colour), order))).toEqual(
					greys
				);
				const turned = piecedTiff(
					[swapped(strip)],
					directory(bits, packing, colour, { 266: 2 }),
					order
				);
				expect(await greysOf(turned)).toEqual(greys);
			}
		});

		test('a palette of 16', async () => {
			const channel = Array.from({ length: 16 }, (_, n) => n * 17 * 257);
			const tags = directory(4, packing, 3, { 320: [...channel, ...channel, ...channel] });
			expect(await greysOf(piecedTiff([packed(rows(4, shade))], tags))).toEqual(greys);
		});

		test('strips of five rows', async () => {
			const strips = [0, 5, 10, 15, 20].map((top) =>
				packed(rows(8, (x, y) => shade(x, y) * 17, { top, down: Math.min(5, height - top) }))
			);
			expect(await greysOf(piecedTiff(strips, directory(8, packing, 1, { 278: 5 })))).toEqual(
				greys
			);
		});

		test('tiles of sixteen', async () => {
			const tiles = [0, 16].flatMap((top) =>
				[0, 16, 32].map((left) =>
					packed(rows(8, (x, y) => shade(x, y) * 17, { left, top, across: 16, down: 16 }))
				)
			);
			const tags = directory(8, packing, 1, { 322: 16, 323: 16 });
			expect(await greysOf(piecedTiff(tiles, tags))).toEqual(greys);
		});

		test.each([8, 16])('three planes of %i bits', async (bits) => {
			const put: Put = (x, y) => shade(x, y) * (bits === 8 ? 17 : 17 * 257);
			const halves = [0, 11].map((top) => packed(rows(bits, put, { top, down: 11 })));
			const tags = directory(bits, packing, 2, { 277: 3, 284: 2, 278: 11 });
			expect(await greysOf(piecedTiff([...halves, ...halves, ...halves], tags))).toEqual(greys);
		});
	});

	test.each([8, 16])('colours of %i bits each', async (bits) => {
		const put: Put = (x, y) => shade(x, y) * (bits === 8 ? 17 : 17 * 257);
		const strip = rows(bits, put, { each: 3 });
		expect(await greysOf(piecedTiff([strip], directory(bits, 1, 2, { 277: 3 })))).toEqual(greys);
	});

	test.each([
		['thinned already', 1],
		['apart', 2]
	])('opacity, the colours %s', async (_name, kind) => {
		// Half clear black over white is middle grey; thinned black stays black.
		const dots = Uint8Array.from({ length: width * height * 4 }, (_, n) =>
			n % 4 === 3 ? 128 : 64
		);
		const tags = directory(8, 1, 2, { 277: 4, 338: kind });
		const [first] = await greysOf(piecedTiff([dots], tags));
		expect(first).toBe(kind === 1 ? 64 + 127 : Math.round((64 * 128) / 255 + 127));
	});
});

describe('numbers with a fraction', () => {
	const real = (put: Put, little: boolean, samples = 1): Bytes => {
		const out = new Uint8Array(width * height * samples * 4);
		const view = new DataView(out.buffer);
		for (let n = 0; n < width * height * samples; n += 1) {
			const dot = Math.floor(n / samples);
			view.setFloat32(n * 4, put(dot % width, Math.floor(dot / width)), little);
		}
		return out;
	};
	// The darkest and the lightest of the page must be there where numbers are spread.
	const stretched = each((x, y) => Math.round((shade(x, y) / 14) * 255));

	test.each([
		['0 to 1', (value: number) => value / 15, greys],
		['0 to 255', (value: number) => value * 17, greys],
		['0 to 65,535', (value: number) => value * 17 * 257, greys],
		['a scale of their own', (value: number) => value * 1e6 - 3e6, stretched]
	] as const)('%s', async (_name, scaled, wanted) => {
		const put: Put = (x, y) => scaled(shade(x, y));
		for (const order of orders) {
			const strip = real(put, order.little);
			const tags = directory(32, 1, 1, { 339: 3 });
			expect(await greysOf(piecedTiff([strip], tags, order))).toEqual(wanted);
			const packed = piecedTiff(
				[Uint8Array.from(deflateSync(strip))],
				directory(32, 8, 1, { 339: 3 }),
				order
			);
			expect(await greysOf(packed)).toEqual(wanted);
			const colours = real(put, order.little, 3);
			const rgb = directory(32, 1, 2, { 277: 3, 339: [3, 3, 3] });
			expect(await greysOf(piecedTiff([colours], rgb, order))).toEqual(wanted);
		}
	});

	test('two strips have one scale', async () => {
		const whole = real((x, y) => shade(x, y) / 15, true);
		const half = width * 11 * 4;
		const strips = [whole.slice(0, half), whole.slice(half)];
		const tags = directory(32, 1, 1, { 339: 3, 278: 11 });
		expect(await greysOf(piecedTiff(strips, tags))).toEqual(greys);
	});

	test('none of them is a number', async () => {
		const bytes = piecedTiff([real(() => NaN, true)], directory(32, 1, 1, { 339: 3 }));
		expect(await sidesOf(bytes)).toHaveLength(1);
	});
});

describe('black and white', () => {
	const dots: Dots = Array.from({ length: height }, (_, y) =>
		Array.from({ length: width }, (__, x) => (isInk(x, y) ? 1 : 0))
	);
	const faxes: readonly (readonly [string, number, FaxKind, number])[] = [
		['Huffman rows', 2, 'rows', 0],
		['group 3, one dimension', 3, 'group3', 0],
		['group 3, two dimensions', 3, 'group3-2d', 1],
		['group 4', 4, 'group4', 0]
	];

	test.each(faxes)(
		'%s, either fill order, white or black the zero',
		async (_name, packing, kind, t4) => {
			for (const order of orders) {
				for (const whole of [true, false]) {
					const parts = whole ? [dots] : [dots.slice(0, 12), dots.slice(12)];
					const tags = { 292: t4, 278: whole ? height : 12 };
					const strips = parts.map((part) => pack(part, kind));
					const asIs = piecedTiff(strips, directory(1, packing, 0, tags), order);
					expect(await greysOf(asIs)).toEqual(inks);
					const low = directory(1, packing, 0, { ...tags, 266: 2 });
					expect(await greysOf(piecedTiff(strips.map(swapped), low, order))).toEqual(inks);
					// Black the zero: the same codes mean the picture turned inside out.
					const inverse = await greysOf(piecedTiff(strips, directory(1, packing, 1, tags), order));
					expect(inverse).toEqual(inks.map((value) => 255 - value));
				}
			}
		}
	);

	test.each(packers)('%s, one bit a dot', async (_name, packing, packed) => {
		for (const colour of [0, 1]) {
			const strip = packed(rows(1, (x, y) => (isInk(x, y) === (colour === 0) ? 1 : 0)));
			expect(await greysOf(piecedTiff([strip], directory(1, packing, colour)))).toEqual(inks);
			const low = directory(1, packing, colour, { 266: 2 });
			expect(await greysOf(piecedTiff([swapped(strip)], low))).toEqual(inks);
		}
	});
});

describe('however it lies', () => {
	test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i', async (orientation) => {
		const stored = storedFor(orientation, { width, height });
		const put: Put = (x, y) => shade(...stored.source(x, y)) * 17;
		const strip = rows(8, put, { across: stored.width, down: stored.height });
		const tags = { 256: stored.width, 257: stored.height, 278: stored.height, 274: orientation };
		const bytes = piecedTiff([strip], directory(8, 1, 1, tags));
		expect(await greysOf(bytes)).toEqual(greys);
		expect((await sidesOf(bytes))[0]).toMatchObject({ width, height });
	});
});

test('strips that are JPEGs, nearly', async () => {
	const jpeg = await drawing(width, height).toColourspace('b-w').jpeg({ quality: 95 }).toBuffer();
	const bytes = piecedTiff([Uint8Array.from(jpeg)], directory(8, 7, 1));
	const said = await sharpCodec.decode(Uint8Array.from(jpeg), 'image/jpeg');
	expect(await greysOf(bytes)).toEqual(
		said.data
			.filter((_, n) => n % 4 === 0)
			.values()
			.toArray()
	);
});

test('old JPEG, whole in the file', async () => {
	const jpeg = Uint8Array.from(await drawing(width, height).jpeg({ quality: 95 }).toBuffer());
	const said = await sharpCodec.decode(jpeg, 'image/jpeg');
	// By its own tags; or as the one strip, by writers that knew no better.
	const tags = directory(8, 6, 6, { 277: 3 });
	const own = piecedTiff([jpeg], { ...tags, 513: 8, 514: jpeg.length });
	for (const bytes of [own, piecedTiff([jpeg], { ...tags, 513: 8 }), piecedTiff([jpeg], tags)]) {
		const page = pageAt(bytes, walkTiff(bytes).directories[0] ?? 0);
		if (typeof page === 'string') throw new Error(page);
		expect(await drawTiffPage(bytes, page, sharpCodec)).toEqual(said);
	}
	const other = piecedTiff([jpeg], { ...tags, 256: width + 1, 513: 8, 514: jpeg.length });
	expect(await refusalsOf(other)).toMatchObject([{ why: 'unknown-kind' }]);
});

test.each([
	['old JPEG with tables of its own', directory(8, 6, 6, { 277: 3 })],
	['JPEG in planes', directory(8, 7, 2, { 277: 3, 284: 2 })],
	['complex numbers', directory(32, 1, 1, { 339: 6 })],
	['numbers with a fraction, as differences', directory(32, 8, 1, { 339: 3, 317: 3 })],
	['five bits', directory(5, 1, 1)]
])('%s is refused with its reason, not drawn wrong', async (_name, tags) => {
	const plane = new Uint8Array(width * height * 4);
	const found = await refusalsOf(piecedTiff([plane, plane, plane], tags));
	expect(found).toMatchObject([{ why: 'unknown-kind', filePage: 1 }]);
});

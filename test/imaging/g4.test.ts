import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packG4 } from '#lib/imaging/g4.ts';
import type { TwoTone } from '#lib/imaging/two-tone.ts';
import { unpackCcitt } from '#lib/imaging/ccitt.ts';
import { random } from '../support/drawn.ts';

const form = { kind: 'group4', twoDimensional: true, lowBitFirst: false } as const;

/** Bits beyond the width of a row are nobody's dots. */
function masked({ width, height, data }: TwoTone): TwoTone {
	const rowBytes = Math.ceil(width / 8);
	const spare = rowBytes * 8 - width;
	const clean = data.slice();
	for (let end = rowBytes - 1; end < clean.length; end += rowBytes) {
		clean[end] = (clean[end] ?? 0) & (0xff << spare);
	}
	return { width, height, data: clean };
}

/** Rows of long runs, each like the one above but for a few dots: what a written page looks like. */
function page(width: number, height: number, seed: number): TwoTone {
	const next = random(seed);
	const rowBytes = Math.ceil(width / 8);
	const data = new Uint8Array(rowBytes * height);
	for (let y = 0; y < height; y++) {
		const row = data.subarray(y * rowBytes, (y + 1) * rowBytes);
		if (y > 0 && next() < 0.9) row.set(data.subarray((y - 1) * rowBytes, y * rowBytes));
		for (let n = 0; n < next() * 6; n++) {
			const from = Math.floor(next() * width);
			const to = Math.min(width, from + Math.ceil(next() * (next() < 0.1 ? width : 40)));
			const black = next() < 0.5;
			for (let x = from; x < to; x++) {
				const bit = 0x80 >> (x & 7);
				row[x >> 3] = black ? (row[x >> 3] ?? 0) | bit : (row[x >> 3] ?? 0) & ~bit;
			}
		}
	}
	return { width, height, data };
}

describe('a page packed as group 4', () => {
	it('comes out as it went in: any dots', () => {
		const dots = fc
			.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 12 }))
			.chain(([width, height]) =>
				fc
					.uint8Array({
						minLength: Math.ceil(width / 8) * height,
						maxLength: Math.ceil(width / 8) * height
					})
					.map((data) => masked({ width, height, data: Uint8Array.from(data) }))
			);
		fc.assert(
			fc.property(dots, (picture) => {
				const { width, height, data } = picture;
				const unpacked = unpackCcitt(packG4(picture), width, height, form);
				expect(unpacked.goodRows).toBe(height);
				expect(unpacked.data).toEqual(data);
			}),
			{ numRuns: 500, seed: 4 }
		);
	});

	it.each([
		[1728, 60],
		[2550, 40],
		[5200, 30],
		[7, 3],
		[8, 1]
	])('comes out as it went in: runs over %s dots', (width, height) => {
		for (let seed = 0; seed < 12; seed++) {
			const picture = page(width, height, seed);
			const unpacked = unpackCcitt(packG4(picture), width, height, form);
			expect(unpacked.goodRows).toBe(height);
			expect(Buffer.from(unpacked.data).equals(Buffer.from(picture.data))).toBe(true);
		}
	});

	it('is read alike by libtiff, where it is installed', () => {
		const picture = page(1700, 200, 5);
		const folder = mkdtempSync(join(tmpdir(), 'g4-'));
		const [packed, plain] = [join(folder, 'packed.tif'), join(folder, 'plain.tif')];
		writeFileSync(packed, tiffOf(picture));
		try {
			execFileSync('tiffcp', ['-c', 'none', '-r', '200', packed, plain]);
		} catch (error) {
			if ((error as { code?: string }).code !== 'ENOENT') throw error;
			expect(packG4(picture).length).toBeGreaterThan(100);
			return;
		}
		const rows = readFileSync(plain);
		expect(rows.includes(Buffer.from(picture.data))).toBe(true);
	});
});

/** A TIFF of one strip (6.0, sections 2 and 11). */
function tiffOf(picture: TwoTone): Uint8Array {
	const strip = packG4(picture);
	const entries = [
		...[
			[256, picture.width],
			[257, picture.height],
			[258, 1],
			[259, 4],
			[262, 0]
		],
		...[
			[273, 8],
			[277, 1],
			[278, picture.height],
			[279, strip.length]
		]
	];
	const directory = 8 + strip.length + (strip.length & 1);
	const file = Buffer.alloc(directory + 2 + 12 * entries.length + 4);
	file.write('II', 'latin1');
	file.writeUInt16LE(42, 2);
	file.writeUInt32LE(directory, 4);
	file.set(strip, 8);
	file.writeUInt16LE(entries.length, directory);
	entries.forEach(([tag = 0, value = 0], n) => {
		const at = directory + 2 + 12 * n;
		file.writeUInt16LE(tag, at);
		file.writeUInt16LE(4, at + 2);
		file.writeUInt32LE(1, at + 4);
		file.writeUInt32LE(value, at + 8);
	});
	return file;
}

import fc from 'fast-check';
import { encodeQR } from 'qr';
import { describe, expect, it } from 'vitest';
import { pictureOf } from '#lib/imaging/picture.ts';
import { idFromBytes, type ClientId } from '#lib/page/ids.ts';
import type { Separator } from '#lib/page/separator.ts';
import { separatorOn } from '#lib/separator/separator.ts';
import { sheetCode } from '#lib/separator/sheet-code.ts';
import { DrawnPage } from '../support/drawn.ts';
import { scanned, type Wear } from '../support/scanned.ts';
import { drawnSheet, layCode } from './drawn-sheet.ts';

const client = idFromBytes<ClientId>(new Uint8Array(16).map((_, i) => i * 37 + 11));
const sheet: Separator = { client, provenance: 'separate-folder', keepPrivate: true };
const drawn = drawnSheet(sheet);

const wears: Readonly<Record<string, Wear>> = {
	'is fresh from the printer': {},
	'is scanned at 150 dots per inch': { scale: 0.75, noise: 12, quality: 0.5 },
	'is scanned at 300 dots per inch': { scale: 1.5, noise: 12, quality: 0.5 },
	'leans four degrees to the right': { skew: 4, noise: 10, quality: 0.5 },
	'leans four degrees to the left': { skew: -4, noise: 10, quality: 0.5 },
	'lies upside down': { quarters: 2, skew: 1.3, noise: 10, quality: 0.6 },
	'lies on its right side': { quarters: 1, skew: -2, noise: 10, quality: 0.6 },
	'lies on its left side': { quarters: 3, skew: 2, noise: 10, quality: 0.6 },
	'came by fax at 200 dots per inch': { fax: true, noise: 60, skew: 1.5 },
	'came by fax at 100 dots per inch': { fax: true, noise: 40, scale: 0.5, skew: -1 },
	'is noisy': { noise: 60, quality: 0.5 },
	'lies in a deep shadow': { shadow: 150, noise: 10, quality: 0.5 },
	'is far too dark': { darker: 110, noise: 8 },
	'is far too light': { darker: -120, noise: 8 },
	'is punched': { holes: true, noise: 10, quality: 0.5 },
	'had a cup on its first code': { stain: [0.25, 0.2], noise: 10, quality: 0.5 },
	'had a cup on its second code': { stain: [0.75, 0.8], noise: 10, quality: 0.5 },
	'was folded through its first code': { fold: 0.2, noise: 10, quality: 0.5 },
	'has seen everything at once': {
		...{ skew: -3, quarters: 2, holes: true, stain: [0.3, 0.2], fold: 0.78 },
		...{ shadow: 90, noise: 25, quality: 0.5, scale: 0.85 }
	}
};

describe('a separator sheet is recognised when it', () => {
	it.each(Object.entries(wears))('%s', async (_, wear) => {
		expect(separatorOn(await scanned(drawn, wear))).toEqual(sheet);
	});

	it('has had something odd done to it, whatever that was', async () => {
		const wear = fc.record({
			seed: fc.nat(1e6),
			skew: fc.double({ min: -4, max: 4, noNaN: true }),
			quarters: fc.nat(3),
			scale: fc.double({ min: 0.75, max: 1.5, noNaN: true }),
			noise: fc.nat(30),
			shadow: fc.nat(90),
			holes: fc.boolean(),
			stain: fc.tuple(
				fc.double({ min: 0, max: 1, noNaN: true }),
				fc.double({ min: 0, max: 1, noNaN: true })
			),
			fold: fc.double({ min: 0, max: 1, noNaN: true }),
			quality: fc.double({ min: 0.5, max: 0.9, noNaN: true })
		});
		await fc.assert(
			fc.asyncProperty(wear, async (done) => {
				expect(separatorOn(await scanned(drawn, done))).toEqual(sheet);
			}),
			{ numRuns: 8, seed: 7 }
		);
	});

	it('names no client and no place', async () => {
		const plain: Separator = { keepPrivate: false };
		expect(separatorOn(await scanned(drawnSheet(plain), { noise: 10 }))).toEqual(plain);
	});
});

describe('what is no separator sheet', () => {
	const page = (): DrawnPage => new DrawnPage({ width: 8.5, height: 11 });
	const url = encodeQR('https://lab.example/r/4711', 'raw', { ecc: 'high', border: 4 });

	it.each([
		['an empty side', page()],
		['a page of words', page().print(36, { right: 7.5 }).noise(20)],
		['a form of nested boxes', nested(page())]
	])('is %s', (_, { gray }) => {
		expect(separatorOn(pictureOf(gray))).toBeUndefined();
	});

	it.each([1, 3.25])("is a laboratory's own code of %d inches", (inches) => {
		const { gray } = page().print(30, { top: 4, right: 7.5 });
		layCode(gray, url, { left: 1, top: 0.5, inches });
		expect(separatorOn(pictureOf(gray))).toBeUndefined();
	});

	it('is a page that shows a small picture of a sheet', () => {
		const { gray } = page().print(30, { top: 4, right: 7.5 });
		layCode(gray, sheetCode(sheet), { left: 1, top: 1, inches: 1.5 });
		expect(separatorOn(pictureOf(gray))).toBeUndefined();
	});

	it('is a dot', () => {
		const data = new Uint8ClampedArray([0, 0, 0, 255]);
		expect(separatorOn({ width: 1, height: 1, data })).toBeUndefined();
	});
});

/** Boxes in boxes have the lengths of a corner mark, and there are many. */
function nested(page: DrawnPage): DrawnPage {
	for (const [x, y] of [
		[1, 1],
		[6, 1],
		[1, 6],
		[6, 6]
	] as const) {
		page
			.box(x, y, 0.7, 0.7, 0)
			.box(x + 0.1, y + 0.1, 0.5, 0.5, 255)
			.box(x + 0.2, y + 0.2, 0.3, 0.3, 0);
	}
	return page;
}

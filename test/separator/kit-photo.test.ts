/** A recovery kit's square code, scanned or photographed: 40 mm on a sheet full of words. */
import { describe, expect, it } from 'vitest';
import { kitCode } from '#lib/separator/kit-code.ts';
import { kitOn, separatorOn } from '#lib/separator/separator.ts';
import { DrawnPage } from '../support/drawn.ts';
import { scanned, type Wear } from '../support/scanned.ts';
import { drawnSheet, layCode } from './drawn-sheet.ts';

const secret = `AGE-SECRET-KEY-1${'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'.repeat(2).slice(0, 58)}`;
const page = new DrawnPage({ width: 8.5, height: 11 }).print(12, { top: 5, left: 1, right: 7.5 });
layCode(page.gray, kitCode(secret), { left: 5.6, top: 2, inches: 1.57 });
const drawn = page.gray;

const wears: Readonly<Record<string, Wear>> = {
	'fresh from the printer': {},
	'scanned at 150 dots per inch': { scale: 0.75, noise: 10, quality: 0.6 },
	'scanned at 300 dots per inch': { scale: 1.5, noise: 12, quality: 0.5 },
	'leaning three degrees': { skew: 3, noise: 8, quality: 0.6 },
	'upside down': { quarters: 2, skew: 1.3, noise: 8, quality: 0.6 },
	'on its side, in a shadow': { quarters: 1, shadow: 110, noise: 8, quality: 0.6 }
};

describe('the key is read from a kit', () => {
	it.each(Object.entries(wears))('%s', async (_, wear) => {
		expect(kitOn(await scanned(drawn, wear))).toBe(secret);
	});

	it('and from nothing else', async () => {
		const separator = drawnSheet({ provenance: 'interfiled', keepPrivate: false });
		expect(kitOn(await scanned(separator, {}))).toBeUndefined();
		const other = new DrawnPage({ width: 8.5, height: 11 });
		layCode(other.gray, kitCode('https://example.org/somewhere'), { left: 1, top: 1 });
		expect(kitOn(await scanned(other.gray, {}))).toBeUndefined();
		expect(separatorOn(await scanned(drawn, {}))).toBeUndefined();
	});
});

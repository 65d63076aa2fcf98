import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as files from '#lib/packet/font/files.ts';
import { advances, faces, glyphOf, isSettable, metrics } from '#lib/packet/letters.ts';
import { packetFonts } from '../../src/build/packet-fonts.ts';

describe('the fonts of packets', () => {
	it('are what the script makes of the package', async () => {
		for (const [name, text] of Object.entries(await packetFonts())) {
			expect(readFileSync(`src/lib/packet/font/${name}`, 'utf8')).toBe(text);
		}
	});

	it.each(faces)('have every letter that they promise, as wide as they say: %s', (face) => {
		const font = inflateSync(Buffer.from(files[face], 'base64'));
		expect(font).toHaveLength(metrics[face].length);
		const table = tablesOf(font);
		expect([...table.keys()]).toEqual(['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp']);
		const glyphs = table.get('maxp')?.readUInt16BE(4) ?? 0;
		expect(advances[face]).toHaveLength(glyphs);
		const [hmtx, loca] = [table.get('hmtx'), table.get('loca')];
		for (const letter of metrics[face].letters) {
			const glyph = glyphOf(letter);
			const width = ((hmtx?.readUInt16BE(4 * glyph) ?? 0) * 1000) / 2048;
			expect(Math.abs(width - (advances[face][glyph] ?? 0))).toBeLessThanOrEqual(0.5);
			const size = (loca?.readUInt32BE(4 * glyph + 4) ?? 0) - (loca?.readUInt32BE(4 * glyph) ?? 0);
			expect(size > 0, letter).toBe(letter !== ' ');
		}
	});

	it('write what Windows code page 1252 has, and names from Hanoi, Łódź, Athens and Kyiv', () => {
		const western = new TextDecoder('windows-1252').decode(
			Uint8Array.from({ length: 224 }, (_, n) => n + 32)
		);
		const visible = Array.from(western).filter((char) => !/[\p{Cc}\p{Cf}\u00a0]/u.test(char));
		const names = Array.from('NguyễnŁódźΧατζήςЇжакевич');
		expect([...visible, ...names].filter((char) => !isSettable(char))).toEqual([]);
	});
});

function tablesOf(font: Buffer): ReadonlyMap<string, Buffer> {
	return new Map(
		Array.from({ length: font.readUInt16BE(4) }, (_, n) => {
			const at = 12 + 16 * n;
			const [offset, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
			return [font.toString('latin1', at, at + 4), font.subarray(offset, offset + length)];
		})
	);
}

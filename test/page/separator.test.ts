import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provenances } from '#lib/page/fate.ts';
import { idFromBytes, type ClientId } from '#lib/page/ids.ts';
import { turned, turnedBack, type Rotation } from '#lib/page/reading.ts';
import { parseSeparatorCode, separatorCode, type Separator } from '#lib/page/separator.ts';

const client = fc
	.uint8Array({ minLength: 16, maxLength: 16 })
	.map((bytes) => idFromBytes<ClientId>(bytes));
const sheet: fc.Arbitrary<Separator> = fc
	.record(
		{ client, provenance: fc.constantFrom(...provenances), keepPrivate: fc.boolean() },
		{ requiredKeys: ['keepPrivate'] }
	)
	.map((made) => made);

describe('a separator sheet’s code', () => {
	it('says again what was put into it', () => {
		fc.assert(
			fc.property(sheet, (made) => {
				expect(parseSeparatorCode(separatorCode(made))).toEqual(made);
			})
		);
	});

	it('uses only the letters that a QR code holds in half the room', () => {
		fc.assert(
			fc.property(sheet, (made) => {
				expect(separatorCode(made)).toMatch(/^[0-9A-Z:-]+$/);
			})
		);
	});

	it.each([
		'',
		'https://example.org/',
		'CHART-CABINET-1',
		'CHART-CABINET-1:-:-:MAYBE',
		'CHART-CABINET-1:-:ATTIC:OPEN',
		'CHART-CABINET-1:SOMEBODY:-:OPEN',
		'CHART-CABINET-1:-:-:OPEN:-',
		'CHART-CABINET-2:-:-:OPEN'
	])('is not %j', (text) => {
		expect(parseSeparatorCode(text)).toBeUndefined();
	});
});

it('a turn and its undoing leave a page as it was', () => {
	for (const turn of [0, 90, 180, 270] satisfies Rotation[]) {
		expect(turned(turn, turnedBack(turn))).toBe(0);
	}
});

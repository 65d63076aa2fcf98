import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { foldName } from '#lib/page/client.ts';
import { ensureDate, formatDate, parseDate } from '#lib/page/date.ts';
import { fates, isFiled } from '#lib/page/fate.ts';
import { ensureId, idFromBytes, isId, type PageId } from '#lib/page/ids.ts';

describe('ids', () => {
	const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

	test('are 26 letters that are safe in any address, and differ when their bytes do', () => {
		fc.assert(
			fc.property(sixteen, sixteen, (a, b) => {
				const [one, other] = [idFromBytes<PageId>(a), idFromBytes<PageId>(b)];
				expect(isId(one)).toBe(true);
				expect(encodeURIComponent(one)).toBe(one);
				expect(one === other).toBe(Buffer.compare(a, b) === 0);
			})
		);
	});

	test('are RFC 4648 base32 in lower case', () => {
		const bytes = new TextEncoder().encode('foobarfoobarfoob');
		expect(idFromBytes<PageId>(bytes)).toBe('mzxw6ytbojtg633cmfzgm33pmi');
	});

	it.each(['', 'a', 'A'.repeat(26), '1'.repeat(26), 'a'.repeat(27), `${'a'.repeat(25)}/`, '../'])(
		'"%s" is none',
		(text) => {
			expect(isId(text)).toBe(false);
			expect(() => ensureId(text)).toThrow('not an id');
		}
	);

	it('are made of 16 bytes and nothing else', () => {
		expect(() => idFromBytes(new Uint8Array(15))).toThrow('16 bytes');
	});
});

describe('dates', () => {
	test('are exactly the days that exist', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1850, max: 9999 }),
				fc.integer({ min: 0, max: 13 }),
				fc.integer({ min: 0, max: 32 }),
				(year, month, day) => {
					const text = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
						'-'
					);
					const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
					const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
					const exists = day >= 1 && day <= (lengths[month - 1] ?? 0);
					expect(parseDate(text)).toBe(exists ? text : undefined);
				}
			)
		);
	});

	it.each([
		'2023-02-29',
		'1849-12-31',
		'0099-01-01',
		'2023-2-1',
		'2023-01-01T00:00',
		' 2023-01-01',
		''
	])('"%s" is none', (text) => {
		expect(parseDate(text)).toBeUndefined();
		expect(() => ensureDate(text)).toThrow('not a calendar date');
	});

	it.each([
		['2019-02-26', 'February 26, 2019'],
		['2000-12-01', 'December 1, 2000']
	])('%s reads %s', (date, words) => {
		expect(formatDate(ensureDate(date))).toBe(words);
	});
});

describe('names as they are compared', () => {
	it.each([
		['Marked, Ana', 'ana marked'],
		['ANA  MARKED', 'ana marked'],
		['Zoë O’Neil-Ångström', 'angstrom neil o zoe'],
		['José', 'jose'],
		['李 小龙', '小龙 李'],
		['', ''],
		[' .,- ', '']
	])('%s is %s', (name, folded) => {
		expect(foldName(name)).toBe(folded);
	});

	test('do not depend on order, case or how accents are written, and fold once for all', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[a-zéñü]{1,6}$/), { maxLength: 4 }), (parts) => {
				const folded = foldName(parts.join(' '));
				expect(foldName(parts.toReversed().join(', ').toUpperCase())).toBe(folded);
				expect(foldName(parts.join(' ').normalize('NFD'))).toBe(folded);
				expect(foldName(folded)).toBe(folded);
			})
		);
	});
});

test('three fates leave the box for a folder', () => {
	expect(fates.filter(isFiled)).toEqual(['chart', 'cabinet', 'split']);
});

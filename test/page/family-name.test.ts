import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byFamilyName, filedName } from '#lib/page/family-name.ts';
import type { ClientId } from '#lib/page/ids.ts';

describe('a name is filed under', () => {
	it.each([
		['Ana Marlow', 'Marlow', 'Ana'],
		['Marlow, Ana', 'Marlow', 'Ana'],
		['Ana M. Marlow-Ünal', 'Marlow-Ünal', 'Ana M.'],
		['Ana de la Cruz', 'de la Cruz', 'Ana'],
		['Ana De La Cruz', 'De La Cruz', 'Ana'],
		['de la Cruz, Ana', 'de la Cruz', 'Ana'],
		['Jan van der Berg', 'van der Berg', 'Jan'],
		['Van Morrison', 'Morrison', 'Van'],
		['María del Carmen López', 'López', 'María del Carmen'],
		['García López, Ana', 'García López', 'Ana'],
		['Ana García López', 'López', 'Ana García'],
		['Ana A. Ruiz', 'Ruiz', 'Ana A.'],
		['Ana E Ruiz', 'Ruiz', 'Ana E'],
		['Kim Do', 'Do', 'Kim'],
		['Martin King Jr.', 'King', 'Martin'],
		['Martin King, Jr.', 'King', 'Martin'],
		['King, Martin, Jr.', 'King', 'Martin'],
		['King, Jr., Martin', 'King', 'Martin'],
		['Robert Holt III', 'Holt', 'Robert'],
		['Ida Morrow, LCSW', 'Morrow', 'Ida'],
		['Ana Ruiz (minor)', 'Ruiz', 'Ana'],
		['Ana and Ben Ruiz', 'Ruiz', 'Ana and Ben'],
		['The Ruiz family', 'Ruiz', 'The'],
		['Cher', 'Cher', ''],
		['Jr.', 'Jr.', ''],
		['  ', '', '']
	])('%s: %s', (name, family, rest) => {
		expect(filedName(name)).toEqual({ family, rest });
	});
});

describe('a list of clients', () => {
	const sorted = (names: readonly string[], locale = 'en-US'): readonly string[] =>
		names
			.map((name, i) => ({ id: String(i) as ClientId, name }))
			.sort(byFamilyName(locale))
			.map(({ name }) => name);

	it('is by family name, and within a family by the others', () => {
		expect(
			sorted([
				'Zoe Aas',
				'Ana Webb',
				'Martin King Jr.',
				'Ana de la Cruz',
				'DELACROIX, Eva',
				'Berit Aas',
				'KING, alma',
				'Bo Dell',
				'Sean O’Brien',
				'Ona Oberman',
				'Pia Obrist'
			])
		).toEqual([
			'Berit Aas',
			'Zoe Aas',
			'DELACROIX, Eva',
			'Ana de la Cruz',
			'Bo Dell',
			'KING, alma',
			'Martin King Jr.',
			'Ona Oberman',
			'Sean O’Brien',
			'Pia Obrist',
			'Ana Webb'
		]);
	});

	it('counts figures as numbers, and takes accents for their letters', () => {
		expect(sorted(['Client 10', 'Client 9', 'Ana Ünal', 'Ben Urban', 'Cy Umber'])).toEqual([
			'Client 9',
			'Client 10',
			'Cy Umber',
			'Ana Ünal',
			'Ben Urban'
		]);
	});

	it('puts namesakes in the order of their record numbers', () => {
		const row = (recordNumber: string) => ({
			id: recordNumber as ClientId,
			name: 'Ana Ruiz',
			recordNumber
		});
		const rows = [row('R-20'), row('R-3')].sort(byFamilyName('es-US'));
		expect(rows.map(({ recordNumber }) => recordNumber)).toEqual(['R-3', 'R-20']);
	});

	it('is the same list whatever order it came in', () => {
		const names = fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 12 });
		fc.assert(
			fc.property(names, (some) => {
				const clients = some.map((name, i) => ({ id: String(i) as ClientId, name }));
				const compare = byFamilyName('en-US');
				expect(clients.toReversed().sort(compare)).toEqual(clients.toSorted(compare));
			})
		);
	});
});

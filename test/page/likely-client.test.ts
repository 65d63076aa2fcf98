import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Client } from '#lib/page/client.ts';
import { ensureDate } from '#lib/page/date.ts';
import { idFromBytes, type ClientId } from '#lib/page/ids.ts';
import { likelyClient, namesAnother } from '#lib/page/likely-client.ts';

const id = (n: number): ClientId => idFromBytes<ClientId>(new Uint8Array(16).fill(n));
const born = (day: string) => ensureDate(day);

const ana: Client = {
	...{ id: id(1), name: 'Ana Marlow', recordNumber: '98-0417' },
	birthDate: born('1961-03-22')
};
const ben: Client = { id: id(2), name: 'Benedict Okafor', birthDate: born('1980-11-02') };
const ruth: Client = { id: id(3), name: 'Ruth Okafor', recordNumber: '04-1120' };
const jon: Client = { id: id(4), name: 'Jon Hale', birthDate: born('1948-06-09') };
const jan: Client = { id: id(5), name: 'Jan Hale', birthDate: born('1950-06-09') };
const clients = [ana, ben, ruth, jon, jan];

describe('whose page it most likely is', () => {
	it.each([
		['a misread letter in the name', { name: 'Ana Mar1ow' }, ana],
		['a letter that is wrong', { name: 'Ana Marlew' }, ana],
		['two letters run into one', { name: 'Benedict Okafcr' }, ben],
		['the name turned about, and misread', { name: 'MARL0W, ANA' }, ana],
		['a middle name that the chart does not have', { name: 'Ana Teresa Marlow' }, ana],
		['a title, and a letter too many', { name: 'Mrs. Ana Marloww' }, ana],
		['a record number with letters for digits', { recordNumber: '98-O4I7' }, ana],
		[
			'a family name alone, and the birth date',
			{ name: 'Okafor', birthDate: born('1980-11-02') },
			ben
		],
		[
			'an initial, a family name and the birth date',
			{ name: 'B. Okafor', birthDate: born('1980-11-02') },
			ben
		],
		[
			'one digit off in the number, and the birth date',
			{ recordNumber: '98-0411', birthDate: born('1961-03-22') },
			ana
		],
		['a family name that two have', { name: 'Okafor' }, undefined],
		['a family name that one has, and nothing else', { name: 'Marlow' }, undefined],
		['a birth date alone', { birthDate: born('1961-03-22') }, undefined],
		['a short first name that is another', { name: 'Jen Hale' }, undefined],
		['another first name', { name: 'Clara Marlow' }, undefined],
		[
			'a name like theirs, and another birth date',
			{ name: 'Ana Marlew', birthDate: born('1990-12-01') },
			undefined
		],
		[
			'half a number and half a birth date',
			{ recordNumber: '98-0411', birthDate: born('1961-03-21') },
			undefined
		],
		['nothing', {}, undefined]
	] as const)('is found by %s, or left open', (_, hints, client) => {
		expect(likelyClient(hints, clients)?.client).toBe(client);
	});

	it('tells what was read word for word from what was taken for a misreading', () => {
		expect(likelyClient({ name: 'Marlow, Ana' }, clients)).toEqual({ client: ana, isExact: true });
		expect(likelyClient({ name: 'Ana Marlew' }, clients)).toEqual({ client: ana, isExact: false });
	});

	it('prefers the very name to one like it', () => {
		const marlowe: Client = { id: id(6), name: 'Ana Marlowe' };
		expect(likelyClient({ name: 'Ana Marlowe' }, [ana, marlowe])?.client).toBe(marlowe);
		expect(likelyClient({ name: 'Ana Mar1ow' }, [ana, marlowe])?.client).toBe(ana);
	});

	const letter = fc.constantFrom(...Array.from('abcdefghkmopqrtuxyz'));
	const word = fc.array(letter, { minLength: 5, maxLength: 11 }).map((all) => all.join(''));
	const someone = fc.tuple(word, word).map(([first, last]) => `${first} ${last}`);

	it('survives one wrong letter in any word, and never picks one of two that fit as well', () => {
		fc.assert(
			fc.property(someone, fc.nat(), letter, (name, at, wrong) => {
				const place = at % name.length;
				fc.pre(name[place] !== ' ');
				const misread = `${name.slice(0, place)}${wrong}${name.slice(place + 1)}`;
				const client: Client = { id: id(7), name };
				expect(likelyClient({ name: misread }, [client])?.client).toBe(client);
				const double: Client = { id: id(8), name };
				expect(likelyClient({ name: misread }, [client, double])).toBeUndefined();
				expect(namesAnother({ name: misread }, client, [client])).toBe(false);
			})
		);
	});

	it('depends on no order', () => {
		fc.assert(
			fc.property(
				fc.shuffledSubarray(clients, { minLength: clients.length }),
				fc.record(
					{
						name: fc.constantFrom('Ana Marlew', 'Okafor', 'J. Hale', 'Ruth Okafcr'),
						recordNumber: fc.constantFrom('98-0417', '98-O411', '04-112O'),
						birthDate: fc.constantFrom(born('1961-03-22'), born('1948-06-09'))
					},
					{ requiredKeys: [] }
				),
				(order, hints) => {
					expect(likelyClient(hints, order)).toEqual(likelyClient(hints, clients));
				}
			)
		);
	});
});

describe('a page that names somebody else', () => {
	it.each([
		['another whole name', { name: 'Birk Lindqvist' }, true],
		['the name of a relative who has a chart here', { name: 'Benedict Okafor' }, true],
		[
			'a birth date where the chart has none',
			{ name: 'Ruth Okafcr', birthDate: born('1944-01-01') },
			false
		],
		['both parts of the name misread', { name: 'Ruth Okafcr' }, false],
		[
			'a misread number beside a misread name',
			{ name: 'Ruth Okafcr', recordNumber: '04-1128' },
			false
		],
		['another number alone', { recordNumber: '17-2231' }, true],
		['a family name', { name: 'Mrs. Okafor' }, false],
		['nothing', {}, false]
	] as const)('%s', (_, hints, named) => {
		expect(namesAnother(hints, ruth, clients)).toBe(named);
	});

	it('is asked about when the birth date is another, whatever was misread', () => {
		const hints = { name: 'Ana Mar1ow', birthDate: born('1961-03-23') };
		expect(namesAnother(hints, ana, clients)).toBe(true);
	});
});

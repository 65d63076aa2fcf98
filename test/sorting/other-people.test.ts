import { describe, expect, it } from 'vitest';
import type { Client } from '#lib/page/client.ts';
import type { ClientId } from '#lib/page/ids.ts';
import { boundsOf, overlaps } from '#lib/page/reading-without.ts';
import type { Reading } from '#lib/page/reading.ts';
import { placesOf } from '#lib/sorting/alike.ts';
import { proposeOthers, type Known } from '#lib/sorting/other-people.ts';

const client: Client = { id: 'ana' as ClientId, name: 'Ana Marlow-Ortiz' };
const clients: readonly Client[] = [
	client,
	{ id: 'sam' as ClientId, name: 'Samuel Ito' },
	{ id: 'bea' as ClientId, name: 'Beatrix van der Meer' },
	{ id: 'ana2' as ClientId, name: 'Ana Marlow' }
];

/** Lines of text as a reader gives them: a word's width goes with its letters. */
function read(...texts: string[]): Pick<Reading, 'lines'> {
	return {
		lines: texts.map((text, row) => {
			let x = 10;
			const words = text.split(' ').map((word) => {
				const rect = { x, y: 20 + 30 * row, width: 10 * word.length, height: 18 };
				x += rect.width + 10;
				return { text: word, rect, confidence: 0.8 };
			});
			const rect = boundsOf(words.map((word) => word.rect)) ?? { x, y: 0, width: 0, height: 0 };
			return { text, rect, words, confidence: 0.8 };
		})
	};
}

const offered = (texts: readonly string[], more: Partial<Known> = {}): string[] =>
	proposeOthers(read(...texts), { client, clients, ...more }).map(
		({ text, reason }) => `${text} (${reason})`
	);

describe('other people on a page are offered', () => {
	it.each<[string, string[], string[]]>([
		['beside what they are', ['Her husband John drove.'], ['John (third-party)']],
		['with a title between', ['mother: Mrs. Elena Ruiz called'], ['Elena Ruiz (third-party)']],
		['before what they are', ['Saw Dana, her sister, on Sunday.'], ['Dana (third-party)']],
		['in brackets', ['Came with Luis (brother) today'], ['Luis (third-party)']],
		['children as children', ['Worried about son Tim and school'], ['Tim (minor)']],
		[
			'over the end of a line',
			['She called her sister', 'Margot about it.'],
			['Margot (third-party)']
		],
		['beside a misread word', ['Her rnother Elena is ill'], ['Elena (third-party)']],
		['beside a word with a wrong letter', ['Her husbamd John left'], ['John (third-party)']],
		['as other clients', ['Referred by Samuel Ito.'], ['Samuel Ito (another-client)']],
		['last name first', ['Roommate is Ito, Samuel'], ['Ito Samuel (another-client)']],
		['as misread other clients', ['knows Sarnuel Ito well'], ['Sarnuel Ito (another-client)']],
		['without their middle words', ['with Beatrix Meer there'], ['Beatrix Meer (another-client)']],
		[
			'from a group’s list',
			['Group members present: Dana, Luis K., J.D. and Ana'],
			['Dana (group-member)', 'Luis K (group-member)', 'J.D (group-member)']
		],
		[
			'with how they can be reached',
			[
				'Emergency contact: husband John',
				'(555) 201-3344 john.m@mail.example',
				'14 Elm Street, Apt 2'
			],
			['John (third-party)', '555 201-3344 (third-party)', 'john.m@mail.example (third-party)']
		],
		['with a misread number', ['Call sister: 5S5-20l-3344'], ['5S5-20l-3344 (third-party)']],
		['with a street', ['Lives with father at 14 Elm Street.'], ['14 Elm Street (third-party)']]
	])('%s', (_how, texts, expected) => {
		expect(offered(texts)).toEqual(expected);
	});

	it.each<[string, string[]]>([
		['the client’s own name', ['Client: Ana Marlow-Ortiz', 'Ana reports better sleep.']],
		['the client’s own name, misread', ['Client: Ana Mar1ow-Ortlz came alone']],
		['the client’s own name beside a kin word', ['The daughter, Ana, was late', 'mother of Ana']],
		['a namesake whose name is all the client’s', ['Ana Marlow came']],
		['a surname alone', ['The Ito family restaurant']],
		['a word that begins a sentence', ['Argued with her mother. Denies panic.']],
		['days, months and shop words', ['Saw her sister Monday', 'Her son May be ill', 'friend PTSD']],
		['the client’s own telephone number', ['Phone: (555) 201-9988', 'Harbor Street Therapy']],
		['who was present where there was no group', ['Present: Alert and oriented']],
		['a page without words', []]
	])('but not %s', (_what, texts) => {
		expect(offered(texts)).toEqual([]);
	});

	it('by the names that somebody has given for this page, and any part of them', () => {
		const others = [{ name: 'Dana Price', role: 'daughter' }];
		expect(
			offered(['Dana Price spoke first.', 'Then Dana cried; the price was high'], { others })
		).toEqual(['Dana Price (minor)', 'Dana (minor)']);
		const member = [{ name: 'Luis', role: 'group member' }];
		expect(offered(['Luis left early'], { others: member })).toEqual(['Luis (group-member)']);
	});

	it('each once, with its reason and the place of each line', () => {
		const [one, ...more] = proposeOthers(read('Her sister Samuel', 'Ito came'), {
			client,
			clients
		});
		expect(more).toEqual([]);
		expect(one).toMatchObject({
			reason: 'another-client',
			why: expect.stringMatching(/\.$/) as string
		});
		expect(one?.rects).toEqual([
			{ x: 120, y: 20, width: 60, height: 18 },
			{ x: 10, y: 50, width: 30, height: 18 }
		]);
		expect(
			one?.rects.some((rect) => overlaps(rect, { x: 10, y: 20, width: 100, height: 18 }))
		).toBe(false);
	});
});

describe('the same words elsewhere', () => {
	it.each<[string[], string[], string[]]>([
		[['Sam Ito'], ['Sam Ito called.', 'Later Sam left; Ito too'], ['Sam Ito', 'Sam', 'Ito']],
		[['Margot'], ['Margo said, Marg0t’s car'], ['Margo', 'Marg0t']],
		[['the mother'], ['the mother of all, mother'], ['the mother']],
		[['555-201-3344'], ['at 555-201-3344 or 555-2O1-3344'], ['555-201-3344', '555-2O1-3344']],
		[['Ann'], ['Anna and Ana and Ann'], ['Ann']],
		[[], ['anything'], []],
		[['...'], ['... dots'], []]
	])('as %j in %j', (texts, lines, expected) => {
		expect(placesOf(read(...lines), texts).map(({ text }) => text)).toEqual(expected);
	});
});

import { describe, expect, it } from 'vitest';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { PageIndex } from '#lib/search/page-index.ts';

const [ana, bo] = ['ana', 'bo'] as [ClientId, ClientId];

function indexOf(texts: Readonly<Record<string, string>>, about = ''): PageIndex {
	const index = new PageIndex();
	for (const [id, text] of Object.entries(texts)) {
		const client = id.startsWith('b') ? bo : ana;
		index.add({ page: id as PageId, client, print: text, text, about });
	}
	return index;
}

const pages = (index: PageIndex, text: string, client?: ClientId): readonly string[] =>
	index.find({ text, client, most: 20 }).pages.map(({ page }) => page);

describe('a question', () => {
	const index = indexOf({
		a1: 'Sertraline raised to 100 mg. Sleep is better.',
		a2: 'Sertra1ine 50 mg, sleeps badly.',
		a3: 'Modem furniture; no medication.',
		b1: 'Sertraline stopped. Modern family, d0se halved.'
	});

	it.each([
		['sertraline', ['a1', 'b1', 'a2']],
		['sertraline 100', ['a1']],
		['SERTRALINE  sleep', ['a1', 'a2']],
		['sertr', ['a1', 'b1', 'a2']],
		['modern', ['b1', 'a3']],
		['modem', ['a3', 'b1']],
		['dose', ['b1']],
		['sertralin', ['a1', 'b1', 'a2']],
		['sartraline', ['a1', 'b1', 'a2']],
		['the', []],
		['200', []],
		['  ', []],
		['nowhere', []]
	])('for “%s” finds just these', (text, found) => {
		expect([...pages(index, text)].sort()).toEqual([...found].sort());
	});

	it('puts what is written so before what may have been misread', () => {
		expect(pages(index, 'modern')).toEqual(['b1', 'a3']);
		expect(pages(index, 'modem')).toEqual(['a3', 'b1']);
	});

	it('can be of one client', () => {
		expect(pages(index, 'sertraline', bo)).toEqual(['b1']);
	});

	it('finds pages by client, date and kind, and by those together with words', () => {
		const known = indexOf(
			{ a1: 'slept well', a2: 'argued' },
			'Ana Marlow progress note 12 March 2024'
		);
		expect(pages(known, 'marlow slept')).toEqual(['a1']);
		expect(pages(known, 'march 2024')).toHaveLength(2);
	});

	it('says how many there are when it shows fewer', () => {
		const { pages: shown, of } = index.find({ text: 'sertraline', most: 1 });
		expect([shown.length, of]).toEqual([1, 3]);
	});
});

describe('a page that has left', () => {
	it('is found no more, and none of its words stays in what is kept', async () => {
		const index = indexOf({ a1: 'quokka marsupial rnodern', a2: 'wombat' });
		index.remove('a1' as PageId);
		expect(pages(index, 'quokka')).toEqual([]);
		await index.tidy();
		const kept = JSON.stringify(index.toKeep());
		expect(kept).toContain('wombat');
		for (const word of ['quokka', 'marsupial', 'rnodern', 'modem', '"a1"'])
			expect(kept).not.toContain(word);
	});

	it('that comes back with other words is found by those alone', () => {
		const index = indexOf({ a1: 'quokka' });
		index.add({ page: 'a1' as PageId, client: ana, print: '2', about: '', text: 'wombat' });
		expect([pages(index, 'quokka'), pages(index, 'wombat')]).toEqual([[], ['a1']]);
	});
});

it('an index that was kept answers as before', () => {
	const index = indexOf({ a1: 'Sertraline', b1: 'sertraline modern' });
	const again = new PageIndex(
		JSON.parse(JSON.stringify(index.toKeep())) as ReturnType<typeof index.toKeep>
	);
	for (const text of ['sertraline', 'modem', 'sartraline'])
		expect(again.find({ text, most: 9 })).toEqual(index.find({ text, most: 9 }));
	expect(again.facts).toEqual(index.facts);
	again.remove('a1' as PageId);
	expect(pages(again, 'sertraline')).toEqual(['b1']);
});

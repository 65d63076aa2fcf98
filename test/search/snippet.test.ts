import { describe, expect, it } from 'vitest';
import { piecesOf, placesOf, snippetOf } from '#lib/search/snippet.ts';
import { drawPage } from '../release/chart-on-paper.ts';

const { reading } = drawPage(3);
const word = reading.lines
	.flatMap(({ words }) => words.map(({ text }) => text))
	.reduce((longest, text) => (text.length > longest.length ? text : longest), '');

describe('what a hit shows', () => {
	it('is a line with its found words in it, nothing added and nothing lost', () => {
		const pieces = piecesOf('Raised d0se, then dose again', new Set(['d0se', '~~~dose', 'dose']));
		expect(pieces).toEqual([
			{ text: 'Raised ', found: false },
			{ text: 'd0se', found: true },
			{ text: ', then ', found: false },
			{ text: 'dose', found: true },
			{ text: ' again', found: false }
		]);
	});

	it('is at most two lines, cut where they are long', () => {
		const long = {
			...reading,
			lines: [{ text: `${'before '.repeat(30)}needle${' after'.repeat(30)}` }]
		};
		const [cut] = snippetOf(long as unknown as typeof reading, ['needle']);
		const text = cut?.map((piece) => piece.text).join('') ?? '';
		expect(text).toMatch(/^… (before )+needle( after)+ …$/);
		expect(text.length).toBeLessThan(150);
		expect(snippetOf(reading, [word.toLowerCase()]).length).toBeLessThanOrEqual(2);
	});

	it('points to the words’ own boxes', () => {
		const places = placesOf(reading, [word.toLowerCase()]);
		const own = reading.lines
			.flatMap(({ words }) => words)
			.filter(({ text }) => text.toLowerCase() === word.toLowerCase());
		expect(places).toEqual(own.map(({ rect }) => rect));
		expect(places.length).toBeGreaterThan(0);
	});
});

import { afterEach, expect, it } from 'vitest';
import type { Reading } from '#lib/page/reading.ts';
import { hintsOf } from '#lib/sorting/hints.ts';
import { Sorter } from '#lib/sorting/sorter.ts';
import { suggest, wordsOf } from '#lib/sorting/suggest.ts';
import { pages } from './pages.ts';

const sorter = new Sorter();
afterEach(() => sorter.stop());

function readingOf(text: string): Reading {
	const rect = { x: 0, y: 0, width: 10, height: 10 };
	const lines = text.split('\n').map((line) => ({ text: line, rect, confidence: 0.95, words: [] }));
	const look = { blank: 'no', rotated: 0, turn: 0, skewDegrees: 0 } as const;
	return { ...look, text, lines, confidence: 0.95, width: 1700, height: 2200 };
}

it('says in its worker what the room says here, page after page', async () => {
	for (const { text } of Object.values(pages)) {
		const reading = readingOf(text);
		expect(await sorter.sort(reading)).toEqual({
			suggestion: suggest(wordsOf(reading)),
			hints: hintsOf(reading.lines)
		});
	}
});

it('lets go of a page when it is put down, and takes the next one', async () => {
	const [first] = Object.values(pages);
	const reading = readingOf(first?.text ?? '');
	const under = sorter.sort(reading);
	sorter.stop();
	await expect(under).rejects.toThrow();
	expect((await sorter.sort(reading)).suggestion.kind).toBe(suggest(wordsOf(reading)).kind);
});

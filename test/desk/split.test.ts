import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	mustAlsoBeInChart,
	proposeCut,
	proposeRegions,
	privateWordsLeft,
	recordElementsUnder,
	wordsLeft
} from '#lib/desk/split.ts';
import { sideOf } from '#lib/ui/regions.ts';
import { Tally } from '#lib/desk/tally.ts';
import { clientFor, looksLikeAnother } from '#lib/page/client.ts';
import type { Client } from '#lib/page/client.ts';
import { ensureDate } from '#lib/page/date.ts';
import { idFromBytes, type ClientId } from '#lib/page/ids.ts';
import type { Reading, ReadLine } from '#lib/page/reading.ts';
import type { Element, Evidence, Suggestion } from '#lib/page/suggestion.ts';

/** One line a row, 40 dots high, `gap` apart. */
function readingOf(texts: readonly string[], gap: number): Reading {
	const lines = texts.map((text, i): ReadLine => {
		const rect = { x: 100, y: 100 + i * (40 + gap), width: 1500, height: 40 };
		return { text, rect, confidence: 0.9, words: [{ text, rect, confidence: 0.9 }] };
	});
	const rest = { confidence: 0.9, blank: 'no', rotated: 0, turn: 0, skewDegrees: 0 } as const;
	return { text: texts.join('\n'), lines, width: 1700, height: 3300, ...rest };
}

function suggestionOf(lines: readonly (readonly [Element, number])[]): Suggestion {
	return {
		kind: 'mixed',
		confidence: 0.8,
		evidence: [],
		summary: '',
		lines: lines.map(([element, share], line) => ({
			line,
			element,
			probability: 0.9,
			private: share
		}))
	};
}

describe('the proposed cut of a mixed page', () => {
	const texts = [
		'Seen 2:00 to 2:50',
		'She is like my aunt',
		'I felt useless again',
		'Zoloft 50 mg'
	];
	const suggestion = suggestionOf([
		['session-times', 0.02],
		['transference', 0.9],
		['countertransference', 0.8],
		['medication', 0.1]
	]);

	it.each([[2], [10], [60]])('keeps every record line whole, %i dots apart', (gap) => {
		const reading = readingOf(texts, gap);
		const regions = proposeRegions(reading, suggestion);
		expect(regions).toHaveLength(1);
		expect(wordsLeft(reading, regions)).toEqual(['Seen 2:00 to 2:50', 'Zoloft 50 mg']);
	});

	it('covers every private line, whichever they are', () => {
		fc.assert(
			fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), (sides) => {
				const reading = readingOf(
					sides.map((_, i) => `line ${i}`),
					8
				);
				const regions = proposeRegions(
					reading,
					suggestionOf(sides.map((side) => (side ? ['hypothesis', 0.7] : ['symptoms', 0.1])))
				);
				expect(wordsLeft(reading, regions)).toEqual(
					sides.flatMap((side, i) => (side ? [] : [`line ${i}`]))
				);
			})
		);
	});

	it('starts from the cut that the sorter proposes, in bands from edge to edge', () => {
		const reading = readingOf(texts, 10);
		const cut = [
			{ from: 0, to: 0, side: 'chart' },
			{ from: 1, to: 2, side: 'private' },
			{ from: 3, to: 3, side: 'chart' }
		] as const;
		const [band, ...others] = proposeCut(reading, { ...suggestion, cut });
		expect(band).toEqual({
			id: 1,
			rect: { x: 0, y: 145, width: 1700, height: 100 },
			fromLines: true
		});
		expect(others).toEqual([]);
		expect(proposeCut(reading, suggestion).map(({ rect }) => rect)).toEqual(
			proposeRegions(reading, suggestion)
		);
	});

	it('keeps each line on the side of the cut, one without words with the line above it', () => {
		const aRun = fc.record({
			side: fc.constantFrom('chart' as const, 'private' as const),
			lines: fc.integer({ min: 1, max: 4 }),
			silent: fc.nat(2)
		});
		fc.assert(
			fc.property(fc.array(aRun, { minLength: 1, maxLength: 8 }), (runs) => {
				const sides = runs.flatMap(({ side, lines, silent }) =>
					Array<typeof side>(lines + silent).fill(side)
				);
				let at = 0;
				const cut = runs.map(({ side, lines, silent }) => {
					const from = at;
					at += lines + silent;
					return { from, to: from + lines - 1, side };
				});
				const reading = readingOf(
					sides.map((_, i) => `line ${i}`),
					8
				);
				const regions = proposeCut(reading, { ...suggestion, cut }).map(({ rect }) => rect);
				expect(wordsLeft(reading, regions)).toEqual(
					sides.flatMap((side, i) => (side === 'private' ? [] : [`line ${i}`]))
				);
				expect(privateWordsLeft(reading, { ...suggestion, cut }, regions)).toEqual([]);
			})
		);
	});

	it.each([
		['nothing is', [], [], ['She is like my aunt', 'I felt useless again']],
		['one line is', [1], [], ['I felt useless again']],
		['both are', [1, 2], [], []],
		['one was set free by its tick', [1], [2], []]
	])('names what was proposed as private and would go to the chart, when %s covered', (...row) => {
		const [, covered, free, named] = row;
		const reading = readingOf(texts, 10);
		const regions = covered.flatMap((i) => reading.lines[i]?.rect ?? []);
		const cut = [
			{ from: 0, to: 0, side: 'chart' },
			{ from: 1, to: 2, side: 'private' },
			{ from: 3, to: 3, side: 'chart' }
		] as const;
		for (const said of [suggestion, { ...suggestion, cut }])
			expect(privateWordsLeft(reading, said, regions, new Set(free))).toEqual(named);
	});

	it('says of each line where its words go: one that a region touches is gone', () => {
		const word = (text: string, x: number) => ({
			...{ text, confidence: 0.9 },
			rect: { x, y: 100, width: 80, height: 40 }
		});
		const line = {
			rect: { x: 100, y: 100, width: 280, height: 40 },
			words: [word('I', 100), word('am', 200), word('bored', 300)]
		};
		const region = (x: number, width: number) => [{ id: 1, rect: { x, y: 90, width, height: 60 } }];
		expect(
			[[], region(0, 50), region(0, 101), region(0, 301), region(0, 700)].map((regions) =>
				sideOf(line, regions)
			)
		).toEqual(['chart', 'chart', 'partly', 'private', 'private']);
		expect(sideOf({ rect: line.rect }, region(0, 700))).toBe('private');
		expect(sideOf({ rect: line.rect }, region(0, 150))).toBe('chart');
	});

	it('names what belongs in the record under a region that a person drew', () => {
		const reading = readingOf(texts, 10);
		const all = [{ x: 0, y: 0, width: 1700, height: 3300 }];
		expect(recordElementsUnder(reading, suggestion, proposeRegions(reading, suggestion))).toEqual(
			[]
		);
		expect(recordElementsUnder(reading, suggestion, all)).toEqual(['session-times', 'medication']);
	});
});

describe('a page that the chart needs a part of', () => {
	const safety: Evidence = {
		...{ line: 0, text: 'No SI', probability: 0.9 },
		...{ element: 'risk-safety', reason: 'A safety fact.' }
	};
	const remark = { code: 'also-in-chart', line: 0, sentence: 'It must be there.' } as const;

	it.each([
		['a remark says so', { remarks: [remark] }, true],
		['a reason of a mixed page says so', { evidence: [safety] }, true],
		['the page is chart anyway', { evidence: [safety], kind: 'progress' }, false],
		['nothing says so', {}, false]
	] as const)('%s', (_, said, needed) => {
		expect(mustAlsoBeInChart({ suggestion: { ...suggestionOf([]), ...said } })).toBe(needed);
	});

	it('is not known before it is read', () => {
		expect(mustAlsoBeInChart({})).toBe(false);
	});
});

describe('whose page', () => {
	const id = (n: number): ClientId => idFromBytes<ClientId>(new Uint8Array(16).fill(n));
	const ana: Client = {
		id: id(1),
		name: 'Ana Okafor',
		recordNumber: '98-0417',
		birthDate: ensureDate('1961-03-22')
	};
	const twin: Client = { id: id(2), name: 'Okafor, Ana' };

	it.each([
		['the name in another order', { name: 'OKAFOR, Ana' }, [ana], ana],
		['the record number', { recordNumber: '98-0417' }, [ana, twin], ana],
		['a name that two clients have', { name: 'Ana Okafor' }, [ana, twin], undefined],
		[
			'the number, though the name could not be read',
			{ name: 'Xqm Vlrd', recordNumber: '98-0417' },
			[ana],
			ana
		],
		[
			'not by a number that somebody else of another birthday was given, too',
			{ name: 'Birk Lindqvist', recordNumber: '98-0417', birthDate: ensureDate('1971-03-22') },
			[ana],
			undefined
		],
		['nothing', {}, [ana], undefined]
	] as const)('is found by %s', (_, hints, clients, found) => {
		expect(clientFor(hints, clients)).toBe(found);
	});

	it.each([
		['another whole name', { name: 'Birk Lindqvist' }, true],
		['another birth date', { birthDate: ensureDate('1962-03-22') }, true],
		['another record number alone', { recordNumber: '98-0418' }, true],
		[
			'a misread number beside the right name',
			{ name: 'Ana Okafor', recordNumber: '98-04I7' },
			false
		],
		['the number beside another whole name', { name: 'Birk Lind', recordNumber: '98-0417' }, true],
		[
			'the number and the birth date beside a name that was read as another',
			{ name: 'Aqm Qkxfnr', recordNumber: '98-0417', birthDate: ensureDate('1961-03-22') },
			false
		],
		[
			'the number and the name beside a misread birth date',
			{ name: 'Ana Okafor', recordNumber: '98-0417', birthDate: ensureDate('1961-08-22') },
			false
		],
		['a family name', { name: 'Mrs. Okafor' }, false],
		['nothing', {}, false]
	] as const)('is doubted when the page says %s', (_, hints, doubted) => {
		expect(looksLikeAnother(hints, ana)).toBe(doubted);
	});
});

it('a tally gives back each thing as often as it was put in', () => {
	const tally = new Tally(['a', 'b', 'a']);
	expect(['a', 'a', 'a', 'b', 'c'].map((key) => tally.take(key))).toEqual([
		true,
		true,
		false,
		true,
		false
	]);
});

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseReadingBench } from '../../src/bench/arguments.ts';
import { endsOf, isDone, type Moment } from '../../src/bench/desk.ts';
import { shippedPages } from '../../src/bench/pages.ts';
import {
	medianOf,
	pagesPerMinute,
	percentileOf,
	warmRateOf,
	type Run
} from '../../src/bench/run.ts';
import { readingTable } from '../../src/bench/table.ts';
import { parseTruth } from '../../src/bench/truth.ts';

describe('the command line', () => {
	it('reads the shipped pages once with every reader when nothing is said', () => {
		expect(parseReadingBench([])).toEqual({
			folder: undefined,
			truth: undefined,
			limit: 1000,
			rounds: 1,
			only: ['station', 'app', 'tesseract', 'ocrmypdf']
		});
	});

	it.each([
		[['--limit', '0'], /--limit/],
		[['--rounds', 'two'], /--rounds/],
		[['--only', 'app,abbyy'], /--only/],
		[['one', 'other'], /one folder/]
	])('says what is wrong with %j', (args, why) => {
		expect(() => parseReadingBench(args)).toThrow(why);
	});
});

describe('the truth', () => {
	it.each([
		[
			'JSON Lines',
			'{"id":"a","text":"words","medium":"typed"}\n\n{"file":"box/b.jpg","text":""}\n'
		],
		['a JSON array', '[{"id":"a","text":"words","medium":"typed"},{"file":"box/b.jpg","text":""}]']
	])('may be %s, by id or by file', (_, text) => {
		expect([...parseTruth(text)]).toEqual([
			['a', { text: 'words', medium: 'typed' }],
			['b', { text: '' }]
		]);
	});

	it('passes over rows without a text, as of blank backs', () => {
		expect(parseTruth('{"page":2,"blank":true}\n{"id":"a","text":"x"}').size).toBe(1);
	});

	it('of the shipped pages is there for each of them', () => {
		const { pages, truth } = shippedPages();
		expect(pages).toHaveLength(truth.size);
		expect(pages.every(({ id, file }) => truth.has(id) && existsSync(file))).toBe(true);
	});
});

describe('rates', () => {
	it('of a run are its pages in its time, and once warm those after the first', () => {
		expect(pagesPerMinute(40, 30)).toBe(80);
		expect(warmRateOf([4_000, 5_000, 7_000])).toBe(40);
		expect(warmRateOf([4_000])).toBeUndefined();
	});

	it.each([
		[[3], 3],
		[[9, 1, 5], 5],
		[[4, 1, 2, 9], 3]
	])('of the rounds %j count by their middle, %d', (values, middle) => {
		expect(medianOf(values)).toBe(middle);
	});
});

it.each([
	[[5], 95, 5],
	[[4, 1, 3, 2], 50, 2],
	[[4, 1, 3, 2], 95, 4],
	[Array.from({ length: 100 }, (_, i) => i + 1), 95, 95]
])('of %j, %i percent do not exceed %i', (values, percent, most) => {
	expect(percentileOf(values, percent)).toBe(most);
});

describe('a box that is watched', () => {
	const moment = (at: number, finished: number, isBusy = true): Moment => ({
		...{ at, finished, isBusy },
		sides: 3
	});

	it('tells when each page was finished, two at once as well', () => {
		expect(endsOf([moment(10, 0), moment(20, 1), moment(30, 1, false), moment(40, 3)])).toEqual([
			20, 40, 40
		]);
	});

	it('is done when nothing is under way and nothing waits', () => {
		expect(isDone(undefined)).toBe(false);
		expect(isDone(moment(1, 3))).toBe(false);
		expect(isDone(moment(1, 2, false))).toBe(false);
		expect(isDone(moment(1, 3, false))).toBe(true);
	});
});

describe('the table', () => {
	const run = (seconds: number, text: string, remark?: string): Run => ({
		seconds,
		warmRate: undefined,
		texts: new Map([['a', text]]),
		...(remark === undefined ? {} : { remark })
	});
	const readers = [
		{ key: 'app', name: 'app', runs: [run(30, 'abce', '2 readers')] },
		{ key: 'tesseract', name: 'native', runs: [run(60, 'abcd'), run(120, 'abcd'), run(60, 'abcd')] }
	];

	it('sets each reader against native Tesseract, with the errors of each kind of writing', () => {
		const truth = parseTruth('{"id":"a","text":"abcd","medium":"typed"}');
		expect(readingTable(readers, 1, truth).split('\n')).toEqual([
			'|                | pages/min | once warm | × tesseract | × OCRmyPDF |    CER |     WER | CER typed |',
			'|----------------|----------:|----------:|------------:|-----------:|-------:|--------:|----------:|',
			'| app, 2 readers |       2.0 |         - |        2.00 |          - | 25.00% | 100.00% |    25.00% |',
			'| native         |       1.0 |         - |        1.00 |          - |  0.00% |   0.00% |     0.00% |'
		]);
	});

	it('tells speed alone where there is no truth', () => {
		expect(readingTable(readers, 1, undefined)).not.toContain('CER');
	});
});

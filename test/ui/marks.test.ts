/** What is pointed out on a page: reasons, what to know, what would change it; each at its line. */
import { describe, expect, it } from 'vitest';
import { withoutWords, type Suggestion } from '#lib/page/suggestion.ts';
import { changeWords, cited, marksOf, notesOf } from '#lib/ui/marks.ts';
import { reading, suggestion } from './gallery-sample.ts';

describe('a reason', () => {
	it.each([
		['A diagnosis. 45 CFR 164.501', 'A diagnosis.', '45 CFR 164.501', undefined],
		[
			'Says so. 45 CFR 164.501, psychotherapy notes',
			'Says so.',
			'45 CFR 164.501',
			'psychotherapy notes'
		],
		['Own consent. 42 CFR 2.31, 2.32', 'Own consent.', '42 CFR 2.31, 2.32', undefined],
		[
			'Not vs. that, but this. 45 CFR 164.502(b)',
			'Not vs. that, but this.',
			'45 CFR 164.502(b)',
			undefined
		],
		['Keep such notes succinct.', 'Keep such notes succinct.', undefined, undefined]
	])('%s: sentence and citation stand apart', (reason, sentence, citation, part) => {
		expect(cited(reason)).toEqual({
			sentence,
			...(citation ? { citation } : {}),
			...(part ? { part } : {})
		});
	});

	it('on a badly read line says so, and is none where the suggestion cannot tell', () => {
		const lines = reading.lines.map((line, i) => (i === 2 ? { ...line, confidence: 0.4 } : line));
		const poorly = { ...reading, lines };
		expect(marksOf(suggestion, poorly).find(({ line }) => line === 2)?.isPoor).toBe(true);
		const unsure: Suggestion = { ...suggestion, kind: 'unsure', remarks: [] };
		expect(marksOf(unsure, poorly).map(({ line }) => line)).toEqual([1, 4, 5]);
	});
});

describe('the marks of a page', () => {
	const marks = marksOf(suggestion, reading);

	it('number the reasons down the page and give what is only to know a sign of its own', () => {
		expect(marks.map(({ sign, line, side }) => [sign, line, side])).toEqual([
			['1', 1, 'chart'],
			['2', 2, 'chart'],
			['3', 4, 'private'],
			['4', 5, 'private'],
			['!', 0, 'know']
		]);
	});

	it('take their words from the reading where the suggestion was kept without them', () => {
		expect(marksOf(withoutWords(suggestion), reading)).toEqual(marks);
	});

	it('leave out lines that the reading does not have', () => {
		const short = { ...reading, lines: reading.lines.slice(0, 2) };
		expect(marksOf(suggestion, short).map(({ line }) => line)).toEqual([1, 0]);
	});

	it('point at the line that would change the suggestion, and call it by its sign', () => {
		const wouldChange = 'Without line 4 it would look like a progress note.';
		const other = { ...suggestion, remarks: [], wouldChange, changeLine: 3 };
		const all = marksOf(other, reading);
		expect(all.at(-1)).toMatchObject({ sign: '?', line: 3, side: 'know' });
		expect(changeWords(other, all)?.sentence).toBe(
			'Without the marked line it would look like a progress note.'
		);
		expect(changeWords(other, [])?.sentence).toBe(
			'Without one line it would look like a progress note.'
		);
		expect(changeWords({}, all)).toBeUndefined();
	});
});

it('things to know of one sort stand together, with all their marks', () => {
	const sentence = 'This must also be in the chart. 45 CFR 164.501';
	const remarks = [
		...(suggestion.remarks ?? []),
		{ code: 'also-in-chart', line: 3, sentence } as const
	];
	const said = { ...suggestion, remarks };
	const notes = notesOf(said, marksOf(said, reading));
	expect(notes.map(({ code }) => code)).toEqual([
		'part-2',
		'also-in-chart',
		'heading-differs',
		'names-others'
	]);
	expect(notes[1]?.marks.map(({ line, sign }) => [line, sign])).toEqual([
		[2, '2'],
		[3, '!']
	]);
});

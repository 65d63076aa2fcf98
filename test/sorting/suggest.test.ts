/** The sorter's promises: traps, properties, and what it says when it does not know. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isPrivateElement } from '#lib/page/suggestion.ts';
import { suggest, wordsOfText } from '#lib/sorting/suggest.ts';
import { garble } from '../../src/training/noise.ts';
import { seeded } from '../../src/training/random.ts';
import { pages, privateLine, type SamplePage } from './pages.ts';

const isChart = (kind: string) => kind === 'progress' || kind === 'administrative';
const readAt = (text: string, confidence: number) => ({
	...wordsOfText(text),
	lines: text.split('\n').map((line) => ({ text: line, confidence })),
	confidence
});

describe('traps', () => {
	test.each(Object.entries(pages))('%s', (_, { text, kinds }: SamplePage) => {
		expect(kinds).toContain(suggest(wordsOfText(text)).kind);
	});

	it('shows both sides of a mixed page, each with a reason that cites the law', () => {
		const { evidence, kind } = suggest(
			wordsOfText(pages['a private aside in a progress note'].text)
		);
		expect(kind).toBe('mixed');
		expect(evidence.some(({ element }) => isPrivateElement(element))).toBe(true);
		expect(evidence.some(({ element }) => !isPrivateElement(element))).toBe(true);
		expect(
			evidence.every(({ reason }) => /^[A-Z].*\. 45 CFR 164\.501(?:, [a-z ]+)?$/.test(reason))
		).toBe(true);
	});

	it('names the safety fact hidden in a private page among its evidence', () => {
		const { evidence } = suggest(wordsOfText(pages['a loaded gun in a process note'].text));
		expect(evidence.map(({ element }) => element)).toContain('risk-safety');
	});

	it('points to the line that holds the telling words when a sentence runs over two', () => {
		const { evidence } = suggest(
			wordsOfText(
				[
					'Session 2:00 pm to 2:50 pm. CPT 90806. BDI-II today 24.',
					'Stayed calm to the end. Denies suicidal thoughts: "I just do not',
					'want to be the only one at the table, with everybody looking at me." No alcohol.',
					'Weekly individual sessions, grief-focused. Sertraline 50 mg at bedtime.'
				].join('\n')
			)
		);
		expect(evidence.find(({ element }) => element === 'risk-safety')?.line).toBe(1);
	});
});

describe('saying that it does not know', () => {
	it('never guesses at a page that could not be read', () => {
		const { kind, summary, evidence } = suggest(readAt(pages['a plain progress note'].text, 0.4));
		expect(kind).toBe('unsure');
		expect(summary).toMatch(/cannot be read/);
		expect(evidence).toEqual([]);
	});

	it('suggests nothing for the chart while a part of the page is unread', () => {
		const { lines } = wordsOfText(pages['a plain progress note'].text);
		const half = lines.map(({ text }, at) => ({ text, confidence: at % 2 ? 0.3 : 0.95 }));
		const { kind } = suggest({ lines: half, blank: 'no', confidence: 0.65 });
		expect(isChart(kind)).toBe(false);
	});

	test.each([
		{ blank: 'yes', kind: 'blank' },
		{ blank: 'maybe', kind: 'unsure' },
		{ blank: 'no', kind: 'unsure' }
	] as const)('no words and a blank test of "$blank": $kind', ({ blank, kind }) => {
		expect(suggest({ lines: [], blank, confidence: 0 }).kind).toBe(kind);
	});
});

describe('always', () => {
	const words = fc.array(
		fc.record({
			text: fc.string({ maxLength: 90 }),
			confidence: fc.double({ min: 0, max: 1, noNaN: true })
		}),
		{ maxLength: 30 }
	);

	it('answers any garbage without throwing, within its bounds', () => {
		fc.assert(
			fc.property(
				words,
				fc.constantFrom('no', 'maybe', 'yes'),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(lines, blank, confidence) => {
					const page = { lines, blank, confidence };
					const said = suggest(page);
					expect(suggest(page)).toEqual(said);
					expect(said.confidence).toBeGreaterThanOrEqual(0);
					expect(said.confidence).toBeLessThanOrEqual(1);
					expect(said.evidence.length).toBeLessThanOrEqual(5);
					for (const { line } of [...said.evidence, ...said.lines])
						expect(lines[line]).toBeDefined();
				}
			),
			{ numRuns: 200 }
		);
	});

	const shown = Object.values(pages);
	it('a strong private line never makes a page chart', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...shown),
				fc.nat(),
				fc.constantFrom(...privateLine),
				(page, at, line) => {
					const lines = page.text.split('\n');
					lines.splice(at % (lines.length + 1), 0, '', line, '');
					expect(isChart(suggest(wordsOfText(lines.join('\n'))).kind)).toBe(false);
				}
			),
			{ numRuns: 100 }
		);
	});
});

describe('what a person is told besides', () => {
	it('says that the safety and the medication fact of a private page must also be in the chart', () => {
		const told = (name: 'a loaded gun in a process note' | 'a medication fact in a process note') =>
			(suggest(wordsOfText(pages[name].text)).remarks ?? [])
				.filter(({ code }) => code === 'also-in-chart')
				.map(({ line, sentence }) => [line, sentence]);
		expect(told('a loaded gun in a process note')).toEqual([
			[5, expect.stringMatching(/safety fact must also be in the chart/)]
		]);
		expect(told('a medication fact in a process note')).toEqual([
			[3, expect.stringMatching(/medication fact must also be in the chart/)]
		]);
	});

	it('names a heading that lies', () => {
		const { remarks = [] } = suggest(
			wordsOfText(pages['a heading that says psychotherapy note over a progress note'].text)
		);
		expect(remarks.map(({ code }) => code)).toContain('heading-differs');
	});

	it('cuts a private aside out of a progress note and leaves the rest to the chart', () => {
		const { cut } = suggest(wordsOfText(pages['a private aside in a progress note'].text));
		expect(cut).toEqual([
			{ from: 0, to: 3, side: 'chart' },
			{ from: 4, to: 4, side: 'private' },
			{ from: 5, to: 6, side: 'chart' }
		]);
	});

	it('says what would change it: without the aside, a progress note', () => {
		const { wouldChange } = suggest(wordsOfText(pages['a private aside in a progress note'].text));
		expect(wouldChange).toBe('Without line 5 it would look like a progress note.');
	});

	it('names the reading as the doubt where the page was read poorly', () => {
		const { doubts } = suggest(readAt(pages['a plain progress note'].text, 0.4));
		expect(doubts?.map(({ source }) => source)).toEqual(['reading']);
	});

	it('names the page as unlike all that is known where its words are strange', () => {
		const text =
			'Zqvor plitneck umbrath sowle.\nGrenth ivvor tassel quombin ordle.\nVantrip ekkle.';
		const { doubts } = suggest(wordsOfText(text));
		expect(doubts?.map(({ source }) => source)).toContain('unknown');
	});

	it('keeps a page of private analysis out of the office paper, whatever its heading', () => {
		const { kind } = suggest(
			wordsOfText(
				[
					'Psychotherapy notes. Private.',
					'I felt irritated with him again and wanted to scold him; my countertransference.',
					'I wonder whether the lateness is a way of asking to be missed.',
					'Take it to supervision: why do I rescue this one?'
				].join('\n')
			)
		);
		expect(isChart(kind)).toBe(false);
	});
});

describe('pages taken together', () => {
	const texts = Object.values(pages).map(({ text }) => text);

	it('are suggested the same in any order', () => {
		const alone = new Map(texts.map((text) => [text, suggest(wordsOfText(text))]));
		fc.assert(
			fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (order) => {
				for (const text of order) expect(suggest(wordsOfText(text))).toEqual(alone.get(text));
			}),
			{ numRuns: 5 }
		);
	});

	it('never leak when 5% of their letters are misread, and few move', () => {
		let [moved, all] = [0, 0];
		for (const { text, kinds } of Object.values<SamplePage>(pages)) {
			for (const paper of ['typed', 'handwritten'] as const) {
				const { kind } = suggest(wordsOfText(garble(text, paper, 0.05, seeded(text.length))));
				all++;
				if (!kinds.includes(kind) && kind !== 'unsure') moved++;
				if (!kinds.some(isChart)) expect(isChart(kind)).toBe(false);
			}
		}
		expect(moved).toBeLessThanOrEqual(all * 0.1);
	});
});

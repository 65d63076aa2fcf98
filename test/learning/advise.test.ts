import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advised } from '#lib/learning/advise.ts';
import { groupsOf, traits } from '#lib/learning/groups.ts';
import {
	lessonsText,
	mostLessons,
	parseLessons,
	withLesson,
	withoutPage,
	type Lesson,
	type PageFacts
} from '#lib/learning/lesson.ts';
import type { FiledFate } from '#lib/page/fate.ts';
import type { PageId } from '#lib/page/ids.ts';
import {
	isPrivateElement,
	pageKinds,
	type Element,
	type Suggestion
} from '#lib/page/suggestion.ts';

const zones = (dark: number) => Array.from({ length: 16 }, (_, i) => (i % 4 === dark ? 1 : 0.2));
const yellowPad: PageFacts = { says: [], look: [0.8, 0.1, ...zones(0)], provenance: 'unknown' };
const copierForm: PageFacts = { says: [], look: [0.98, 0.3, ...zones(2)], provenance: 'unknown' };

function saying(...elements: readonly Element[]): PageFacts {
	const share = 1 / elements.length;
	return {
		says: traits.map((trait) => (elements.includes(trait) ? share : 0)),
		look: [0.97, 0.1, ...zones(1)],
		provenance: 'interfiled'
	};
}

function lessons(count: number, fate: FiledFate, facts: PageFacts, from = 0): Lesson[] {
	return Array.from({ length: count }, (_, i) => ({
		page: `page ${fate} ${from + i}` as PageId,
		fate,
		facts
	}));
}

function suggestion(more: Partial<Suggestion> = {}): Suggestion {
	return { kind: 'unsure', confidence: 0.4, evidence: [], lines: [], summary: 'Unsure.', ...more };
}

const line = (element: Element, inPrivate: number) => ({
	line: 0,
	element,
	probability: 0.7,
	private: inPrivate
});

describe('a habit', () => {
	const neutral = suggestion({ lines: [line('neutral', 0.1)], runnerUp: 'progress' });
	const page = saying('neutral');

	it.each<[number, FiledFate, Suggestion['kind']]>([
		[4, 'chart', 'unsure'],
		[5, 'chart', 'progress'],
		[4, 'cabinet', 'unsure'],
		[5, 'cabinet', 'psychotherapy'],
		[5, 'split', 'mixed']
	])('of %d pages that went to the %s makes a page like them %s', (count, fate, kind) => {
		expect(advised(neutral, page, lessons(count, fate, page)).kind).toBe(kind);
	});

	it('that is broken one time in four says nothing', () => {
		const mixed = [...lessons(6, 'chart', page), ...lessons(2, 'cabinet', page)];
		expect(advised(neutral, page, mixed)).toBe(neutral);
	});

	it('says nothing of pages about something else', () => {
		const other = saying('medication', 'diagnosis');
		expect(advised(neutral, page, lessons(20, 'chart', other))).toBe(neutral);
	});

	it('of locking away holds a page that seems chart, and says why', () => {
		const chart = suggestion({ kind: 'progress', confidence: 0.9, lines: [line('symptoms', 0)] });
		const held = advised(chart, saying('symptoms'), lessons(5, 'cabinet', saying('symptoms')));
		expect(held).toMatchObject({ kind: 'unsure', runnerUp: 'progress' });
		expect(held.summary).toBe(
			'You locked away all 5 pages like this one. Its words say otherwise: please look.'
		);
	});

	it('of locking away buries no fact that the chart needs', () => {
		const fact = suggestion({
			lines: [line('risk-safety', 0.1)],
			remarks: [{ code: 'also-in-chart', sentence: 'It must also be in the chart.' }]
		});
		const facts = saying('risk-safety');
		expect(advised(fact, facts, lessons(50, 'cabinet', facts))).toBe(fact);
	});
});

describe('a page that nobody could read', () => {
	const unread = suggestion({ confidence: 0 });

	it('is judged by its paper: the yellow pad, not the form', () => {
		const pads = lessons(6, 'cabinet', yellowPad);
		expect(advised(unread, yellowPad, pads)).toMatchObject({
			kind: 'psychotherapy',
			summary:
				'Not read: judged by its paper and layout. You locked away all 6 pages that look like it.'
		});
		expect(advised(unread, copierForm, pads)).toBe(unread);
	});

	it.each<[string, PageFacts, number, FiledFate[], Suggestion['kind']]>([
		['seven alike', copierForm, 7, [], 'unsure'],
		['eight alike', copierForm, 8, [], 'progress'],
		['eight alike, a private page beside it', copierForm, 8, ['chart', 'cabinet'], 'unsure'],
		[
			'eight alike, its paper kept apart',
			{ ...copierForm, provenance: 'separate-folder' },
			8,
			[],
			'unsure'
		]
	])('is chart only for good reasons: %s', (_, facts, count, around, kind) => {
		expect(advised(unread, facts, lessons(count, 'chart', copierForm), around).kind).toBe(kind);
	});
});

const anySuggestion: fc.Arbitrary<Suggestion> = fc
	.record({
		kind: fc.constantFrom(...pageKinds),
		confidence: fc.double({ min: 0, max: 1, noNaN: true }),
		lines: fc.array(
			fc.record({
				line: fc.nat(30),
				element: fc.constantFrom(...traits),
				probability: fc.double({ min: 0, max: 1, noNaN: true }),
				private: fc.double({ min: 0, max: 1, noNaN: true })
			}),
			{ maxLength: 6 }
		),
		runnerUp: fc.constantFrom(...pageKinds)
	})
	.map((more) => suggestion(more));

const anyFacts = fc.constantFrom(
	yellowPad,
	copierForm,
	saying('neutral'),
	saying('symptoms'),
	saying('hypothesis', 'transference')
);
const fate = fc.constantFrom<FiledFate[]>('chart', 'cabinet', 'split');
/** Most clinicians do with one kind of page what they always do. */
const anyLessons = fc
	.tuple(
		fate,
		fc.array(fc.record({ fate, facts: anyFacts, asEver: fc.nat(9) }), {
			minLength: 30,
			maxLength: 60
		})
	)
	.map(([usual, all]) =>
		all.map(({ fate, facts, asEver }, i): Lesson => {
			return { fate: asEver > 0 ? usual : fate, facts, page: `page ${i}` as PageId };
		})
	);
const isChart = ({ kind }: Suggestion) => kind === 'progress' || kind === 'administrative';

describe('whatever was learned', () => {
	it('a page with private evidence is never moved to the chart', () => {
		fc.assert(
			fc.property(anySuggestion, anyFacts, anyLessons, (base, facts, learned) => {
				const evidence = base.lines.some((each) => each.private >= 0.4);
				fc.pre(evidence && facts.says.length > 0);
				const after = advised(base, facts, learned);
				expect(isChart(after) && !isChart(base)).toBe(false);
				// Nor half of the way: what was private or mixed stays so.
				if (base.kind === 'psychotherapy' || base.kind === 'mixed')
					expect(after.kind).toBe(base.kind);
			})
		);
	});

	it('a changed suggestion is never more than "probably", and says what changed it', () => {
		let changed = 0;
		fc.assert(
			fc.property(anySuggestion, anyFacts, anyLessons, (base, facts, learned) => {
				const after = advised(base, facts, learned);
				if (after === base) {
					// Nothing was learned of pages like it: it stays the very object.
					expect(after).toBe(base);
					return;
				}
				changed++;
				if (after.kind !== 'unsure') expect(after.confidence).toBeLessThan(0.85);
				expect(after.summary).toMatch(/You (locked away|filed to the chart|split) /);
				if (facts.says.length === 0) expect(after.summary).toMatch(/^Not read: /);
			})
		);
		expect(changed).toBeGreaterThan(0);
	});

	it('does not hang on the order of the decisions', () => {
		fc.assert(
			fc.property(anySuggestion, anyFacts, anyLessons, (base, facts, learned) => {
				expect(advised(base, facts, learned.toReversed())).toEqual(advised(base, facts, learned));
			})
		);
	});

	it('is listed whole, each decision once', () => {
		fc.assert(
			fc.property(anyLessons, (learned) => {
				const groups = groupsOf(learned);
				expect(groups.reduce((sum, { pages }) => sum + pages, 0)).toBe(learned.length);
				for (const { words } of groups) expect(words).toMatch(/^Pages /);
			})
		);
	});
});

describe('lessons', () => {
	it('hold the latest decision of a page, and none that was taken back', () => {
		const [first] = lessons(1, 'chart', yellowPad);
		if (!first) throw new Error('no lesson');
		const changed = { ...first, fate: 'cabinet' } as const;
		expect(withLesson([first], changed)).toEqual([changed]);
		expect(withoutPage([changed], changed.page)).toEqual([]);
	});

	it('are bounded, and the oldest go', () => {
		let all: readonly Lesson[] = [];
		for (const lesson of lessons(mostLessons + 3, 'chart', yellowPad))
			all = withLesson(all, lesson);
		expect(all).toHaveLength(mostLessons);
		expect(all[0]?.page).toBe('page chart 3');
	});

	it('read back as they were written; nothing else is read', () => {
		const all = lessons(3, 'split', saying('third-party'));
		expect(parseLessons(lessonsText(all))).toEqual(all);
		for (const text of ['', '{}', '{"mark":"lessons 1","lessons":[{}]}', '[1]', 'null'])
			expect(parseLessons(text)).toBeUndefined();
	});

	it('say in the list what they are about', () => {
		const [group] = groupsOf(lessons(5, 'cabinet', saying('dream-fantasy', 'hypothesis')));
		expect(group?.words).toMatch(/dreams and fantasies|your hypotheses/);
		expect(groupsOf(lessons(5, 'cabinet', yellowPad))[0]?.words).toBe(
			'Pages that could not be read, on dark or coloured paper, partly filled'
		);
		expect(isPrivateElement('hypothesis')).toBe(true);
	});
});

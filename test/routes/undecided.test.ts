import { describe, expect, it } from 'vitest';
import type { TrayPage } from '#lib/tray/state.ts';
import { countDoubt, countUndecided } from '../../src/routes/feed/undecided.ts';

type Facts = Pick<TrayPage, 'decision' | 'reading' | 'unread' | 'suggestion'>;
const decision = {} as NonNullable<TrayPage['decision']>;
const reading = {} as NonNullable<TrayPage['reading']>;
const blank = { kind: 'blank' } as NonNullable<TrayPage['suggestion']>;
const note = { kind: 'progress' } as NonNullable<TrayPage['suggestion']>;

const table: readonly [string, readonly Facts[], readonly (readonly [string, number])[]][] = [
	['nothing', [], []],
	['what has its fate', [{ decision }, { decision, unread: 'smudged' }], []],
	['what the reader has not seen', [{}], [['still to be read', 1]]],
	['a blank side once, not as read too', [{ reading, suggestion: blank }], [['seems blank', 1]]],
	[
		'a side that could not be read, and one that was read later',
		[{ unread: 'smudged' }, { unread: 'smudged', reading, suggestion: note }],
		[
			['read', 1],
			['not readable', 1]
		]
	]
];

it('counts how sure the suggestions of undecided sides are, and of no others', () => {
	const sure = (kind: 'progress' | 'unsure', confidence: number): Facts => ({
		reading,
		suggestion: { kind, confidence, evidence: [], lines: [], summary: '' }
	});
	const waiting = [
		sure('progress', 0.97),
		sure('progress', 0.85),
		sure('progress', 0.7),
		sure('progress', 0.3),
		sure('unsure', 0.99)
	];
	const rest: readonly Facts[] = [{}, { unread: 'smudged' }, { ...sure('progress', 1), decision }];
	expect(countDoubt([...waiting, ...rest])).toEqual({ likely: 2, probably: 1, "can't tell": 2 });
	expect(countDoubt(rest)).toEqual({ likely: 0, probably: 0, "can't tell": 0 });
});

describe('the undecided sides of a box', () => {
	it.each(table)('count %s', (_, pages, counts) => {
		expect(countUndecided(pages)).toEqual(counts);
	});

	it('add up to what waits, each side counted once', () => {
		const all = table.flatMap(([, pages]) => pages);
		const sum = countUndecided(all).reduce((total, [, number]) => total + number, 0);
		expect(sum).toBe(all.filter((page) => !page.decision).length);
	});
});

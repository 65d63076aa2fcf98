import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Suggestion } from '#lib/page/suggestion.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { accountOf, type Account } from '#lib/tray/reconcile.ts';
import { ranges } from '#lib/tray/sheets.ts';
import { emptyTray, foldTray, type TrayState } from '#lib/tray/state.ts';
import { box, days, id, taken, told } from './days.ts';

const fed: readonly TrayAction[] = [
	{ is: 'file-taken', box, file: 1, sides: 1 },
	{ is: 'box-fed', box }
];
const blank: Suggestion = { kind: 'blank', confidence: 1, evidence: [], lines: [], summary: '' };

function opened(
	more: { sheets?: number; bothSides?: true; files?: number; listed?: number } = {}
): TrayAction {
	return { is: 'box-opened', box, provenance: 'unknown', files: 1, ...more };
}

const sides = (count: number) => Array.from({ length: count }, (_, n) => taken(n));

function readAs(n: number, suggestion: Suggestion): TrayAction {
	const reading = { sha256: 'r', size: 1 };
	return { is: 'page-read', page: id(n), reading, suggestion, hints: {}, turn: 0 };
}

/** Sides of one file of `of` pages. */
function pagesOfFile(numbers: readonly number[], of: number): TrayAction[] {
	return numbers.map((filePage, order) => {
		const action = taken(order);
		if (action.is !== 'side-taken') throw new Error('not a side');
		const side = { ...action.taken.side, filePage, filePages: of };
		return { ...action, taken: { ...action.taken, side } };
	});
}

function account(state: TrayState | readonly TrayAction[]): Account {
	const folded = 'pages' in state ? state : foldTray(emptyTray, told(state));
	const found = accountOf(folded, box);
	if (!found) throw new Error('no account');
	return found;
}

it('sides in = fates out + undecided, always', () => {
	fc.assert(
		fc.property(days, (actions) => {
			const state = foldTray(emptyTray, told(actions));
			const { fates, ...counts } = account(state);
			const decided = Object.values(fates).reduce((sum, n) => sum + n, 0);
			expect(decided + counts.undecided).toBe(counts.sides);
			expect(counts.sides).toBe(state.pages.size);
			expect(counts.read + counts.unread + counts.waiting).toBeLessThanOrEqual(counts.sides);
			expect(counts.waiting).toBeLessThanOrEqual(counts.undecided);
			expect(counts.blanks).toBeGreaterThanOrEqual(fates.blank);
		})
	);
});

describe('the sheets that somebody counted', () => {
	it.each<[string, TrayAction[], RegExp | undefined]>([
		['nobody counted', [opened(), ...sides(3), ...fed], undefined],
		['as many, one side', [opened({ sheets: 3 }), ...sides(3), ...fed], undefined],
		[
			'as many, both sides',
			[opened({ sheets: 2, bothSides: true }), ...sides(4), ...fed],
			undefined
		],
		[
			'too few',
			[opened({ sheets: 3 }), ...sides(1), ...fed],
			/only 1 side came in: 2 sides too few/
		],
		[
			'too many',
			[opened({ sheets: 2 }), ...sides(3), ...fed],
			/3 sides came in: 1 side too many\. .*was it both\?$/
		],
		[
			'too few, both sides',
			[opened({ sheets: 20, bothSides: true }), ...sides(38), ...fed],
			/20 sheets were counted, scanned on both sides \(40 sides\), but only 38 sides came in: 2 sides too few/
		],
		[
			'half a sheet',
			[opened({ sheets: 2, bothSides: true }), ...sides(3), ...fed],
			/One sheet has only one of its sides here/
		],
		['too few, and more may come', [opened({ sheets: 3 }), ...sides(1)], undefined],
		['too many already', [opened({ sheets: 1 }), ...sides(2)], /1 side too many/]
	])('%s', (_, actions, said) => {
		const words = account(actions).differences.filter((each) => each.includes('counted'));
		if (said) expect(words.join()).toMatch(said);
		else expect(words).toEqual([]);
	});

	it('are named when one file’s own pages are missing', () => {
		const refused: TrayAction = { is: 'file-refused', box, file: 1, filePage: 4, sentence: '' };
		const start = opened({ sheets: 3, bothSides: true });
		const told = account([start, ...pagesOfFile([1, 2, 3, 5, 6], 6), refused, ...fed]).differences;
		expect(told.join(' ')).toContain('Missing of sheet 2.');
	});

	it('may have left out the separator sheets', () => {
		const separator = taken(2);
		if (separator.is !== 'side-taken') throw new Error('not a side');
		const sheet = { ...separator, taken: { ...separator.taken, separator: { keepPrivate: true } } };
		const found = account([opened({ sheets: 2 }), ...sides(2), sheet, ...fed]);
		expect(found).toMatchObject({ separators: 1, undecided: 2, sides: 3, expected: 2 });
		expect(found.differences.join()).toContain('separator sheets');
	});

	it.each([
		[[], ''],
		[[4], '4'],
		[[1, 2, 3, 7, 9, 10], '1–3, 7, 9–10']
	])('%j are written as %s', (numbers, words) => {
		expect(ranges(numbers)).toBe(words);
	});
});

describe('what does not add up', () => {
	it('is said in words', () => {
		const cut: TrayAction[] = [
			opened({ files: 2 }),
			taken(1),
			{ is: 'file-taken', box, file: 1, sides: 1 },
			{ is: 'file-refused', box, file: 2, sentence: 'Damaged.' },
			{ is: 'file-refused', box, file: 3, sides: 3, sentence: 'Cut off after page 3.' },
			{ is: 'page-unread', page: id(1), sentence: 'Too dark.' }
		];
		expect(account(cut).differences).toEqual([
			'Feeding was cut short: 1 of 2 files went in whole. Feed the others again.',
			'1 file or page could not be taken in.',
			'1 file is cut short: only a part of it came in.',
			'1 side could not be read; decide from the picture.'
		]);
		const state = foldTray(emptyTray, told(cut));
		expect(accountOf(state, box, box)?.differences).toHaveLength(3);
		const decision = { fate: 'rescan' } as const;
		const decided = account([...cut, { is: 'page-decided', page: id(1), decision }]);
		expect(decided.differences).toHaveLength(3);
	});

	it.each<[string, TrayAction[], string[]]>([
		[
			'of which a page is known to be missing',
			[opened({ listed: 4 }), ...pagesOfFile([1, 3, 4], 4)],
			['3 of 4 sides came in from the scan station. Missing of its file: page 2.']
		],
		[
			'that is one part of a file with separator sheets',
			[opened({ listed: 2 }), ...pagesOfFile([5], 9)],
			['1 of 2 sides came in from the scan station.']
		],
		[
			'of several files',
			[opened({ listed: 3, files: 2 }), ...pagesOfFile([1], 3)],
			['1 of 3 sides came in from the scan station.']
		],
		[
			'of which nothing came',
			[opened({ listed: 1 })],
			['0 of 1 side came in from the scan station.']
		],
		['that is whole', [opened({ listed: 2 }), ...pagesOfFile([1, 2], 2), ...fed], []]
	])('tells of a station’s box %s, and never to feed it again', (_, actions, said) => {
		expect(account(actions).differences).toEqual(said);
	});

	it('is nothing in a whole box, and of no box there is no account', () => {
		expect(account([opened(), ...sides(3), ...fed]).differences).toEqual([]);
		expect(accountOf(emptyTray, box)).toBeUndefined();
	});

	it('stays after it was explained, until another side comes', () => {
		const note: TrayAction = { is: 'box-explained', box, note: 'Two went in stuck together.' };
		const start = [opened({ sheets: 5 }), ...sides(3), ...fed];
		expect(account(start).explained).toBe(false);
		const explained = account([...start, note]);
		expect(explained.explained).toBe(true);
		expect(explained.differences).toHaveLength(1);
		expect(account([...start, note, taken(9)]).explained).toBe(false);
	});
});

it('blank sides stay in the box as counted backs', () => {
	const actions = [opened(), ...sides(4), readAs(1, blank), readAs(3, blank), ...fed];
	expect(account(actions)).toMatchObject({ sides: 4, blanks: 2, undecided: 4 });
	const decision = { fate: 'rescan' } as const;
	const other: TrayAction = { is: 'page-decided', page: id(1), decision };
	expect(account([...actions, other])).toMatchObject({ sides: 4, blanks: 1 });
});

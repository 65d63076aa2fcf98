/** What must hold of any page: private words never move it toward the chart, order means nothing, misreading only adds doubt. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageKind } from '#lib/page/suggestion.ts';
import { suggest, wordsOfText } from '#lib/sorting/suggest.ts';
import { garble, type Paper } from '../../src/training/noise.ts';
import { seeded } from '../../src/training/random.ts';
import { chartTraps } from './chart-traps.ts';
import { pages } from './pages.ts';
import { privateTraps } from './private-traps.ts';

const texts = [...privateTraps, ...chartTraps, ...Object.values(pages)].map(({ text }) => text);

/** How far from the chart: an error toward the chart is the one that cannot be called back. */
const distance: Readonly<Record<PageKind, number>> = {
	progress: 0,
	administrative: 0,
	blank: 0,
	unsure: 1,
	mixed: 2,
	psychotherapy: 2
};

const kindOf = (text: string): PageKind => suggest(wordsOfText(text)).kind;
const before = new Map(texts.map((text) => [text, kindOf(text)]));
const distanceOf = (text: string) => distance[before.get(text) ?? 'unsure'];

const strongLines = [
	'My countertransference again: I felt angry at her and then guilty.',
	'I noticed that I felt jealous of the sister, and I wonder what she wants me to do with it.',
	'Transference: he treats me as the father who never came to the games.',
	'A long silence followed, and I found myself ashamed of having asked.',
	'In the dream she told me I was her mother and would not open the door.',
	'Take to supervision: why do I keep rescuing him, and from whom?'
] as const;

describe('a strong private sentence', () => {
	it('never moves a page toward the chart, wherever on it it stands', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...texts),
				fc.nat(),
				fc.constantFrom(...strongLines),
				(text, at, line) => {
					const lines = text.split('\n');
					lines.splice(at % (lines.length + 1), 0, '', line, '');
					const after = distance[kindOf(lines.join('\n'))];
					expect(after).toBeGreaterThanOrEqual(Math.max(1, distanceOf(text)));
				}
			),
			{ numRuns: 400 }
		);
	});
});

describe('a box of pages', () => {
	it('is suggested the same in any order', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (order) => {
				for (const text of order) expect(kindOf(text)).toBe(before.get(text));
			}),
			{ numRuns: 5 }
		);
	});
});

interface Move {
	readonly from: PageKind;
	readonly to: PageKind;
}

describe('5% of the letters misread', () => {
	const papers: readonly Paper[] = ['typed', 'handwritten'];
	const seeds = [1, 2, 3, 4];
	const moves = texts.flatMap((text) =>
		papers.flatMap((paper) =>
			seeds.map((seed) => ({
				from: before.get(text) ?? 'unsure',
				to: kindOf(garble(text, paper, 0.05, seeded(seed)))
			}))
		)
	);
	const share = (claim: (move: Move) => boolean) => moves.filter(claim).length / moves.length;

	it('moves at most one page in eight, from one kind of chart paper to the other not counted', () => {
		const moved = ({ from, to }: Move) => from !== to && distance[from] + distance[to] > 0;
		expect(share(moved)).toBeLessThanOrEqual(1 / 8);
	});

	it('moves at most one page in forty between private and mixed, or from the chart to either', () => {
		const isPrivate = (kind: PageKind) => distance[kind] === 2;
		expect(
			share(({ from, to }) => from !== to && from !== 'unsure' && isPrivate(to))
		).toBeLessThanOrEqual(1 / 40);
	});

	it('never moves a private or mixed page to the chart', () => {
		expect(share(({ from, to }) => distance[from] === 2 && distance[to] === 0)).toBe(0);
	});
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writingOf } from '#lib/packet/flow.ts';
import type { Block, FrontSheet, Imprint } from '#lib/packet/sheets.ts';
import { ensureDate } from '#lib/page/date.ts';

const imprint: Imprint = {
	practice: { name: 'Maple Street Counseling' },
	...{ preparedBy: 'R. Castellano', preparedOn: ensureDate('2026-03-02') }
};
const place = 'Sign here';
const text = (words: number): string => Array.from({ length: words }, () => 'word').join(' ');
const signing: Block = { is: 'signing', fields: [place, 'Date'] };

const paragraph = fc
	.record({ words: fc.integer({ min: 1, max: 1400 }), small: fc.boolean() })
	.map(({ words, small }): Block => ({
		...{ is: 'paragraph', text: text(words) },
		...(small ? { small } : {})
	}));
const points = fc
	.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 12 })
	.map((each): Block => ({ is: 'points', points: each.map(text) }));
const running = fc.oneof(paragraph, points);
/** Running text, some places to sign, perhaps a few words and further places. */
const signed = fc
	.tuple(
		fc.array(running, { minLength: 1, maxLength: 6 }),
		fc.integer({ min: 1, max: 3 }),
		fc.option(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 2 })))
	)
	.map(([texts, places, notary]): readonly Block[] => [
		{ is: 'letterhead' },
		{ is: 'title', text: 'Certification' },
		...texts,
		...Array.from({ length: places }, () => signing),
		...(notary
			? [
					{ is: 'paragraph', text: text(notary[0]), small: true } as const,
					...Array.from({ length: notary[1] }, () => signing)
				]
			: [])
	]);

const wordLines = ({ lines }: FrontSheet) =>
	lines.filter((line) => /^(?:word ?)+$/u.test(line.text));

function totalLines(sheets: readonly FrontSheet[]): number {
	return sheets.reduce((sum, sheet) => sum + wordLines(sheet).length, 0);
}

describe('a place to sign', () => {
	it('never begins a sheet: at least two lines of what is signed stand above it', () => {
		fc.assert(
			fc.property(signed, (blocks) => {
				const sheets = writingOf(blocks, imprint, 'Certification');
				let before = 0;
				for (const sheet of sheets) {
					const first = Math.max(
						...sheet.lines.filter((line) => line.text === place).map(({ y }) => y)
					);
					const above = wordLines(sheet).filter(({ y }) => y > first).length;
					// Where there is only one line in all, it is that one.
					if (first > -Infinity) expect(above).toBeGreaterThanOrEqual(Math.min(2, before + above));
					before += wordLines(sheet).length;
				}
			}),
			{ numRuns: 400 }
		);
	});

	it('stands with them at every length of the text before it', () => {
		for (let words = 1; words <= 1600; words += 7) {
			const blocks: readonly Block[] = [{ is: 'paragraph', text: text(words) }, signing];
			const sheets = writingOf(blocks, imprint, 'Letter');
			const last = sheets.at(-1);
			if (!last) throw new Error('no sheet');
			expect(last.lines.some((line) => line.text === place)).toBe(true);
			expect(wordLines(last).length).toBeGreaterThanOrEqual(Math.min(2, totalLines(sheets)));
			expect(sheets.every(({ lines }) => lines.length > 0)).toBe(true);
		}
	});

	it('takes the last lines of what stands before a short line, too', () => {
		for (let words = 900; words <= 1300; words++) {
			const blocks: readonly Block[] = [
				{ is: 'paragraph', text: text(words) },
				{ is: 'points', points: ['word word'] },
				signing
			];
			const last = writingOf(blocks, imprint, 'Letter').at(-1);
			expect(last && wordLines(last).length).toBeGreaterThanOrEqual(2);
		}
	});
});

import { describe, expect, it } from 'vitest';
import type { BoxOutcome } from '#lib/desk/spool-take-in.ts';
import type { SideFate } from '#lib/spool/acknowledgement.ts';
import { newId } from '#lib/vault/random.ts';
import { outcomesWords } from '../../src/routes/feed/station-words.ts';

type Reconciled = Extract<BoxOutcome, { is: 'reconciled' }>;

function reconciled(
	fates: readonly SideFate['fate'][],
	more: Partial<Reconciled> = {}
): BoxOutcome {
	return {
		...{ is: 'reconciled', spooledAt: '2026-03-01T08:00:00.000Z', known: 0, told: true },
		box: 'abcdefghijklmnopqrstuvwxyz' as Reconciled['box'],
		sides: fates.map((fate) => ({ page: newId(), fate })),
		label: 'third.pdf',
		files: [{ name: 'third.pdf', sides: fates.length, refused: [] }],
		...more
	};
}

const wordsOf = (outcome: BoxOutcome, from?: 'carried'): string =>
	outcomesWords([outcome], from)
		.map(({ words, advice }) => [words, advice].join(' '))
		.join('|');

describe('a station’s box that does not add up', () => {
	it('is told by its name and number, each side that was refused by its place and file', () => {
		const words = wordsOf(reconciled(['taken', 'tampered', 'missing', 'tampered']));
		expect(words).toContain('Box “third.pdf”, ABCD-EFGH: 4 sides in the station’s list, 1 in your');
		expect(words).toContain('1 side is missing in the spool (3 of 4), from “third.pdf”.');
		expect(words).toContain(
			'2 sides were changed after they were sealed (2, 4 of 4), from “third.pdf”.'
		);
		expect(words).toMatch(/Move the file from .*“done” \(or “failed”\) back into the folder/);
		expect(words).not.toMatch(/feed/i);
	});

	it('of several files names those that are wanted, and asks for all of the box', () => {
		const files = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, sides: 1, refused: [] }));
		const box = { label: 'Drawer 2', files };
		const one = wordsOf(reconciled(['taken', 'tampered', 'taken', 'taken', 'taken'], box));
		expect(one).toContain('1 side was changed after it was sealed (2 of 5), from “b”.');
		expect(one).toContain('Move its 5 files together, in their folder,');
		const all = wordsOf(
			reconciled(
				files.map(() => 'missing'),
				box
			)
		);
		expect(all).toContain('(1–5 of 5), from “a”, “b”, “c”, 2 more.');
	});

	it('on a stick is first carried back', () => {
		const box = reconciled(['tampered']);
		expect(wordsOf(box, 'carried')).toContain('Carry the folder back to the station first');
		expect(wordsOf(box)).not.toContain('Carry');
	});

	it('whose list is not to be believed is named as the report names it', () => {
		const refused: BoxOutcome = {
			is: 'refused',
			box: 'abcdefghijklmnop' as never,
			why: 'tampered'
		};
		expect(wordsOf(refused)).toContain('It is box ABCD-EFGH in the station’s report.');
	});
});

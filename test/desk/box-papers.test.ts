import { describe, expect, it } from 'vitest';
import { paperOfFed, paperOfOwn } from '#lib/desk/box-papers.ts';
import type { BoxSummary } from '#lib/desk/feed-boxes.svelte.ts';
import { boxNumber } from '#lib/page/box-number.ts';
import type { BoxId, PersonId } from '#lib/page/ids.ts';
import { paperLines, paperRows } from '../../src/routes/feed/labels/paper-words.ts';

const box = `m5gojcuy${'a'.repeat(18)}` as BoxId;
const person = 'p'.repeat(26) as PersonId;
const at = '2026-03-01T08:00:00.000Z';

function summary(account: Partial<BoxSummary['account']> = {}): BoxSummary {
	return {
		box: {
			...{ box, openedAt: at, fedBy: person, provenance: 'sealed-envelope', files: 2, fed: true },
			...{ label: 'Marisol Quintero.pdf', pages: [], notes: [], filesTaken: 1 },
			refused: [{ file: 2, name: 'Marisol 2.pdf', sentence: 'It is empty.' }]
		} as unknown as BoxSummary['box'],
		...{ pages: [], standings: [] },
		account: {
			...{ sides: 4, blanks: 1, differences: [], explained: false, undecided: 0 },
			...account
		} as BoxSummary['account']
	};
}

describe('the paper of a box', () => {
	it('has one number wherever it stands', () => {
		expect(boxNumber(box)).toBe('M5GO-JCUY');
	});

	it('counts a clinician’s own box, and keeps its name apart from its counts', () => {
		const paper = paperOfOwn(summary(), 'Ida Morrow, LCSW');
		expect(paper).toMatchObject({ number: 'M5GO-JCUY', called: 'Marisol Quintero.pdf', sides: 4 });
		const words = JSON.stringify([paperRows(paper), paperLines(paper)]);
		expect(words).not.toMatch(/Marisol|Quintero/);
		expect(Object.fromEntries(paperRows(paper))).toMatchObject({
			...{ For: 'Ida Morrow, LCSW', 'Sides in': '4', 'Of these, blank': '1', Files: '2' },
			...{ 'Could not be taken in': '1', 'The box': 'adds up' }
		});
	});

	it('says that a box does not add up until somebody has said why', () => {
		const short = { differences: ['1 file or page could not be taken in.'] };
		const rows = (account: Partial<BoxSummary['account']>) =>
			Object.fromEntries(paperRows(paperOfOwn(summary(account), 'I')));
		expect(rows(short)['The box']).toMatch(/does not add up/);
		expect(rows({ ...short, explained: true })['The box']).toBe('adds up');
		expect(rows({ expected: 6 })['Sides in']).toBe('4 of 6 counted');
	});

	it('says of a box that somebody fed for a clinician what the receipt says, and no more', () => {
		const fed = { box, for: person, from: at, until: at, sides: 1, isWhole: false };
		const paper = paperOfFed(fed, () => 'Ida Morrow, LCSW');
		expect(paperRows(paper).map(([what]) => what)).toEqual([
			...['Taken in', 'For', 'Sides in', 'The box']
		]);
		expect(paperLines(paper)[0]).toBe('1 side, not all of it');
	});
});

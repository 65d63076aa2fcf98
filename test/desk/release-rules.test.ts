import { describe, expect, it } from 'vitest';
import { rulesForm, rulesOf } from '#lib/desk/release-rules.ts';
import { asListed, fromList } from '#lib/desk/request-work.ts';
import type { PageId } from '#lib/page/ids.ts';
import type { ReleaseSettings } from '#lib/page/records-request.ts';

const plain: ReleaseSettings = { access: { days: 30, extension: 30 }, letterhead: {} };

describe('the rules for releases', () => {
	it.each<[string, Partial<ReleaseSettings>]>([
		['nothing known', {}],
		['a state that knows no exception', { jurisdiction: { state: 'TX', knowsException: false } }],
		[
			'all of it',
			{
				jurisdiction: { state: 'VT', knowsException: true, feeNote: '$5', retention: '7 years' },
				part2: 'holds',
				review: { is: 'second-look', hours: 12 }
			}
		],
		['a second person', { part2: 'program', review: { is: 'second-person' } }]
	])('come back as they were written: %s', (_name, rules) => {
		expect(rulesOf(rulesForm({ ...plain, ...rules }))).toEqual({ ok: true, rules });
	});

	it.each(['0', '169', 'a day', ''])('want a delay that is one, not “%s”', (hours) => {
		const form = { ...rulesForm(plain), review: 'second-look', hours };
		expect(rulesOf(form)).toMatchObject({ ok: false });
	});
});

describe('the work on a listed request', () => {
	it('comes back whole: what was typed, left out and written at the gate', () => {
		const page = 'a'.repeat(26) as PageId;
		const typed = { purpose: 'a claim', 'other-by-ito sam': 'basis' };
		const takenOut = new Map([[page, 'not hers']]);
		const unredacted = new Map([['b'.repeat(26) as PageId, 'agreed in writing']]);
		const words = { [`unread ${page}`]: 'Looked at it.', 'tray-unseen': 'Asked Dr. Voss.' };
		const at = '2026-03-01T10:00:00.000Z';
		const authors = { [`unread ${page}`]: { by: 'Ida Voss, PhD', at } };
		const listed = asListed(typed, { takenOut, words, authors, unredacted });
		expect(fromList(listed)).toEqual({ typed, takenOut, unredacted, words, authors });
	});

	it('names nobody for a word that is not there, or where no time stands with the name', () => {
		const form = { 'wrote unread x': '2026-03-01T10:00:00.000Z Ida Voss', 'wrote unsigned': 'Ida' };
		const none = fromList({ ...form, 'word unsigned': 'Seen.' });
		expect(none).toMatchObject({ typed: {}, words: { unsigned: 'Seen.' }, authors: {} });
	});

	it('leaves lists from before as they are', () => {
		expect(fromList({ basis: 'access' })).toEqual({
			...{ typed: { basis: 'access' }, takenOut: new Map(), unredacted: new Map() },
			...{ words: {}, authors: {} }
		});
	});
});

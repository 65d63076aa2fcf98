import { beforeEach, describe, expect, it } from 'vitest';
import { isBackupDue, noteBackup, notedBackups, sinceBackups } from '#lib/desk/backup-notes.ts';
import { sinceWords } from '../../src/routes/since-words.ts';

const at = (day: number, hour = 12): string => new Date(2026, 2, day, hour).toISOString();
const none = (): number => 0;

describe('the note of a backup', () => {
	let kept: Map<string, string>;
	const notes = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
	const made = (day: number) => ({ madeAt: at(day), readBackAt: at(day, 13) });
	beforeEach(() => (kept = new Map()));

	it('is of the newest one, though an older is read back later', () => {
		noteBackup(notes, 'chart', made(9));
		noteBackup(notes, 'chart', { madeAt: at(2), readBackAt: at(10) });
		expect(notedBackups(notes)).toEqual({ chart: made(9) });
	});

	it('is of a newer one as soon as that is read back', () => {
		noteBackup(notes, 'chart', made(2));
		noteBackup(notes, 'chart', made(9));
		expect(notedBackups(notes)).toEqual({ chart: made(9) });
	});

	it('made by a clock that ran ahead gives way to the next', () => {
		noteBackup(notes, 'private', made(28));
		noteBackup(notes, 'private', made(9));
		expect(notedBackups(notes)).toEqual({ private: made(9) });
	});

	it('by an earlier version knows when it was read back, and no more', () => {
		kept.set('cc-backup-chart', at(4));
		kept.set('cc-backup-private', 'no time');
		expect(notedBackups(notes)).toEqual({ chart: { madeAt: at(4), readBackAt: at(4) } });
	});
});

describe('how long ago the backup was', () => {
	const parts = (chart: string, own = chart) => ({
		chart: { madeAt: chart, readBackAt: chart },
		private: { madeAt: own, readBackAt: own }
	});
	const since = (made: string, now: string, pages = 0) =>
		sinceBackups(parts(made), new Date(now), () => pages);

	it('goes by the older of the two parts, and by both or by none', () => {
		expect(sinceBackups(parts(at(9), at(7)), new Date(at(9)), none)).toMatchObject({
			madeAt: at(7),
			days: 2
		});
		expect(sinceBackups({ chart: parts(at(9)).chart }, new Date(at(9)), none)).toBeUndefined();
	});

	it.each([
		['late in the evening, seen next morning, was yesterday', at(8, 23), at(9, 7), 1, 'yesterday'],
		['an hour ago, over the change of the clocks', at(8, 1), at(8, 3), 0, 'today'],
		['a week ago, one of whose days had 23 hours', at(3, 12), at(10, 11), 7, '7 days ago']
	])('%s', (_, made, now, days, words) => {
		expect(since(made, now)?.days).toBe(days);
		expect(sinceWords(since(made, now))).toContain(` was made ${words} (`);
	});

	it('is due after a week, a hundred pages, never, and on a day that has not come yet', () => {
		expect(isBackupDue(since(at(3), at(9)), 500)).toBe(false);
		expect(isBackupDue(since(at(3), at(10)), 0)).toBe(true);
		expect(isBackupDue(since(at(3), at(4), 100), 500)).toBe(true);
		expect(isBackupDue(since(at(3), at(4), 99), 500)).toBe(false);
		expect(isBackupDue(since(at(20), at(4)), 500)).toBe(true);
		expect(sinceWords(since(at(20), at(4)))).toContain('not come yet');
		expect([isBackupDue(undefined, 0), isBackupDue(undefined, 1)]).toEqual([false, true]);
	});
});

/**
 * Days where the reader is, in zones that are hard on them: clocks that change at midnight or by half an hour, days of 23 and
 * 25 hours, a day that never was, and offsets from -11 to +14 hours. The zone database that Node brings is the witness.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteBackup, notedBackups, sinceBackups } from '#lib/desk/backup-notes.ts';
import { dayOf as lineDay } from '#lib/desk/history-lines.ts';
import { pagesADay } from '#lib/desk/pages-a-day.ts';
import {
	addDays,
	addYears,
	dayOf,
	daysBetween,
	ensureDate,
	type CalendarDate
} from '#lib/page/date.ts';
import { turnsSince } from '#lib/practice/scrub.ts';
import { periodBefore } from '#lib/release/accounting.ts';
import { dueOf, urgencyOfDay } from '#lib/release/clock.ts';
import { hhsDay } from '#lib/release/incident.ts';
import type { TrayPage } from '#lib/tray/state.ts';

const zones = [
	...['UTC', 'America/New_York', 'America/Los_Angeles', 'America/St_Johns', 'America/Havana'],
	...['America/Sao_Paulo', 'Europe/London', 'Africa/Casablanca', 'Asia/Kathmandu', 'Asia/Beirut'],
	...['Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Apia', 'Pacific/Kiritimati'],
	...['Pacific/Pago_Pago', 'Antarctica/Troll']
];

const hour = 3_600_000;
/** Moments around which days are apt to go wrong, in whatever zone: changes of clocks, ends of years, leap days. */
const edges = [
	...['2026-03-08', '2026-11-01', '2026-03-29', '2026-10-25', '2018-11-04', '2011-12-30'],
	...['1995-01-01'],
	...['2026-04-05', '2026-10-04', '2023-12-31', '2024-02-29', '2028-02-29', '1999-12-31'],
	...['2100-02-28', '2016-03-27', '2026-09-27']
].map((day) => Date.parse(`${day}T00:00:00Z`));

const moments = fc.oneof(
	fc
		.tuple(fc.constantFrom(...edges), fc.integer({ min: -40 * 60, max: 40 * 60 }))
		.map(([edge, minutes]) => edge + minutes * 60_000),
	fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2099, 11) })
);
const calendarDays = moments.map((moment) =>
	ensureDate(new Date(moment).toISOString().slice(0, 10))
);

describe.each(zones)('in %s', (zone) => {
	const before = process.env['TZ'];
	let witness: Intl.DateTimeFormat;
	const dayThere = (moment: number): CalendarDate => ensureDate(witness.format(moment));
	const hoursOf = (day: CalendarDate): number => {
		const noon = Date.parse(`${day}T12:00:00Z`);
		const around = Array.from({ length: 73 }, (_, i) => noon + (i - 36) * hour);
		return around.filter((moment) => dayThere(moment) === day).length;
	};

	beforeAll(() => {
		process.env['TZ'] = zone;
		witness = new Intl.DateTimeFormat('en-CA', {
			...{ timeZone: zone, calendar: 'iso8601', numberingSystem: 'latn' },
			...{ year: 'numeric', month: '2-digit', day: '2-digit' }
		});
	});
	afterAll(() => {
		if (before === undefined) delete process.env['TZ'];
		else process.env['TZ'] = before;
	});

	it('is where this process is', () => {
		const { timeZone } = witness.resolvedOptions();
		expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(timeZone);
	});

	it('a moment has the day that the calendar on the wall shows', () => {
		fc.assert(
			fc.property(moments, (moment) => {
				const time = new Date(moment);
				expect(dayOf(time)).toBe(dayThere(moment));
				expect(lineDay(time.toISOString())).toBe(dayThere(moment));
			}),
			{ numRuns: 300 }
		);
	});

	it('the days since a backup are those on the calendar, never hours', () => {
		fc.assert(
			fc.property(moments, fc.integer({ min: 0, max: 30 * 24 * 60 }), (made, minutes) => {
				const now = made + minutes * 60_000;
				const kept = new Map<string, string>();
				const notes = {
					getItem: (key: string) => kept.get(key) ?? null,
					setItem: (key: string, value: string) => void kept.set(key, value)
				};
				const at = new Date(made).toISOString();
				noteBackup(notes, 'chart', { madeAt: at, readBackAt: at });
				noteBackup(notes, 'private', { madeAt: at, readBackAt: at });
				const since = sinceBackups(notedBackups(notes), new Date(now), () => 0);
				expect(since?.days).toBe(daysBetween(dayThere(made), dayThere(now)));
			}),
			{ numRuns: 200 }
		);
	});

	it('each of the last days stands once, today last, and a page counts on the day on the wall', () => {
		fc.assert(
			fc.property(
				moments,
				fc.array(fc.integer({ min: 0, max: 16 * 24 * 60 }), { maxLength: 6 }),
				(now, ago) => {
					const fed = ago.map((minutes) => now - minutes * 60_000);
					const pages = fed.map((at) => ({ takenAt: new Date(at).toISOString() }) as TrayPage);
					const days = pagesADay(pages, new Date(now));
					expect(days.at(-1)?.day).toBe(dayThere(now));
					for (const [i, { day }] of days.entries()) {
						const next = days[i + 1];
						const tomorrow = addDays(ensureDate(day), 1);
						// Where the date line was moved, one day never was.
						if (next && next.day !== tomorrow) expect(hoursOf(tomorrow)).toBe(0);
						expect(days[i]?.fed).toBe(fed.filter((at) => dayThere(at) === day).length);
					}
					expect(days.length).toBeGreaterThanOrEqual(13);
				}
			),
			{ numRuns: 200 }
		);
	});

	it('a last day, of a loan or of an answer, lasts to its last minute and no longer', () => {
		fc.assert(
			fc.property(moments, fc.integer({ min: 0, max: 90 }), (given, length) => {
				const until = addDays(dayThere(given), length);
				// From well before its end to well after, in steps that no change of a clock can jump over.
				for (let left = -36; left <= 36; left += 0.5) {
					const now = Date.parse(`${until}T12:00:00Z`) + left * hour;
					const today = dayOf(new Date(now));
					expect(until < today).toBe(until < dayThere(now));
					const { words } = urgencyOfDay(until, today);
					expect(words === 'due today').toBe(dayThere(now) === until);
					expect(words.endsWith('overdue')).toBe(dayThere(now) > until);
				}
			}),
			{ numRuns: 20 }
		);
	});

	it('days that are counted by the calendar come out the same as everywhere else', () => {
		fc.assert(
			fc.property(calendarDays, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
				const there = addDays(day, count);
				expect(daysBetween(day, there)).toBe(count);
				expect(addDays(there, -count)).toBe(day);
				const rules = { days: 30, extension: 30 };
				expect(dueOf('access', day, rules)).toBe(addDays(day, 30));
				expect(hhsDay(day)).toBe(
					// March 1, or February 29 in a leap year: 60 days after New Year’s Eve.
					addDays(ensureDate(`${day.slice(0, 4)}-12-31`), 60)
				);
				const { from, to } = periodBefore(day);
				expect(to).toBe(day);
				expect(from).toBe(addYears(day, -6));
				const isGone = day.endsWith('-02-29') && from.endsWith('-02-28');
				expect(from.slice(4) === day.slice(4) || isGone).toBe(true);
			}),
			{ numRuns: 200 }
		);
	});

	it('every stored page has its turn within thirty days of looking once a day', () => {
		fc.assert(
			fc.property(moments, fc.integer({ min: 1, max: 23 }), (start, later) => {
				const seen = new Set<number>();
				let last: CalendarDate | undefined;
				for (let n = 0; n < 32; n++) {
					const today = dayOf(new Date(start + n * 24 * hour + (n % 2) * later * 60_000));
					for (const turn of turnsSince(last, today)) seen.add(turn);
					last = today;
				}
				expect(seen.size).toBe(30);
			}),
			{ numRuns: 40 }
		);
	});
});

it('dates that the law counts: over leap days and the ends of years', () => {
	const day = ensureDate;
	expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29');
	expect(addDays(day('2023-12-31'), 60)).toBe('2024-02-29');
	expect(hhsDay(day('2022-06-01'))).toBe('2023-03-01');
	expect(periodBefore(day('2024-02-29')).from).toBe('2018-02-28');
	expect(dueOf('access', day('2026-01-31'), { days: 30, extension: 30 })).toBe('2026-03-02');
	expect(daysBetween(day('2026-03-07'), day('2026-03-09'))).toBe(2);
});

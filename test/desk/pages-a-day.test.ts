import { expect, it } from 'vitest';
import { pagesADay } from '#lib/desk/pages-a-day.ts';
import type { TrayPage } from '#lib/tray/state.ts';

const at = (day: number, hour = 12): string => new Date(2026, 2, day, hour).toISOString();
const page = (fed: string, decided?: string): TrayPage =>
	({ takenAt: fed, ...(decided ? { decision: { fate: 'chart', at: decided } } : {}) }) as TrayPage;

it('counts each page on the day it was fed and on the day it was decided', () => {
	const pages = [page(at(8)), page(at(8), at(9)), page(at(7), at(9)), page(at(9), at(9))];
	expect(pagesADay(pages, new Date(2026, 2, 9, 18), 3)).toEqual([
		{ day: '2026-03-07', fed: 1, decided: 0 },
		{ day: '2026-03-08', fed: 2, decided: 0 },
		{ day: '2026-03-09', fed: 1, decided: 3 }
	]);
});

it('has a row for every day, over a month’s end and the change of the clocks, and leaves out older pages', () => {
	const days = pagesADay([page(at(1), at(2))], new Date(2026, 2, 16, 0, 5), 14);
	expect(days.map(({ day }) => day)).toEqual([
		...['03', '04', '05', '06', '07', '08', '09'].map((day) => `2026-03-${day}`),
		...['10', '11', '12', '13', '14', '15', '16'].map((day) => `2026-03-${day}`)
	]);
	expect(days.every(({ fed, decided }) => fed === 0 && decided === 0)).toBe(true);
});

it('puts the last minute of an evening and the first of a morning on their own days', () => {
	const late = new Date(2026, 2, 8, 23, 59).toISOString();
	const early = new Date(2026, 2, 9, 0, 1).toISOString();
	const days = pagesADay([page(late, early)], new Date(2026, 2, 9, 8), 2);
	expect(days.map(({ fed, decided }) => [fed, decided])).toEqual([
		[1, 0],
		[0, 1]
	]);
});

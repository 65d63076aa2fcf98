/** Calendar dates of service and of birth: days without a clock or a time zone. */

declare const brand: unique symbol;

/** `YYYY-MM-DD`, a day that exists (ISO 8601 calendar date). */
export type CalendarDate = string & { readonly [brand]: 'CalendarDate' };
export type DateOfService = CalendarDate;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `undefined` when the text is not a day that exists, e.g. `2023-02-29`. */
export function parseDate(text: string): CalendarDate | undefined {
	const found = shape.exec(text);
	if (!found) return undefined;
	const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
	const date = new Date(Date.UTC(year, month - 1, day));
	const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1850;
	return exists ? (text as CalendarDate) : undefined;
}

export function ensureDate(text: string): CalendarDate {
	const date = parseDate(text);
	if (!date) throw new Error('not a calendar date');
	return date;
}

/** The day of a moment where the reader is. */
export function dayOf(moment: Date): CalendarDate {
	const day = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
	return ensureDate(day.map((part) => String(part).padStart(2, '0')).join('-'));
}

const day = 86_400_000;

/** Calendar days, so a change of the clock in between is none. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
	return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10) as CalendarDate;
}

/** The same day so many years on or back; the last of February where there is no 29th. */
export function addYears(date: CalendarDate, years: number): CalendarDate {
	const [year, rest] = [Number(date.slice(0, 4)) + years, date.slice(4)];
	return parseDate(`${String(year)}${rest}`) ?? ensureDate(`${String(year)}-02-28`);
}

/** How many days later `to` is than `from`; negative when it is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
	return (Date.parse(to) - Date.parse(from)) / day;
}

const months = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];

/** `2019-02-26` as `February 26, 2019`, the order that US records use. */
export function formatDate(date: CalendarDate): string {
	const [year, month, day] = date.split('-').map(Number);
	return `${months[(month ?? 1) - 1] ?? ''} ${String(day)}, ${String(year)}`;
}

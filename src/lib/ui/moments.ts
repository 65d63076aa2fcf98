/** Moments and spans of time in the words a screen uses. */
import { languageTag } from '#lib/language/language.ts';
import type { CalendarDate } from '#lib/page/date.ts';

/** `about 4 minutes left`; seconds are never promised more exactly than they can be kept. */
export function timeLeftWords(seconds: number): string {
	if (!Number.isFinite(seconds)) return 'time left not known yet';
	if (seconds < 5) return 'a moment left';
	if (seconds < 50) return `about ${Math.ceil(seconds / 10) * 10} seconds left`;
	const minutes = Math.round(seconds / 60);
	if (minutes <= 1) return 'about a minute left';
	if (minutes < 60) return `about ${minutes} minutes left`;
	const hours = Math.round(minutes / 30) / 2;
	if (hours === 1) return 'about an hour left';
	return `about ${hours} hours left`;
}

const moment = new Intl.DateTimeFormat(languageTag(), { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(languageTag(), { timeStyle: 'short' });
/** A calendar day has no zone: it is the same day wherever it is read. */
const day = new Intl.DateTimeFormat(languageTag(), { dateStyle: 'long', timeZone: 'UTC' });

/** A time at the end of a sentence brings its full stop along in Spanish: `4:55 a.m.`, so it stands as `4:55 am`. */
function timeIn(format: Intl.DateTimeFormat, time: number): string {
	const parts = format.formatToParts(time);
	return parts
		.map(({ type, value }) => (type === 'dayPeriod' ? value.replace(/[.\s]/g, '') : value))
		.join('');
}

/** An ISO time as `Nov 23, 2026, 5:21 PM` in the reader's own zone; the text itself when it is not one. */
export function momentWords(iso: string): string {
	const time = Date.parse(iso);
	return Number.isNaN(time) ? iso : timeIn(moment, time);
}

/** An ISO time as `5:21 PM` in the reader's own zone; nothing when it is not one. */
export function timeWords(iso: string): string {
	const time = Date.parse(iso);
	return Number.isNaN(time) ? '' : timeIn(clock, time);
}

/** A day as the screens write it, e.g. `February 26, 2019`. What goes on record or out in a packet is `formatDate`'s. */
export function dayInWords(date: CalendarDate): string {
	return day.format(Date.parse(date));
}

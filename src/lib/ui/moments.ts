/** Moments and spans of time in the words a screen uses. */
import { languageTag } from '#lib/language/language.ts';

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

/** An ISO time as `Nov 23, 2026, 5:21 PM` in the reader's own zone; the text itself when it is not one. */
export function momentWords(iso: string): string {
	const time = Date.parse(iso);
	return Number.isNaN(time) ? iso : moment.format(time);
}

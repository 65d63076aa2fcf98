/** Pages fed and decided on each of the last days, where the reader is. Pure. */
import type { TrayPage } from '#lib/tray/state.ts';
import { dayOf } from './history-lines.ts';

export interface Day {
	/** `YYYY-MM-DD` */
	readonly day: string;
	readonly fed: number;
	readonly decided: number;
}

/** The last `length` days up to today, every one of them, the oldest first. */
export function pagesADay(pages: Iterable<TrayPage>, now: Date, length = 14): readonly Day[] {
	const days = new Map<string, { day: string; fed: number; decided: number }>();
	for (let back = length - 1; back >= 0; back--) {
		// By the calendar: a day on which clocks are changed is not 24 hours long.
		const noon = new Date(now.getFullYear(), now.getMonth(), now.getDate() - back, 12);
		const day = dayOf(noon.toISOString());
		days.set(day, { day, fed: 0, decided: 0 });
	}
	// A full tray is mostly older than that: a look at the text spares making a day of it.
	const [from = ''] = days.keys();
	const eve = new Date(Date.parse(`${from}T00:00:00Z`) - 864e5).toISOString();
	const on = (at: string) => (at < eve ? undefined : days.get(dayOf(at)));
	for (const { takenAt, decision } of pages) {
		const fed = on(takenAt);
		if (fed) fed.fed++;
		const decided = decision && on(decision.at);
		if (decided) decided.decided++;
	}
	return [...days.values()];
}

/** What a copy costs: the practice's own rates, and the sheet that was worked out for one request (45 CFR 164.524(c)(4)). */
import type { CalendarDate } from './date.ts';

/** In whole cents, each as the practice has set it; what is not set is never guessed. */
export interface FeeRates {
	/** An hour of copying: wages and benefits of whoever does it. */
	readonly laborHour?: number;
	/** A sheet of paper with its toner. */
	readonly sheet?: number;
	/** A stick or a disc. */
	readonly medium?: number;
	/** An hour of writing a summary that was agreed to. */
	readonly summaryHour?: number;
	/** One price for an electronic copy of what is kept electronically, in the place of all of it. */
	readonly flat?: number;
}

export interface FeeLine {
	readonly label: string;
	/** How the amount came about, e.g. "15 minutes at $24.00 an hour". */
	readonly how: string;
	readonly cents: number;
}

export interface FeeSheet {
	readonly lines: readonly FeeLine[];
	/** In cents. */
	readonly total: number;
	/** Why nothing is charged, when nothing is. */
	readonly nothing?: string;
	readonly on: CalendarDate;
	readonly by: string;
	/** What was typed, to go on from. */
	readonly form: Readonly<Record<string, string>>;
}

/** "$6.50". */
export function dollars(cents: number): string {
	const [whole, rest] = [Math.trunc(cents / 100), Math.abs(cents % 100)];
	return `$${whole.toLocaleString('en-US')}.${String(rest).padStart(2, '0')}`;
}

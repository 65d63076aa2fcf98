/** The accounting of disclosures for one client and a period (45 CFR 164.528). Pure. */
import { addDays, addYears, formatDate, type CalendarDate } from '#lib/page/date.ts';
import { foldName } from '#lib/page/client.ts';
import { csvTable } from '#lib/page/csv.ts';
import type { Recipient } from '#lib/page/disclosure.ts';
import type { ClientId, PacketId } from '#lib/page/ids.ts';
import { isDraft, type Incident } from '#lib/page/incident.ts';
import { mistake } from './grounds.ts';
import { isImpermissible } from './incident.ts';
import { isWithin, stands, type LogLine } from './log.ts';

/** 164.528(a)(1): six years back from the request. */
export const yearsBack = 6;
/** 164.528(c)(1)(i) and (ii): days to answer, and days that the one extension may add. */
export const daysToAnswer = 60;
export const daysMore = 30;

export interface Period {
	readonly from: CalendarDate;
	readonly to: CalendarDate;
}

/** The longest period that a client may ask for. */
export function periodBefore(asked: CalendarDate): Period {
	return { from: addYears(asked, -yearsBack), to: asked };
}

export function accountingDue(receivedOn: CalendarDate): CalendarDate {
	return addDays(receivedOn, daysToAnswer);
}

/** One disclosure, or a series to the same recipient for the same purpose: its first, how many, and its last. */
export interface AccountingRow {
	readonly first: CalendarDate;
	readonly last?: CalendarDate;
	/** Absent for one disclosure whose day is only known to lie between the two. */
	readonly times?: number;
	readonly recipient: Recipient;
	readonly description: string;
	readonly purpose: string;
	readonly basis: string;
}

export interface Accounting {
	readonly client: ClientId;
	readonly period: Period;
	/** Oldest first. */
	readonly rows: readonly AccountingRow[];
	/** Incidents about this client that nobody has looked at: whether they belong here is not known. */
	readonly undecided: number;
}

/** What was disclosed of this client within the period, and counts. Nothing of anybody else is looked at. */
export function accountingOf(
	lines: readonly LogLine[],
	incidents: readonly Incident[],
	client: ClientId,
	period: Period
): Accounting {
	const own = lines
		.filter((line) => line.client === client && stands(line) && line.accounting.counts)
		.map(asItWent)
		.filter(({ first, last }) => {
			const until = last ? { until: last } : {};
			return isWithin({ on: first, ...until }, period.from, period.to);
		});
	const about = incidents.filter((incident) => incident.client === client);
	return {
		...{ client, period },
		rows: summarized(own),
		undecided: about.filter(isDraft).length
	};
}

interface Single extends AccountingRow {
	/** What was not permitted is never summarized: 164.528(b)(3) speaks of 164.502(a)(2)(ii) and 164.512 only. */
	readonly alone: boolean;
}

/** A line in the accounting's words; what went out by mistake is told as it went, not as it was meant. */
function asItWent(line: LogLine): Single {
	const incident = line.incidents.find(isImpermissible);
	const form = incident?.form ?? {};
	const told = (field: string): string => form[field]?.trim() ?? '';
	const { until, times } = line;
	const name = told('wentToName');
	const address = told('wentToAddress');
	return {
		first: line.on,
		...(until ? { last: until } : {}),
		...(until ? (times ? { times } : {}) : { times: 1 }),
		recipient: name ? { name, ...(address ? { address } : {}) } : line.recipient,
		description: told('what') || line.description,
		purpose: incident ? 'None: it was disclosed by mistake' : line.purpose,
		basis: incident ? mistake.label : line.basis,
		alone: line.accounting.because === mistake.because
	};
}

/** 164.528(b)(3): of a series, all that is told of the first, how many there were, and the last one's day. */
export function summarized(rows: readonly Single[]): readonly AccountingRow[] {
	const series = new Map<string, Single[]>();
	[...rows].sort(inOrder).forEach((row, index) => {
		// A disclosure whose day is not known exactly, or that was none that a series may hold, stands by itself.
		const key = row.alone || row.times === undefined ? String(index) : keyOf(row);
		series.set(key, [...(series.get(key) ?? []), row]);
	});
	return [...series.values()].flatMap((some) => {
		const [first] = some;
		if (!first) return [];
		const { alone: _, ...row } = first;
		if (some.length === 1) return [row];
		const days = some.map(({ first: on, last }) => last ?? on).sort();
		const times = some.reduce((sum, one) => sum + (one.times ?? 1), 0);
		return [{ ...row, last: days.at(-1) ?? row.first, times }];
	});
}

function inOrder(a: AccountingRow, b: AccountingRow): number {
	const key = ({ first, recipient, description }: AccountingRow): string =>
		JSON.stringify([first, recipient.name, description]);
	return key(a) < key(b) ? -1 : 1;
}

function keyOf({ recipient, purpose, basis }: AccountingRow): string {
	const same = [recipient.name, recipient.address ?? '', purpose, basis];
	return JSON.stringify(same.map(foldName));
}

/** "March 2, 2026", "5 times: the first on …, the last on …", or the days among which it was. */
export function whenWords({ first, last, times }: AccountingRow): string {
	if (!last || last === first) {
		return times && times > 1 ? `${times} times on ${formatDate(first)}` : formatDate(first);
	}
	return times
		? `${times} times: the first on ${formatDate(first)}, the last on ${formatDate(last)}`
		: `Between ${formatDate(first)} and ${formatDate(last)}`;
}

const heads = [
	...['First or only date', 'Last date', 'How many', 'Disclosed to', 'Address'],
	...['What was disclosed', 'Purpose', 'Ground']
];

export function accountingCsv({ rows }: Pick<Accounting, 'rows'>): string {
	const cells = rows.map(({ first, last, times, recipient, description, purpose, basis }) => [
		...[first, last ?? '', times === undefined ? '' : String(times)],
		...[recipient.name, (recipient.address ?? '').replace(/\s*\r?\n\s*/gu, ', ')],
		...[description, purpose, basis]
	]);
	return csvTable([heads, ...cells]);
}

/** A name without a name, as a packet's. */
export function accountingFileName(on: CalendarDate, id: PacketId | string): string {
	return `accounting-${on}-${id.slice(-6)}`;
}

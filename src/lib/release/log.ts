/** The disclosure log as it stands: packets and entered lines together, what corrects what, and what counts. Pure. */
import { dayOf, formatDate, type CalendarDate } from '#lib/page/date.ts';
import {
	channels,
	type Counts,
	type Disclosure,
	type EnteredDisclosure,
	type LineId,
	type Recipient,
	type StruckLine
} from '#lib/page/disclosure.ts';
import { foldName } from '#lib/page/client.ts';
import type { ClientId } from '#lib/page/ids.ts';
import type { Incident } from '#lib/page/incident.ts';
import { mistake } from './grounds.ts';
import { isImpermissible } from './incident.ts';

/** What the log is made from. */
export interface LogSources {
	readonly disclosures: readonly Disclosure[];
	readonly entered: readonly EnteredDisclosure[];
	readonly struck: ReadonlyMap<LineId, StruckLine>;
	readonly incidents: readonly Incident[];
}

export interface LogLine {
	readonly id: LineId;
	readonly client: ClientId;
	readonly on: CalendarDate;
	/** Where it went on, or its day is not known exactly. */
	readonly until?: CalendarDate;
	readonly times?: number;
	/** ISO 8601 time at which the line was written. */
	readonly writtenAt: string;
	readonly writtenBy: string;
	readonly recipient: Recipient;
	readonly description: string;
	readonly purpose: string;
	readonly basis: string;
	/** As it counts now: what turned out to be a mistake counts, whatever its ground was. */
	readonly accounting: Counts;
	readonly packet?: Disclosure;
	readonly entered?: EnteredDisclosure;
	/** The line that stands in its place. */
	readonly correctedBy?: EnteredDisclosure;
	readonly struck?: StruckLine;
	/** Incidents that are about it, oldest first. */
	readonly incidents: readonly Incident[];
}

/** Newest first: by the day of the disclosure, then by when it was written. */
export function logOf({ disclosures, entered, struck, incidents }: LogSources): readonly LogLine[] {
	const correcting = new Map(
		entered.flatMap((line) => (line.corrects ? [[line.corrects.line, line] as const] : []))
	);
	const about = (id: LineId): readonly Incident[] =>
		incidents.filter(({ packets, entry }) => entry === id || packets.some((one) => one === id));
	const more = (
		id: LineId,
		accounting: Counts
	): Pick<LogLine, 'accounting' | 'correctedBy' | 'struck' | 'incidents'> => {
		const [correctedBy, isStruck, found] = [correcting.get(id), struck.get(id), about(id)];
		return {
			accounting: found.some(isImpermissible) ? mistake : accounting,
			incidents: found,
			...(correctedBy ? { correctedBy } : {}),
			...(isStruck ? { struck: isStruck } : {})
		};
	};
	const lines = [
		...disclosures.map((packet): LogLine => ({
			id: packet.packet,
			...{ client: packet.client, on: dayOf(new Date(packet.releasedAt)) },
			...{ writtenAt: packet.releasedAt, writtenBy: packet.releasedBy },
			...{ recipient: packet.recipient, description: packet.description },
			...{ purpose: packet.purpose, basis: packet.basis, packet },
			...more(packet.packet, packet.accounting)
		})),
		...entered.map((line): LogLine => ({
			id: line.entry,
			...{ client: line.client, on: line.madeOn },
			...(line.until ? { until: line.until } : {}),
			...(line.times ? { times: line.times } : {}),
			...{ writtenAt: line.enteredAt, writtenBy: line.enteredBy },
			...{ recipient: line.recipient, description: line.description },
			...{ purpose: line.purpose, basis: line.basis, entered: line },
			...more(line.entry, line.accounting)
		}))
	];
	const key = ({ on, writtenAt, id }: LogLine): string => `${on} ${writtenAt} ${id}`;
	return lines.sort((a, b) => (key(a) < key(b) ? 1 : -1));
}

/** It is what is known today: nothing has taken its place, and it happened. */
export function stands({ correctedBy, struck }: LogLine): boolean {
	return !correctedBy && !struck;
}

export interface LogChoice {
	readonly client?: ClientId | undefined;
	readonly from?: CalendarDate | undefined;
	readonly to?: CalendarDate | undefined;
	/** Part of the recipient's name or address. */
	readonly recipient?: string;
	readonly counts?: boolean | undefined;
}

export function chooseLines(
	lines: readonly LogLine[],
	{ client, from, to, recipient = '', counts }: LogChoice
): readonly LogLine[] {
	const wanted = foldName(recipient).split(' ').filter(Boolean);
	return lines.filter((line) => {
		const known = foldName(`${line.recipient.name} ${line.recipient.address ?? ''}`);
		return (
			(!client || line.client === client) &&
			isWithin(line, from, to) &&
			wanted.every((part) => known.includes(part)) &&
			(counts === undefined || (stands(line) && line.accounting.counts === counts))
		);
	});
}

/** A line of several days is within a period when any of them is, for nobody may know which it was. */
export function isWithin(
	{ on, until }: Pick<LogLine, 'on' | 'until'>,
	from: CalendarDate | undefined,
	to: CalendarDate | undefined
): boolean {
	return (!from || (until ?? on) >= from) && (!to || on <= to);
}

/** "March 2, 2026", "3 times, March 2, 2026 to May 1, 2026", or the days among which it was. */
export function dayWords({ on, until, times }: Pick<LogLine, 'on' | 'until' | 'times'>): string {
	if (!until || until === on) return formatDate(on);
	const days = `${formatDate(on)} to ${formatDate(until)}`;
	return times ? `${times} times, ${days}` : `between ${formatDate(on)} and ${formatDate(until)}`;
}

/** How a line came to be, in a sentence. */
export function originWords({ entered, packet }: LogLine): string {
	if (packet) return 'Written by itself when the packet was saved.';
	const how = entered ? channels[entered.channel] : '';
	return `Entered by hand: made ${how}, outside this program.`;
}

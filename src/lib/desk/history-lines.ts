/** Lines of the history: chosen, put in order, and written as a file. Pure. */
import { inEnglish, type Told } from '#lib/language/telling.ts';
import { csvTable } from '#lib/page/csv.ts';
import type { PageId, PersonId } from '#lib/page/ids.ts';
import type { About, Said } from './history-words.ts';

export interface Line extends Omit<Said, 'what'> {
	/** A sentence without its subject; the cabinet's own are English. */
	readonly what: Told;
	/** `members`: the list of the practice's people; `cabinet`: told in the open cabinet alone. */
	readonly from: 'chart' | 'tray' | 'members' | 'cabinet';
	/** 1-based place in that chain. */
	readonly n: number;
	/** ISO 8601 time by the writing device's clock. */
	readonly at: string;
	/** `YYYY-MM-DD` in the reader's zone. */
	readonly day: string;
	readonly person: PersonId;
	readonly who: Told;
}

/** Empty text or `undefined` chooses everything. */
export interface Choice {
	readonly person: string;
	readonly about: About | '';
	/** First and last day, inclusive. */
	readonly since: string;
	readonly until: string;
	readonly page: PageId | undefined;
}

export const everything: Choice = { person: '', about: '', since: '', until: '', page: undefined };

export function choose<Each extends Line>(lines: readonly Each[], choice: Choice): readonly Each[] {
	const { person, about, since, until, page } = choice;
	return lines.filter(
		(line) =>
			(!person || line.person === person) &&
			(!about || line.about === about) &&
			(!since || line.day >= since) &&
			(!until || line.day <= until) &&
			(!page || line.page === page)
	);
}

/** Newest first; within one chain by its order, whatever the clocks said. Each chain comes the first first. */
export function newestFirst(...chains: readonly (readonly Line[])[]): readonly Line[] {
	const merged: Line[] = [];
	const at = chains.map((chain) => chain.length - 1);
	for (;;) {
		let newest: Line | undefined;
		let from = -1;
		for (const [i, chain] of chains.entries()) {
			const line = chain[at[i] ?? -1];
			if (line && (!newest || line.at > newest.at)) [newest, from] = [line, i];
		}
		if (!newest) return merged;
		merged.push(newest);
		at[from] = (at[from] ?? 0) - 1;
	}
}

/** The day of an ISO time where the reader is. */
export function dayOf(iso: string): string {
	const time = new Date(iso);
	if (Number.isNaN(time.getTime())) return iso.slice(0, 10);
	const [month, day] = [time.getMonth() + 1, time.getDate()].map((n) => String(n).padStart(2, '0'));
	return `${time.getFullYear()}-${month ?? ''}-${day ?? ''}`;
}

/** Files are English, whatever the screens speak. */
export function csvOf(lines: readonly Line[]): string {
	const rows = lines
		.map(written)
		.map(({ at, who, what, ledger, n }) => [at, who, what, ledger, String(n)]);
	return csvTable([['Time (UTC)', 'Who', 'What', 'Ledger', 'Entry'], ...rows]);
}

export function jsonOf(lines: readonly Line[]): string {
	return `${JSON.stringify({ v: 1, entries: lines.map(written) }, undefined, '\t')}\n`;
}

function written({ at, who, what, from, n }: Line) {
	return { at, who: inEnglish(who), what: inEnglish(what), ledger: from, n };
}

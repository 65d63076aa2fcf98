/** The history of the chart, of the unlocked person's tray and of the practice's people, in words. Read once, then only what is new. */
import type { ChartAction } from '#lib/chart/actions.ts';
import type { Chart } from '#lib/chart/chart.ts';
import { forReader, type Told } from '#lib/language/telling.ts';
import type { ClientId, PersonId } from '#lib/page/ids.ts';
import type { Practice } from '#lib/practice/practice.ts';
import type { Roster } from '#lib/practice/roster.ts';
import type { TrayAction } from '#lib/tray/actions.ts';
import { csvOf, dayOf, jsonOf, newestFirst, type Line } from './history-lines.ts';
import { memberLines, nameIn, type MembersParts } from './history-members.ts';
import { aClient } from './history-parts.ts';
import { chartWords, trayTeller, type Said } from './history-words.ts';
import { saveFile } from './save-file.ts';

export type HistoryParts = Pick<Practice, 'chart' | 'roster'> & {
	/** Absent for staff, who have none. */
	readonly tray?: Practice['tray'];
	/** Where who came and went is told from; absent where only folders are looked at. */
	readonly members?: MembersParts;
	readonly now: () => Date;
};

/** Where a chain was read up to; `undefined` is its beginning. */
type Head = Parameters<Chart['entries']>[0];

/** Entries that are opened between two breaths: the page stays alive over 20,000. */
const breathEvery = 40;

export class HistoryDesk {
	/** Newest first. */
	lines = $state.raw<readonly Line[]>([]);
	reading = $state(false);
	/** Entries opened so far in this reading. */
	opened = $state(0);
	/** The ledger could not be read to its end: what is shown is not the whole. */
	damaged = $state(false);
	/** The people to choose among: everybody who did something. */
	readonly people = $derived(
		[...new Map(this.lines.map(({ person, who }) => [person, who]))].map(([id, name]) => ({
			id,
			name: forReader(name)
		}))
	);

	readonly #parts: HistoryParts;
	readonly #chart: Line[] = [];
	readonly #tray: Line[] = [];
	#members: readonly Line[] = [];
	#roster: Roster;
	readonly #tellTray = trayTeller();
	#chartHead: Head;
	#trayHead: Head;
	#stopped = false;

	constructor(parts: HistoryParts) {
		this.#parts = parts;
		this.#roster = parts.roster;
	}

	/** The unlocked person has a tray, whose history is told as well. */
	get hasTray(): boolean {
		return this.#parts.tray !== undefined;
	}

	/** Reads what is new. A second call while one reads changes nothing. */
	async read(): Promise<void> {
		if (this.reading) return;
		this.reading = true;
		this.damaged = false;
		this.opened = 0;
		try {
			await this.#readMembers();
			await this.#readChart();
			await this.#readTray();
			if (!this.#stopped) this.lines = newestFirst(this.#chart, this.#tray, this.#members);
		} catch (error) {
			if (!isDamage(error)) throw error;
			// What could be read before the fault is shown, and said to be a part only.
			this.damaged = true;
			this.lines = newestFirst(this.#chart, this.#tray, this.#members);
		} finally {
			this.reading = false;
		}
	}

	/** Reads now and after every change, until what it returns is called. */
	follow(): () => void {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const soon = (): void => {
			clearTimeout(timer);
			timer = setTimeout(() => {
				if (this.reading) soon();
				else void this.read();
			}, 300);
		};
		const { chart, tray } = this.#parts;
		const stops = [chart.onChange(soon), ...(tray ? [tray.onChange(soon)] : [])];
		void this.read();
		return () => {
			clearTimeout(timer);
			for (const stop of stops) stop();
		};
	}

	/** At lock: nothing that was opened stays. */
	stop(): void {
		this.#stopped = true;
		this.lines = [];
		this.#chart.length = 0;
		this.#tray.length = 0;
		this.#members = [];
	}

	/** Hands what is shown to the downloads. The file's name holds a day and nothing else. */
	save(lines: readonly Line[], as: 'csv' | 'json'): void {
		const text = as === 'csv' ? csvOf(lines) : jsonOf(lines);
		const type = as === 'csv' ? 'text/csv;charset=utf-8' : 'application/json';
		const day = dayOf(this.#parts.now().toISOString());
		saveFile(new Blob([text], { type }), `history-${day}.${as}`);
	}

	/** A few dozen entries: read anew each time. */
	async #readMembers(): Promise<void> {
		const { members, roster } = this.#parts;
		if (!members || roster.head.n === 0) return;
		const read = await memberLines(members);
		if (this.#stopped) return;
		if (read.ok) {
			this.#members = read.lines;
			this.#roster = read.roster;
		} else this.damaged = true;
	}

	async #readChart(): Promise<void> {
		const { chart } = this.#parts;
		const nameOf = (id: ClientId): Told => chart.state.clients.get(id)?.name ?? aClient;
		for await (const { told, head } of chart.entries(this.#chartHead)) {
			if (this.#stopped) return;
			this.#chartHead = head;
			this.#chart.push(this.#line('chart', told, chartWords(told.action, nameOf)));
			await this.#breathe();
		}
	}

	async #readTray(): Promise<void> {
		const { tray } = this.#parts;
		if (!tray) return;
		for await (const { told, head } of tray.entries(this.#trayHead)) {
			if (this.#stopped) return;
			this.#trayHead = head;
			const said = this.#tellTray(told.action);
			if (said) this.#tray.push(this.#line('tray', told, said));
			await this.#breathe();
		}
	}

	#line(from: Line['from'], told: Entry, said: Said): Line {
		const { n, at, person } = told;
		return { ...said, from, n, at, day: dayOf(at), person, who: nameIn(this.#roster, person) };
	}

	async #breathe(): Promise<void> {
		this.opened++;
		if (this.opened % breathEvery === 0) await new Promise((resolve) => setTimeout(resolve));
	}
}

function isDamage(error: unknown): boolean {
	return error instanceof Error && ['DamagedLedger', 'BrokenShelf'].includes(error.name);
}

interface Entry {
	readonly n: number;
	readonly at: string;
	readonly person: PersonId;
	readonly action: ChartAction | TrayAction;
}

/** The open cabinet's own history as one list: read in it, saved from it, and gone with its lock. */
import type { OpenCabinet } from '#lib/cabinet/open.ts';
import type { ClientId, PageId, PersonId } from '#lib/page/ids.ts';
import { cabinetSaid } from './cabinet-words.ts';
import { csvOf, dayOf, jsonOf, type Line } from './history-lines.ts';
import { savePrivateFile } from './save-file.ts';

export interface CabinetLine extends Line {
	readonly pages: readonly PageId[];
	readonly client?: ClientId;
}

export interface CabinetHistoryParts {
	readonly cabinet: Pick<OpenCabinet, 'entries' | 'state'>;
	readonly nameOf: (person: PersonId) => string;
	readonly now: () => Date;
}

/** Entries that are opened between two breaths. */
const breathEvery = 40;

export class CabinetHistory {
	/** Newest first. */
	lines = $state.raw<readonly CabinetLine[]>([]);
	reading = $state(false);
	/** Entries opened so far in this reading. */
	opened = $state(0);
	/** It could not be read to its end: what is shown is not the whole. */
	damaged = $state(false);

	readonly #parts: CabinetHistoryParts;
	#stopped = false;

	constructor(parts: CabinetHistoryParts) {
		this.#parts = parts;
	}

	/** From the first entry, each opened and its signature looked at anew. */
	async read(): Promise<void> {
		if (this.reading || this.#stopped) return;
		this.reading = true;
		this.damaged = false;
		this.opened = 0;
		const found: CabinetLine[] = [];
		try {
			const whose = new Map<PageId, ClientId>();
			for await (const { told } of this.#parts.cabinet.entries()) {
				if (this.#isLocked()) return;
				found.push(this.#line(told, whose));
				this.opened++;
				if (this.opened % breathEvery === 0) await new Promise((go) => setTimeout(go));
			}
		} catch (error) {
			if (!(error instanceof Error && error.name === 'DamagedLedger')) throw error;
			// What could be read before the fault is shown, and said to be a part only.
			this.damaged = true;
		} finally {
			if (!this.#isLocked()) this.lines = found.reverse();
			this.reading = false;
		}
	}

	/** At lock: nothing that was opened stays. */
	stop(): void {
		this.#stopped = true;
		this.lines = [];
		this.opened = 0;
	}

	/** Hands what is shown to the downloads. The file's name holds a day and nothing else. */
	save(lines: readonly CabinetLine[], as: 'csv' | 'json'): void {
		const text = as === 'csv' ? csvOf(lines) : jsonOf(lines);
		const type = as === 'csv' ? 'text/csv;charset=utf-8' : 'application/json';
		const day = dayOf(this.#parts.now().toISOString());
		savePrivateFile(new Blob([text], { type }), `own-history-${day}.${as}`);
	}

	/** Through a function: it changes while others are waited for. */
	#isLocked(): boolean {
		return this.#stopped;
	}

	#line(told: Entry['told'], whose: Map<PageId, ClientId>): CabinetLine {
		const { n, at, person, action } = told;
		const { state } = this.#parts.cabinet;
		// What somebody sealed into the slot in another shape has no words, see sound.ts.
		const isStrange = state.turnedAway.some((away) => away.n === n);
		const { what, about, pages, client } = isStrange ? strange : cabinetSaid(action);
		if (client) for (const page of pages) whose.set(page, client);
		const of = client ?? (pages[0] && whose.get(pages[0]));
		return {
			...{ from: 'cabinet', n, at, day: dayOf(at), person, who: this.#parts.nameOf(person) },
			...{ what, about, pages, ...(of ? { client: of } : {}) }
		};
	}
}

type Entry = ReturnType<OpenCabinet['entries']> extends AsyncGenerator<infer Each> ? Each : never;

const strange = {
	what: 'Put something through the slot that is not theirs to do. It was turned away and has changed nothing.',
	about: 'filing',
	pages: [],
	client: undefined
} as const;

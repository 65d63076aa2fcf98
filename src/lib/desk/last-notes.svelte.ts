/** The last five notes of the clinician who looks: those that they filed to charts, and those that wait in their own tray. */
import { lookAtNote, type NoteLook, type NotePage } from '#lib/checks/progress-note.ts';
import type { Chart } from '#lib/chart/chart.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import { clientFor } from '#lib/page/client.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { ClientId, PageId } from '#lib/page/ids.ts';
import { namesAnother } from '#lib/page/likely-client.ts';
import type { Reading } from '#lib/page/reading.ts';
import { readingAt } from '#lib/page/upright.ts';
import type { TrayPage } from '#lib/tray/state.ts';
import { readingOf, type Tray } from '#lib/tray/tray.ts';
import { readingIn } from './charts.svelte.ts';
import type { ChecksMade } from './checks-made.svelte.ts';
import type { Engines } from './engines.ts';

/** A note's place: where its pages are looked at. */
export type NotePlace =
	{ readonly is: 'chart'; readonly client: ClientId } | { readonly is: 'tray' };

export interface LastNote {
	readonly place: NotePlace;
	readonly clientName: string;
	/** Of service, where it is known. */
	readonly date: CalendarDate | undefined;
	readonly pages: readonly PageId[];
	readonly look: NoteLook;
	/** Pages that nothing could be said of: not read, not legible, or damaged in storage. */
	readonly unseen: number;
}

export interface LastNotesParts {
	readonly tray: Tray;
	readonly chart: Chart;
	readonly sort: Engines['sort'];
	readonly made: ChecksMade;
	readonly signedAs: string;
	readonly now: () => Date;
}

interface Found {
	readonly place: NotePlace;
	readonly clientName: string;
	readonly date: CalendarDate | undefined;
	/** Where dates are the same or missing, the later one first. */
	readonly at: string;
	readonly pages: readonly {
		readonly page: PageId;
		readonly words: () => Promise<Reading | undefined>;
	}[];
}

/** As many as one reads through in one sitting. */
const howMany = 5;

export class LastNotes {
	notes = $state.raw<readonly LastNote[]>();
	/** ISO 8601 time of the last look since unlocking. */
	at = $state<string>();
	running = $state.raw<{ readonly done: number; readonly of: number }>();
	readonly #parts: LastNotesParts;
	#abort: AbortController | undefined;

	constructor(parts: LastNotesParts) {
		this.#parts = parts;
	}

	async run(): Promise<void> {
		if (this.running) return;
		const { made, now } = this.#parts;
		const abort = (this.#abort = new AbortController());
		const found = this.#latest();
		const looked: LastNote[] = [];
		this.running = { done: 0, of: found.length };
		for (const note of found) {
			looked.push(await this.#lookAt(note, abort.signal));
			// Locked meanwhile: nothing of it stays.
			if (abort.signal.aborted) return;
			this.running = { done: looked.length, of: found.length };
		}
		[this.running, this.notes, this.at] = [undefined, looked, now().toISOString()];
		made.note('notes', this.at);
	}

	/** Stops and forgets. */
	stop(): void {
		this.#abort?.abort();
		[this.notes, this.at, this.running] = [undefined, undefined, undefined];
	}

	async #lookAt(note: Found, signal: AbortSignal): Promise<LastNote> {
		const { place, clientName, date } = note;
		const pages: NotePage[] = [];
		let unseen = 0;
		for (const { page, words } of note.pages) {
			try {
				const reading = await words();
				if (!reading) throw new Error('the page was not read');
				const { suggestion } = await this.#parts.sort(reading, signal);
				pages.push({ page, reading, suggestion });
			} catch {
				unseen++;
			}
		}
		const ids = note.pages.map(({ page }) => page);
		const look = lookAtNote(pages);
		unseen += look.unread.length;
		return { place, clientName, date, pages: ids, look, unseen };
	}

	#latest(): readonly Found[] {
		return [...this.#charted(), ...this.#waiting()]
			.sort((a, b) => `${b.date ?? ''} ${b.at}`.localeCompare(`${a.date ?? ''} ${a.at}`))
			.slice(0, howMany);
	}

	/** What goes on overleaf is one note: the pages of one client and day. Undated pages stand alone. */
	#charted(): readonly Found[] {
		const { chart, tray, signedAs } = this.#parts;
		const own = new Set(
			[...tray.state.pages.values()].flatMap(({ receipts = [] }) =>
				receipts.flatMap(({ to, page }) => (to === 'chart' ? [page] : []))
			)
		);
		const notes = [...chart.state.pages.values()].filter(
			({ page, kind, filedBy, author }) =>
				(kind === 'progress' || kind === 'mixed-part' || kind === 'other') &&
				(own.has(page) || filedBy === signedAs) &&
				!isAnothers(author, signedAs)
		);
		const together = Map.groupBy(notes, ({ page, client, serviceDate }) =>
			serviceDate ? `${client} ${serviceDate}` : page
		);
		return [...together.values()].flatMap((pages) => {
			const [first] = pages;
			return first ? [this.#chartedNote(first, pages)] : [];
		});
	}

	#chartedNote({ client, serviceDate }: ChartPage, pages: readonly ChartPage[]): Found {
		const { chart } = this.#parts;
		return {
			place: { is: 'chart', client },
			clientName: chart.state.clients.get(client)?.name ?? '',
			date: serviceDate,
			at:
				pages
					.map(({ filedOn }) => filedOn)
					.sort()
					.at(-1) ?? '',
			pages: pages.map(({ page, reading, turn }) => ({
				page,
				words: async () => reading && readingIn(await chart.open(reading), turn)
			}))
		};
	}

	/** Read, and nothing decided yet: what a page says of its date and client is the page's own word. */
	#waiting(): readonly Found[] {
		const { tray, chart, signedAs } = this.#parts;
		const clients = [...chart.state.clients.values()];
		return [...tray.state.pages.values()].flatMap((page): Found[] => {
			if (page.decision || page.gone || !isNote(page)) return [];
			if (isAnothers(page.hints?.author, signedAs)) return [];
			const { serviceDate } = page.hints ?? {};
			return [
				{
					place: { is: 'tray' },
					clientName: clientFor(page.hints, clients)?.name ?? page.hints?.name ?? '',
					date: serviceDate,
					at: page.takenAt,
					pages: [
						{
							page: page.side.page,
							words: async () => {
								const read = await readingOf(tray, page);
								return read && readingAt(read, page.turn);
							}
						}
					]
				}
			];
		});
	}
}

/** Somebody else has signed it, whoever filed it; a misreading of one's own name is not somebody else. */
function isAnothers(author: string | undefined, signedAs: string): boolean {
	const [name = '', own = ''] = [author, signedAs].map((text) => text?.split(',')[0]?.trim());
	const me = { id: 'me' as ClientId, name: own };
	return name !== '' && namesAnother({ name }, me, [me]);
}

/** What the sorter takes for private is no progress note, and office paper is none either. */
function isNote({ suggestion }: TrayPage): boolean {
	return suggestion?.kind === 'progress' || suggestion?.kind === 'mixed';
}

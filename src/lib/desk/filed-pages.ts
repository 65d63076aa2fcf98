/** What people do to a page that lies in a chart: put its words right, note something on it, file it elsewhere. */
import type { ChartAction, FiledUnder } from '#lib/chart/actions.ts';
import type { Chart } from '#lib/chart/chart.ts';
import type { ChartPage } from '#lib/chart/reader.ts';
import type { NoteId, PageId } from '#lib/page/ids.ts';
import type { PageNote } from '#lib/page/page-note.ts';
import type { Reading } from '#lib/page/reading.ts';
import { correctedReading, type WordPlace } from '#lib/page/reading-corrected.ts';
import { redactedReading } from '#lib/page/redaction.ts';
import type { Filing } from '#lib/tray/filing.ts';
import { stillStands } from './read-filed.ts';
import { outcomeOf, type Outcome } from './sentences.ts';

/** A page that lay in a chart was filed under something else there. */
export interface Refiled {
	readonly page: PageId;
	readonly was: FiledUnder;
	readonly now: FiledUnder;
}

type Acting = (now: ChartPage) => ReturnType<Chart['act']>;

export interface FiledPagesParts {
	readonly chart: Chart;
	readonly filing: Pick<Filing, 'undisturbed'>;
	readonly newNote: () => NoteId;
}

const changed: Outcome = {
	ok: false,
	sentence: 'The page was changed meanwhile, here or in another tab. Look at it again.'
};

export class FiledPages {
	readonly #parts: FiledPagesParts;

	constructor(parts: FiledPagesParts) {
		this.#parts = parts;
	}

	notesOn(page: PageId): readonly PageNote[] {
		return this.#parts.chart.state.notes.get(page) ?? [];
	}

	/** Writes `text` in place of one word. What the machine had read stays, beside it and as it was. */
	async correct(page: ChartPage, place: WordPlace, text: string): Promise<Outcome> {
		const { chart } = this.#parts;
		if (!page.reading) return changed;
		const before = JSON.parse(new TextDecoder().decode(await chart.open(page.reading))) as Reading;
		const reading = correctedReading(before, place, text);
		if (!reading) return { ok: false, sentence: 'Write the word as it stands on the paper.' };
		const words = await chart.seal(bytesOf(reading));
		const { redacted } = page;
		// Words that are covered in it stay away from the copy, however they are spelt.
		const covered =
			redacted?.reading &&
			(await chart.seal(bytesOf(redactedReading(reading, redacted.covered, redacted.stoodAt))));
		return this.#whileItStands(page, () => {
			const action: ChartAction = {
				...{ is: 'words-corrected', page: page.page, reading: words.ref },
				...(covered ? { copy: covered.ref } : {})
			};
			// The machine's own reading is kept; one that a person made of it gives way to the next.
			const remove = [page.readAs && page.reading, covered && redacted.reading];
			return chart.act(action, {
				put: [words.blob, ...(covered ? [covered.blob] : [])],
				remove: remove.flatMap((ref) => (ref ? [ref.sha256] : []))
			});
		});
	}

	async note({ page }: ChartPage, text: string): Promise<Outcome> {
		const { chart, newNote } = this.#parts;
		const note = { id: newNote(), text: text.trim() };
		return outcomeOf(await chart.act({ is: 'page-noted', page, note }));
	}

	async strike({ page }: ChartPage, note: NoteId): Promise<Outcome> {
		return outcomeOf(await this.#parts.chart.act({ is: 'note-struck', page, note }));
	}

	/** Takes that it was struck back, for as long as its page lies in the chart. */
	async unstrike({ page }: ChartPage, note: NoteId): Promise<Outcome> {
		const { chart } = this.#parts;
		if (!chart.state.struckNotes.get(page)?.some(({ id }) => id === note))
			return { ok: false, sentence: 'That note stands again already, or its page is gone.' };
		return outcomeOf(await chart.act({ is: 'note-struck', page, note, back: true }));
	}

	/** A clinician's word that it belongs in the record, whatever it reads like: of the words that were looked at. */
	async vouch(seen: ChartPage, because: string): Promise<Outcome> {
		const why = because.trim();
		if (!why) return { ok: false, sentence: 'Write in a few words why.' };
		const isSeen = ({ client, reading }: ChartPage): boolean =>
			client === seen.client && reading?.sha256 === seen.reading?.sha256;
		return this.#onlyIf(isSeen, seen.page, ({ page }) =>
			this.#parts.chart.act({ is: 'page-vouched', page, because: why })
		);
	}

	/** Takes back the very word that was read, whichever clinician signed it. */
	async unvouch({ page, vouched }: ChartPage): Promise<Outcome> {
		const isRead = (now: ChartPage): boolean =>
			now.vouched !== undefined && now.vouched.at === vouched?.at && now.vouched.by === vouched.by;
		return this.#onlyIf(isRead, page, () => this.#parts.chart.act({ is: 'vouch-withdrawn', page }));
	}

	/** The page as it lies in the chart now. */
	pageNow(page: PageId): ChartPage | undefined {
		return this.#parts.chart.state.pages.get(page);
	}

	/** Files it under another client, date or kind. */
	refile(page: ChartPage, under: FiledUnder, because: string): Promise<Outcome> {
		const was = placeOf(page);
		return this.#whileItStands(page, (now) =>
			this.#parts.chart.act({ is: 'page-filed', page: movedTo(now, under), because, was })
		);
	}

	/** Files it where it lay before, unless somebody has filed it anew since. Turned or read since, it goes as it is. */
	putBack({ page, was, now: there }: Refiled): Promise<Outcome> {
		return this.#onlyIf(
			(now) => isSamePlace(now, there),
			page,
			(now) => {
				const filed = { is: 'page-filed', page: movedTo(now, was) } as const;
				return this.#parts.chart.act({ ...filed, was: placeOf(now), back: true });
			}
		);
	}

	/** The page is as the person saw it. */
	#whileItStands(page: ChartPage, act: Acting): Promise<Outcome> {
		const isSame = (now: ChartPage): boolean =>
			stillStands(now, page) &&
			now.client === page.client &&
			now.redacted?.picture.sha256 === page.redacted?.picture.sha256;
		return this.#onlyIf(isSame, page.page, act);
	}

	/** Nobody files meanwhile, and the page is still what this is about. */
	#onlyIf(isSame: (now: ChartPage) => boolean, page: PageId, act: Acting): Promise<Outcome> {
		const { chart, filing } = this.#parts;
		return filing.undisturbed(async () => {
			await chart.catchUp();
			const now = chart.state.pages.get(page);
			return now && isSame(now) ? outcomeOf(await act(now)) : changed;
		});
	}
}

/** The latest filing elsewhere of a page, as its chart's events tell it: none when that was taken back since. */
export function lastRefiled(
	told: readonly { readonly action: ChartAction }[],
	page: PageId
): Refiled | undefined {
	const last = told.findLast(
		({ action }) =>
			(action.is === 'page-filed' && action.page.page === page) ||
			(action.is === 'page-withdrawn' && action.page === page)
	)?.action;
	if (last?.is !== 'page-filed' || !last.was || last.back) return undefined;
	return { page, was: last.was, now: placeOf(last.page) };
}

/** What a page is filed under. */
export function placeOf({ client, serviceDate, kind }: ChartPage): FiledUnder {
	return { client, kind, ...(serviceDate ? { serviceDate } : {}) };
}

function isSamePlace(page: ChartPage, { client, serviceDate, kind }: FiledUnder): boolean {
	return page.client === client && page.serviceDate === serviceDate && page.kind === kind;
}

function movedTo({ serviceDate: _, ...rest }: ChartPage, under: FiledUnder): ChartPage {
	return { ...rest, ...under };
}

function bytesOf(reading: Reading): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(JSON.stringify(reading));
}

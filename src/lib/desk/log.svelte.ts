/** The disclosure log on the desk: read, added to, put right by further entries; never changed. */
import type { Chart } from '#lib/chart/chart.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { ClientId, EntryId } from '#lib/page/ids.ts';
import { readEntered } from '#lib/release/entered-form.ts';
import type { RequestForm, Wrong } from '#lib/release/form-fields.ts';
import { logOf, stands, type LogLine } from '#lib/release/log.ts';
import { fine, outcomeOf, type Outcome } from './sentences.ts';

export type Entered =
	Outcome | { readonly ok: false; readonly sentence: string; readonly wrong: readonly Wrong[] };

export class LogDesk {
	/** Newest first. */
	lines = $state.raw<readonly LogLine[]>([]);
	readonly #chart: Chart;
	readonly #newEntry: () => EntryId;
	readonly #signedAs: string;
	readonly #now: () => Date;
	readonly #today: () => CalendarDate;

	constructor(parts: {
		readonly chart: Chart;
		readonly newEntry: () => EntryId;
		readonly signedAs: string;
		readonly now: () => Date;
		readonly today: () => CalendarDate;
	}) {
		this.#chart = parts.chart;
		this.#newEntry = parts.newEntry;
		this.#signedAs = parts.signedAs;
		this.#now = parts.now;
		this.#today = parts.today;
		this.#chart.onChange(() => this.#look());
		this.#look();
	}

	get today(): CalendarDate {
		return this.#today();
	}

	clientName(client: ClientId): string {
		return this.#chart.state.clients.get(client)?.name ?? 'a former client';
	}

	/** A disclosure that this program did not make; with `corrects`, one that stands in the place of another line. */
	async enter(
		client: ClientId,
		form: RequestForm,
		corrects?: { readonly line: LogLine; readonly because: string }
	): Promise<Entered> {
		const read = readEntered(form, this.#today());
		if (!read.ok)
			return { ok: false, sentence: 'Look at the fields that are marked.', wrong: read.wrong };
		if (corrects && !stands(corrects.line)) return { ok: false, sentence: already };
		if (corrects && !corrects.because.trim()) return { ok: false, sentence: reasonNeeded };
		const acted = await this.#chart.act({
			is: 'disclosure-entered',
			entered: {
				...{ entry: this.#newEntry(), client, ...read.facts },
				...{ enteredAt: this.#now().toISOString(), enteredBy: this.#signedAs },
				...(corrects
					? { corrects: { line: corrects.line.id, because: corrects.because.trim() } }
					: {})
			}
		});
		return acted.ok ? fine : outcomeOf(acted);
	}

	/** It did not happen, e.g. the file was saved and never sent. The line stays and says so. */
	async strike(line: LogLine, because: string): Promise<Outcome> {
		if (!stands(line)) return { ok: false, sentence: already };
		if (!because.trim()) return { ok: false, sentence: reasonNeeded };
		const acted = await this.#chart.act({
			is: 'disclosure-struck',
			...{ line: line.id, client: line.client, because: because.trim(), by: this.#signedAs }
		});
		return acted.ok ? fine : outcomeOf(acted);
	}

	#look(): void {
		const { disclosures, after } = this.#chart.state;
		const { entered, struck, incidents } = after;
		this.lines = logOf({ disclosures, entered, struck, incidents: [...incidents.values()] });
	}
}

const already = 'Another entry has taken this line’s place already. Look at that one.';
const reasonNeeded = 'Say why: it stays on record.';

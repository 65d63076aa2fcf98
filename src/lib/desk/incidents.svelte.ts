/** Incidents: what may have gone out without a right to it, its clock, its four factors, its letters, its end. */
import type { Chart } from '#lib/chart/chart.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { Disclosure } from '#lib/page/disclosure.ts';
import type { ClientId, IncidentId } from '#lib/page/ids.ts';
import type { Incident } from '#lib/page/incident.ts';
import type { Urgency } from '#lib/release/clock.ts';
import {
	byUrgencyOfIncident,
	judgementOf,
	nextClock,
	urgencyOfIncident,
	whyNotClosed
} from '#lib/release/incident.ts';
import { clientLetter, missingForClient, recallLetter } from '#lib/release/incident-letters.ts';
import type { Letter, LetterFacts } from '#lib/release/letters.ts';
import type { LogLine } from '#lib/release/log.ts';
import { readRecipe } from '#lib/release/recipe.ts';
import { wrongPagesOf } from '#lib/release/wrong-pages.ts';
import type { LogDesk } from './log.svelte.ts';
import { fine, outcomeOf, type Outcome } from './sentences.ts';

export interface IncidentRow {
	readonly incident: Incident;
	readonly client: string;
	readonly urgency: Urgency;
	readonly due: CalendarDate | undefined;
}

export class IncidentsDesk {
	all = $state.raw<readonly Incident[]>([]);
	readonly #chart: Chart;
	readonly #log: LogDesk;
	readonly #newIncident: () => IncidentId;
	readonly #practice: string;
	readonly #signedAs: string;

	constructor(parts: {
		readonly chart: Chart;
		readonly log: LogDesk;
		readonly newIncident: () => IncidentId;
		readonly practice: string;
		readonly signedAs: string;
	}) {
		this.#chart = parts.chart;
		this.#log = parts.log;
		this.#newIncident = parts.newIncident;
		this.#practice = parts.practice;
		this.#signedAs = parts.signedAs;
		this.#chart.onChange(() => this.#look());
		this.#look();
	}

	get today(): CalendarDate {
		return this.#log.today;
	}

	/** The most urgent first, closed ones last; read anew, for days go by. */
	get rows(): readonly IncidentRow[] {
		return byUrgencyOfIncident(this.all).map((incident) => ({
			incident,
			client: this.clientName(incident.client),
			urgency: urgencyOfIncident(incident, this.today),
			due: nextClock(incident)?.due
		}));
	}

	get open(): readonly IncidentRow[] {
		return this.rows.filter(({ incident }) => !incident.closed);
	}

	of(id: IncidentId): Incident | undefined {
		return this.all.find((incident) => incident.id === id);
	}

	clientName(client: ClientId): string {
		return this.#log.clientName(client);
	}

	/** The lines of the log that it is about. */
	linesOf({ packets, entry }: Incident): readonly LogLine[] {
		return this.#log.lines.filter(({ id }) => entry === id || packets.some((one) => one === id));
	}

	/** Begins one about a line of the log, or takes up the one that is open already. */
	async begin(line: LogLine): Promise<Outcome & { readonly id?: IncidentId }> {
		const open = line.incidents.find(({ closed }) => !closed);
		if (open) return { ok: true, id: open.id };
		const id = this.#newIncident();
		const acted = await this.#chart.act({
			is: 'incident-opened',
			incident: {
				...{ id, client: line.client, openedBy: this.#signedAs },
				packets: line.packet ? [line.packet.packet] : [],
				...(line.entered ? { entry: line.entered.entry } : {}),
				form: { foundOn: this.today, happenedOn: line.on, people: '1' }
			}
		});
		return acted.ok ? { ok: true, id } : outcomeOf(acted);
	}

	async write({ id, client, closed }: Incident, form: Incident['form']): Promise<Outcome> {
		if (closed) return { ok: false, sentence: 'It is closed. Open it again first.' };
		return this.#act({ is: 'incident-written', incident: id, client, form });
	}

	whyNotClosed(incident: Incident): readonly string[] {
		return whyNotClosed(incident, this.today);
	}

	/** As it is written, with the outcome that it is judged to have. */
	async close(incident: Incident): Promise<Outcome> {
		const [missing] = this.whyNotClosed(incident);
		const outcome = judgementOf(incident);
		if (missing || !outcome) return { ok: false, sentence: missing ?? '' };
		const { id, client, form } = incident;
		const because = (form['because'] ?? '').trim();
		return this.#act({
			...{ is: 'incident-closed', incident: id, client, outcome, because, by: this.#signedAs }
		});
	}

	async reopen({ id, client }: Incident, because: string): Promise<Outcome> {
		if (!because.trim()) return { ok: false, sentence: 'Say why: it stays on record.' };
		return this.#act({
			is: 'incident-reopened',
			...{ incident: id, client, because: because.trim(), by: this.#signedAs }
		});
	}

	/** Back to whoever got it: what they are to send back, by the numbers on the pages. */
	async recall(incident: Incident): Promise<Letter> {
		const { form } = incident;
		const lines = this.linesOf(incident);
		const [line] = lines;
		const went = form['wentToName']?.trim();
		const name = [went, line?.recipient.name].find(Boolean) ?? '';
		const address = went ? form['wentToAddress'] : line?.recipient.address;
		const facts = this.#facts(incident, { name, ...(address ? { address } : {}) });
		// A number is of one packet: of several, all of it is asked for.
		const some =
			lines.length === 1 && line?.packet ? this.#wrongIn(incident, line.packet) : undefined;
		return recallLetter(facts, form, await some);
	}

	/** `undefined` where all of it was wrong, and where nobody can tell: rather too much comes back than too little. */
	async #wrongIn(
		incident: Incident,
		{ recipe: ref, holds = [] }: Disclosure
	): Promise<string | undefined> {
		const lies = ref && (this.#chart.state.kept.get(ref.sha256) ?? ref);
		if (!lies) return undefined;
		try {
			const { made } = readRecipe(await this.#chart.open(lies));
			return wrongPagesOf(incident, { made, holds });
		} catch {
			return undefined;
		}
	}

	/** To the client, with what it still lacks. */
	notice(incident: Incident): { readonly letter: Letter; readonly missing: readonly string[] } {
		const address = incident.form['clientAddress'];
		const to = { name: this.clientName(incident.client), ...(address ? { address } : {}) };
		const facts = this.#facts(incident, to);
		return {
			letter: clientLetter(facts, incident.form),
			missing: missingForClient(incident.form, facts)
		};
	}

	#facts({ client }: Incident, to: LetterFacts['to']): LetterFacts {
		return {
			...{ practice: this.#practice, letterhead: this.#chart.state.releaseSettings.letterhead },
			...{ on: this.today, signedBy: this.#signedAs, to, client: this.clientName(client) }
		};
	}

	async #act(action: Parameters<Chart['act']>[0]): Promise<Outcome> {
		const done = await this.#chart.act(action);
		return done.ok ? fine : outcomeOf(done);
	}

	#look(): void {
		this.all = [...this.#chart.state.after.incidents.values()];
	}
}

/** The fee sheet of a request, and the practice's own rates. */
import type { Chart } from '#lib/chart/chart.ts';
import type { CalendarDate } from '#lib/page/date.ts';
import type { FeeRates } from '#lib/page/fees.ts';
import type { RequestId } from '#lib/page/ids.ts';
import type { Jurisdiction, ListedRequest } from '#lib/page/records-request.ts';
import { basisNames, type BasisName } from '#lib/release/authority.ts';
import { feesOf, type FeeForm, type Fees } from '#lib/release/fees.ts';
import { fine, outcomeOf, type Outcome } from './sentences.ts';

export class FeesDesk {
	requests = $state.raw<readonly ListedRequest[]>([]);
	rates = $state.raw<FeeRates>({});
	jurisdiction = $state.raw<Jurisdiction>({});
	readonly practice: string;
	readonly #chart: Chart;
	readonly #signedAs: string;
	readonly #today: () => CalendarDate;

	constructor(parts: {
		readonly chart: Chart;
		readonly practice: string;
		readonly signedAs: string;
		readonly today: () => CalendarDate;
	}) {
		this.practice = parts.practice;
		this.#chart = parts.chart;
		this.#signedAs = parts.signedAs;
		this.#today = parts.today;
		this.#chart.onChange(() => this.#look());
		this.#look();
	}

	of(id: RequestId): ListedRequest | undefined {
		return this.requests.find((request) => request.id === id);
	}

	clientName({ client }: ListedRequest): string {
		return this.#chart.state.clients.get(client)?.name ?? 'a former client';
	}

	basisOf({ form }: ListedRequest): BasisName | '' {
		return basisNames.find((name) => name === form['basis']) ?? '';
	}

	/** Pages that left for it, for a start; none while nothing has. */
	pagesOf({ packets }: ListedRequest): number {
		const left = this.#chart.state.disclosures.filter(({ packet }) => packets.includes(packet));
		return left.reduce((sum, { pages }) => sum + pages, 0);
	}

	workOut(request: ListedRequest, form: FeeForm): Fees {
		return feesOf(form, this.rates, this.basisOf(request));
	}

	/** Attaches the sheet to the request; an earlier one stays in the history. */
	async attach(request: ListedRequest, form: FeeForm): Promise<Outcome> {
		const fees = this.workOut(request, form);
		if (fees.is === 'wrong')
			return { ok: false, sentence: fees.wrong[0]?.sentence ?? 'Look at the amounts.' };
		const sheet = { on: this.#today(), by: this.#signedAs, form: { ...form } };
		const acted = await this.#chart.act({
			...{ is: 'fees-worked-out', request: request.id, client: request.client },
			fees:
				fees.is === 'fee'
					? { lines: fees.lines, total: fees.total, ...sheet }
					: { lines: [], total: 0, nothing: fees.because, ...sheet }
		});
		return acted.ok ? fine : outcomeOf(acted);
	}

	async setRates(fees: FeeRates): Promise<Outcome> {
		const settings = { ...this.#chart.state.releaseSettings, fees };
		const acted = await this.#chart.act({ is: 'release-settings-set', settings });
		return acted.ok ? fine : outcomeOf(acted);
	}

	#look(): void {
		const { requests, releaseSettings } = this.#chart.state;
		this.requests = [...requests.values()];
		this.rates = releaseSettings.fees ?? {};
		this.jurisdiction = releaseSettings.jurisdiction ?? {};
	}
}
